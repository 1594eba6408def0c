"""Received revisions: the exact sealed texts and the facts read out of them. Written once."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, insert, select, update

from inspector.core.finding import Finding, Indicator
from inspector.hq.store import tables
from inspector.hq.store.records import (
    CONFIRMED,
    WAITING,
    BlobRecord,
    ForReview,
    SealedRecord,
    Stored,
)

_REVISION = tables.revision
_INSPECTION = tables.inspection

LINKED = "linked"
GAP = "gap"
FORK = "fork"


class Sealed:
    """Repository of inspections and their revisions."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def stored(self, inspection: str, number: int) -> Stored | None:
        """What arrived before under the same inspection and revision."""
        row = self._connection.execute(
            select(_REVISION.c.manifest_sha256, _REVISION.c.receipt).where(
                _REVISION.c.inspection == inspection, _REVISION.c.number == number
            )
        ).first()
        return Stored(manifest_sha256=row.manifest_sha256, receipt=row.receipt) if row else None

    def owner(self, inspection: str) -> str | None:
        """The device an inspection came from first."""
        owner = select(_INSPECTION.c.device).where(_INSPECTION.c.id == inspection)
        return self._connection.execute(owner).scalar()

    def chain_state(self, device: str, previous: str) -> str:
        """Whether a manifest that names `previous` continues this device's chain: linked, gap or fork.

        A gap may close later, for deliveries come out of order. A fork means two seals name the same predecessor,
        as after a restored backup.
        """
        twin = select(_REVISION.c.id).where(_REVISION.c.device == device, _REVISION.c.previous == previous).limit(1)
        if self._connection.execute(twin).first() is not None:
            return FORK
        if not previous:
            return LINKED
        before = select(_REVISION.c.id).where(_REVISION.c.manifest_sha256 == previous, _REVISION.c.device == device)
        return LINKED if self._connection.execute(before).first() is not None else GAP

    def head(self, device: str) -> str:
        """The newest manifest of this device that none of its own follows, "" without any."""
        following = _REVISION.alias()
        follows = select(following.c.id).where(
            following.c.device == device, following.c.previous == _REVISION.c.manifest_sha256
        )
        newest = select(_REVISION.c.manifest_sha256).where(_REVISION.c.device == device, ~follows.exists())
        return self._connection.execute(newest.order_by(_REVISION.c.id.desc()).limit(1)).scalar() or ""

    def add(self, sealed: SealedRecord) -> int:
        """Store a revision with everything in it; returns its number in the table."""
        if self.owner(sealed.inspection) is None:
            self._connection.execute(
                insert(_INSPECTION).values(
                    id=sealed.inspection,
                    institution=sealed.institution,
                    device=sealed.device,
                    received_at=sealed.received_at,
                )
            )
        revision = self._add_revision(sealed)
        self._connection.execute(insert(tables.envelope).values(revision=revision, box=sealed.envelope))
        self._add_facts(revision, sealed)
        self._add_blobs(revision, sealed.blobs)
        self._close_gap(sealed)
        return revision

    def add_conflict(
        self, manifest_sha256: str, inspection: str, number: int, device: str, bundle: bytes, at: datetime
    ) -> None:
        """Keep a bundle that another one came before; the same one is kept once."""
        conflict = tables.conflict
        known = select(conflict.c.number).where(conflict.c.manifest_sha256 == manifest_sha256)
        if self._connection.execute(known).first() is None:
            self._connection.execute(
                insert(conflict).values(
                    manifest_sha256=manifest_sha256,
                    inspection=inspection,
                    number=number,
                    device=device,
                    bundle=bundle,
                    received_at=at,
                )
            )

    def waiting(self, limit: int = 50) -> tuple[int, ...]:
        """Revisions not yet re-evaluated, oldest first."""
        query = select(_REVISION.c.id).where(_REVISION.c.state == WAITING).order_by(_REVISION.c.id).limit(limit)
        return tuple(self._connection.execute(query).scalars())

    def for_review(self, revision: int) -> ForReview | None:
        """What the re-evaluation needs."""
        return self._readable(_REVISION.c.id == revision)

    def superseded(self, inspection: str, manifest_sha256: str) -> ForReview | None:
        """The revision of the same inspection that has this manifest."""
        return self._readable(
            (_REVISION.c.inspection == inspection) & (_REVISION.c.manifest_sha256 == manifest_sha256)
        )  # fmt: skip

    def _readable(self, condition: ColumnElement[bool]) -> ForReview | None:
        box = tables.envelope
        row = self._connection.execute(
            select(_REVISION, box.c.box).join(box, box.c.revision == _REVISION.c.id).where(condition)
        ).first()
        if row is None:
            return None
        return ForReview(
            revision=row.id,
            inspection=row.inspection,
            number=row.number,
            manifest=row.manifest,
            instance=row.instance,
            box=row.box,
            checklist=row.checklist,
        )

    def judge(self, revision: int, state: str, reasons: Sequence[str], at: datetime) -> None:
        """Write the re-evaluation's outcome."""
        outcome = update(_REVISION).where(_REVISION.c.id == revision)
        self._connection.execute(outcome.values(state=state, reasons=json.dumps(list(reasons)), reviewed_at=at))

    def settle(self, institution: str) -> int | None:
        """Let the newest confirmed visit of an institution count, in its newest confirmed revision.

        Returns the revision that counts now, None when there is none. Two reviews of one institution wait for each
        other here: what either confirmed before is seen by the second. (SQLite has one writer anyway.)
        """
        visits = select(_INSPECTION.c.id).where(_INSPECTION.c.institution == institution).order_by(_INSPECTION.c.id)
        self._connection.execute(visits.with_for_update(key_share=True))
        counts = self._connection.execute(
            select(_REVISION.c.id)
            .join(_INSPECTION, _INSPECTION.c.id == _REVISION.c.inspection)
            .where(_INSPECTION.c.institution == institution, _REVISION.c.state == CONFIRMED)
            .order_by(_REVISION.c.visit_date.desc(), _INSPECTION.c.id.desc(), _REVISION.c.number.desc())
            .limit(1)
        ).scalar()
        standing = tables.standing
        known = self._connection.execute(
            select(standing.c.revision).where(standing.c.institution == institution)
        ).scalar()
        if counts is not None and known is None:
            self._connection.execute(insert(standing).values(institution=institution, revision=counts))
        elif counts is not None and counts != known:
            change = update(standing).where(standing.c.institution == institution)
            self._connection.execute(change.values(revision=counts))
        return counts

    def _add_revision(self, sealed: SealedRecord) -> int:
        result = self._connection.execute(
            insert(_REVISION).values(
                inspection=sealed.inspection,
                number=sealed.number,
                manifest_sha256=sealed.manifest_sha256,
                manifest=sealed.manifest,
                signature=sealed.signature,
                certificates=json.dumps(sealed.certificates),
                instance=sealed.instance,
                device=sealed.device,
                person=sealed.person,
                visit_date=sealed.visit_date,
                visit_kind=sealed.visit_kind,
                checklist=sealed.checklist,
                previous=sealed.previous,
                chain=sealed.chain,
                act=sealed.act,
                received_at=sealed.received_at,
                receipt=sealed.receipt,
                state=WAITING,
                reasons="[]",
            )
        )
        key = result.inserted_primary_key
        return int(key[0]) if key else 0

    def _add_facts(self, revision: int, sealed: SealedRecord) -> None:
        answers = [
            {
                "revision": revision,
                "position": position,
                "node": answer.node,
                "path": answer.path,
                "text": answer.text,
                "number": answer.number,
                "day": answer.day,
            }
            for position, answer in enumerate(sealed.answers)
        ]
        findings = [
            _finding(revision, position, finding) | {"withdrawn": sealed.withdrawn.get(finding.node, "")}
            for position, finding in enumerate(sealed.findings)
        ]
        indicators = [_indicator(revision, indicator) for indicator in sealed.indicators]
        evidence = [
            {
                "revision": revision,
                "name": item.name,
                "node": item.node,
                "sha256": item.sha256,
                "size": item.size,
                "media_type": item.media_type,
            }
            for item in sealed.evidence
        ]
        for table, rows in (
            (tables.answer, answers),
            (tables.finding, findings),
            (tables.indicator_fact, indicators),
            (tables.evidence, evidence),
        ):
            if rows:
                self._connection.execute(insert(table), rows)

    def _add_blobs(self, revision: int, blobs: Sequence[BlobRecord]) -> None:
        expect(self._connection, blobs)
        if blobs:
            links = [{"revision": revision, "sha256": b.sha256} for b in blobs]
            self._connection.execute(insert(tables.revision_blob), links)

    def _close_gap(self, sealed: SealedRecord) -> None:
        follower = update(_REVISION).where(
            _REVISION.c.device == sealed.device,
            _REVISION.c.previous == sealed.manifest_sha256,
            _REVISION.c.chain == GAP,
        )
        self._connection.execute(follower.values(chain=LINKED))


class Files:
    """Repository of the files that bundles name. The bytes themselves lie in hq.blobs."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, sha256: str) -> BlobRecord | None:
        """One named file."""
        row = self._connection.execute(select(tables.blob).where(tables.blob.c.sha256 == sha256)).first()
        if row is None:
            return None
        return BlobRecord(
            sha256=row.sha256, size=row.size, kind=row.kind, media_type=row.media_type, receipt=row.receipt
        )

    def missing(self, hashes: Sequence[str]) -> tuple[str, ...]:
        """Those of `hashes` whose bytes are not here yet, in the order given."""
        blob = tables.blob
        here = set(
            self._connection.execute(
                select(blob.c.sha256).where(blob.c.sha256.in_(hashes), blob.c.stored_at.is_not(None))
            ).scalars()
        )
        return tuple(sha256 for sha256 in hashes if sha256 not in here)

    def arrived(self, sha256: str, receipt: bytes, at: datetime) -> bool:
        """Mark a file whole; False when it already was."""
        blob = tables.blob
        waiting = update(blob).where(blob.c.sha256 == sha256, blob.c.stored_at.is_(None))
        return self._connection.execute(waiting.values(stored_at=at, receipt=receipt)).rowcount == 1

    def belongs_to_device(self, sha256: str, device: str) -> bool:
        """Whether some revision of this device, or something it added to one, names the file."""
        link, added, more = tables.revision_blob, tables.addition, tables.addition_blob
        sealed = (
            select(link.c.sha256)
            .join(_REVISION, _REVISION.c.id == link.c.revision)
            .where(link.c.sha256 == sha256, _REVISION.c.device == device)
        )
        later = (
            select(more.c.sha256)
            .join(added, added.c.id == more.c.addition)
            .where(more.c.sha256 == sha256, added.c.device == device)
        )
        return any(self._connection.execute(query.limit(1)).first() is not None for query in (sealed, later))


def expect(connection: Connection, blobs: Sequence[BlobRecord]) -> None:
    """Name files that are to come; those that were named before stay as they are."""
    if not blobs:
        return
    blob = tables.blob
    named = select(blob.c.sha256).where(blob.c.sha256.in_([b.sha256 for b in blobs]))
    known = set(connection.execute(named).scalars())
    fresh = [
        {"sha256": b.sha256, "size": b.size, "kind": b.kind, "media_type": b.media_type}
        for b in blobs
        if b.sha256 not in known
    ]
    if fresh:
        connection.execute(insert(blob), fresh)


def _finding(revision: int, position: int, finding: Finding) -> dict[str, object]:
    return {
        "revision": revision,
        "position": position,
        "name": finding.check,
        "row": finding.row,
        "node": finding.node,
        "kind": finding.kind,
        "severity": finding.severity.value,
        "norm": finding.norm,
        "message_ru": finding.message.get("ru", ""),
        "message_kk": finding.message.get("kk", ""),
        "message_en": finding.message.get("en", ""),
        "due_days": finding.due_days,
    }


def _indicator(revision: int, indicator: Indicator) -> dict[str, object]:
    return {
        "revision": revision,
        "name": indicator.name,
        "n": indicator.n,
        "of": indicator.of,
        "lower": indicator.lower,
        "upper": indicator.upper,
        "declared": indicator.declared,
        "declared_of": indicator.declared_of,
    }
