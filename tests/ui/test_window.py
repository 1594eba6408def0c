"""The window as a whole: first picture, unlocking, languages, themes, sizes, names, keys, locking."""

import itertools

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from inspector.core.errors import DiskFull
from inspector.ui import language, theme
from inspector.ui.screens.search.view import SearchScreen
from inspector.ui.screens.start.presenter import Step
from inspector.ui.widgets.basic import Scroll
from tests.ui.conftest import name, unlock, visible
from tests.ui.fakes import FakeGate
from tests.ui.test_keys import key

PLACES = ("home", "search", "violations", "sync", "acts", "settings", "keys")


def test_a_new_laptop_starts_with_enrolment_and_a_known_one_locked(open_window) -> None:
    assert name(open_window(FakeGate(how="new"))) == "start"
    assert name(open_window(FakeGate(how="locked"))) == "lock"


def test_the_passphrase_opens_home_with_the_next_thing_focused(qtbot: QtBot, open_window) -> None:
    window = open_window()
    unlock(qtbot, window)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QAbstractButton)
    assert focused.text() == "Продолжить"
    assert window.top.isVisible()
    assert window.rail.isVisible()


def test_hands_at_the_mouse_put_off_the_automatic_lock(qtbot: QtBot, open_window, monkeypatch) -> None:
    window, touched = open_window(), []
    monkeypatch.setattr(window, "touched", lambda: touched.append(1))
    QTest.mouseMove(window.windowHandle(), QPoint(400, 300))
    qtbot.waitUntil(lambda: bool(touched))


def test_every_place_speaks_the_language_and_wears_the_look_of_now(qtbot: QtBot, open_window) -> None:
    window = open_window()
    unlock(qtbot, window)
    said: dict[tuple[str, str], set[str]] = {}
    window.choose_language("ru")
    for code, look in (("ru", "light"), ("kk", "dark"), ("en", "sunlight")):
        window.choose_language(code)
        window.choose_theme(look)
        for place in PLACES:
            window.navigator.show(place)
            labels = [each for each in visible(window.screen) if isinstance(each, QLabel) and each.text()]
            said[place, code] = {each.text() for each in labels}
            inks = {each.palette().windowText().color().name().upper() for each in labels if each.property("tone")}
            assert inks <= set(theme.load(look).tokens.values())
        said["rail", code] = {window.rail.button("home").text()}
    for place in (*PLACES, "rail"):
        assert len({frozenset(said[place, code]) for code in ("ru", "kk", "en")}) == 3, place
    assert window.settings.current.language == "en"


def test_the_theme_goes_round_with_control_b_on_any_layout(qtbot: QtBot, open_window) -> None:
    window = open_window()
    unlock(qtbot, window)
    seen = [theme.active().name]
    for _ in range(3):
        QApplication.sendEvent(window, key(48, "и", 0, Qt.KeyboardModifier.ControlModifier))
        seen.append(theme.active().name)
    assert seen == ["light", "dark", "sunlight", "light"]
    assert window.settings.current.theme == "light"


@pytest.mark.parametrize(("code", "look"), list(itertools.product(("ru", "kk", "en"), ("light", "sunlight"))))
def test_every_place_fits_the_smallest_window(qtbot: QtBot, open_window, code: str, look: str) -> None:
    window = open_window(language=code, theme=look, size=(1280, 680))
    unlock(qtbot, window)
    too_big = {}
    for place in (*PLACES, "before"):
        window.navigator.show(place, **({"institution": "i207"} if place == "before" else {}))
        QApplication.processEvents()
        least = window.minimumSizeHint()
        if least.width() > 1280 or least.height() > 680 or (window.width(), window.height()) != (1280, 680):
            too_big[place] = (least.width(), least.height())
    assert too_big == {}


def cut(window) -> list[tuple[str, int, int]]:
    """Scroll areas whose content is wider than what is shown of it: it would be cut without a word."""
    return [
        (name(window), area.widget().minimumSizeHint().width(), area.viewport().width())
        for area in window.findChildren(Scroll)
        if area.isVisibleTo(window) and area.widget().minimumSizeHint().width() > area.viewport().width()
    ]


@pytest.mark.parametrize(("code", "size"), list(itertools.product(("ru", "kk"), ((1280, 680), (1093, 614)))))
def test_nothing_is_cut_at_the_side(qtbot: QtBot, open_window, code: str, size: tuple[int, int]) -> None:
    window = open_window(language=code, size=size)
    unlock(qtbot, window)
    found = []
    for place in (*PLACES, "before"):
        window.navigator.show(place, **({"institution": "i207"} if place == "before" else {}))
        QApplication.processEvents()
        found += cut(window)
        assert (window.width(), window.height()) == size, place
    assert found == []


@pytest.mark.parametrize("step", [0, 1, 2])
def test_no_step_of_the_first_start_is_cut(open_window, step: int) -> None:
    window = open_window(FakeGate(how="new"), language="kk", size=(1093, 614))
    window.screen._presenter._go(Step(step))
    QApplication.processEvents()
    assert cut(window) == []


@pytest.mark.parametrize("how", ["new", "locked"])
def test_the_first_screens_fit_the_smallest_window(open_window, how: str) -> None:
    window = open_window(FakeGate(how=how), size=(1280, 680), language="kk")
    assert window.minimumSizeHint().width() <= 1280
    assert window.minimumSizeHint().height() <= 680


def test_everything_that_can_be_pressed_or_written_has_a_name_and_a_role(qtbot: QtBot, open_window) -> None:
    window = open_window(language="kk")
    unlock(qtbot, window)
    nameless = []
    for place in (*PLACES, "before"):
        window.navigator.show(place, **({"institution": "i207"} if place == "before" else {}))
        for widget in visible(window):
            if widget.focusPolicy() == Qt.FocusPolicy.NoFocus or not isinstance(widget, QAbstractButton | QLineEdit):
                continue
            seen = QAccessible.queryAccessibleInterface(widget)
            if not seen.text(QAccessible.Text.Name) or seen.role() == QAccessible.Role.NoRole:
                nameless.append((place, type(widget).__name__))
    assert nameless == []


def test_targets_are_large_enough_for_a_glove(qtbot: QtBot, open_window) -> None:
    window = open_window()
    unlock(qtbot, window)
    small = []
    for place in PLACES:
        window.navigator.show(place)
        QApplication.processEvents()
        for widget in visible(window):
            if isinstance(widget, QAbstractButton) and min(widget.width(), widget.height()) < 40:
                inside = widget.parentWidget()  # segments are hit anywhere in their 44 px frame
                if inside.height() < 44 or widget.width() < 44:
                    small.append((place, type(widget).__name__, widget.text(), widget.width(), widget.height()))
    assert small == []


def test_tab_reaches_every_control_in_reading_order_and_the_ring_is_drawn(qtbot: QtBot, open_window) -> None:
    window = open_window()
    unlock(qtbot, window)
    reached: list[QWidget] = []
    for _ in range(60):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        if focused in reached:
            break
        reached.append(focused)
        if focused.window() is window and isinstance(focused, QAbstractButton):
            shown = window.grab().toImage()
            corner = focused.mapTo(window, focused.rect().topLeft())
            area = [
                shown.pixelColor(corner.x() + x, corner.y() + y).name().upper()
                for x in range(-6, focused.width() + 6)
                for y in range(-6, focused.height() + 6)
                if 0 <= corner.x() + x < shown.width() and 0 <= corner.y() + y < shown.height()
            ]
            assert area.count("#FFC21A") > 40, focused.text()
    texts = [widget.text() for widget in reached if isinstance(widget, QAbstractButton)]
    jobs = [text for text in texts if text in ("Продолжить", "Начать", "Открыть акт")]
    assert jobs == ["Начать"] * 3 + ["Открыть акт", "Продолжить"]  # from the focused first one round to it again


def test_f1_shows_the_keys_and_escape_comes_back(qtbot: QtBot, open_window) -> None:
    window = open_window()
    unlock(qtbot, window)
    window.navigator.show("acts")
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert name(window) == "keys"
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert name(window) == "acts"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert name(window) == "home"


def test_control_k_finds_on_a_cyrillic_layout(qtbot: QtBot, open_window) -> None:
    window = open_window()
    unlock(qtbot, window)
    QApplication.sendEvent(QApplication.focusWidget(), key(37, "л", 0, Qt.KeyboardModifier.ControlModifier))
    assert name(window) == "search"
    assert isinstance(window.screen, SearchScreen)
    assert QApplication.focusWidget() is window.screen.field


def test_digits_in_a_field_are_text_and_elsewhere_go_to_the_screen(qtbot: QtBot, open_window) -> None:
    window = open_window(FakeGate(how="new"))
    QApplication.sendEvent(QApplication.focusWidget(), key(2, "ә"))  # 1 on the Kazakh layout: Kazakh
    assert language.current.code == "kk"
    window.navigator.show("start")
    window.screen._presenter.next()
    QTest.keyClicks(QApplication.focusWidget(), "12")
    assert language.current.code == "kk"
    assert window.screen._server.text() == "12"


def test_a_held_digit_answers_once(qtbot: QtBot, open_window) -> None:
    window = open_window(FakeGate(how="new"))
    pressed: list[int] = []
    window.screen.digit = lambda value: pressed.append(value) or True
    for repeated in (False, True, True):
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_2, Qt.KeyboardModifier.NoModifier, 0, 0, 0, "2", repeated, 1)
        QApplication.sendEvent(QApplication.focusWidget(), event)
    assert pressed == [2]


def test_locking_forgets_the_screens_and_unlocking_comes_back(qtbot: QtBot, open_window) -> None:
    gate = FakeGate()
    window = open_window(gate)
    unlock(qtbot, window)
    window.navigator.show("search", query="207")
    QApplication.sendEvent(QApplication.focusWidget(), key(38, "д", 0, Qt.KeyboardModifier.ControlModifier))
    assert name(window) == "lock"
    qtbot.waitUntil(lambda: gate.locks == 1)
    assert window.stack.made("search") is None
    assert not window.top.isVisible()
    field = window.screen.first_focus()
    QTest.keyClicks(field, "correct horse battery")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: name(window) == "search")
    assert window.screen.field.text() == "207"


def test_nothing_behind_the_lock_can_be_reached(qtbot: QtBot, open_window) -> None:
    window = open_window()
    for pressed in (Qt.Key.Key_F1, Qt.Key.Key_F9, Qt.Key.Key_Escape):
        QTest.keyClick(window, pressed)
    QApplication.sendEvent(window, key(37, "л", 0, Qt.KeyboardModifier.ControlModifier))
    assert name(window) == "lock"


def test_idle_minutes_lock(qtbot: QtBot, open_window) -> None:
    window = open_window()
    unlock(qtbot, window)
    assert window._presence._idle.interval() == 5 * 60_000
    window._presence._idle.timeout.emit()
    assert name(window) == "lock"


def test_a_refusal_is_one_sentence_in_the_language_of_the_screen(qtbot: QtBot, open_window) -> None:
    window = open_window(language="kk")
    unlock(qtbot, window)
    window.refuse(DiskFull())
    assert window.banner.text
    assert window.banner.text != DiskFull.sentence
    assert QApplication.activeModalWidget() is None


def test_a_mistake_of_ours_is_said_calmly_and_reported(qtbot: QtBot, open_window, monkeypatch) -> None:
    reported: list[type] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, value, trace: reported.append(kind))
    window = open_window()
    unlock(qtbot, window)
    window.tasks.run("store", lambda: 1 / 0, lambda _: None)
    qtbot.waitUntil(lambda: bool(window.banner.text))
    assert reported == [ZeroDivisionError]
    assert "division" not in window.banner.text


def test_undo_is_offered_and_taken(qtbot: QtBot, open_window) -> None:
    window = open_window()
    unlock(qtbot, window)
    taken: list[int] = []
    window.offer_undo("Строка убрана", lambda: taken.append(1))
    assert window.undo_bar.isVisible()
    QApplication.sendEvent(window, key(44, "я", 0, Qt.KeyboardModifier.ControlModifier))
    assert taken == [1]
    assert not window.undo_bar.isVisible()
    assert window.undo() is False


def test_the_window_stays_responsive_while_the_store_works(qtbot: QtBot, open_window) -> None:
    import threading

    gate = FakeGate()
    window = open_window(gate)
    unlock(qtbot, window)
    busy, seen = threading.Event(), []
    window.tasks.run("store", lambda: busy.wait(30), seen.append)
    window.navigator.show("settings")
    assert name(window) == "settings"
    assert seen == []
    busy.set()
    qtbot.waitUntil(lambda: seen == [True])


def test_text_at_150_percent_still_fits(qtbot: QtBot, open_window) -> None:
    window = open_window(size=(1280, 680))
    unlock(qtbot, window)
    window.choose_text_size(150)
    wide = {}
    for place in PLACES:
        window.navigator.show(place)
        QApplication.processEvents()
        least = window.minimumSizeHint()
        if least.width() > 1366 or least.height() > 768:
            wide[place] = (least.width(), least.height())
    assert wide == {}
