"""What headquarters decided of sealed inspections, round by round, with its comments. Written once."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from inspector.hq.store.following_tables import review, review_comment
from inspector.hq.store.tables import revision


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentRecord:
    """One comment at one question; `photo` is a SHA-256 or ""."""

    id: str
    node: str
    text: str
    photo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRecord:
    """One review of one revision (`number`). `term` is YYYY-MM-DD or ""."""

    id: str
    inspection: str
    number: int
    round: int
    outcome: str
    by: str
    at: datetime
    term: str
    comments: tuple[CommentRecord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewable:
    """The newest revision of an inspection, as somebody who reviews needs it."""

    number: int
    manifest_sha256: str
    manifest: str
    instance: str
    state: str
    device: str
    checklist: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A superseded revision; `act` is the SHA-256 of its act."""

    number: int
    received_at: datetime
    act: str
    state: str


class Reviews:
    """Repository of reviews."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def newest(self, inspection: str) -> Reviewable | None:
        """The revision that would be reviewed now; whoever writes waits here for another review of it."""
        query = select(revision).where(revision.c.inspection == inspection).order_by(revision.c.number.desc()).limit(1)
        row = self._connection.execute(query.with_for_update()).first()
        if row is None:
            return None
        return Reviewable(
            number=row.number,
            manifest_sha256=row.manifest_sha256,
            manifest=row.manifest,
            instance=row.instance,
            state=row.state,
            device=row.device,
            checklist=row.checklist,
        )

    def earlier(self, inspection: str, number: int) -> tuple[Earlier, ...]:
        """The revisions before one, newest first: superseded, and kept."""
        query = select(revision.c.number, revision.c.received_at, revision.c.act, revision.c.state)
        older = query.where(revision.c.inspection == inspection, revision.c.number < number)
        return tuple(
            Earlier(number=row.number, received_at=row.received_at, act=row.act, state=row.state)
            for row in self._connection.execute(older.order_by(revision.c.number.desc()))
        )

    def add(self, made: ReviewRecord) -> None:
        """Store one."""
        columns = ("id", "inspection", "number", "round", "outcome", "by", "at", "term")
        self._connection.execute(insert(review).values({name: getattr(made, name) for name in columns}))
        rows = [
            {"review": made.id, "position": place, "id": each.id, "node": each.node, "text": each.text,
             "photo": each.photo}
            for place, each in enumerate(made.comments)
        ]  # fmt: skip
        if rows:
            self._connection.execute(insert(review_comment), rows)

    def of(self, inspection: str) -> tuple[ReviewRecord, ...]:
        """Every review of an inspection, first round first."""
        comments: dict[str, list[CommentRecord]] = defaultdict(list)
        joined = select(review_comment).join(review).where(review.c.inspection == inspection)
        for row in self._connection.execute(joined.order_by(review_comment.c.position)):
            comments[row.review].append(CommentRecord(id=row.id, node=row.node, text=row.text, photo=row.photo))
        found = self._connection.execute(
            select(review).where(review.c.inspection == inspection).order_by(review.c.round)
        )
        return tuple(
            ReviewRecord(
                id=row.id,
                inspection=row.inspection,
                number=row.number,
                round=row.round,
                outcome=row.outcome,
                by=row.by,
                at=row.at,
                term=row.term,
                comments=tuple(comments[row.id]),
            )
            for row in found
        )

    def latest(self) -> dict[str, tuple[int, str]]:
        """For every inspection reviewed: (revision, outcome) of its last review."""
        last = select(review.c.inspection, func.max(review.c.round).label("round")).group_by(review.c.inspection)
        newest = last.subquery()
        rows = self._connection.execute(
            select(review.c.inspection, review.c.number, review.c.outcome).join(
                newest, (newest.c.inspection == review.c.inspection) & (newest.c.round == review.c.round)
            )
        )
        return {row.inspection: (row.number, row.outcome) for row in rows}
