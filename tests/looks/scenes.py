"""Every screen of the application in a state worth looking at, in the order of a day's work."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from inspector.ui.conditions import Facts
from tests.looks.laying import laying
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


def report(stage: Stage) -> None:
    """The report of mistakes shown, before it is saved."""
    place("settings")(stage)
    stage.window.screen.report.show_it.setFocus()  # type: ignore[union-attr]
    stage.press(Qt.Key.Key_Return)


def left_hand(stage: Stage) -> None:
    """A question as the left hand works with it."""
    stage.window.choose_hand("left")
    question("/data/cctv/cctv_installed")(stage)


def little_space(stage: Stage) -> None:
    """The line of the disk under a question."""
    stage.window.around.conditions.read = lambda: Facts(space="little")
    stage.window.around.conditions.check()
    question("/data/cctv/cctv_installed")(stage)


def calmly(scene: Callable[[Stage], None]) -> Callable[[Stage], None]:
    """Nothing is left of a scene that changed the laptop itself."""

    def go(stage: Stage) -> None:
        window = stage.window
        if window.settings.current.hand != "right":
            window.choose_hand("right")
        if window.around.line.isVisible():
            window.around.conditions.read = Facts
            window.around.conditions.check()
            stage.settle()
        scene(stage)

    return go


_SCENES: dict[str, Callable[[Stage], None]] = {
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
    "plan": screen("plan"),
    "plan-zone": screen("plan", "2", Qt.Key.Key_Return),
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
    "settings-report": report,
    "question-left-hand": left_hand,
    "question-disk": little_space,
    "passphrase": alone("passphrase"),
    "colleague": alone("colleague"),
    "restore": alone("restore"),
    "keys": keys,
    "phone-code": screen("phone_code"),
    "importing-empty": screen("importing"),
    "importing": laying(),
    "importing-find": laying("3"),
    "importing-code": laying("5"),
}
SCENES = {name: calmly(scene) for name, scene in _SCENES.items()}

TABLES = {"zones", "guards", "cameras"}
"""In a table Tab goes from cell to cell and begins a new row after the last one."""

BARE = {"code-show", "phone-code"}
"""The code fills the window for a camera: a ring around it would be read as part of it."""
