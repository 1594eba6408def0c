"""A window over a real laptop with one half-done inspection, for pictures and crawls of every screen.

What differs from run to run (times, the day of the heading) is written over with one fixed moment before a picture is
taken; everything else is as a person would see it.
"""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from inspector.core import plan
from inspector.paths import resource
from inspector.services import drawing
from inspector.services.drawing import row_of
from inspector.services.inspecting import OpenInspection
from inspector.services.ports import Operation
from inspector.settings import SettingsFile
from inspector.ui import app, language, theme
from inspector.ui.conditions import Facts
from inspector.ui.lanes import Lane
from inspector.ui.window import AppWindow
from tests.ui import laptop, returned
from tests.ui.test_inspection_journeys import Gate

TIME = re.compile(r"(?<![\d:])\d{1,2}:\d{2}(:\d{2})?(?![\d:])")
SIZE = (1366, 768)
CAMERAS, BUTTON = "/data/cctv/cameras", "/data/alarm/button_present"


def filled(opened: OpenInspection, script: Path) -> list[Operation]:
    """The answers of a script given to an inspection, everything required that it leaves out answered as allowed."""
    said = json.loads(script.read_text("utf-8"))
    session, done = opened.session, []
    paths = {spec.name: spec.path for spec in opened.form.walk() if spec.kind in ("question", "check", "repeat")}

    def give(node: str, value: "str | int") -> None:
        if not session.relevant(node):
            return
        if isinstance(value, int):
            value = session.choices(node, "ru")[value - 1].value
        if opened.form.spec(re.sub(r"\[[^\]]*\]", "", node)).type == "date" and "." in value:
            value = "-".join(reversed(value.split(".")))
        done.extend(opened.answer(node, value).operations)

    owners = {f"{paths[name]}/verdict": check for name, check in said["checks"].items()}

    def complete() -> None:
        for _ in range(30):  # an answer may make others necessary
            missing = [problem for problem in session.problems() if problem.kind == "required"]
            for problem in missing:
                check = owners.get(problem.node)
                give(problem.node, (check and check["verdict"]) or laptop.allowed(opened, problem))
                if check and check.get("note"):
                    give(f"{problem.node.removesuffix('verdict')}note", check["note"])
            if not missing:
                return

    for name, value in said["answers"].items():
        give(paths[name], value)
    complete()
    for name in [name for name in paths if name in said["rosters"]]:
        for row in said["rosters"][name]:
            step = opened.add_row(paths[name])
            done.extend(step.operations)
            for column, value in row.items():
                give(f"{step.row}/{column}", value)
    complete()
    return done


def sketched(opened: OpenInspection) -> list[Operation]:
    """A plan of what the script names: two floors, every zone, every camera."""
    zones, cameras = opened.session.rows("/data/zones"), opened.session.rows(CAMERAS)
    ground, first = drawing.add_sheet(opened)
    upper, second = drawing.add_sheet(opened)
    steps = [first, second, drawing.rename_sheet(opened, ground, "Двор и 1 этаж")]
    rooms = ((40, 300, 330, 520), (700, 300, 960, 520), (40, 120, 960, 300), (40, 120, 960, 420), (330, 300, 700, 520))
    for at, (zone, (left, top, right, bottom)) in enumerate(zip(zones, rooms, strict=True)):
        sheet = upper if at == 3 else ground
        steps.append(drawing.outline(opened, zone, sheet, plan.rectangle((left, top), (right, bottom))))
    for at, camera in enumerate(cameras):
        name = opened.session.value(f"{camera}/zone")
        zone = next(row for row in zones if opened.session.value(f"{row}/zone_name") == name)
        held = opened.drawing.zones[row_of(zone)]
        (left, top), (right, bottom) = held.corners[0], held.corners[2]
        spot = ((left + 30, top + 30), 40) if at % 2 else ((right - 30, bottom - 30), 215)
        steps.append(drawing.hang(opened, camera, held.sheet, *spot))
    return [operation for step in steps if step is not None for operation in step.operations]


def sealed(school: laptop.School, root: Path) -> str:
    """A second inspection of the school: one failed check with its photo, sealed, and what headquarters says of it."""
    place = school.workplace
    opened = place.inspecting.open(place.inspecting.start(laptop.SCHOOL.id, laptop.VISIT))
    place.inspecting.record(opened.id, opened.answer(f"{returned.CCTV}/verdict", "bad").operations)
    kept = place.evidence.store(opened.id, returned.picture(root / "pictures"))
    place.inspecting.record(opened.id, opened.attach(returned.CCTV, kept).operations)
    place.inspecting.record(opened.id, laptop.answer_everything(opened))
    place.sealing.seal(opened, returned.SIGNED)
    comments = [(returned.CCTV, "На фото не видно, какая это камера. Подпишите."), (BUTTON, "Проверьте по журналу.")]
    returned.say(replace(school, inspection=opened.id), comments)
    return opened.id


@dataclass
class Viewer:
    """A window, and the hands that press keys."""

    window: AppWindow

    def press(self, *pressed: "Qt.Key | str") -> None:
        """Keys, where the focus is."""
        for each in pressed:
            target = QApplication.focusWidget() or self.window
            if not isinstance(each, str):
                QTest.keyClick(target, each)
            elif each.isascii():
                QTest.keyClicks(target, each)
            else:
                for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
                    QApplication.sendEvent(target, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, each))
            self.settle()

    def settle(self) -> None:
        """Until every lane rests and what came of it is drawn."""
        idle: list[bool] = []
        for asked in (1, 2):  # what was done may have asked for more
            self.window.tasks.when_idle(lambda: idle.append(True))
            while len(idle) < asked:
                self.wait(5)
            self.wait(0)

    def drawn(self) -> None:
        """Until the pages of a PDF are on the screen."""
        pages = getattr(self.window.screen, "pages", None)
        for _ in range(400):
            if pages is None or pages.canvas.drawn:
                return
            self.wait(25)
        raise AssertionError("the pages were not drawn")

    @staticmethod
    def wait(milliseconds: int) -> None:
        """Let events pass; an event loop of its own leaves the lanes their turn."""
        pause = QEventLoop()
        QTimer.singleShot(milliseconds, pause.quit)
        pause.exec()
        QApplication.processEvents()

    def fresh(self) -> None:
        """Throw away every screen but the one in view, as the lock does."""
        assert self.window.screen is not None
        self.window.stack.forget(self.window.screen.objectName())

    def dress(self, code: str, look: str, size: tuple[int, int] = SIZE, percent: int = 100) -> None:
        """Language, theme, size and text size."""
        if not self.window.isActiveWindow():  # a screen in the whole window gave it away
            self.window.activateWindow()
        if language.current.code != code:
            self.window.choose_language(code)
        if theme.active().name != look:
            self.window.choose_theme(look)
        if theme.text_percent() != percent:
            self.window.choose_text_size(percent)
        self.window.resize(*size)
        self.settle()

    def still(self) -> None:
        """Write one moment over whatever tells the time."""
        for widget in self.window.findChildren(QWidget):
            if not widget.isVisibleTo(self.window) or not isinstance(widget, QLabel | QAbstractButton):
                continue
            said = widget.text()
            fixed = TIME.sub(lambda found: "10:42:18" if found.group(1) else "10:42", said)
            if fixed != said:
                widget.setText(fixed)
        for field in self.window.findChildren(QLineEdit):
            if field.text().startswith("/"):  # where a file would go on this machine
                field.setText(f"/media/usb/{Path(field.text()).name}")
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit | QPlainTextEdit):
            focused.setCursorWidth(0) if isinstance(focused, QPlainTextEdit) else focused.setReadOnly(True)
        QApplication.processEvents()


@dataclass
class Stage(Viewer):
    """The window over a laptop with inspections."""

    school: laptop.School
    sealed: str = ""
    """The id of another inspection, sealed, not handed over, and returned by headquarters with two comments."""
    camera: str = ""
    """The first camera of the draft."""

    def show(self, screen: str, **arguments: object) -> QWidget:
        """Go to a screen of the inspection."""
        self.window.navigator.show(screen, inspection=self.school.inspection, **arguments)
        self.settle()
        assert self.window.screen is not None
        return self.window.screen


@contextmanager
def stage(root: Path) -> Iterator[Stage]:
    """The school of the demo, answered by its script; the window is open at its first screen."""
    language.current.choose("ru")
    school = laptop.begun(root / "home")
    settings = SettingsFile(root / "settings.json")
    settings.change(full_screen=False, auto_lock_minutes=600)
    gate = Gate(school)
    window = app.build(gate, settings)  # type: ignore[arg-type]
    window.around.conditions.read = Facts  # whatever disk and battery this machine has
    window.resize(*SIZE)
    window.show()
    window.activateWindow()
    window.unlocked(gate.unlock(""))  # type: ignore[arg-type]
    try:
        made = Stage(window, school, sealed(school, root))
        opened = school.opened()
        school.workplace.inspecting.record(school.inspection, filled(opened, resource("demo", "inspection.json")))
        school.workplace.inspecting.record(school.inspection, sketched(opened))
        made.camera = opened.session.rows(CAMERAS)[0]
        for lane in Lane:  # every thread is there before the first test looks at what was left running
            window.tasks.run(lane, lambda: None, lambda _: None)
        made.settle()
        yield made
    finally:
        window.close()
        window.deleteLater()
        school.close()
        language.current.choose("ru")
        theme.apply(QApplication.instance(), "light")  # type: ignore[arg-type]
