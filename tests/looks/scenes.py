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


def screen(name: str, *pressed: "Qt.Key | str", **arguments: object) -> Callable[[Stage], None]:
    """A screen of the inspection, after some keys."""

    def go(stage: Stage) -> None:
        stage.show(name, **arguments)
        stage.press(*pressed)

    return go


def walk(name: str) -> Callable[[Stage], None]:
    """The code walk at the first camera."""

    def go(stage: Stage) -> None:
        stage.show(name, camera=stage.camera)

    return go


def after_seal(name: str) -> Callable[[Stage], None]:
    """A screen of the sealed inspection."""

    def go(stage: Stage) -> None:
        stage.window.navigator.show(name, inspection=stage.sealed)
        stage.settle()
        stage.drawn()

    return go


def proof(stage: Stage) -> None:
    stage.show("proof")
    stage.drawn()


def alone(name: str) -> Callable[[Stage], None]:
    """A screen that needs no inspection."""

    def go(stage: Stage) -> None:
        stage.window.navigator.home()
        stage.window.navigator.show(name)
        stage.settle()

    return go


SCENES: dict[str, Callable[[Stage], None]] = {
    "home": home,
    "search": search,
    "before": before,
    "question": question("/data/cctv/cctv_installed"),
    "question-failed": question("/data/cctv/archive"),
    "question-reasons": question("/data/alarm/button_test"),
    "photo-tray": question("/data/cctv/archive", "6"),
    "zones": roster("/data/zones"),
    "guards": roster(GUARDS),
    "cameras": screen("cameras", repeat=CAMERAS),
    "camera-grid": walk("camera_grid"),
    "code-show": walk("code_show"),
    "code-enter": walk("code_enter"),
    "coverage": screen("coverage"),
    "summary": screen("summary"),
    "signatures": screen("signatures"),
    "refusal": screen("signatures", refusing=True),
    "proof": proof,
    "act": after_seal("act"),
    "delivery": after_seal("delivery"),
    "returned": after_seal("returned"),
    "violations": place("violations"),
    "sync": place("sync"),
    "divide": screen("divide"),
    "acts": place("acts"),
    "settings": place("settings"),
    "passphrase": alone("passphrase"),
    "colleague": alone("colleague"),
    "restore": alone("restore"),
    "keys": keys,
}

ELSEWHERE = {"start", "lock", "moving", "conflict", "invited", "recover", "again", "faces"}
"""Screens that stand outside this window's day; other tests look at them."""

TABLES = {"zones", "guards", "cameras"}
"""In a table Tab goes from cell to cell and begins a new row after the last one."""

BARE = {"code-show"}
"""The code fills the window for a camera: a ring around it would be read as part of it."""
