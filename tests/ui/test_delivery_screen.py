"""Delivery of a sealed act in the real window, by key events only, against the real store."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from inspector.core.deadlines import Way
from inspector.core.signatures import Representative, Signatures, Signer
from inspector.paths import Home
from inspector.services.ports import AfterSeal
from inspector.services.sealing import Sealing
from inspector.services.workplace import Workplace
from inspector.store.opening import LaptopFolder, OpenStore
from inspector.ui.screens.acts.view import ActsScreen
from inspector.ui.screens.delivery.view import DeliveryScreen
from inspector.ui.widgets.basic import Scroll
from inspector.ui.window import AppWindow
from tests.store.laptops import PASSPHRASE
from tests.ui import laptop
from tests.ui.conftest import visible
from tests.ui.test_inspection_journeys import Gate
from tests.wire.authority import NOW

SIGNED = Signatures(
    signers=(Signer(name="Сапарова А. М.", post="инспектор", body="Департамент"),),
    representative=Representative(name="Ибраев Нурлан Сакенович", post="директор"),
)
FAILED = {"cctv/cctv_installed": "bad"}


class Press:
    """Makes an act at once: what is added to one does not ask what it looks like."""

    def act(self, *_: object) -> bytes:
        return b"%PDF the signed act"


class Desk:
    """A window on one sealed inspection, and hands that only press keys; every press is counted."""

    def __init__(self, qtbot: QtBot, window: AppWindow, school: "Sealed") -> None:
        self.qtbot, self.window, self.school = qtbot, window, school
        self.presses = 0

    @property
    def screen(self) -> DeliveryScreen:
        shown = self.window.screen
        assert isinstance(shown, DeliveryScreen)
        return shown

    def show(self) -> DeliveryScreen:
        self.window.navigator.show("delivery", inspection=self.school.inspection)
        self.settle()
        return self.screen

    def press(self, *pressed: "Qt.Key | str", modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for each in pressed:
            target = QApplication.focusWidget() or self.window
            self.presses += 1
            if not isinstance(each, str):
                QTest.keyClick(target, each, modifier)
            elif each.isascii():
                QTest.keyClicks(target, each, modifier)
            else:
                for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                    QApplication.sendEvent(target, QKeyEvent(kind, 0, modifier, each))
        self.settle()

    def type(self, text: str) -> None:
        for letter in text:
            self.press(letter)

    def tab_to(self, widget: QWidget) -> None:
        for _ in range(40):
            if QApplication.focusWidget() is widget:
                return
            self.press(Qt.Key.Key_Tab)
        pytest.fail("Tab never came there")

    def settle(self) -> None:
        idle: list[bool] = []
        self.window.tasks.when_idle(lambda: idle.append(True))
        self.qtbot.waitUntil(lambda: bool(idle))
        QApplication.processEvents()

    def after(self) -> AfterSeal:
        return self.school.workplace.delivering.after(self.school.inspection)


@dataclass
class Sealed:
    """An open laptop with one sealed inspection."""

    store: OpenStore
    workplace: Workplace
    inspection: str


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a laptop with one sealed inspection in it: items of several severities failed."""
    root = tmp_path_factory.mktemp("sealed") / "home"
    school = laptop.begun(root)
    opened = school.opened()
    operations = []
    for check, verdict in FAILED.items():
        operations += opened.answer(f"/data/{check}/verdict", verdict).operations
    operations += laptop.answer_everything(opened)
    school.workplace.inspecting.record(opened.id, operations)
    store, who = school.store, laptop.identity()
    Sealing(who, store.seals, store.evidence, Press(), clock=lambda: NOW).seal(opened, SIGNED)
    school.close()
    return root


@pytest.fixture
def school(kept: Path, tmp_path: Path) -> Iterator[Sealed]:
    """A copy of it, opened; its clock stands an hour after the seal."""
    shutil.copytree(kept, tmp_path / "home")
    store = LaptopFolder(Home(tmp_path / "home")).unlock(PASSPHRASE)
    who = replace(laptop.identity(), inspector=laptop.INSPECTOR)
    place = laptop.services(store, who)
    yield Sealed(store, place, place.inspecting.summaries()[0].id)
    store.close()


@pytest.fixture
def desk(qtbot: QtBot, open_window: Callable[..., AppWindow], school: Sealed) -> Iterator[Desk]:
    gate = Gate(school)
    window = open_window(gate)
    window.unlocked(gate.unlock(""))
    made = Desk(qtbot, window, school)
    made.settle()
    yield made
    window.close()


def test_from_home_to_delivered_is_two_keys(desk: Desk) -> None:
    desk.window.navigator.home()
    desk.settle()
    button = QApplication.focusWidget()
    assert isinstance(button, QAbstractButton)
    assert button.text() == "Вручить акт"
    desk.press(Qt.Key.Key_Return)
    assert desk.screen.terms.finish.hasFocus()
    desk.press(Qt.Key.Key_Return)
    assert desk.presses == 2
    facts = desk.after().delivery.addition.delivery
    assert (facts.way, facts.receiver, facts.post) == ("paper", "Ибраев Нурлан Сакенович", "директор")
    assert desk.screen.chip.text() == "вручён 24 ноября"
    assert "ждёт отправки" in desk.screen.recorded._state.text()
    assert "Сохранено" in desk.window.footer._right.text()
    desk.press(Qt.Key.Key_Return)
    assert desk.window.screen.objectName() == "home"
    assert QApplication.focusWidget().text() != "Вручить акт", "it is done"


def test_refused_before_two_witnesses_by_keys(desk: Desk) -> None:
    screen = desk.show()
    desk.press("4")
    assert not screen.terms.finish.isEnabled()
    assert "два свидетеля" in screen.terms._why.text()
    desk.type("Омарова")
    desk.press(Qt.Key.Key_Tab)
    desk.type("завуч")
    desk.press(Qt.Key.Key_Tab)
    desk.type("Лим")
    desk.press(Qt.Key.Key_Return)
    assert desk.presses == 1 + 7 + 1 + 5 + 1 + 3 + 1
    facts = desk.after().delivery.addition.delivery
    assert [(each.name, each.post) for each in facts.witnesses] == [("Омарова", "завуч"), ("Лим", "")]
    assert screen.chip.text() == "отказались принять 24 ноября"


def test_terms_follow_every_key_of_the_day_and_impossible_days_are_refused_in_words(desk: Desk) -> None:
    screen = desk.show()
    before = desk.after()
    desk.tab_to(screen.form.day.field)
    screen.form.day.field.selectAll()
    desk.type("2311")
    assert "нет" in screen.terms._why.text()
    desk.type("2026")
    assert screen.form.day.field.text() == "23.11.2026"
    sealed = f"{before.sealed_at.astimezone():%H:%M}"
    assert screen.terms._why.text().startswith(f"Акт создан 24.11.2026 в {sealed}")
    assert "вручено 23 ноября" in screen.terms._since.text()
    screen.form.day.field.selectAll()
    desk.type("25112026")
    assert "ещё не наступило" in screen.terms._why.text()
    desk.press(Qt.Key.Key_Return)
    assert desk.after().delivery is None
    screen.form.day.field.selectAll()
    desk.type("24112026")
    assert terms(screen) == [("1", "14 дней со дня вручения", "8 декабря", "вторник")]
    assert screen.terms.finish.isEnabled()
    desk.press(Qt.Key.Key_Escape)
    assert screen.terms.finish.hasFocus()


def terms(screen: DeliveryScreen) -> list[tuple[str, ...]]:
    assert screen._page is not None
    return [(line.count, line.days, line.date, line.weekday) for line in screen._page.terms.lines]


def test_by_post_the_terms_wait_for_the_notice(desk: Desk) -> None:
    screen = desk.show()
    desk.press("3")
    desk.type("RA1")
    assert terms(screen)[0][2] == ""
    desk.press(Qt.Key.Key_Return)
    assert screen.chip.text() == "отправлен, ждём уведомления"
    assert screen.recorded.notice.isVisible()
    assert screen.terms.finish.text() == "Уведомление пришло, записать сроки"
    assert (screen.recorded.notice.field.text(), terms(screen)[0][2]) == ("", ""), "nobody knows the day yet"
    desk.press(Qt.Key.Key_Escape, "6")
    assert screen.panel is screen._scan, "out of the field, the keys of the page work"
    screen.close_panel()
    desk.tab_to(screen.recorded.notice.field)
    desk.type("23112026")
    assert "раньше 24.11.2026" in screen.terms._why.text()
    screen.recorded.notice.field.selectAll()
    desk.type("24112026")
    desk.press(Qt.Key.Key_Return)
    after = desk.after()
    assert after.notice is not None
    assert terms(screen)[0][2] == "8 декабря"
    assert screen.chip.text() == "вручён 24 ноября"


def test_a_mistake_is_corrected_and_both_stay(desk: Desk) -> None:
    screen = desk.show()
    desk.press(Qt.Key.Key_Return)
    desk.tab_to(screen.recorded.correct)
    desk.press(Qt.Key.Key_Return)
    assert not screen.form.isHidden()
    desk.press(Qt.Key.Key_Escape)
    assert screen.form.isHidden(), "nothing was changed"
    desk.tab_to(screen.recorded.correct)
    desk.press(Qt.Key.Key_Return, "2", Qt.Key.Key_Return)
    ways = [each.addition.delivery.way for each in desk.after().of("delivery")]
    assert ways == ["paper", "usb"]
    assert "На флешку" in screen.recorded._title.text()


def test_scan_objection_and_repair_by_keys(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "drive"
    folder.mkdir()
    Image.new("RGB", (80, 60), "white").save(folder / "old.jpg")
    os.utime(folder / "old.jpg", (1, 1))
    (folder / "new.pdf").write_bytes(b"%PDF-1.7 scan %%EOF")
    screen = desk.show()
    for panel in (screen._scan, screen._objection, screen._repair):
        panel.papers.place.field.setText(str(folder))
    desk.press("6")
    assert [button.text() for button in screen._scan.papers.buttons] == ["new.pdf", "old.jpg"]
    desk.press("6")
    assert desk.presses == 2
    assert screen.panel is None
    assert [file.media_type for file in desk.after().of("scan")[0].addition.files] == ["application/pdf"]
    desk.press("5")
    desk.type("Не согласны: 2 пункт")
    desk.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Return)
    (objection,) = desk.after().of("objection")
    assert (objection.words["text"], objection.addition.objection.author) == (
        "Не согласны: 2 пункт", "Ибраев Нурлан Сакенович",
    )  # fmt: skip
    desk.press("8", "2")  # faster than the folder is read
    desk.press(Qt.Key.Key_Return)
    (repair,) = desk.after().of("repair")
    assert (repair.addition.repair.check, repair.addition.files[0].media_type) == ("cctv_installed", "image/jpeg")
    assert desk.after().delivery is None, "things can be added before the act is delivered"
    assert all(later.state is None for later in screen._page.later)


def test_what_was_begun_is_there_after_leaving_a_panel(desk: Desk) -> None:
    screen = desk.show()
    desk.press("5")
    desk.type("Черновик")
    desk.press(Qt.Key.Key_Escape)
    assert screen.panel is screen._objection, "first out of the field"
    desk.press(Qt.Key.Key_Escape)
    assert screen.panel is None
    desk.press("5")
    assert screen._objection.text.text() == "Черновик"
    desk.tab_to(screen._objection.day.field)
    screen._objection.day.field.selectAll()
    desk.type("01112026")
    desk.press(Qt.Key.Key_Return)
    assert "Акт создан" in desk.window.banner.text
    assert (screen._objection.text.text(), desk.after().added) == ("Черновик", ())


def test_the_list_of_acts_tells_what_is_delivered(desk: Desk) -> None:
    desk.window.navigator.show("acts")
    desk.settle()
    acts = desk.window.screen
    assert isinstance(acts, ActsScreen)
    texts = {label.text() for label in acts.findChildren(QLabel)}
    assert "не вручён" in texts
    buttons = [button.text() for button in acts.findChildren(QAbstractButton)]
    assert buttons == ["Вручить", "Открыть акт"]
    desk.press(Qt.Key.Key_Backtab, Qt.Key.Key_Return)
    assert desk.screen.terms.finish.hasFocus()
    desk.press(Qt.Key.Key_Return)
    desk.window.navigator.show("acts")
    desk.settle()
    assert "вручён 24 ноября" in {label.text() for label in acts.findChildren(QLabel)}
    assert [button.text() for button in acts.findChildren(QAbstractButton) if button.isVisible()] == [
        "Напечатать", "Открыть акт",
    ]  # fmt: skip


# sizes, names, languages


def tour(desk: Desk) -> Iterator[str]:
    """Everything the screen can show."""
    desk.show()
    for way in "1234":
        desk.press(way)
        yield f"way {way}"
        desk.screen.form.ways[Way.PAPER].setFocus()
    for panel in "658":
        desk.press(panel)
        yield f"panel {panel}"
        desk.screen.close_panel()
    desk.press("3")
    desk.type("RA1")
    desk.press(Qt.Key.Key_Return)
    yield "posted"


@pytest.mark.parametrize(("code", "size"), [("ru", (1280, 680)), ("kk", (1280, 680)), ("kk", (1366, 768))])
def test_it_fits_has_names_and_large_targets(desk: Desk, code: str, size: tuple[int, int]) -> None:
    desk.window.choose_language(code)
    desk.window.resize(*size)
    for place in tour(desk):
        least = desk.window.minimumSizeHint()
        assert (desk.window.width(), desk.window.height()) == size, place
        assert (least.width() <= size[0], least.height() <= size[1]) == (True, True), (place, least)
        for area in desk.window.findChildren(Scroll):
            if area.isVisibleTo(desk.window):
                assert area.widget().minimumSizeHint().width() <= area.viewport().width(), place
        for widget in visible(desk.screen):
            if isinstance(widget, QAbstractButton | QLineEdit) and widget.isEnabled():
                seen = QAccessible.queryAccessibleInterface(widget)
                assert seen.text(QAccessible.Text.Name), (place, type(widget).__name__)
                assert min(widget.width(), widget.height()) >= 44, (place, widget.text())
        if shots := os.environ.get("QORGAN_SHOTS"):
            desk.window.grab().save(f"{shots}/{code}_{size[0]}_{place.replace(' ', '_')}.png")
