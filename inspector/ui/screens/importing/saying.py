"""The words of laying out: how a picture stands, why it is proposed, how far a phone's clock is off. No Qt."""

from collections.abc import Sequence
from datetime import datetime

from inspector.services.album import Clock, Opening
from inspector.services.importing import MARGIN
from inspector.ui import wording
from inspector.ui.language import N_, tr
from inspector.ui.screens.importing.board import Board, Placed
from inspector.ui.screens.importing.page import ClockLine, PictureLine, Question, State
from inspector.ui.screens.walk import telling

FILTERS = {
    State.ALL: N_("All"),
    State.DONE: N_("Laid out"),
    State.OFFERED: N_("Proposed"),
    State.UNCLEAR: N_("Unclear"),
    State.ASIDE: N_("Not ours"),
}
WORDS = {
    State.DONE: N_("accepted"),
    State.OFFERED: N_("proposed"),
    State.UNCLEAR: N_("unclear"),
    State.ASIDE: N_("not ours"),
}
HEADINGS = {
    State.DONE: N_("Laid out here"),
    State.OFFERED: N_("Proposal"),
    State.UNCLEAR: N_("Unclear, perhaps"),
    State.ASIDE: N_("Put aside"),
}


def state_words(state: State) -> str:
    """Of a filter."""
    return tr(FILTERS[state])


def heading(state: State, *, moved: bool) -> str:
    """Above the question."""
    return tr("Chosen by you") if moved else tr(HEADINGS[state])


def moment(at: datetime | None) -> str:
    """«11:09:28»."""
    return wording.clock(at) if at is not None else tr("no time")


def line(board: Board, picture: Placed, target: str) -> PictureLine:
    """One line of the list."""
    return PictureLine(
        photo=picture.evidence.name,
        title=_title(board, picture, target),
        time=moment(picture.proposal.at),
        state=picture.state,
        word=tr(WORDS[picture.state]),
    )


def _title(board: Board, picture: Placed, target: str) -> str:
    candidates = picture.proposal.candidates
    if picture.state is State.ASIDE and board.is_code(picture):
        return tr("picture of the code")
    if picture.state is State.ASIDE and not picture.proposal.node:
        return tr("before the inspection") if picture.proposal.at is not None else tr("no time")
    if picture.state is State.UNCLEAR and target == picture.proposal.node and len(candidates) > 1:
        numbers = [board.question(node).number for node in candidates]
        return tr("{some} or {last}", some=", ".join(numbers[:-1]), last=numbers[-1])
    if not target:
        return tr("no question yet")
    question = board.question(target)
    return f"{question.number} {question.label}"


def reason(board: Board, picture: Placed, target: str, opening: Opening | None) -> str:
    """Why this question, in one sentence with the times it rests on. `opening` is the one that was chosen."""
    at = picture.proposal.at
    if picture.state is State.ASIDE and board.is_code(picture):
        return tr("The phone's clock is known by this picture")
    if at is None:
        return tr("The camera wrote no time into it: find its question")
    time = moment(at)
    if picture.state is State.ASIDE and not target:
        return tr("Taken before the inspection: {time}", time=time)
    if opening is None or opening.node != target:
        return (
            tr("No question was open then. Picture {time}", time=time) if not target else tr("Taken {time}", time=time)
        )
    start, end = wording.clock(opening.start, seconds=False), _end(opening)
    said = tr("Question open {start}–{end}, picture {time}", start=start, end=end, time=time)
    return said if board.is_checked(picture) else tr("{said}. The phone's clock is not checked", said=said)


def _end(opening: Opening) -> str:
    return wording.clock(opening.end, seconds=False) if opening.end is not None else tr("now")


def clock(found: Clock | None, *, known_anywhere: bool) -> ClockLine:
    """The chip."""
    if found is None:
        said = (
            tr("The clock of this phone is not checked") if known_anywhere else tr("The phone's clock is not checked")
        )
        return ClockLine(
            known=False, said=said, below=tr("take a picture of the code"), button=tr("Check the clock")
        )  # fmt: skip
    at = wording.clock(datetime.fromisoformat(found.at), seconds=False)
    return ClockLine(
        known=True, said=_ahead(found.ahead), below=tr("by the code of {time}", time=at), button=tr("Check again")
    )


def _ahead(seconds: float) -> str:
    off = lasting(abs(round(seconds)))
    if abs(seconds) <= MARGIN.total_seconds():
        return tr("The phone's clock is right")
    return tr("The phone is {time} ahead", time=off) if seconds > 0 else tr("The phone is {time} behind", time=off)


def lasting(seconds: int) -> str:
    """«3 min 12 s», «1 h 0 min»."""
    minutes = seconds // 60
    return tr("{h} h {m} min", h=minutes // 60, m=minutes % 60) if minutes >= 60 else telling.lasting(seconds)


def fits(question: Question, words: Sequence[str]) -> bool:
    """Whether every word begins the number or a word of the question."""
    parts = (question.number.casefold(), *question.label.casefold().split())
    return all(any(part.strip("«»\"'(").startswith(word) for part in parts) for word in words)
