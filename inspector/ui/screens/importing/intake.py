"""Copying pictures in, one after the other: how far it is, what came of it, how it goes on. No Qt."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from inspector.core.errors import Refusal
from inspector.i18n import sentence
from inspector.services import album, watching
from inspector.services.importing import Copying
from inspector.services.ports import Evidence
from inspector.ui import language, wording
from inspector.ui.lanes import Lane
from inspector.ui.language import N_, ntr, tr
from inspector.ui.screens.importing.page import CopyLine
from inspector.ui.screens.sitting import Sitting

UNUSABLE = {"damaged": N_("damaged: {n}"), "large": N_("too large: {n}"), "other": N_("no pictures: {n}")}


class Intake:
    """`changed` is told after every picture: each is in the journal before the next is read."""

    def __init__(self, sitting: Sitting, changed: Callable[[], None]) -> None:
        self._sitting, self._changed = sitting, changed
        self._copying: Copying | None = None
        self._places: tuple[Path, ...] = ()
        self._after: list[Path] = []
        self._busy = self._stopped = self._paused = False

    @property
    def running(self) -> bool:
        """Whether files are being read."""
        return self._copying is not None and not self._copying.over and not self._stopped

    def start(self, places: list[Path]) -> None:
        """Copy everything of these files and folders that is not here yet; behind what is being copied now."""
        if self._busy:
            self._after += places
        if self._busy or not places:
            return
        self._places = tuple(places)
        opened, zone = self._sitting.opened, datetime.now().astimezone().tzinfo
        known = {kept.original_sha256: opened.album.roll_of(name) for name, kept in opened.evidence.items()}
        self._copying = Copying(self._sitting.workplace.evidence, opened.id, self._places, known, zone)
        self._busy, self._stopped, self._paused = True, False, False
        self._changed()
        self._sitting.shell.tasks.run(Lane.WORK, self._copying.begin, lambda _: self._next(), self._failed)

    def stop(self) -> None:
        """What was copied stays."""
        self._stopped = True
        self._after.clear()
        self._changed()

    def pause(self) -> None:
        """The screen is left."""
        self._paused = self.running
        self._stopped = self._stopped or self._paused

    def resume(self) -> None:
        """The screen is back."""
        if self._paused and self._busy:
            self._stopped = self._paused = False
        elif self._paused:
            self.start(list(self._places))

    def go_on(self) -> None:
        """Again from the same places: what is here already is passed over."""
        self.start(list(self._places))

    def line(self) -> CopyLine | None:
        """What to say of it; None when that is seen from the list."""
        copying = self._copying
        if copying is None:
            return None
        counts = [ntr("{n} was here already", "{n} were here already", copying.same)] if copying.same else []
        counts += [tr(UNUSABLE[why], n=wording.number(count)) for why, count in sorted(copying.unusable.items())]
        complete = not self.running and copying.total and copying.done == copying.total
        if complete and not counts:
            return None  # the list says it
        reason = sentence(copying.problem, language.current.code) if copying.problem is not None else ""
        return CopyLine(
            said=self._said(copying),
            below=" · ".join(part for part in (reason, ", ".join(counts)) if part),
            done=copying.done,
            total=max(copying.total, 1),
            running=self.running,
            more=tr("Copy the rest") if copying.done < copying.total and not self.running else "",
        )

    def _said(self, copying: Copying) -> str:
        n, of = wording.number(copying.done), wording.number(copying.total)
        if self.running:
            return tr("Copying {n} of {of}", n=n, of=of) if copying.total else tr("Looking for pictures")
        if copying.done < copying.total:
            return tr("Copied {n} of {of}, the rest later", n=n, of=of)
        if not copying.total:
            return tr("There are no pictures in {place}", place=watching.name_of(self._places[0]))
        return ntr("{n} picture copied", "{n} pictures copied", copying.kept)

    def _next(self) -> None:
        copying = self._copying
        if copying is not None and self.running:
            self._sitting.shell.tasks.run(Lane.WORK, copying.step, self._kept, self._failed)
            return
        self._busy = False
        self._changed()
        if copying is None:
            return
        after, self._after = self._after, []
        self.start(after)
        if copying.jumped and not copying.problem and not self._stopped:
            self._sitting.shell.notice(tr("The phone's clock was set between two pictures: check it for each part"))

    def _kept(self, kept: Evidence | None) -> None:
        if kept is not None and self._copying is not None:
            step = album.bring(self._sitting.opened, [kept], self._copying.roll)
            self._sitting.recorder.record(step.operations)
        self._changed()
        self._next()

    def _failed(self, error: Exception) -> None:
        self._busy, self._stopped = False, True
        self._changed()
        if not isinstance(error, Refusal):
            raise error
        self._sitting.shell.refuse(error)
