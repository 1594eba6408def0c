"""Between the card's strip and tray and the presenter of photos: keeps the tray up to date while it is open."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QTimer

from inspector.services.inspecting import Step
from inspector.ui.screens.photos.drops import take_drops
from inspector.ui.screens.questions.photo_card import PhotoCard
from inspector.ui.screens.questions.photos import PhotosPresenter, Shown
from inspector.ui.screens.sitting import Sitting
from inspector.ui.shell import Shell

WATCH_MS = 2000
"""How often the folder and the drives are read anew while the tray is open."""


class PhotoDesk(QObject):
    """The photos of the open card. `settled` is called when the tray changed its size."""

    def __init__(self, card: PhotoCard, shell: Shell, settled: Callable[[], None]) -> None:
        super().__init__(card)
        self._card, self._shell, self._settled = card, shell, settled
        self._sitting: Sitting | None = None
        self._target = ""
        self.photos: PhotosPresenter | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(WATCH_MS)
        self._timer.timeout.connect(self._watch)
        card.tray.load = self._load_file
        card.photo_removed.connect(lambda photo: self._with(lambda p: p.detach(photo)))
        card.photo_opened.connect(self._open)
        card.photo_taken.connect(self._take)
        card.photo_postponed.connect(self._postpone)
        card.tray_opened.connect(self._look)
        card.tray.many.connect(self._lay_out)
        card.tray_closed.connect(self._timer.stop)
        card.folder_named.connect(lambda text: self._name(Path(text).expanduser()))
        take_drops(card, self._dropped)

    def bind(self, sitting: Sitting, take: Callable[[Step], None]) -> None:
        """Another inspection; `take` records a step and shows what became of it."""
        self._sitting = sitting
        folder = self.photos.folder if self.photos is not None else watched_folder(self._shell)
        self.photos = PhotosPresenter(sitting, self, folder=folder, take=take)

    def watch(self, folder: Path) -> None:
        """Offer the pictures of that folder from now on, and remember it."""
        self._shell.settings.change(photo_folder=str(folder))
        self._with(lambda p: p.look(folder))

    def show_pictures(self, shown: Shown) -> None:
        """What is there."""
        self._card.tray.show_pictures(shown)
        self._settled()

    def load(self, name: str, done: Callable[[bytes], None]) -> None:
        """An attached photo, for its thumbnail."""
        self._with(lambda p: p.load(name, done))

    def _with(self, act: Callable[[PhotosPresenter], None]) -> None:
        if self.photos is not None:
            act(self.photos)

    def _load_file(self, source: Path, done: Callable[[bytes], None]) -> None:
        self._with(lambda p: p.thumbnail(source, done))

    def _look(self) -> None:
        if self._sitting is None:
            return
        self._target = self._card.photo_target
        due = self._target in self._sitting.opened.album.due
        self._card.tray.await_pictures(asks_due=self._card.can_postpone, due=due)
        self._with(PhotosPresenter.look)
        self._timer.start()
        self._settled()

    def _watch(self) -> None:
        if self._card.tray.isVisible():
            self._with(PhotosPresenter.look)
        else:
            self._timer.stop()

    def _take(self, source: Path, faces: bool) -> None:
        """To the question the tray was opened at: another may be open by now."""
        target, then = self._target, self._open if faces else lambda _: None
        self._with(lambda p: p.attach(target, source, then))
        self._card.close_tray()

    def _postpone(self) -> None:
        target = self._target
        self._card.close_tray()
        self._with(lambda p: p.expect(target))

    def _open(self, name: str) -> None:
        if self._sitting is not None:
            self._shell.navigator.show("faces", inspection=self._sitting.opened.id, photo=name)

    def _lay_out(self) -> None:
        self._card.close_tray()
        if self._sitting is not None:
            self._shell.navigator.show("importing", inspection=self._sitting.opened.id)

    def _name(self, place: Path) -> None:
        """A file is taken, a folder watched."""
        if place.is_file():
            self._take(place, faces=False)
        else:
            self.watch(place)

    def _dropped(self, places: list[Path]) -> None:
        self._target = self._card.photo_target
        if not self._target:
            return
        for place in places:
            if place.is_dir():
                self._card.open_tray()
            self._name(place)


def watched_folder(shell: Shell) -> Path:
    """The folder named in the settings, else the system's folder of pictures."""
    named = shell.settings.current.photo_folder
    found = named or QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    return Path(found) if found else Path.home()
