"""What headquarters decided of this laptop's seals, and the violations it follows at institutions."""

from typing import Any

import msgspec
from sqlalchemy import Connection, delete, func, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from inspector.core.errors import NotFound
from inspector.core.institution import Institution
from inspector.services.errors import NotReturned
from inspector.services.ports import InspectionState, ReturnedSummary, Scope, ViolationRow
from inspector.store import institutions
from inspector.store.engine import Database
from inspector.store.inspections import visit_of
from inspector.store.tables import assignment, inspection, institution, review, seal, violation
from inspector.wire.messages import LastVisitBody
from inspector.wire.reviews import RETURNED, ReviewBody, ViolationBody


class ReviewTable:
    """Implements services.ports.ReviewStore."""

    def __init__(self, database: Database, who: str) -> None:
        self._database = database
        self._who = who

    def returned(self) -> tuple[ReturnedSummary, ...]:
        """Inspections whose last review returned them, newest review first."""
        with self._database.read() as connection:
            found = _reviews(connection)
            back = [reviews for reviews in found.values() if reviews[-1].outcome == RETURNED]
            back.sort(key=lambda reviews: (reviews[-1].at, reviews[-1].id), reverse=True)
            rows: dict[str, Any] = {row.id: row for row in connection.execute(select(inspection))}
            return tuple(_summary(rows[reviews[-1].inspection], reviews) for reviews in back)

    def reviews(self, inspection_id: str) -> tuple[ReviewBody, ...]:
        """Every review of one inspection."""
        with self._database.read() as connection:
            return tuple(_reviews(connection).get(inspection_id, ()))

    def outcomes(self) -> dict[str, str]:
        """The outcome of the last review, where it is of the newest sealed revision."""
        newest = select(seal.c.inspection, func.max(seal.c.revision)).group_by(seal.c.inspection)
        with self._database.read() as connection:
            sealed = {row[0]: row[1] for row in connection.execute(newest)}
            found = _reviews(connection)
        return {
            name: reviews[-1].outcome for name, reviews in found.items() if reviews[-1].revision == sealed.get(name)
        }  # fmt: skip

    def reopen(self, inspection_id: str) -> bool:
        """One transaction. Raises NotFound, NotReturned."""
        with self._database.write() as connection:
            row: Any = connection.execute(select(inspection).where(inspection.c.id == inspection_id)).first()
            if row is None:
                raise NotFound(what=inspection_id)
            if row.state == InspectionState.DRAFT.value:
                if row.revision == 1:
                    raise NotReturned
                return False
            last = _reviews(connection).get(inspection_id, ())[-1:]
            if not last or last[0].outcome != RETURNED or last[0].revision != row.revision:
                raise NotReturned
            again = update(inspection).where(inspection.c.id == inspection_id)
            connection.execute(
                again.values(
                    state=InspectionState.DRAFT.value, revision=row.revision + 1, supersedes=last[0].manifest_sha256
                )
            )
        return True

    def violations(self, scope: Scope) -> tuple[ViolationRow, ...]:
        """What is open, earliest term first, those without a term last."""
        columns = [institution.c[name] for name in institutions.FIELDS]
        mine = select(assignment.c.institution).where(assignment.c.inspector.in_(["", self._who]))
        asked = select(*columns, violation.c.body, institution.c.id.in_(mine)).join(
            violation, violation.c.institution == institution.c.id
        )
        if scope == "mine":
            asked = asked.where(institution.c.id.in_(mine))
        ordered = asked.order_by(violation.c.due == "", violation.c.due, violation.c.opened, violation.c.id)
        with self._database.read() as connection:
            return tuple(
                ViolationRow(
                    institution=institutions.from_row(row),
                    assigned=bool(row[institutions.FIELD_COUNT + 1]),
                    violation=msgspec.json.decode(row[institutions.FIELD_COUNT], type=ViolationBody),
                )
                for row in connection.execute(ordered)
            )


def keep_review(connection: Connection, body: ReviewBody, text: str) -> None:
    """Keep a review of a seal made here; one of any other is nobody's business on this laptop."""
    ours = select(seal.c.number).where(
        seal.c.inspection == body.inspection,
        seal.c.revision == body.revision,
        seal.c.manifest_sha256 == body.manifest_sha256,
    )
    if connection.execute(ours).first() is None:
        return
    values = {
        "id": body.id,
        "inspection": body.inspection,
        "revision": body.revision,
        "round": body.round,
        "outcome": body.outcome,
        "body": text,
    }
    connection.execute(upsert(review).values(values).on_conflict_do_nothing())


def keep_violations(connection: Connection, body: LastVisitBody) -> None:
    """What is followed at one institution, in place of what was told before."""
    connection.execute(delete(violation).where(violation.c.institution == body.institution))
    for each in body.violations:
        values = {
            "id": each.id,
            "institution": body.institution,
            "severity": each.severity,
            "opened": each.opened,
            "due": each.due,
            "body": msgspec.json.encode(each).decode(),
        }
        connection.execute(insert(violation).prefix_with("OR REPLACE").values(values))


def _reviews(connection: Connection) -> dict[str, list[ReviewBody]]:
    found: dict[str, list[ReviewBody]] = {}
    for row in connection.execute(select(review.c.inspection, review.c.body).order_by(review.c.round, review.c.id)):
        found.setdefault(row[0], []).append(msgspec.json.decode(row[1], type=ReviewBody))
    return found


def _summary(row: Any, reviews: list[ReviewBody]) -> ReturnedSummary:
    return ReturnedSummary(
        inspection=row.id,
        institution=msgspec.json.decode(row.institution_body, type=Institution),
        visit=visit_of(row.visit_date, row.visit_kind, row.visit_body, row.visit_order),
        state=InspectionState(row.state),
        revision=row.revision,
        reviews=tuple(reviews),
    )
