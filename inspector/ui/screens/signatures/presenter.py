"""The signatures: who signs now and how, what is left, and the seal. No Qt."""

from typing import Protocol

from msgspec.structs import replace

from inspector.core.signatures import ABSENT, PAPER, SCREEN, Stroke
from inspector.services.errors import ChangedElsewhere
from inspector.services.sealing import SealedResult
from inspector.services.signing import AUTHORITIES, DraftSigner, SigningDraft, signatures_of
from inspector.ui.lanes import Lane
from inspector.ui.language import tr
from inspector.ui.screens.reading import Reading
from inspector.ui.screens.signatures import saying
from inspector.ui.screens.signatures.left import PERSON, PROOF, REFUSAL, STORE, Left, everything
from inspector.ui.screens.signatures.page import SigningPage
from inspector.ui.screens.sitting import Sitting, close_sitting

REST_MS = 2000
"""How long a pen rests on a signed pad before the next person opens."""

PAUSE_MS = 800
"""How long the pad of the next person takes no stroke then: the one before may only have been thinking."""


class SigningView(Protocol):
    """What the page must be able to show."""

    def show_page(self, page: SigningPage) -> None: ...
    def focus_details(self) -> None: ...
    def focus_pad(self) -> None: ...
    def pause_pad(self, milliseconds: int) -> None: ...
    def focus_refusal(self) -> None: ...


class SigningPresenter:
    """One commission. `current` is the place of who signs now, `details` what stands under their pad."""

    def __init__(self, sitting: Sitting, view: SigningView) -> None:
        self._sitting = sitting
        self._signing = sitting.signing
        self._shell = sitting.shell
        self._view = view
        self._busy = False
        self._erased: dict[int, DraftSigner] = {}
        self._turn = 0
        self.reading = Reading(sitting.opened)
        self.current = 0
        self.details = ""

    @property
    def draft(self) -> SigningDraft:
        """As it stands."""
        return self._signing.draft

    @property
    def person(self) -> DraftSigner:
        """Who signs now."""
        return self.draft.people()[self.current]

    @property
    def represents(self) -> bool:
        """Whether the representative signs now."""
        return self.current == len(self.draft.members)

    def begin(self, person: int | None = None) -> None:
        """Somebody in particular, or the first who has not signed; signatures under other answers are wiped before."""
        self._sitting.recorder.listeners.append(self.refresh)
        self._signing.listeners.append(self.refresh)
        self._signing.still_as_signed()
        self.open(self._next_waiting() if person is None else person)

    def close(self) -> None:
        """The screen is left."""
        self._turn += 1
        for listeners in (self._sitting.recorder.listeners, self._signing.listeners):
            if self.refresh in listeners:
                listeners.remove(self.refresh)

    def refresh(self) -> None:
        """Show everything anew."""
        self._view.show_page(self.page())

    def page(self) -> SigningPage:
        """The page as it stands."""
        return saying.page(
            self.draft, self._sitting.opened.visit, self._signing.points(), self.current,
            details=self.details, left=self.left(), busy=tr("Sealing the inspection") if self._busy else "",
        )  # fmt: skip

    def left(self) -> tuple[Left, ...]:
        """Everything that blocks the seal."""
        return everything(self._sitting, self.reading)

    # who signs now

    def open(self, place: int) -> None:
        """Somebody else, with what they need most under the pad."""
        self._turn += 1
        self.current = max(0, min(place, len(self.draft.members)))
        person = self.person
        self.details = "authority" if self.represents else ""
        if not person.name.strip() or (self.represents and not person.post.strip()):
            self.details = "person"
        elif person.dissent:
            self.details = "dissent"
        elif person.way == ABSENT:
            self.details = "absent"
        self.refresh()

    def step(self, by: int) -> None:
        """Up and down."""
        self.open(self.current + by)
        self._view.focus_pad()

    def show_details(self, kind: str) -> None:
        """What stands under the pad: the same again goes back to the usual."""
        usual = "authority" if self.represents else ""
        self.details = usual if kind == self.details else kind
        self.refresh()
        if self.details:
            self._view.focus_details()

    def add_member(self) -> None:
        """One more in the commission, after the others; their name is asked first."""
        members = (*self.draft.members, DraftSigner())
        self._signing.change(replace(self.draft, members=members))
        self.open(len(members) - 1)
        self._view.focus_details()

    def remove_member(self) -> None:
        """Take a member out, with ten seconds to take it back. The inspector and the representative stay."""
        place, before = self.current, self.draft
        if self.represents or not place:
            return
        members = (*before.members[:place], *before.members[place + 1 :])
        gone = before.members[place]
        self._signing.change(replace(before, members=members))
        self.open(place - 1)

        def back() -> None:
            now = self.draft
            members = (*now.members[:place], gone, *now.members[place:])
            self._signing.change(replace(now, members=members))
            self.open(place)

        self._shell.offer_undo(tr("Taken out: {name}", name=gone.name or tr("a member without a name")), back)

    # signatures

    def draw(self, strokes: tuple[Stroke, ...]) -> None:
        """A stroke more on the pad: signed from now on. When the pen rests, the next person opens."""
        self.draw_turned(strokes)
        turn = self._turn

        def rest() -> None:
            if turn == self._turn:
                self._view.pause_pad(PAUSE_MS)
                self.next_person()

        self._shell.tasks.later(REST_MS, rest)

    def draw_turned(self, strokes: tuple[Stroke, ...]) -> None:
        """The same on a laptop that was turned round: there the person says when they are done."""
        self._turn += 1
        self._put(self.person.signing(SCREEN, self._signing.now(), strokes), under_answers=True)

    def next_person(self) -> None:
        """Whoever has not signed yet opens by himself, once this one has."""
        if self.person.way and self._next_waiting() != self.current:
            self.open(self._next_waiting())
            self._focus()

    def details_done(self) -> None:
        """Enter behind the last field: a representative's document is asked after the name, then comes the pad."""
        if self.represents and self.details == "person" and not saying.authority(self.draft):
            self.details = "authority"
            self.refresh()
            self._view.focus_details()
        else:
            self._view.focus_pad()

    def _focus(self) -> None:
        """What is missing of a person is asked before the signature."""
        if self.details in ("person", "absent"):
            self._view.focus_details()
        else:
            self._view.focus_pad()

    def erase(self) -> None:
        """Wipe the pad; asks nothing, Ctrl+Z brings it back."""
        if self.person.way:
            self._erased[self.current] = self.person
            self._turn += 1
            self._put(self.person.signing("", ""))

    def restore(self) -> bool:
        """Bring erased strokes back; False when there are none."""
        before = self._erased.pop(self.current, None)
        if before is None or self.person.way or before.name != self.person.name:
            return False
        self._put(self.person.signing(before.way, before.at, before.strokes, before.absent), under_answers=True)
        return True

    def take_way(self, key: int) -> None:
        """1 on the screen, 2 on paper, 0 the refusal of the representative or the absence of a member."""
        if key == 1:
            if self.person.way != SCREEN:
                self._put(self.person.signing("", ""))
            self._view.focus_pad()
        elif key == 2 and self.person.way == PAPER:
            self._put(self.person.signing("", ""))
        elif key == 2:
            self._put(self.person.signing(PAPER, ""), under_answers=True)
            self.next_person()
        elif key == 0 and self.represents:
            self.refuse(refusing=True)
        elif key == 0 and self.current:
            self._put(self.person.signing(ABSENT, ""), under_answers=True)
            self.details = "absent"
            self.refresh()
            self._view.focus_details()

    def go_on(self) -> None:
        """Enter: the first thing that is left, or the seal."""
        left = self.left()
        if left:
            self.go_to(left[0].target)
        else:
            self.finish()

    def _next_waiting(self) -> int:
        """The next in the row who has not signed, from the present one on and then from the beginning."""
        people = self.draft.people()
        order = (*range(self.current, len(people)), *range(self.current))
        if self.draft.refusing:
            order = tuple(place for place in order if place < len(people) - 1)
        return next((place for place in order if not people[place].way), self.current)

    def _put(self, person: DraftSigner, *, under_answers: bool = False) -> None:
        draft = self.draft.with_person(self.current, person)
        if under_answers:
            self._signing.sign(draft)
        else:
            self._signing.change(draft)
        self.refresh()

    # words

    def name(self, name: str, post: str, body: str) -> None:
        """Who it is. Another name takes a signature on the screen back."""
        named = self.person.named(name, post, body)
        if named != self.person:
            if self.person.way == SCREEN and not named.way:
                self._shell.notice(tr("The name changed: {name} has to sign again", name=name or self.person.name))
            self._put(named)

    def act_on(self, authority: int, number: str, date: str) -> None:
        """The document the representative acts on."""
        changed = replace(self.draft, authority=AUTHORITIES[authority], authority_number=number, authority_date=date)
        if changed != self.draft:
            self._signing.change(changed)
            self.refresh()

    def dissent(self, text: str, about: str) -> None:
        """A member's own opinion, word for word, and the point it is about."""
        if (text, about) != (self.person.dissent, self.person.about):
            self._put(replace(self.person, dissent=text, about=about))

    def explain(self, reason: str) -> None:
        """Why a member is absent."""
        if self.person.way == ABSENT and reason != self.person.absent:
            self._put(replace(self.person, absent=reason))

    # the refusal

    def refuse(self, *, refusing: bool) -> None:
        """Key 0: the representative refuses, or signs after all. What was written of the refusal is kept."""
        draft = replace(self.draft, refusing=refusing)
        if refusing:
            draft = replace(draft, representative=draft.representative.signing("", ""))
            self._signing.sign(draft)
        else:
            self._signing.change(draft)
        self.refresh()

    def give_reason(self, index: int) -> None:
        """Why it is refused."""
        self._refusal(reason=saying.REASONS[index])

    def quote(self, words: str) -> None:
        """The words of the one who refuses."""
        self._refusal(words=words)

    def name_witness(self, index: int, name: str, post: str) -> None:
        """One of the two witnesses."""
        self._witness(index, self.draft.witnesses[index].named(name, post, ""))

    def sign_witness(self, index: int, strokes: tuple[Stroke, ...], way: str) -> None:
        """A witness signed, chose paper, would not sign either, or (way "") took it back."""
        at = self._signing.now()
        self._witness(index, self.draft.witnesses[index].signing(way, at, strokes))

    def _witness(self, index: int, witness: DraftSigner) -> None:
        witnesses = list(self.draft.witnesses)
        witnesses[index] = witness
        self._refusal(witnesses=tuple(witnesses))

    def _refusal(self, **changes: object) -> None:
        changed = replace(self.draft, **changes)
        if changed != self.draft:
            self._signing.sign(changed)
            self.refresh()

    # where to go

    def go_to(self, target: str) -> None:
        """Follow one of the things that are left."""
        if target == PROOF:
            self.open_proof()
        elif target == STORE:
            self._sitting.recorder.retry()
            self._signing.keep()
        elif target == REFUSAL:
            self.refuse(refusing=True)
            self._view.focus_refusal()
        elif target.startswith(PERSON):
            self.open(int(target.removeprefix(PERSON)))
            self._focus()
        else:
            self._shell.navigator.show("questions", inspection=self._sitting.opened.id, node=target)

    def open_proof(self) -> None:
        """Back to the draft of the act."""
        self._shell.navigator.show("proof", inspection=self._sitting.opened.id)

    # the seal

    def finish(self) -> None:
        """Seal and make the act; refused in words while anything is left."""
        if self._busy:
            return
        left = self.left()
        if left:
            self.go_to(left[0].target)
            return
        self._busy = True
        self.refresh()
        authority = saying.authority(self.draft)
        signatures = signatures_of(self.draft, self._signing.points(), authority)
        sealing, opened = self._sitting.workplace.sealing, self._sitting.opened
        self._shell.tasks.run(Lane.STORE, lambda: sealing.seal(opened, signatures), self._sealed, self._not_sealed)

    def _sealed(self, result: SealedResult) -> None:
        self._busy = False
        self.close()
        close_sitting(self._shell)
        self._shell.navigator.home()
        self._shell.navigator.show("act", inspection=result.inspection)
        self._shell.exchange.refresh()

    def _not_sealed(self, error: Exception) -> None:
        self._busy = False
        if isinstance(error, ChangedElsewhere):
            close_sitting(self._shell)  # opened again, it is read from the journal
        self.refresh()
        self._shell.refuse(error)
