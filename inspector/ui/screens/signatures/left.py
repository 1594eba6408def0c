"""What still stands between an inspection and its seal, in the order in which to do it. No Qt."""

from dataclasses import dataclass

from inspector.core.signatures import ABSENT
from inspector.services.signing import OTHER_REASON, WITNESSES, SigningDraft
from inspector.ui.language import ntr, tr
from inspector.ui.screens.reading import Reading
from inspector.ui.screens.sitting import Sitting

PERSON, REFUSAL, PROOF, STORE = ":person:", ":refusal", ":proof", ":store"
"""Places that `Left.target` can name beside nodes of the checklist; a person is followed by their place in the row."""

BLOCKING = ("required", "constraint", "type", "evidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """Something that still blocks the seal; `target` is where to go: a node, or a place of the signing."""

    text: str
    target: str


def left_text(left: tuple[Left, ...]) -> str:
    """«Left: the inspector's signature · 2 more»."""
    if not left:
        return ""
    said = tr("Left: {what}", what=left[0].text)
    more = len(left) - 1
    return f"{said} · {ntr('{n} more', '{n} more', more)}" if more else said


def everything(sitting: Sitting, reading: Reading) -> tuple[Left, ...]:
    """All of it."""
    return (*in_answers(sitting, reading), *in_signatures(sitting.signing.draft, idle=sitting.signing.idle))


def in_answers(sitting: Sitting, reading: Reading) -> list[Left]:
    """Questions without an answer, wrong answers, photos."""
    problems = [problem for problem in reading.opened.problems() if problem.kind in BLOCKING]
    left = []
    missing = [problem for problem in problems if problem.kind == "required"]
    photos = [problem for problem in problems if problem.kind == "evidence"]
    wrong = [problem for problem in problems if problem.kind in ("constraint", "type")]
    if missing:
        text = ntr("{n} question without an answer", "{n} questions without an answer", len(missing))
        left.append(Left(text=text, target=missing[0].node))
    if wrong:
        text = ntr("{n} answer to correct", "{n} answers to correct", len(wrong))
        left.append(Left(text=text, target=wrong[0].node))
    if photos:
        text = ntr("{n} photo to take", "{n} photos to take", len(photos))
        left.append(Left(text=text, target=photos[0].node))
    if not sitting.recorder.idle:
        left.append(Left(text=tr("the answers are being written"), target=STORE))
    return left


def in_signatures(draft: SigningDraft, *, idle: bool = True) -> list[Left]:
    """The draft to read, then everybody who has not signed, refused or been absent. Paper blocks nothing."""
    left = []
    if not draft.read_at:
        left.append(Left(text=tr("read the draft of the act"), target=PROOF))
    for place, member in enumerate(draft.members):
        target = f"{PERSON}{place}"
        if not member.name.strip():
            left.append(Left(text=tr("the name of member {n}", n=place + 1), target=target))
        elif member.way == ABSENT and not member.absent.strip():
            left.append(Left(text=tr("why {name} is absent", name=member.name), target=target))
        elif not member.way:
            said = tr("the inspector's signature") if not place else tr("the signature of {name}", name=member.name)
            left.append(Left(text=said, target=target))
    left.extend(_of_refusal(draft) if draft.refusing else _of_representative(draft))
    if not idle:
        left.append(Left(text=tr("the signatures are being written"), target=STORE))
    return left


def _of_representative(draft: SigningDraft) -> list[Left]:
    target, person = f"{PERSON}{len(draft.members)}", draft.representative
    if not person.name.strip():
        return [Left(text=tr("the representative's name"), target=target)]
    return [] if person.way else [Left(text=tr("the representative's signature or refusal"), target=target)]


def _of_refusal(draft: SigningDraft) -> list[Left]:
    left = []
    if not draft.reason or (draft.reason == OTHER_REASON and not draft.words.strip()):
        left.append(Left(text=tr("the reason of the refusal"), target=REFUSAL))
    missing = WITNESSES - sum(1 for witness in draft.witnesses if witness.name.strip())
    if missing:
        left.append(Left(text=ntr("{n} witness", "{n} witnesses", missing), target=REFUSAL))
    unsigned = next((one for one in draft.witnesses if one.name.strip() and not one.way), None)
    if unsigned is not None:
        left.append(Left(text=tr("the signature of {name}", name=unsigned.name), target=REFUSAL))
    return left
