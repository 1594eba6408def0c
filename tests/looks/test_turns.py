"""No turn of the window's event loop is long enough to be felt: over the journeys of a day, and with 300 rows."""

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from inspector.core.iin import check_digit
from inspector.ui.lanes import Lane
from inspector.ui.screens.reading import Reading
from inspector.ui.screens.roster import columns
from inspector.ui.screens.roster.pasting import Pasting
from tests.looks.scenes import CAMERAS, GUARDS
from tests.looks.stage import Stage
from tests.looks.watch import FELT, Watch, yardstick

MANY = 300
PASTED = 9.0
"""A piece of a pasted block is one row at least, computed with all that looks at 300 others; the aim is FELT, too."""
ARCHIVE = "/data/cctv/archive"


@pytest.fixture
def watch(stage: Stage) -> Watch:
    """The window as a person finds it a moment after unlocking: the screens of the day are made."""
    stage.dress("ru", "light")
    made_ahead(stage)
    return Watch(stage)


def made_ahead(stage: Stage) -> None:
    stack = stage.window.stack
    stack._quiet.setInterval(1)
    while stack.preparing:
        stage.wait(5)


def press(key: "Qt.Key | str") -> None:
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(target, key) if isinstance(key, str) else QTest.keyClick(target, key)


def way(stage: Stage, screen: str, **arguments: object) -> Callable[[], None]:
    """To a screen of the inspection."""
    return lambda: stage.window.navigator.show(screen, inspection=stage.school.inspection, **arguments)


OPENINGS: dict[str, Callable[[Stage], Callable[[], None]]] = {
    "home": lambda stage: stage.window.navigator.home,
    "search": lambda stage: lambda: stage.window.navigator.place("search"),
    "violations": lambda stage: lambda: stage.window.navigator.place("violations"),
    "sync": lambda stage: lambda: stage.window.navigator.place("sync"),
    "acts": lambda stage: lambda: stage.window.navigator.place("acts"),
    "settings": lambda stage: lambda: stage.window.navigator.place("settings"),
    "keys": lambda stage: lambda: stage.window.navigator.show("keys"),
    "before": lambda stage: lambda: stage.window.navigator.show("before", institution="school-214"),
    "questions": lambda stage: way(stage, "questions", node=ARCHIVE),
    "guards": lambda stage: way(stage, "roster", repeat=GUARDS),
    "cameras": lambda stage: way(stage, "cameras", repeat=CAMERAS),
    "camera_grid": lambda stage: way(stage, "camera_grid", camera=stage.camera),
    "code_show": lambda stage: way(stage, "code_show", camera=stage.camera),
    "code_enter": lambda stage: way(stage, "code_enter", camera=stage.camera),
    "coverage": lambda stage: way(stage, "coverage"),
    "summary": lambda stage: way(stage, "summary"),
    "signatures": lambda stage: way(stage, "signatures"),
    "proof": lambda stage: way(stage, "proof"),
    "divide": lambda stage: way(stage, "divide"),
    "act": lambda stage: lambda: stage.window.navigator.show("act", inspection=stage.sealed),
    "delivery": lambda stage: lambda: stage.window.navigator.show("delivery", inspection=stage.sealed),
    "returned": lambda stage: lambda: stage.window.navigator.show("returned", inspection=stage.sealed),
}


@pytest.mark.parametrize("name", OPENINGS)
def test_a_screen_is_there_at_once_the_first_time_too(stage: Stage, watch: Watch, name: str) -> None:
    stage.window.navigator.home()
    stage.settle()
    assert watch.least(OPENINGS[name](stage), stage.window.navigator.home) <= FELT


def test_answers_are_taken_at_once(stage: Stage, watch: Watch) -> None:
    stage.show("questions", node=ARCHIVE)
    felt = {}
    for key in ("1", "2", "7", "3", "1", Qt.Key.Key_Down, Qt.Key.Key_PageDown, "9"):
        felt[key] = watch.least(lambda key=key: press(key))
    stage.show("questions", node=ARCHIVE)
    felt["section"] = watch.least(lambda: stage.window.screen._presenter.move_section(1))  # type: ignore[union-attr]
    felt["undo"] = watch.least(lambda: stage.window.screen.control("Z"))  # type: ignore[union-attr]
    assert {key: found for key, found in felt.items() if found > FELT} == {}


def test_the_look_and_the_language_change_at_once(stage: Stage, watch: Watch) -> None:
    """However many screens wait behind the one in view."""
    window = stage.window
    OPENINGS["questions"](stage)()
    stage.settle()
    felt = {look: watch.least(lambda look=look: window.choose_theme(look)) for look in ("dark", "sunlight", "light")}
    felt |= {code: watch.least(lambda code=code: window.choose_language(code)) for code in ("kk", "en", "ru")}
    for percent in (125, 100):
        felt[str(percent)] = watch.least(lambda percent=percent: window.choose_text_size(percent))
    assert {key: found for key, found in felt.items() if found > FELT} == {}


def test_search_and_exchange_do_not_hold_up_the_hands(stage: Stage, watch: Watch) -> None:
    stage.window.navigator.place("search")
    stage.settle()
    felt = {letter: watch.least(lambda letter=letter: press(letter)) for letter in "214"}
    stage.window.navigator.place("sync")
    stage.settle()
    felt["exchange"] = watch.least(stage.window.exchange.start)
    felt["lock"] = watch.least(stage.window.navigator.home)
    assert {key: found for key, found in felt.items() if found > FELT} == {}


def numbers() -> list[str]:
    """IINs with a right check digit."""
    began = (f"85031230{n:03d}" for n in range(999))
    return [f"{start}{digit}" for start in began if (digit := check_digit(start)) is not None][:MANY]


def test_three_hundred_rows_from_excel_and_back(stage: Stage, watch: Watch) -> None:
    stage.show("roster", repeat="/data/classes")
    screen = stage.window.screen
    assert screen is not None
    rows = "\n".join(f"{n // 30 + 1}{'АБВГД'[n % 5]}-{n}\t25\t1" for n in range(MANY))
    QApplication.clipboard().setText(f"Класс или группа\tДети\tСмена\n{rows}")
    felt = {"paste": watch.deaf(lambda: screen.control("V"))}
    assert screen.model.rowCount() >= MANY  # type: ignore[attr-defined]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_End, Qt.Key.Key_Right, Qt.Key.Key_Home):
        felt[key.name] = watch.least(lambda key=key: press(key))
    felt["delete"] = watch.least(lambda: press(Qt.Key.Key_Delete), lambda: screen.control("Z"))
    screen.control("Z")
    stage.settle()
    assert felt.pop("paste") <= PASTED
    assert watch.deaf(lambda: screen.control("Z")) <= 2 * PASTED
    assert {key: found for key, found in felt.items() if found > FELT} == {}


def test_three_hundred_cameras_scroll_and_are_answered_without_a_pause(stage: Stage, watch: Watch) -> None:
    stage.show("cameras", repeat=CAMERAS)
    sitting = stage.window.screen._sitting  # type: ignore[union-attr]
    reading = Reading(sitting.opened)
    shown = columns.columns(reading, CAMERAS)
    block = "\n".join(f"Коридор {n}" for n in range(MANY))
    pasting = Pasting(sitting.opened, reading, CAMERAS, shown, f"{shown[0].title}\n{block}")
    while pasting.done < pasting.total:
        sitting.recorder.record(pasting.some(1.0).operations)
    sitting.opened.join(pasting.steps)

    def home() -> None:
        stage.window.navigator.home()
        stage.settle()

    home()
    try:
        felt = {
            "list": watch.least(OPENINGS["cameras"](stage), lambda: (stage.window.navigator.home(), stage.settle()))
        }
        for key in (Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_End, "1", "2", Qt.Key.Key_Home):
            felt[f"list {key}"] = watch.least(lambda key=key: press(key))
        for name in ("camera_grid", "code_show", "code_enter"):
            felt[name] = watch.least(OPENINGS[name](stage), home)
            for key in "123456":
                felt[f"{name} {key}"] = watch.least(lambda key=key: press(key))
            felt[f"{name} Enter"] = watch.least(lambda: press(Qt.Key.Key_Return))
    finally:
        while len(sitting.opened.session.rows(CAMERAS)) > MANY:
            step = sitting.opened.undo()
            sitting.recorder.record(step.operations)
        stage.settle()
    assert {key: found for key, found in felt.items() if found > FELT} == {}


def test_the_watch_sees_what_it_looks_for(stage: Stage, watch: Watch) -> None:
    def busy() -> None:
        until = time.thread_time() + 2 * FELT * yardstick()
        while time.thread_time() < until:
            pass

    assert watch.deaf(busy) > FELT
    assert watch.deaf(lambda: stage.window.tasks.run(Lane.WORK, busy, lambda _: None)) <= FELT
