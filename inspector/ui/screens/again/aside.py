"""What stands beside an earlier violation: the photos of then and now, and the new term. Pure; no Qt."""

from inspector.core.verdict import Severity, Verdict
from inspector.services.remembering import Photographed
from inspector.services.revisiting import PastViolation
from inspector.ui import wording
from inspector.ui.language import ntr, tr
from inspector.ui.screens.again.page import PhotoSide
from inspector.ui.screens.questions import cards
from inspector.ui.screens.questions.page import Deadline
from inspector.ui.screens.reading import Reading

TERMED = ("not_fixed", "partly")
"""Verdicts on an earlier violation after which it needs a new term."""


def photo_target(reading: Reading, node: str) -> str:
    """The check a new photo is hung on: the one the violation was found in, where it stands once and takes photos."""
    if not node or not reading.session.relevant(node):
        return ""
    spec = reading.spec(node)
    return node if spec.kind == "check" and spec.evidence != "none" and spec.answered_by != "hq" else ""


def photos_beside(
    reading: Reading, past: PastViolation, node: str, told: Photographed | None
) -> tuple[PhotoSide, PhotoSide]:
    """Then and now. `told` is what this laptop keeps of the last visit; None when another one made it."""
    last = reading.opened.last
    day = wording.day_of(last.date) if last else ""
    then = told.photos.get(past.check, ()) if told else ()
    if told is None:
        words = tr("The last visit was not made on this laptop: its photos are at headquarters")
    else:
        words = "" if then else tr("No photo of this was taken then")
    target = photo_target(reading, node)
    now = tuple(name for name, _ in reading.photos(target)) if target else ()
    return (
        PhotoSide(
            title=tr("Was on {day}", day=day) if day else tr("Was"),
            inspection=told.inspection if told else "",
            names=then,
            words=words,
        ),
        PhotoSide(
            title=tr("Now"),
            inspection=reading.opened.id,
            names=now,
            words="" if now else _why_none(reading, node, target),
        ),
    )


def _why_none(reading: Reading, node: str, target: str) -> str:
    if node and not reading.session.relevant(node):
        return tr("This question does not arise as long as the answers before it stand")
    return tr("No photo yet") if target else tr("This point takes no photo")


def new_term(reading: Reading, past: PastViolation, node: str) -> tuple[Deadline | None, str]:
    """The terms that can be chosen, or when they can.

    A term belongs to a finding of this visit: days from the delivery of its act. So there is one only when the check
    itself was found wrong again, and none for a recommendation.
    """
    if past.verdict not in TERMED or not node or reading.spec(node).kind != "check":
        return None, ""
    if reading.severity(node) is Severity.NONE or not reading.session.relevant(node):
        return None, ""
    if reading.verdict(node) is Verdict.BAD:
        return cards.deadline(reading, node), ""
    number = reading.number_of(node)
    return None, tr("A new term is set when question {number} is answered «not compliant»", number=number)


def violations_then(count: int) -> str:
    """«6 violations then», for the bar."""
    return ntr("{n} violation then", "{n} violations then", count)
