"""One picture, and the faces closed on it: what the evidence will be. No Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from inspector.core.errors import Refusal
from inspector.services import album
from inspector.services.pixelating import Rectangle
from inspector.services.ports import Evidence
from inspector.ui import wording
from inspector.ui.lanes import Lane
from inspector.ui.language import ntr, tr
from inspector.ui.screens.reading import Reading
from inspector.ui.screens.sitting import Sitting


@dataclass(frozen=True, slots=True, kw_only=True)
class FacesPage:
    """What stands beside the picture."""

    question: str
    taken: str
    position: str
    size: str
    closed: str
    busy: bool


class FacesView(Protocol):
    """What the screen must be able to show."""

    def show_page(self, page: FacesPage) -> None: ...
    def show_picture(self, data: bytes) -> None: ...
    def leave_for(self, said: str, undo: Callable[[], None]) -> None: ...


class FacesPresenter:
    """Faces are closed on a copy, and the copy takes the place of the picture: on its question or among those that
    wait.
    """

    def __init__(self, sitting: Sitting, view: FacesView, name: str) -> None:
        self._sitting, self._view, self._name = sitting, view, name
        self._busy = False

    @property
    def evidence(self) -> Evidence:
        """The picture as it stands."""
        return self._sitting.opened.evidence[self._name]

    def begin(self) -> None:
        """Read the picture."""
        self.refresh()
        box, inspection, name = self._sitting.workplace.evidence, self._sitting.opened.id, self._name
        self._sitting.shell.tasks.run(Lane.WORK, lambda: box.read(inspection, name), self._view.show_picture)

    def refresh(self) -> None:
        """Show everything anew."""
        opened, kept = self._sitting.opened, self.evidence
        node = album.hung(opened).get(self._name, "")
        reading = Reading(opened)
        where = f"{reading.number_of(node)} {reading.label(node)}".strip() if node else tr("not laid out yet")
        place = kept.latitude is not None and kept.longitude is not None
        self._view.show_page(
            FacesPage(
                question=where,
                taken=taken_at(kept),
                position=f"{kept.latitude:.5f}, {kept.longitude:.5f}" if place else tr("not written by the camera"),
                size=f"{kept.width} × {kept.height}",
                closed=tr("faces closed") if opened.album.is_blurred(self._name) else "",
                busy=self._busy,
            )
        )

    def close(self, rectangles: Sequence[Rectangle]) -> None:
        """Make what lies in the rectangles unrecognisable. Nothing happens without one, or twice at once."""
        if self._busy or not rectangles:
            return
        self._busy = True
        self.refresh()
        box, inspection, kept = self._sitting.workplace.evidence, self._sitting.opened.id, self.evidence
        asked = tuple(rectangles)

        def made(blurred: Evidence) -> None:
            self._busy = False
            try:
                step = album.blur(self._sitting.opened, kept.name, blurred)
            except Refusal as refusal:
                failed(refusal)
                return
            self._name = blurred.name
            self._sitting.recorder.record(step.operations)
            said = ntr("{n} place was closed", "{n} places were closed", len(asked))
            self._view.leave_for(said, self._undo)

        def failed(error: Exception) -> None:
            self._busy = False
            self.refresh()
            if not isinstance(error, Refusal):
                raise error
            self._sitting.shell.refuse(error)

        work = lambda: box.pixelate(inspection, kept, asked)  # noqa: E731 - a job
        self._sitting.shell.tasks.run(Lane.WORK, work, made, failed)

    def _undo(self) -> None:
        step = self._sitting.opened.undo()
        if step is not None:
            self._sitting.recorder.record(step.operations)


def taken_at(kept: Evidence) -> str:
    """When the camera says it was, as it is written here."""
    if not kept.taken_at:
        return tr("not written by the camera")
    moment = datetime.fromisoformat(kept.taken_at)
    return f"{wording.day(moment.date())} {moment:%H:%M:%S}"
