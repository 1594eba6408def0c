"""The list of cameras: what each key does to a row, and where the walk begins or goes on. No Qt."""

from typing import Protocol

from inspector.services import drawing, proposing
from inspector.services.opened import Step
from inspector.services.proposing import ABSENT, Proposal
from inspector.services.walking import Camera, Status, Walking
from inspector.ui.language import tr
from inspector.ui.screens.cameras import lines
from inspector.ui.screens.cameras.page import CameraLine, CamerasPage, Kind
from inspector.ui.screens.pane import pane
from inspector.ui.screens.reading import Reading, path_of
from inspector.ui.screens.sitting import Sitting


class CamerasView(Protocol):
    """What the list must be able to show."""

    def show_page(self, page: CamerasPage) -> None: ...
    def choose_line(self, key: str) -> None: ...
    def print_cards(self, codes: tuple[str, ...]) -> None: ...


class CamerasPresenter:
    """The cameras of one inspection."""

    def __init__(self, sitting: Sitting, repeat: str, view: CamerasView) -> None:
        self._sitting = sitting
        self._opened = sitting.opened
        self._shell = sitting.shell
        self._view = view
        self._filter = Kind.ALL
        self._proposals: tuple[Proposal, ...] = ()
        self._lines: tuple[CameraLine, ...] = ()
        self._lists = lines.Lists(sitting.opened, repeat)
        self.repeat = repeat
        self.walking = Walking(sitting.opened)
        self.reading = Reading(sitting.opened)

    def serves(self, sitting: Sitting, repeat: str) -> bool:
        """Whether it belongs to that sitting and roster."""
        return sitting is self._sitting and repeat == self.repeat

    def begin(self, node: str = "") -> None:
        """At that row, else at the one where work stopped, else at the first that waits."""
        place = node or self._opened.last_node
        if path_of(place) != self.repeat:
            place = ""
            self._opened.mark_place(self.repeat)
        self.refresh()
        keys = [line.key for line in self._lines]
        self._view.choose_line(place if place in keys else (keys[0] if keys else ""))

    def refresh(self) -> None:
        """Show everything anew."""
        self._view.show_page(self.page())

    def page(self) -> CamerasPage:
        """The list as it stands."""
        rows = self.walking.cameras(named=False)
        cameras = tuple(camera for camera in rows if camera.place)
        waits = bool(cameras) and bool(self.walking.first(cameras))
        self._proposals = proposing.proposals(self._opened, self.repeat)
        every = self._every(rows)
        self._lines = tuple(line for line in every if self._filter in (Kind.ALL, line.kind))
        section = self.reading.section_of(self.repeat)
        return CamerasPage(
            pane=pane(self.reading, section.path if section else ""),
            title=self.reading.label(self.repeat),
            subtitle=self.reading.number_of(self.repeat),
            walk=self._walk_words(cameras) if waits else "",
            cards=tr("Cards") if waits else "",
            strip=lines.strip(every, self.walking, self._lists, self._declared_of()),
            filters=lines.filters(every, self._filter),
            lines=self._lines,
            empty=tr("Nothing is written down yet. + adds the first row.") if not every else "",
        )

    def _every(self, cameras: tuple[Camera, ...]) -> tuple[CameraLine, ...]:
        """Reported rows first, then what was found beyond the list, then the roster in its order."""
        made = [lines.confirmed(camera, self._opened, self.walking, self._lists) for camera in cameras]
        beyond = [line for line in made if line.kind is Kind.WAITING and line.listed == "no"]
        rest = [line for line in made if line not in beyond]
        return (*(lines.waiting(each, self._lists) for each in self._proposals), *beyond, *rest)

    def _walk_words(self, cameras: tuple[Camera, ...]) -> str:
        begun = any(camera.showing is not None for camera in cameras)
        return tr("Go on with the walk") if begun else tr("Begin the walk")

    def _declared_of(self) -> str:
        for name in ("declared_cameras_found_of", "declared_cameras_working_of"):
            path = f"/{self.repeat.split('/')[1]}/{name}"
            if self._opened.form.has(path) and self._opened.session.value(path):
                return self._opened.session.value(path)
        return ""

    # what a person does

    def choose_filter(self, kind: Kind) -> None:
        """Show one kind of rows."""
        self._filter = kind
        self.refresh()
        self._view.choose_line(self._lines[0].key if self._lines else "")

    def mark(self, key: str) -> None:
        """Remember the row: after a crash it is shown again."""
        line = self._line(key)
        if line is not None and line.node:
            self._opened.mark_place(line.node)

    def confirm(self, key: str) -> None:
        """1: it is here. Of a row of the roster that says nothing a code or a picture would not say better."""
        proposal = self._proposal(key)
        if proposal is None:
            return
        place = self._place(key)
        self._take(proposing.confirm(self._opened, proposal))
        self._choose_at(place)

    def deny(self, key: str) -> None:
        """2: it is not in its place. A listed camera stays in N as «does not work, absent»."""
        proposal, line, place = self._proposal(key), self._line(key), self._place(key)
        if proposal is not None:
            self._take(proposing.dismiss(self._opened, proposal))
            self._choose_at(place)
        elif line is not None and line.kind is Kind.WAITING:
            self._take(
                self._opened.answer_together(
                    [(f"{line.node}/{name}", value) for name, value in ABSENT], place=line.node
                )
            )
            self._choose_at(place)

    def add_row(self) -> None:
        """A new camera; its name is written in the table of all its answers."""
        step = self._opened.add_row(self.repeat)
        self._sitting.recorder.record(step.operations)
        self.edit(step.row)

    def edit(self, node: str = "") -> None:
        """The table of all answers, at that row."""
        self._shell.navigator.show("roster", inspection=self._opened.id, repeat=self.repeat, node=node)

    def remove_row(self, key: str) -> None:
        """Take a row away; for ten seconds «Undo» stands in its place."""
        line, place = self._line(key), self._place(key)
        if line is not None and line.node:
            self._take(self._opened.remove_row(line.node))
            self._shell.offer_undo(tr("Removed: {name}", name=line.place), self.undo)
            self._choose_at(place)

    def note(self, key: str, text: str) -> None:
        """What is noted about a camera."""
        line = self._line(key)
        if line is not None and line.node and text != line.note:
            self._take(drawing.note(self._opened, line.node, text))

    def undo(self) -> None:
        """Take the latest action back."""
        step = self._opened.undo()
        if step is None:
            self._shell.notice(tr("Nothing to take back"))
        else:
            self._take(step)

    def walk(self, *, cards: bool = False) -> None:
        """8: the code walk, at the camera under way or the first without a code."""
        node = self.walking.first()
        if not node:
            return
        if cards:
            self._shell.navigator.show("code_enter", inspection=self._opened.id, camera=node, cards=True)
        elif node == self.walking.under_way() and self._read(node):
            self._shell.navigator.show("code_enter", inspection=self._opened.id, camera=node)
        else:
            self._shell.navigator.show("code_show", inspection=self._opened.id, camera=node)

    def cards(self) -> None:
        """6: the walk with printed cards; without a card left, first a deck to print."""
        if not self.walking.first():
            return
        if self.walking.cards_left():
            self.walk(cards=True)
            return
        self._sitting.recorder.record(self.walking.make_cards().operations)
        self.refresh()
        self._view.print_cards(self.walking.cards())

    def print_again(self) -> None:
        """Ctrl+P: the whole deck once more."""
        if self.walking.cards():
            self._view.print_cards(self.walking.cards())

    def look(self, key: str) -> None:
        """3: one after the other on the monitor, from the chosen one on."""
        line = self._line(key)
        node = line.node if line is not None else ""
        if self.walking.cameras():
            self._shell.navigator.show("camera_grid", inspection=self._opened.id, camera=node)

    def look_up(self, key: str) -> None:
        """9: the archive is asked for a code that proved a camera: the chosen one, else the first not looked up."""
        proved = [c for c in self.walking.cameras() if c.status is Status.PROVED and self.walking.proof(c.node)]
        unseen = next((camera for camera in proved if not self.walking.archived(camera.node)), None)
        chosen = next((camera for camera in proved if camera.node == key), unseen or (proved[0] if proved else None))
        if chosen is not None:
            self._shell.navigator.show("code_enter", inspection=self._opened.id, camera=chosen.node, archive=True)

    def section_beside(self, by: int) -> str:
        """The path of the previous or next section; the present one at either end."""
        paths = [section.path for section in self.reading.sections()]
        section = self.reading.section_of(self.repeat)
        here = paths.index(section.path) if section is not None and section.path in paths else 0
        return paths[max(0, min(here + by, len(paths) - 1))]

    # inside

    def _read(self, node: str) -> bool:
        """Whether somebody said that the code was seen, and only the digits are missing."""
        camera = next((each for each in self.walking.cameras() if each.node == node), None)
        return camera is not None and camera.showing is not None and bool(camera.showing.read_at)

    def _take(self, step: Step) -> None:
        self._sitting.recorder.record(step.operations)
        self.refresh()

    def _line(self, key: str) -> CameraLine | None:
        return next((line for line in self._lines if line.key == key), None)

    def _place(self, key: str) -> int:
        return next((at for at, line in enumerate(self._lines) if line.key == key), 0)

    def _choose_at(self, place: int) -> None:
        if self._lines:
            self._view.choose_line(self._lines[min(place, len(self._lines) - 1)].key)

    def _proposal(self, key: str) -> Proposal | None:
        return next((each for each in self._proposals if key == f"?{each.key}"), None)
