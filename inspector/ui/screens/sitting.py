"""One open inspection and everything its screens share: the services, the journal, and who has signed so far."""

import weakref
from collections.abc import Callable

from inspector.services.errors import ChangedElsewhere
from inspector.services.inspecting import OpenInspection
from inspector.services.signing import SigningDraft
from inspector.services.workplace import Workplace
from inspector.ui.lanes import Lane
from inspector.ui.recorder import Recorder
from inspector.ui.screens.signing import Signing, fresh, taken_over
from inspector.ui.shell import Shell


class Sitting:
    """One inspection on the screen, from the first question to the act."""

    def __init__(self, opened: OpenInspection, shell: Shell, draft: SigningDraft | None = None) -> None:
        self.opened = opened
        self.shell = shell
        self.workplace = shell.workplace
        self.recorder = Recorder(opened.id, self.workplace.inspecting, shell.tasks)
        self.recorder.listeners.append(self.say_saved)
        self.offered = False
        found = taken_over(draft, self.workplace) if draft is not None else fresh(opened, self.workplace)
        self.signing = Signing(opened, shell, found)

    def say_saved(self) -> None:
        """In the footer: «Saved» with its time, or why the write failed. What was signed is not under new answers."""
        self.signing.still_as_signed()
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
        self.signing.keep()


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

    def opened(found: tuple[OpenInspection, SigningDraft | None]) -> None:
        _sittings[shell] = Sitting(found[0], shell, found[1])
        ready(_sittings[shell])

    inspecting, signings = shell.workplace.inspecting, shell.workplace.signings
    shell.tasks.run(Lane.STORE, lambda: (inspecting.open(inspection), signings.load(inspection)), opened)


def close_sitting(shell: Shell) -> None:
    """Forget it: the inspection was sealed."""
    _sittings.pop(shell, None)
