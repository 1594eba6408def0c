"""Every brought picture as it stands now: where it hangs, what is proposed, and which questions are near. No Qt."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from inspector.services import album, importing
from inspector.services.album import Opening
from inspector.services.importing import Certainty, Proposal, Times
from inspector.services.inspecting import OpenInspection
from inspector.services.ports import Evidence
from inspector.ui.screens.importing.page import Question, State
from inspector.ui.screens.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One picture: `node` is where it hangs ("" while it does not)."""

    evidence: Evidence
    roll: str
    state: State
    node: str
    proposal: Proposal


class Board:
    """Read once from an open inspection; after any change a new one is made."""

    def __init__(self, opened: OpenInspection) -> None:
        self._opened = opened
        self._reading = Reading(opened)
        now = datetime.now().astimezone()
        self.zone = now.tzinfo
        asked = self.questions.keys()
        openings = [each for each in opened.album.openings() if each.node in asked]
        self._times = Times(openings, now)
        self.waiting = frozenset(node for node in opened.album.due if node in asked)
        self.pictures = self._place()
        self.chain = _chain(self._times.openings)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """The questions of this visit that take photos, as they stand in the sections."""
        found = {}
        for section in self._reading.sections():
            for item in self._reading.items(section):
                takes = item.kind == "check" and item.spec.evidence != "none" and item.spec.answered_by != "hq"
                if takes or item.spec.type == "binary":
                    label = self._reading.label(item.node)
                    found[item.node] = Question(node=item.node, number=item.number, label=label)
        return found

    def question(self, node: str) -> Question:
        """Any question a picture hangs on, also one inside a table."""
        known = self.questions.get(node)
        return known or Question(node=node, number=self._reading.number_of(node), label=self._reading.label(node))

    def taken(self, name: str, *, corrected: bool = True) -> datetime | None:
        """When a picture was taken, by the laptop's clock or by the phone's own."""
        clock = self._opened.album.clocks.get(self._opened.album.roll_of(name)) if corrected else None
        ahead = clock.ahead if clock else 0.0
        return importing.by_laptop(self._opened.evidence[name].taken_at, ahead, self.zone)

    def is_code(self, picture: Placed) -> bool:
        """Whether it is the picture of the code by which its phone's clock is known."""
        clock = self._opened.album.clocks.get(picture.roll)
        return clock is not None and clock.picture == picture.evidence.original_sha256

    def is_checked(self, picture: Placed) -> bool:
        """Whether the clock of its phone is known."""
        return picture.roll in self._opened.album.clocks

    def offered(self) -> list[tuple[str, Evidence]]:
        """What «accept all exact ones» lays out; a question that holds one picture and has it is left alone."""
        return [
            (each.proposal.node, each.evidence)
            for each in self.pictures
            if each.state is State.OFFERED and not self._is_full(each.proposal.node)
        ]

    def place_of(self, picture: Placed) -> int:
        """Where in the chain of openings a picture stands; -1 when nothing is known."""
        node, opening = picture.node or picture.proposal.node, picture.proposal.opening
        own = [at for at, each in enumerate(self.chain) if each.node == node]
        if opening is None or not own:
            return own[-1] if own else -1
        return max((at for at in own if self.chain[at].start <= opening.start), default=own[0])

    def _is_full(self, node: str) -> bool:
        return self._reading.spec(node).type == "binary" and bool(self._reading.value(node))

    def _place(self) -> tuple[Placed, ...]:
        kept, evidence = self._opened.album, self._opened.evidence
        names = [name for name in kept.brought() if name in evidence]
        hung, aside = album.hung(self._opened), set(kept.foreign())
        proposals = importing.propose(
            {name: self.taken(name) for name in names},
            self._times,
            began=datetime.fromisoformat(self._opened.started_at),
            waiting=self.waiting,
            checked={name for name in names if kept.roll_of(name) in kept.clocks},
        )
        return tuple(
            Placed(
                evidence=evidence[each.photo],
                roll=kept.roll_of(each.photo),
                state=_state(each, hung=each.photo in hung, aside=each.photo in aside),
                node=hung.get(each.photo, ""),
                proposal=each,
            )
            for each in proposals
        )


def _state(proposal: Proposal, *, hung: bool, aside: bool) -> State:
    if hung:
        return State.DONE
    if aside or proposal.certainty is Certainty.FOREIGN:
        return State.ASIDE
    return State.OFFERED if proposal.certainty is Certainty.EXACT else State.UNCLEAR


def _chain(openings: list[Opening]) -> tuple[Opening, ...]:
    """By time, each question once in a row."""
    made: list[Opening] = []
    for each in openings:
        if made and made[-1].node == each.node:
            made[-1] = Opening(node=each.node, start=made[-1].start, end=each.end)
        else:
            made.append(each)
    return tuple(made)
