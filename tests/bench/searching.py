"""One key in the search among 20,000 institutions, up to the painted list, against raw FTS5 and a bare list."""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from PySide6.QtCore import QEvent, QEventLoop, QObject, QStringListModel
from PySide6.QtWidgets import QApplication, QListView

from inspector.services.workplace import Workplace
from inspector.settings import SettingsFile
from inspector.ui import app
from inspector.ui.screens.search.view import SearchScreen
from inspector.ui.window import AppWindow
from tests.bench.measure import Comparison
from tests.bench.place import country, enrolled
from tests.bench.saving import median_of

GOAL = 1.5
INSTITUTIONS = 20_000
SHOWN = 200
QUERIES = ("ш", "шк", "шко", "школа № 1", "Темиртау", "мектеп", "123", "имени аб")


class Painted(QObject):
    """Waits for the first paint of a list after its model was replaced."""

    def __init__(self, view: QListView) -> None:
        super().__init__()
        self._replaced = self.done = False
        view.viewport().installEventFilter(self)
        view.model().modelReset.connect(self._reset)

    def _reset(self) -> None:
        self._replaced = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._replaced:
            # The list is on the screen when its own paintEvent has returned: the loop goes round once more.
            self.done = True
        return False

    def wait(self) -> None:
        """Run the event loop until then."""
        while not self.done:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        self._replaced = self.done = False


def raw(path: Path, names: Sequence[str]) -> Any:
    """The names in an FTS5 table of an encrypted database, as perf.md measured it."""
    connection = sqlcipher3.dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{bytes(32).hex()}'\"")
    connection.execute("CREATE VIRTUAL TABLE found USING fts5(name, prefix='1 2 3', tokenize='unicode61')")
    connection.executemany("INSERT INTO found (name) VALUES (?)", [(name,) for name in names])
    return connection


@contextmanager
def bare_list(folder: Path, names: Sequence[str]) -> Iterator[tuple[QListView, Any]]:
    """A plain list in a window of its own, and the raw database behind it."""
    with closing(raw(folder / "raw.db", names)) as connection:
        view = QListView()
        view.setUniformItemSizes(True)
        view.setModel(QStringListModel(view))
        view.resize(1300, 560)
        view.show()
        yield view, connection
        view.close()


@contextmanager
def search_screen(home: Path, place: Workplace) -> Iterator[SearchScreen]:
    """The real window on its search screen, the whole list chosen."""
    window: AppWindow = app.build(Unlocked(), SettingsFile(home / "settings.json"))
    window.show()
    window.unlocked(place)
    window.navigator.show("search", scope="all")
    screen = window.screen
    assert isinstance(screen, SearchScreen)
    yield screen
    window.close()


class Unlocked:
    """A gate nobody has to pass."""

    def state(self) -> str:
        """Enrolled."""
        return "locked"

    def slots(self) -> tuple[str, ...]:
        """Nobody's name is needed."""
        return ()

    def lock(self) -> None:
        """The measurement closes the laptop itself."""


@contextmanager
def workload(folder: Path) -> Iterator[Comparison]:
    """Eight queries, from one letter to three words."""
    institutions = country(folder / "institutions.csv", INSTITUTIONS)
    with enrolled(folder, institutions) as (home, place), search_screen(home, place) as screen:
        assert place.institutions.count() == INSTITUTIONS
        names = [line.split(",")[2] for line in institutions.read_text(encoding="utf-8").splitlines()[1:]]
        with bare_list(folder, names) as (plain, connection):
            ours_painted, plain_painted = Painted(screen.list), Painted(plain)

            def type_key(number: int) -> None:
                screen.field.setText(QUERIES[number % len(QUERIES)])
                ours_painted.wait()

            def ask_raw(number: int) -> None:
                query = " ".join(f'"{word}"*' for word in QUERIES[number % len(QUERIES)].replace("№", "").split())
                asked = f"SELECT name FROM found WHERE found MATCH ? LIMIT {SHOWN}"
                plain.model().setStringList([row[0] for row in connection.execute(asked, (query,))])
                plain_painted.wait()

            yield Comparison(
                name=f"a key in {INSTITUTIONS:,} institutions, painted",
                ours=lambda: median_of(type_key, len(QUERIES)),
                floor=lambda: median_of(ask_raw, len(QUERIES)),
                floor_name="raw FTS5 and a bare list",
                goal=GOAL,
            )
