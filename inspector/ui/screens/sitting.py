"""One open inspection and everything its screens share: the services, the journal, and who has signed so far."""

import hashlib
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from inspector.core.signatures import RefusalToSign, Representative, Signatures, Signer, Stroke
from inspector.services.errors import ChangedElsewhere
from inspector.services.inspecting import OpenInspection
from inspector.services.workplace import Workplace
from inspector.ui.lanes import Lane
from inspector.ui.recorder import Recorder
from inspector.ui.shell import Shell

WITNESSES = 2


@dataclass(slots=True)
class Signing:
    """What the signing page has gathered. It lives in memory only: a seal takes it, a changed answer wipes it."""

    inspector: Signer
    representative: Representative
    signed: str = ""
    represented: str = ""
    refusing: bool = False
    reason: str = ""
    words: str = ""
    witnesses: list[tuple[str, str]] = field(default_factory=lambda: [("", "")] * WITNESSES)
    objections: str = ""
    proof_read_at: datetime | None = None
    digest: str = ""

    def wipe(self) -> bool:
        """Take every signature back, because what they stood under changed; False when there was none."""
        had = bool(self.signed or self.represented or self.proof_read_at)
        self.inspector = replace(self.inspector, strokes=(), at="")
        self.representative = replace(self.representative, strokes=(), at="")
        self.signed = self.represented = ""
        self.proof_read_at = None
        return had

    def sign_inspector(self, strokes: tuple[Stroke, ...], way: str, at: str) -> None:
        """The inspector signed on the screen, will sign on paper, or (no way) took it back."""
        self.signed = way
        self.inspector = replace(self.inspector, strokes=strokes, way=way or "paper", at=at if way else "")

    def sign_representative(self, strokes: tuple[Stroke, ...], way: str, at: str) -> None:
        """The representative signed, will sign on paper, or took it back."""
        self.represented = way
        self.representative = replace(self.representative, strokes=strokes, way=way or "paper", at=at if way else "")

    def signatures(self) -> Signatures:
        """What goes under the seal."""
        objections = tuple(part for part in (self.objections.strip(),) if part)
        if not self.refusing:
            return Signatures(
                signers=(self.inspector,), representative=self.representative, objections=objections
            )  # fmt: skip
        reason = f"{self.reason}: {self.words}" if self.words and self.words != self.reason else self.reason
        witnesses = tuple(", ".join(part for part in pair if part) for pair in self.witnesses)
        refusal = RefusalToSign(reason=reason, witnesses=witnesses)
        return Signatures(signers=(self.inspector,), refusal=refusal, objections=objections)


class Sitting:
    """One inspection on the screen, from the first question to the act."""

    def __init__(self, opened: OpenInspection, shell: Shell) -> None:
        self.opened = opened
        self.shell = shell
        self.workplace = shell.workplace
        self.recorder = Recorder(opened.id, self.workplace.inspecting, shell.tasks)
        self.recorder.listeners.append(self.say_saved)
        self.offered = False
        person = self.workplace.inspector
        self.signing = Signing(
            inspector=Signer(name=person.name, post=person.post, body=person.body),
            representative=Representative(name=opened.institution.director, post=""),
        )

    def say_saved(self) -> None:
        """In the footer: «Saved» with its time, or why the write failed."""
        if self.recorder.problem is not None:
            self.shell.refuse(self.recorder.problem)
        elif self.recorder.saved_at is not None and self.recorder.idle:
            self.shell.saved(self.recorder.saved_at)

    @property
    def outdated(self) -> bool:
        """Whether another window wrote to the journal since: it has to be read anew."""
        return isinstance(self.recorder.problem, ChangedElsewhere)

    def rebind(self, workplace: Workplace) -> None:
        """The laptop was locked and opened again: go on with its new services, and write what was not yet safe."""
        self.workplace = workplace
        self.recorder.inspecting = workplace.inspecting
        self.recorder.retry()

    def still_as_signed(self) -> bool:
        """Whether the answers are what was signed; when not, all signatures are wiped and False is returned."""
        digest = hashlib.sha256(self.opened.session.submission()).hexdigest()
        if digest == self.signing.digest:
            return True
        wiped = bool(self.signing.digest) and self.signing.wipe()
        self.signing.digest = digest
        return not wiped


_sittings: "weakref.WeakKeyDictionary[Shell, Sitting]" = weakref.WeakKeyDictionary()


def open_sitting(shell: Shell, inspection: str, ready: Callable[[Sitting], None]) -> None:
    """The sitting of that inspection: the one on the screen, or a new one read from its journal off this thread."""
    known = _sittings.get(shell)
    if known is not None and known.opened.id == inspection and not known.outdated:
        same = known.workplace.inspector.id == shell.workplace.inspector.id
        if known.workplace is not shell.workplace:
            known.rebind(shell.workplace)
        if same:
            ready(known)
            return
        # Another inspector goes on: what the first one said is written before the journal is read anew.

    def opened(found: OpenInspection) -> None:
        _sittings[shell] = Sitting(found, shell)
        ready(_sittings[shell])

    inspecting = shell.workplace.inspecting
    shell.tasks.run(Lane.STORE, lambda: inspecting.open(inspection), opened)


def close_sitting(shell: Shell) -> None:
    """Forget it: the inspection was sealed."""
    _sittings.pop(shell, None)
