"""The pictures of the open card: the newest of the watched folder and of drives, and those that hang there. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from inspector.core.errors import Refusal
from inspector.services import album, evidence, watching
from inspector.services.inspecting import Step
from inspector.services.ports import Evidence
from inspector.services.watching import Found
from inspector.ui.lanes import Lane
from inspector.ui.screens.reading import Reading
from inspector.ui.screens.sitting import Sitting

SHOWN = 5
EARLIER = timedelta(minutes=15)
"""A phone's clock may be slow: a picture counts as new when it is this much older than the inspection, no more."""

Key = tuple[Path, datetime, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One file: where, when it was written, whether it is of this visit, and which question it hangs on already."""

    path: Path
    at: datetime
    new: bool = True
    used: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the tray shows: the watched folder, where the pictures are, and the pictures, those to choose first."""

    folder: Path
    places: tuple[str, ...]
    pictures: tuple[Picture, ...]

    @property
    def fresh(self) -> tuple[Picture, ...]:
        """Of this visit and on no question yet."""
        return tuple(picture for picture in self.pictures if picture.new and not picture.used)


class PhotosView(Protocol):
    """What the tray must be able to show."""

    def show_pictures(self, shown: Shown) -> None: ...


class PhotosPresenter:
    """Takes pictures in and hangs them on checks. `take` records a step and refreshes the page."""

    def __init__(
        self,
        sitting: Sitting,
        view: PhotosView,
        *,
        folder: Path,
        take: Callable[[Step], None],
        drives: Callable[[], tuple[Path, ...]] = watching.drives,
    ) -> None:
        self._sitting = sitting
        self._view = view
        self._take = take
        self._drives = drives
        self._prints: dict[Key, str] = {}
        self._looking = False
        self.folder = folder

    def look(self, folder: Path | None = None) -> None:
        """Read the folder (another one when given) and the drives, and show what is newest there."""
        if folder is not None and folder != self.folder:
            self.folder = folder
        elif self._looking:
            return
        self._looking = True
        place, used = self.folder, self._used()

        def gather() -> tuple[tuple[Path, ...], list[tuple[Found, str]]]:
            places = (place, *self._drives())
            return places, self._with_uses(watching.newest(places), used)

        def gathered(told: tuple[tuple[Path, ...], list[tuple[Found, str]]]) -> None:
            self._looking = False
            if place == self.folder:
                self._view.show_pictures(self._shown(*told))

        def failed(error: Exception) -> None:
            gathered(((place,), []))
            self._sitting.shell.refuse(error)

        self._sitting.shell.tasks.run(Lane.WORK, gather, gathered, failed)

    def _with_uses(self, found: tuple[Found, ...], used: dict[str, str]) -> list[tuple[Found, str]]:
        """Each with the question it hangs on. Only as many files are read whole as the tray shows at first."""
        told, unused = [], 0
        for each in found:
            where = used.get(self._print(each), "") if unused < SHOWN and used else ""
            unused += not where
            told.append((each, where))
        return told

    def _print(self, found: Found) -> str:
        key = found.path, found.at, found.size
        if key not in self._prints:
            try:
                self._prints[key] = evidence.fingerprint(found.path)
            except Refusal:
                return ""
        return self._prints[key]

    def _used(self) -> dict[str, str]:
        """SHA-256 of every file that hangs somewhere already -> the number of the question."""
        opened, reading = self._sitting.opened, Reading(self._sitting.opened)
        where = {name: node for name, node in album.hung(opened).items() if name in opened.evidence}
        return {opened.evidence[name].original_sha256: reading.number_of(node) or "…" for name, node in where.items()}

    def _shown(self, places: tuple[Path, ...], found: list[tuple[Found, str]]) -> Shown:
        since = datetime.fromisoformat(self._sitting.opened.started_at) - EARLIER
        pictures = [
            Picture(path=each.path, at=each.at, new=each.at >= since, used=used) for each, used in found
        ]  # fmt: skip
        pictures.sort(key=lambda picture: (bool(picture.used), not picture.new))
        return Shown(
            folder=places[0], places=tuple(watching.name_of(place) for place in places), pictures=tuple(pictures)
        )

    def thumbnail(self, source: Path, done: Callable[[bytes], None]) -> None:
        """A file made small, for the tray; nothing where it is no picture."""
        self._sitting.shell.tasks.run(Lane.WORK, lambda: evidence.small(source), done, lambda _: done(b""))

    def attach(self, check: str, source: Path, then: Callable[[str], None] = lambda _: None) -> None:
        """Keep a picture and hang it on `check`, off the screen's thread; `then` is told the picture's name."""

        def hang(kept: Evidence) -> None:
            try:
                self._take(self._sitting.opened.attach(check, kept))
            except Refusal as refusal:
                self._sitting.shell.refuse(refusal)
                return
            then(kept.name)

        box, inspection = self._sitting.workplace.evidence, self._sitting.opened.id
        self._sitting.shell.tasks.run(Lane.WORK, lambda: box.store(inspection, source), hang)

    def expect(self, check: str) -> None:
        """«Photo later»: it is due from now on, or not any more."""
        opened = self._sitting.opened
        self._take(album.expect_photo(opened, check, due=check not in opened.album.due))

    def detach(self, row: str) -> None:
        """Take a photo off; undo brings it back."""
        self._take(self._sitting.opened.detach(row))

    def load(self, name: str, done: Callable[[bytes], None]) -> None:
        """An attached photo made small, for its thumbnail."""
        box, inspection = self._sitting.workplace.evidence, self._sitting.opened.id
        self._sitting.shell.tasks.run(Lane.WORK, lambda: box.small(inspection, name), done)
