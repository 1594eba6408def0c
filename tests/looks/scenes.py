"""Every screen of the application in a state worth looking at, in the order of a day's work."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from tests.looks.stage import Stage

COVERAGE = "/data/coverage"
CAMERAS, GUARDS = "/data/cctv/cameras", "/data/guards"


def home(stage: Stage) -> None:
    stage.window.navigator.home()
    stage.settle()


def place(name: str) -> Callable[[Stage], None]:
    """One of the places of the rail."""

    def go(stage: Stage) -> None:
        stage.window.navigator.place(name)
        stage.settle()

    return go


def search(stage: Stage) -> None:
    place("search")(stage)
    for letter in "214":
        stage.press(letter)


def before(stage: Stage) -> None:
    stage.window.navigator.home()
    stage.window.navigator.show("before", institution="school-214")
    stage.settle()


def keys(stage: Stage) -> None:
    stage.window.navigator.show("keys")
    stage.settle()


def question(node: str, *pressed: "Qt.Key | str") -> Callable[[Stage], None]:
    """An open question, after some keys."""

    def go(stage: Stage) -> None:
        stage.show("questions", node=node)
        stage.press(*pressed)

    return go


def roster(repeat: str, *pressed: "Qt.Key | str") -> Callable[[Stage], None]:
    """A table, after some keys."""

    def go(stage: Stage) -> None:
        stage.show("roster", repeat=repeat)
        stage.press(*pressed)

    return go


def summary(stage: Stage) -> None:
    stage.show("summary")


def refusal(stage: Stage) -> None:
    stage.show("summary")
    stage.press("0")


def proof(stage: Stage) -> None:
    screen = stage.show("proof")
    for _ in range(400):
        if screen.pages.canvas.drawn:  # type: ignore[attr-defined]
            return
        stage.wait(25)
    raise AssertionError("the draft was not drawn")


SCENES: dict[str, Callable[[Stage], None]] = {
    "home": home,
    "search": search,
    "before": before,
    "question": question("/data/cctv/cctv_installed"),
    "question-failed": question("/data/cctv/archive"),
    "question-reasons": question("/data/alarm/button_test"),
    "guards": roster(GUARDS),
    "summary": summary,
    "refusal": refusal,
    "proof": proof,
    "violations": place("violations"),
    "sync": place("sync"),
    "acts": place("acts"),
    "settings": place("settings"),
    "keys": keys,
}

ELSEWHERE = {"start", "lock", "moving"}
"""Screens that stand outside this window's day; other tests look at them."""

TABLES = {"guards"}
"""In a table Tab goes from cell to cell and begins a new row after the last one."""
