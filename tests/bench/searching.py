"""One key in the search among 20,000 institutions, up to the painted list, against raw FTS5 and a bare table."""

import csv
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2
from PySide6.QtCore import QAbstractTableModel, QEvent, QEventLoop, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView

from inspector.services.insiders import PinStanding, PinState
from inspector.services.workplace import Workplace
from inspector.settings import SettingsFile
from inspector.ui import app
from inspector.ui.screens.search.view import SearchScreen
from inspector.ui.window import AppWindow
from tests.bench.measure import Comparison
from tests.bench.place import country, enrolled
from tests.bench.saving import median_of

# Beside the floor ours marks the words found, says state and children, and paints chips; 10 ms are the aim.
GOAL = 2.5
INSTITUTIONS = 20_000
SHOWN = 200
QUERIES = ("ш", "шк", "шко", "школа № 1", "Темиртау", "мектеп", "123", "имени аб")


class Painted(QObject):
    """Waits for the first paint of a list after its model was replaced."""

    def __init__(self, view: QAbstractItemView) -> None:
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


COLUMNS = ("name_ru", "district", "address", "bin", "pupils")


class Lines(QAbstractTableModel):
    """Rows of a query, as they come."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[tuple[Any, ...]] = []

    def replace(self, lines: list[tuple[Any, ...]]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's default
        return len(self.lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return len(COLUMNS)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self.lines[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None


def raw(path: Path, institutions: Path) -> Any:
    """An FTS5 table of an encrypted database, as plainly as it can be had."""
    connection = sqlcipher3.dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{bytes(32).hex()}'\"")
    columns = ", ".join(COLUMNS)
    connection.execute(f"CREATE VIRTUAL TABLE found USING fts5({columns}, prefix='1 2 3', tokenize='unicode61')")
    with institutions.open(encoding="utf-8", newline="") as stream:
        rows = [tuple(row[column] for column in COLUMNS) for row in csv.DictReader(stream)]
    connection.executemany("INSERT INTO found VALUES (?, ?, ?, ?, ?)", rows)
    return connection


@contextmanager
def bare_table(folder: Path, institutions: Path) -> Iterator[tuple[QTableView, Lines, Any]]:
    """A plain table in a window of its own, and the raw database behind it."""
    with closing(raw(folder / "raw.db", institutions)) as connection:
        view, model = QTableView(), Lines()
        view.setModel(model)
        view.resize(1300, 560)
        view.show()
        yield view, model, connection
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

    def insiders(self) -> tuple[object, ...]:
        """Nobody's name is needed."""
        return ()

    def pin(self, slot: str) -> PinState:
        """None is set."""
        return PinState(standing=PinStanding.NONE)

    def lock(self) -> None:
        """The measurement closes the laptop itself."""


@contextmanager
def workload(folder: Path) -> Iterator[Comparison]:
    """Eight queries, from one letter to three words."""
    institutions = country(folder / "institutions.csv", INSTITUTIONS)
    with enrolled(folder, institutions) as (home, place), search_screen(home, place) as screen:
        assert place.institutions.count() == INSTITUTIONS
        with bare_table(folder, institutions) as (plain, lines, connection):
            ours_painted, plain_painted = Painted(screen.list), Painted(plain)

            def type_key(number: int) -> None:
                screen.field.setText(QUERIES[number % len(QUERIES)])
                ours_painted.wait()

            def ask_raw(number: int) -> None:
                query = " ".join(f'"{word}"*' for word in QUERIES[number % len(QUERIES)].replace("№", "").split())
                asked = f"SELECT * FROM found WHERE found MATCH ? LIMIT {SHOWN}"
                lines.replace(connection.execute(asked, (query,)).fetchall())
                plain_painted.wait()

            yield Comparison(
                name=f"a key in {INSTITUTIONS:,} institutions, painted",
                ours=lambda: median_of(type_key, len(QUERIES)),
                floor=lambda: median_of(ask_raw, len(QUERIES)),
                floor_name="raw FTS5 and a bare table",
                goal=GOAL,
            )
