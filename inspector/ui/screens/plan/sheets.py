"""The floors of the plan and the pictures under them. No Qt."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from inspector.core.errors import Refusal
from inspector.services import drawing
from inspector.services.opened import Step
from inspector.services.ports import Evidence
from inspector.ui.lanes import Lane
from inspector.ui.language import tr
from inspector.ui.screens.sitting import Sitting

Made = TypeVar("Made")


class SheetsPresenter:
    """`sheet` is the floor in view, "" before the first one. What is drawn on it is the editor's own."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting, self._opened = sitting, sitting.opened
        self.sheet = ""

    def serves(self, sitting: Sitting) -> bool:
        """Whether it belongs to that sitting."""
        return sitting is self._sitting

    @property
    def _drawing(self) -> drawing.Drawing:
        return self._opened.drawing

    # the editor's own

    def refresh(self) -> None:
        """Show everything anew."""
        raise NotImplementedError

    def undo(self) -> None:
        """Take the latest act back."""
        raise NotImplementedError

    def picture_read(self, name: str, data: bytes) -> None:
        """What lies under a floor was read."""
        raise NotImplementedError

    def _put_down(self) -> None:
        raise NotImplementedError

    # floors

    def add_floor(self) -> None:
        """Key 5: one more floor."""
        if len(self._drawing.sheets) < drawing.MOST_SHEETS:
            self._put_down()
            made = self._try(lambda: drawing.add_sheet(self._opened))
            if made is not None:
                self.sheet = made[0]
                self._record(made[1])
                self.refresh()

    def name_floor(self, name: str) -> None:
        """Another name of the floor in view."""
        if self.sheet and name.strip() != self._drawing.sheets[self.sheet].name:
            self._act(lambda: drawing.rename_sheet(self._opened, self.sheet, name))

    def remove_floor(self) -> None:
        """The floor in view goes, with what is drawn on it; undo brings all of it back."""
        if self.sheet:
            self._put_down()
            if self._act(lambda: drawing.remove_sheet(self._opened, self.sheet)):
                self._sitting.shell.offer_undo(tr("The floor was taken away"), self.undo)

    def turn_floor(self) -> None:
        """Key 4: a quarter turn."""
        if self.sheet:
            self._put_down()
            self._act(lambda: drawing.turn(self._opened, self.sheet))

    def lay_picture(self, source: Path) -> None:
        """A photo of the evacuation plan, under the floor in view."""
        box, inspection = self._sitting.workplace.evidence, self._sitting.opened.id

        def kept(photo: Evidence) -> None:
            if not self.sheet:
                self.add_floor()
            if self.sheet:
                self._act(lambda: drawing.lay_picture(self._opened, self.sheet, photo))

        self._sitting.shell.tasks.run(Lane.WORK, lambda: box.store(inspection, source), kept)

    def read_picture(self, name: str) -> None:
        """What lies under the floor; one that is not here any more leaves the sheet blank."""
        box, inspection = self._sitting.workplace.evidence, self._sitting.opened.id

        def read(data: bytes) -> None:
            self.picture_read(name, data)

        self._sitting.shell.tasks.run(Lane.WORK, lambda: box.read(inspection, name), read, lambda _: None)

    # inside

    def _act(self, made: Callable[[], Step | None]) -> bool:
        step = self._try(made)
        if step is not None:
            self._record(step)
            self.refresh()
        return step is not None

    def _try(self, made: Callable[[], Made | None]) -> Made | None:
        """A returned inspection keeps what was drawn on the spot."""
        try:
            return made()
        except Refusal as refused:
            self._sitting.shell.refuse(refused)
            self._put_down()
            return None

    def _record(self, step: Step) -> None:
        self._sitting.recorder.record(step.operations)
