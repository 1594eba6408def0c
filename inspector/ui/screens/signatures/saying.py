"""The signing page in words: from the draft of the signatures to what is drawn. Pure, no Qt."""

from collections.abc import Sequence

from inspector.core.errors import N_
from inspector.core.institution import Visit
from inspector.core.signatures import ABSENT, PAPER, REFUSED, SCREEN
from inspector.services.signing import AUTHORITIES, OTHER_REASON, DraftSigner, Point, SigningDraft, number_of
from inspector.ui.language import ntr, tr
from inspector.ui.screens.signatures.left import Left
from inspector.ui.screens.signatures.page import (
    Choice,
    Pane,
    PersonCard,
    RefusalPage,
    SigningPage,
    Way,
    WitnessLine,
)
from inspector.ui.screens.signing import time_of

REASONS = (
    N_("Disagrees with the findings"),
    N_("Has no authority, waits for a lawyer"),
    N_("Left without waiting"),
    OTHER_REASON,
)
"""Why a representative refuses; the last is another reason, which is then in their words."""

AUTHORITY_WORDS = {"order": N_("Order"), "charter": N_("Charter"), "power": N_("Power of attorney")}


def authority(draft: SigningDraft) -> str:
    """The representative's document in one line: «приказ № 41-к от 15.08.2023»; "" while nothing of it is known."""
    number, date = draft.authority_number.strip(), draft.authority_date.strip()
    if not number and not date and draft.authority != "charter":
        return ""
    if draft.authority == "charter" and not number and not date:
        return tr("charter")
    words = {"order": tr("order"), "charter": tr("charter"), "power": tr("power of attorney")}[draft.authority]
    numbered = f"{words} № {number}" if number else words
    return tr("{document} of {date}", document=numbered, date=date) if date else numbered


def choices(points: Sequence[Point]) -> tuple[Choice, ...]:
    """The points a person may speak of, and the whole act."""
    numbered = [
        Choice(value=point.name, label=str(point.number), spoken=tr("point {n}", n=point.number)) for point in points
    ]
    return (*numbered, Choice(value="", label=tr("whole act"), spoken=tr("the whole act")))


def page(
    draft: SigningDraft, visit: Visit, points: Sequence[Point], current: int, *, details: str, left: tuple[Left, ...],
    busy: str,
) -> SigningPage:  # fmt: skip
    """Everything of the page."""
    people, last = draft.people(), len(draft.members)
    signed = sum(1 for person in people if person.way == SCREEN)
    papers = [person for person in people if person.way == PAPER]
    subtitle = tr("{n} of {of}", n=signed, of=len(people))
    if papers:
        subtitle += " · " + ntr("{n} on paper", "{n} on paper", len(papers))
    count = ntr("{n} person", "{n} people", last)
    by_order = tr("{people} by order № {number}", people=count, number=visit.order) if visit.order else count
    paper = ntr(
        "{n} signature on paper: its place stays in the act, the scan is added later",
        "{n} signatures on paper: their places stay in the act, the scans are added later",
        len(papers),
    )
    return SigningPage(
        title=tr("Signatures of the act"),
        subtitle=subtitle,
        commission=tr("Commission"),
        about_commission=by_order,
        members=tuple(
            card(person, place, draft, points, current=place == current) for place, person in enumerate(draft.members)
        ),
        side=tr("Representative of the institution"),
        representative=card(people[last], last, draft, points, current=last == current),
        objections=objections(draft, points),
        papers=paper if papers else "",
        pane=_pane(draft, people[current], current, points, details),
        refusing=draft.refusing,
        refusal=_refusal(draft),
        left=left,
        busy=busy,
    )


def card(person: DraftSigner, place: int, draft: SigningDraft, points: Sequence[Point], *, current: bool) -> PersonCard:
    """One person at the left."""
    represents = place == len(draft.members)
    state, tone, mark, icon = _state(person, draft, represents=represents, current=current)
    second, second_tone, second_icon = _second(person, draft, points, represents=represents)
    return PersonCard(
        number=str(place + 1),
        name=person.name or tr("Name is not written yet"),
        below=" · ".join(part for part in (person.body, person.post) if part),
        chip=tr("leads the inspection") if place == 0 else "",
        state=state,
        tone=tone,
        mark=mark,
        icon=icon,
        second=second,
        second_tone=second_tone,
        second_icon=second_icon,
        quote=tr("“{words}” Goes into the act word for word.", words=person.dissent) if person.dissent else "",
        current=current,
    )


def _state(person: DraftSigner, draft: SigningDraft, *, represents: bool, current: bool) -> tuple[str, str, str, str]:
    """Words, tone, shape, icon."""
    if represents and draft.refusing:
        return tr("refused to sign"), "warn", "", "hand-stop"
    if person.way == SCREEN:
        return tr("signed {time}", time=time_of(person.at)), "ok", "ok", ""
    if person.way == PAPER:
        return tr("will sign on paper"), "brand", "", "file-text"
    if person.way == ABSENT:
        return tr("absent"), "warn", "", "user-off"
    return (tr("signs now") if current else tr("waits")), "ink2", "none", ""


def _second(
    person: DraftSigner, draft: SigningDraft, points: Sequence[Point], *, represents: bool
) -> tuple[str, str, str]:
    """The line under the state: words, tone, icon."""
    if represents and draft.refusing:
        return (draft.words if draft.reason == OTHER_REASON else tr(draft.reason)), "ink2", ""
    if person.dissent:
        number = number_of(person.about, points)
        said = tr("dissent on point {n}", n=number) if number else tr("dissent on the whole act")
        return said, "warn", "message-2"
    if represents:
        known = bool(authority(draft))
        if known:
            return tr("authority is stated"), "ok", "certificate"
        return ("", "ink2", "") if person.way else (tr("authority is not stated"), "ink2", "certificate")
    if person.way == PAPER:
        return tr("a scan will be needed later"), "ink2", ""
    return (person.absent, "ink2", "") if person.way == ABSENT else ("", "ink2", "")


def objections(draft: SigningDraft, points: Sequence[Point]) -> str:
    """How many objections there are and to which points, in one line."""
    said = [objection for objection in draft.objections if objection.text.strip()]
    if not said:
        return tr("No objections")
    numbers = sorted({number_of(objection.about, points) for objection in said} - {0})
    if not numbers:
        return tr("Objections: {n}. Go in word for word", n=len(said))
    told = ", ".join(str(number) for number in numbers)
    return tr("Objections: {n}, to point {points}. Go in word for word", n=len(said), points=told)


def _pane(draft: SigningDraft, person: DraftSigner, place: int, points: Sequence[Point], details: str) -> Pane:
    represents = place == len(draft.members)
    about = [person.post or person.body]
    if represents and draft.read_at:
        about.append(tr("read the draft of the act at {time}", time=time_of(draft.read_at)))
    ways = [
        Way(key=1, text=tr("On the screen"), icon="signature", chosen=person.way in ("", SCREEN)),
        Way(key=2, text=tr("On paper"), icon="file-text", chosen=person.way == PAPER),
    ]
    if represents:
        ways.append(Way(key=0, text=tr("Refusal"), icon="hand-stop", chosen=draft.refusing))
    elif place:
        ways.append(Way(key=0, text=tr("Absent"), icon="user-off", chosen=person.way == ABSENT))
    name = person.name or (tr("Representative") if represents else tr("New member"))
    return Pane(
        heading=f"{place + 1} · {name}",
        name=name,
        subtitle=" · ".join(part for part in about if part),
        ways=tuple(ways),
        strokes=person.strokes,
        drawable=person.way in ("", SCREEN) and not (represents and draft.refusing),
        hint=_hint(person, refused=represents and draft.refusing),
        signed=person.way == SCREEN,
        details=details,
        values=(person.name, person.post, person.body),
        authority=AUTHORITIES.index(draft.authority) if draft.authority in AUTHORITIES else 0,
        number=draft.authority_number,
        date=draft.authority_date,
        dissent=person.dissent,
        about=person.about,
        absent=person.absent,
        points=choices(points),
        can_dissent=not represents and place > 0,
        can_remove=not represents and place > 0,
        can_edit=place > 0,
    )


def _hint(person: DraftSigner, *, refused: bool) -> str:
    """What the empty pad says."""
    if refused:
        return tr("Refused to sign. 0 shows the reason and the witnesses")
    if person.way == PAPER:
        return tr("Signs the printed act")
    return (
        tr("Was absent: a line in the act says why") if person.way == ABSENT else tr("Sign with finger, pen or mouse")
    )


def _refusal(draft: SigningDraft) -> RefusalPage:
    index = REASONS.index(draft.reason) if draft.reason in REASONS else -1
    return RefusalPage(
        title=tr("The representative refused to sign"),
        reasons=tuple(tr(reason) for reason in REASONS),
        reason=index,
        words=draft.words,
        witnesses=tuple(_witness(witness) for witness in draft.witnesses),
    )


def _witness(witness: DraftSigner) -> WitnessLine:
    states = {
        SCREEN: (tr("signed {time}", time=time_of(witness.at)), "ok"),
        PAPER: (tr("will sign on paper"), "brand"),
        REFUSED: (tr("refused to sign"), "warn"),
    }
    needed = tr("a signature is needed") if witness.name.strip() else tr("a name is needed")
    state, tone = states.get(witness.way, (needed, "warn"))
    return WitnessLine(
        name=witness.name, post=witness.post, way=witness.way, strokes=witness.strokes, state=state, tone=tone
    )
