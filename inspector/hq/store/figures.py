"""What the pages show: regions, the country, received inspections. Only confirmed visits are counted."""

import json
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, select

from inspector.core.finding import Finding, Indicator
from inspector.core.institution import Institution
from inspector.core.verdict import Severity
from inspector.hq.store import tables
from inspector.hq.store.places import institution_of
from inspector.hq.store.records import (
    CountryFigures,
    EvidenceRecord,
    RegionFigures,
    RevisionDetail,
    RevisionSummary,
)
from inspector.hq.store.tables import AnyRow

_PLACE = tables.institution
_STANDING = tables.standing
_FACT = tables.indicator_fact
_REVISION = tables.revision
_SUMS = ("counted", "n", "of", "lower", "upper", "declared", "declared_of")


class Figures:
    """Read-only repository of the dashboard."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def regions(self, indicator: str) -> tuple[RegionFigures, ...]:
        """One indicator by region, for every region that has institutions."""
        totals = self._connection.execute(
            select(
                _PLACE.c.region,
                func.count().label("institutions"),
                func.count(_STANDING.c.revision).label("inspected"),
            )
            .select_from(_PLACE.outerjoin(_STANDING, _STANDING.c.institution == _PLACE.c.id))
            .group_by(_PLACE.c.region)
            .order_by(_PLACE.c.region)
        ).all()
        sums = {row.region: row for row in self._connection.execute(_sums(_PLACE.c.region, indicator))}
        return tuple(_region(row, sums.get(row.region)) for row in totals)

    def country(self, names: Sequence[str]) -> dict[str, CountryFigures]:
        """Each named indicator over the whole country; a name nobody has is absent."""
        rows = self._connection.execute(_sums(_FACT.c.name).where(_FACT.c.name.in_(names)))
        return {
            row.name: CountryFigures(
                name=row.name,
                counted=row.counted,
                n=row.n,
                of=row.of,
                lower=row.lower,
                upper=row.upper,
                declared=row.declared,
                declared_of=row.declared_of,
            )
            for row in rows
        }

    def totals(self) -> tuple[int, int]:
        """(institutions, those with a counted visit)."""
        places = self._connection.execute(select(func.count()).select_from(_PLACE)).scalar_one()
        visited = self._connection.execute(select(func.count()).select_from(_STANDING)).scalar_one()
        return places, visited

    def open_findings(self) -> dict[str, int]:
        """Findings of the counted visits by severity ("" is a recommendation), without those taken back."""
        finding = tables.finding
        rows = self._connection.execute(
            select(finding.c.severity, func.count().label("found"))
            .join(_STANDING, _STANDING.c.revision == finding.c.revision)
            .where(finding.c.withdrawn == "")
            .group_by(finding.c.severity)
        )
        return {row.severity: row.found for row in rows}

    def received(self, limit: int = 200) -> tuple[RevisionSummary, ...]:
        """The newest received revisions; an older revision is shown only until a newer one came."""
        rows = self._connection.execute(_summaries().where(_is_newest()).order_by(_REVISION.c.id.desc()).limit(limit))
        return tuple(_summary(row) for row in rows)

    def detail(self, inspection: str) -> RevisionDetail | None:
        """The newest revision of one inspection."""
        query = _summaries().where(_REVISION.c.inspection == inspection, _is_newest())
        row = self._connection.execute(query).first()
        if row is None:
            return None
        return RevisionDetail(
            summary=_summary(row),
            manifest=row.manifest,
            device_name=row.device_name,
            checklist=row.checklist,
            reviewed_at=row.reviewed_at,
            findings=self.findings(row.revision),
            indicators=self.indicators(row.revision),
            evidence=self._evidence(row.revision),
        )

    def findings(self, revision: int) -> tuple[Finding, ...]:
        """What failed, in the checklist's order."""
        finding = tables.finding
        rows = self._connection.execute(
            select(finding).where(finding.c.revision == revision).order_by(finding.c.position)
        )
        return tuple(
            Finding(
                check=row.name,
                row=row.row,
                node=row.node,
                kind=row.kind,
                severity=Severity(row.severity),
                norm=row.norm,
                due_days=row.due_days,
                message={"ru": row.message_ru, "kk": row.message_kk, "en": row.message_en},
            )
            for row in rows
        )

    def indicators(self, revision: int) -> tuple[Indicator, ...]:
        """What is counted, by name."""
        rows = self._connection.execute(select(_FACT).where(_FACT.c.revision == revision).order_by(_FACT.c.name))
        return tuple(
            Indicator(
                name=row.name,
                n=row.n,
                of=row.of,
                lower=row.lower,
                upper=row.upper,
                declared=row.declared,
                declared_of=row.declared_of,
            )
            for row in rows
        )

    def _evidence(self, revision: int) -> tuple[EvidenceRecord, ...]:
        item = tables.evidence
        rows = self._connection.execute(select(item).where(item.c.revision == revision).order_by(item.c.name))
        return tuple(
            EvidenceRecord(name=row.name, node=row.node, sha256=row.sha256, size=row.size, media_type=row.media_type)
            for row in rows
        )


def _sums(group: ColumnElement[str], indicator: str | None = None) -> Select[tuple[object, ...]]:
    """Sums of counted visits by `group`. A blank is left out of both n and N; a missing bound is n itself.

    The declared side is summed over the visits that have it, with the same N where no other was declared.
    """
    known = and_(_FACT.c.n.is_not(None), _FACT.c.of.is_not(None))
    declared = and_(known, _FACT.c.declared.is_not(None))
    of_declared = func.coalesce(_FACT.c.declared_of, _FACT.c.of)
    query = (
        select(
            group,
            func.count().label("counted"),
            func.sum(_FACT.c.n).label("n"),
            func.sum(_FACT.c.of).label("of"),
            func.sum(func.coalesce(_FACT.c.lower, _FACT.c.n)).label("lower"),
            func.sum(func.coalesce(_FACT.c.upper, _FACT.c.n)).label("upper"),
            func.sum(case((declared, _FACT.c.declared))).label("declared"),
            func.sum(case((declared, of_declared))).label("declared_of"),
        )
        .select_from(
            _STANDING.join(_FACT, _FACT.c.revision == _STANDING.c.revision).join(
                _PLACE, _PLACE.c.id == _STANDING.c.institution
            )
        )
        .where(known)
        .group_by(group)
    )
    return query if indicator is None else query.where(_FACT.c.name == indicator)


def _region(total: AnyRow, sums: AnyRow | None) -> RegionFigures:
    figures = {} if sums is None else {name: getattr(sums, name) for name in _SUMS}
    # PostgreSQL sums bigints to numeric.
    whole = {name: None if value is None else int(value) for name, value in figures.items()}
    return RegionFigures(
        region=total.region,
        institutions=total.institutions,
        inspected=total.inspected,
        **whole,  # type: ignore[arg-type]
    )


def _is_newest() -> ColumnElement[bool]:
    later = _REVISION.alias("later")
    newest = select(func.max(later.c.number)).where(later.c.inspection == _REVISION.c.inspection)
    return _REVISION.c.number == newest.scalar_subquery()


def _summaries() -> Select[tuple[object, ...]]:
    inspection, device, person, blob = tables.inspection, tables.device, tables.person, tables.blob
    finding, link, conflict = tables.finding, tables.revision_blob, tables.conflict
    act = blob.alias("act_blob")
    of_revision = and_(finding.c.revision == _REVISION.c.id, finding.c.withdrawn == "")
    count = select(func.count())
    return (
        select(
            _REVISION.c.id.label("revision"),
            *(column for column in _REVISION.c if column.name not in {"id", "instance", "receipt", "device"}),
            inspection.c.institution.label("institution_id"),
            person.c.name.label("inspector"),
            device.c.name.label("device_name"),
            *(column.label(f"place_{column.name}") for column in _PLACE.c),
            act.c.stored_at.is_not(None).label("act_stored"),
            count.select_from(finding).where(of_revision).scalar_subquery().label("findings"),
            count.select_from(finding)
            .where(of_revision, finding.c.severity == Severity.GROSS.value)
            .scalar_subquery()
            .label("gross"),
            count.select_from(link.join(blob, blob.c.sha256 == link.c.sha256))
            .where(link.c.revision == _REVISION.c.id, blob.c.stored_at.is_(None))
            .scalar_subquery()
            .label("missing"),
            count.select_from(conflict)
            .where(conflict.c.inspection == _REVISION.c.inspection)
            .scalar_subquery()
            .label("conflicts"),
        )
        .join(inspection, inspection.c.id == _REVISION.c.inspection)
        .join(device, device.c.id == _REVISION.c.device)
        .join(person, person.c.id == func.coalesce(_REVISION.c.person, device.c.person))
        .outerjoin(_PLACE, _PLACE.c.id == inspection.c.institution)
        .outerjoin(act, act.c.sha256 == _REVISION.c.act)
    )


def _place(row: AnyRow) -> Institution | None:
    """The institution's columns of a joined row, under their own names; None when it is not known."""
    if row.place_id is None:
        return None
    return institution_of({column.name: row._mapping[f"place_{column.name}"] for column in _PLACE.c})


def _summary(row: AnyRow) -> RevisionSummary:
    return RevisionSummary(
        revision=row.revision,
        inspection=row.inspection,
        number=row.number,
        manifest_sha256=row.manifest_sha256,
        institution_id=row.institution_id,
        institution=_place(row),
        inspector=row.inspector,
        visit_date=row.visit_date,
        visit_kind=row.visit_kind,
        received_at=row.received_at,
        state=row.state,
        reasons=tuple(json.loads(row.reasons)),
        chain=row.chain,
        act=row.act,
        act_stored=bool(row.act_stored),
        missing=row.missing,
        findings=row.findings,
        gross=row.gross,
        conflicts=row.conflicts,
    )
