"""Headquarters' own decision on a sealed inspection: it is accepted, or returned with comments at its questions.

The decision goes, signed, to the laptop that sealed the inspection and to no other.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from inspector.core.errors import N_, BadInput, NotFound
from inspector.core.ids import new_id
from inspector.core.iin import iin_valid
from inspector.forms.form import Form
from inspector.hq.services.intake import utc_text
from inspector.hq.services.known_forms import KnownForms
from inspector.hq.store.database import Database
from inspector.hq.store.publications import device_audience
from inspector.hq.store.records import CONFIRMED
from inspector.hq.store.reviews import CommentRecord, Reviewable, ReviewRecord
from inspector.wire.manifest import Manifest
from inspector.wire.reviews import ACCEPTED, RETURNED, ReviewBody, ReviewComment
from inspector.wire.seal import read_manifest

LONGEST = 4_000
_TWELVE_DIGITS = re.compile(r"(?<!\d)(?:\d[ \u00a0-]?){11}\d(?!\d)")
MOST = 500


class NotConfirmed(BadInput):
    """Only what was evaluated again and came out the same can be accepted."""

    code = "review_not_confirmed"
    sentence = N_("This inspection is not confirmed by the re-evaluation; it can only be returned.")


class AlreadyAccepted(BadInput):
    """The newest revision was accepted."""

    code = "review_already_accepted"
    sentence = N_("This inspection is already accepted.")


class CommentWrong(BadInput):
    """A comment without words, or at a question the inspection does not have."""

    code = "review_comment_wrong"
    sentence = N_("Comment {number}: «{node}» is no question of this inspection, or the comment is empty.")


class ReviewUnreadable(BadInput):
    """The file of comments is not what is expected."""

    code = "review_file_unreadable"
    sentence = N_("{name} is not a list of comments: expected JSON with «comments», each with «node» and «text».")


class CommentPersonal(BadInput):
    """A comment that holds an IIN: it would stand in the open here, on the laptop and on the page."""

    code = "review_comment_personal"
    sentence = N_("Comment {number} holds an IIN; say it without.")


class TermWrong(BadInput):
    """Not a date."""

    code = "review_term_wrong"
    sentence = N_("«{text}» is no date: write it as 2026-12-01.")


class NobodyReviews(BadInput):
    """A decision has an author."""

    code = "review_nobody"
    sentence = N_("Say who reviews.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """What is to be said at one question: `node` is its node, its schema path or its name."""

    node: str
    text: str
    photo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """`comments` empty accepts."""

    by: str
    comments: tuple[Comment, ...] = ()
    term: str = ""


def read_comments(path: Path) -> tuple[str, tuple[Comment, ...]]:
    """(term, comments) of a file. Raises ReviewUnreadable."""
    try:
        told = json.loads(path.read_bytes())
        comments = tuple(
            Comment(node=str(each["node"]), text=str(each["text"]), photo=str(each.get("photo", "")))
            for each in told["comments"]
        )
        return str(told.get("term", "")), comments
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ReviewUnreadable(name=path.name) from error


def review(database: Database, forms: KnownForms, inspection: str, decision: Decision, *, now: datetime) -> ReviewBody:
    """Decide, and tell the laptop. Raises NotFound, NotConfirmed, AlreadyAccepted, CommentWrong, TermWrong."""
    if not decision.by.strip():
        raise NobodyReviews
    if decision.term and not _is_day(decision.term):
        raise TermWrong(text=decision.term[:40])
    with database.reading() as work:
        read = work.reviews.newest(inspection)
    known = forms.get(read.checklist) if read else None
    with database.writing() as work:
        item = work.reviews.newest(inspection)
        if item is None:
            raise NotFound(what=inspection)
        before = work.reviews.of(inspection)
        if any(each.number == item.number and each.outcome == ACCEPTED for each in before):
            raise AlreadyAccepted
        if not decision.comments and item.state != CONFIRMED:
            raise NotConfirmed
        made = ReviewRecord(
            id=new_id(),
            inspection=inspection,
            number=item.number,
            round=len(before) + 1,
            outcome=RETURNED if decision.comments else ACCEPTED,
            by=decision.by.strip(),
            at=now,
            term=decision.term if decision.comments else "",
            comments=_comments(decision.comments, item, known.form if known else None),
        )
        work.reviews.add(made)
        body = _body(made, item)
        work.changes.put("review", device_audience(item.device), [(made.id, body)])
        work.audit.note(now, made.by, f"review_{made.outcome}", f"{inspection}/{item.number}")
    return body


def _comments(asked: Sequence[Comment], item: Reviewable, form: Form | None) -> tuple[CommentRecord, ...]:
    manifest = read_manifest(item.manifest)
    photos = {each.sha256 for each in manifest.evidence}
    made = []
    for number, comment in enumerate(asked, 1):
        node, text = _node(comment.node.strip(), form, item), comment.text.strip()
        right = node and text and len(text) <= LONGEST and (not comment.photo or comment.photo in photos)
        if not right or number > MOST:
            raise CommentWrong(number=number, node=comment.node[:60])
        if any(iin_valid(re.sub(r"\D", "", run)) for run in _TWELVE_DIGITS.findall(text)):
            raise CommentPersonal(number=number)
        made.append(
            CommentRecord(id=new_id(), node=node, text=text, photo=comment.photo or _only_photo(manifest, node))
        )
    return tuple(made)


def _only_photo(manifest: Manifest, node: str) -> str:
    """The photo of a question that has just one: the comment is shown beside it."""
    own = [each.sha256 for each in manifest.evidence if each.node == node]
    return own[0] if len(own) == 1 else ""


def _node(asked: str, form: Form | None, item: Reviewable) -> str:
    """The node a comment stands at; "" when there is none like it."""
    if form is None:
        return asked if asked.startswith("/") else ""
    if not asked.startswith("/"):
        asked = next((spec.path for spec in form.walk() if spec.name == asked and spec.kind in _ASKED), "")
    path = "".join(part.partition("]")[2] if "]" in part else part for part in asked.split("["))
    if not path or not form.has(path) or not _is_asked(form, path):
        return ""
    rows = [part.partition("]")[0] for part in asked.split("[")[1:]]
    return asked if all(f'"{row}"' in item.instance for row in rows) else ""


def _is_asked(form: Form, path: str) -> bool:
    """Whether a path is, or stands inside, something the laptop shows as a question."""
    while path:
        if form.has(path) and form.spec(path).kind in _ASKED:
            return True
        path = path.rpartition("/")[0]
    return False


_ASKED = ("check", "question", "repeat")


def _body(made: ReviewRecord, item: Reviewable) -> ReviewBody:
    return ReviewBody(
        id=made.id,
        inspection=made.inspection,
        revision=made.number,
        manifest_sha256=item.manifest_sha256,
        round=made.round,
        outcome=made.outcome,
        by=made.by,
        at=utc_text(made.at),
        term=made.term,
        comments=[
            ReviewComment(id=each.id, node=each.node, text=each.text, photo=each.photo) for each in made.comments
        ],
    )


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
