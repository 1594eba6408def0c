"""The signing of the inspection on the screen: who has signed so far, kept durably after every change. No Qt."""

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace

from inspector.core.errors import NotFound
from inspector.services import signing
from inspector.services.errors import InspectionSealed
from inspector.services.opened import OpenInspection
from inspector.services.ports import Saved
from inspector.services.signing import DraftSigner, Point, SigningDraft
from inspector.services.workplace import Workplace
from inspector.ui.lanes import Lane
from inspector.ui.language import tr
from inspector.ui.shell import Shell

RETRY_MS = 3000


def fresh(opened: OpenInspection, workplace: Workplace) -> SigningDraft:
    """Before anybody signed: the inspector, and the director as headquarters knows them."""
    person = workplace.inspector
    return SigningDraft(
        members=(DraftSigner(name=person.name, post=person.post, body=person.body),),
        representative=DraftSigner(name=opened.institution.director),
    )


def taken_over(draft: SigningDraft, workplace: Workplace) -> SigningDraft:
    """Whoever works here now leads the inspection, unless somebody else on this laptop has signed it already."""
    person, first = workplace.inspector, draft.members[0]
    if first.way or first.name == person.name:
        return draft
    mine = DraftSigner(name=person.name, post=person.post, body=person.body)
    return replace(draft, members=(mine, *draft.members[1:]))


class Signing:
    """The draft on the screen and its copy in the store. What is not durable yet is written until it is."""

    def __init__(self, opened: OpenInspection, shell: Shell, draft: SigningDraft) -> None:
        self._opened = opened
        self._shell = shell
        self._kept = draft
        self._failing = False
        self.draft = draft
        self.listeners: list[Callable[[], None]] = []

    @property
    def idle(self) -> bool:
        """Whether everything signed so far is durable: only then may it be sealed."""
        return self._kept is self.draft

    def change(self, draft: SigningDraft) -> None:
        """Remember, and write it down."""
        if draft == self.draft:
            return
        self.draft = draft
        self.keep()

    def sign(self, draft: SigningDraft) -> None:
        """The same for a change that stands under the answers as they are: a signature, a reading."""
        digest = draft.digest or signing.answers_digest(self._opened)
        self.change(replace(draft, digest=digest))

    def keep(self) -> None:
        """Write what is on the screen behind what is already on its way."""
        if self.idle:
            return
        draft, signings = self.draft, self._shell.workplace.signings

        def kept(saved: Saved) -> None:
            self._kept, self._failing = draft, False
            if self.idle:
                self._shell.saved(saved.at)
                self._tell()

        self._shell.tasks.run(Lane.STORE, lambda: signings.keep(self._opened.id, draft), kept, self._failed)

    def still_as_signed(self) -> bool:
        """Whether the answers are what was signed and read; when not, all of it is wiped, and whose is said."""
        draft = self.draft
        if not draft.begun or draft.digest == signing.answers_digest(self._opened):
            return True
        names = draft.signed_by()
        self.change(draft.wiped())
        if names:
            self._shell.notice(
                tr("The answers changed. Signatures taken back: {names}", names=", ".join(n for n in names if n))
            )
        elif draft.read_at:
            self._shell.notice(tr("The answers changed: the draft has to be read again"))
        self._tell()
        return False

    def points(self) -> tuple[Point, ...]:
        """The points of the act as it would be now."""
        return signing.points_of(self._opened)

    def now(self) -> str:
        """This moment, as it is written under a signature."""
        return datetime.now().astimezone().isoformat(timespec="seconds")

    def _failed(self, error: Exception) -> None:
        """Said once, tried again; what was sealed or taken away meanwhile takes no more signatures."""
        if not self._failing:
            self._shell.refuse(error)
        self._failing = True
        if isinstance(error, InspectionSealed | NotFound):
            self._kept = self.draft
        else:
            self._shell.tasks.later(RETRY_MS, self.keep)
        self._tell()

    def _tell(self) -> None:
        for listener in tuple(self.listeners):
            listener()


def time_of(at: str) -> str:
    """Hours and minutes of a moment, "" when there is none."""
    try:
        return datetime.fromisoformat(at).strftime("%H:%M") if at else ""
    except ValueError:
        return ""
