"""The parts: what they look like in each state, what they say, what they hand on."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from inspector.ui import language, theme
from inspector.ui.widgets import paint
from inspector.ui.widgets.bars import HatchBar, ProgressRing, Segment
from inspector.ui.widgets.basic import Chip, Elided
from inspector.ui.widgets.buttons import AnswerButton, ChoiceButton, PrimaryButton, SecondaryButton
from inspector.ui.widgets.fields import DigitField, LineField, TextArea
from inspector.ui.widgets.filters import LanguageSwitch, SegmentedFilter
from inspector.ui.widgets.numpad import NumPad
from inspector.ui.widgets.signature import UNITS, SignaturePad


@pytest.fixture
def shown(qtbot: QtBot, qapp: QApplication):
    """Shows widgets in the light theme, active."""
    theme.apply(qapp, "light")
    language.current.choose("ru")

    def show(widget: QWidget) -> QWidget:
        qtbot.addWidget(widget)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(widget.isActiveWindow)
        return widget

    return show


def colours(widget: QWidget) -> set[str]:
    image = widget.grab().toImage()
    return {image.pixelColor(x, y).name().upper() for x in range(image.width()) for y in range(image.height())}


def grey(shape: str) -> bytes:
    """A shape as a photocopy shows it: every mark black."""
    image = QImage(40, 40, QImage.Format.Format_Mono)
    image.fill(1)
    painter = QPainter(image)
    paint.status(painter, QRectF(4, 4, 32, 32), shape, "ink", "surface")
    painter.end()
    return bytes(image.constBits())


def test_every_status_has_a_shape_of_its_own_without_colour(shown) -> None:
    drawn = {shape: grey(shape) for shape in paint.SHAPES}
    assert len(set(drawn.values())) == len(paint.SHAPES)


def test_the_focus_ring_has_two_tones(shown) -> None:
    button = shown(SecondaryButton("Начать"))
    button.clearFocus()
    gold, dark = theme.load("light").tokens["gold"], theme.load("light").tokens["fin"]
    assert gold not in colours(button)
    button.setFocus()
    image = button.grab().toImage()
    edge = [image.pixelColor(x, button.height() // 2).name().upper() for x in range(12)]
    assert gold in edge
    assert dark in edge[edge.index(gold) :]


def test_a_chosen_answer_is_a_solid_fill(shown) -> None:
    answer = shown(AnswerButton("bad", "2", "Не соответствует"))
    answer.resize(260, 64)
    assert answer.height() >= 64
    answer.setChecked(True)
    centre = answer.grab().toImage().pixelColor(200, 12).name().upper()
    assert centre == theme.load("light").tokens["bad"]
    assert answer.accessibleName() == "Не соответствует"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_enter_and_space_press(shown, key: Qt.Key) -> None:
    button = shown(PrimaryButton("Продолжить"))
    pressed: list[int] = []
    button.clicked.connect(lambda: pressed.append(1))
    QTest.keyClick(button, key)
    assert pressed == [1]


def test_a_button_is_never_narrower_than_its_words(shown) -> None:
    short, long = PrimaryButton("Да"), PrimaryButton("Тексеруді жалғастыру керек пе екен")
    assert long.minimumSizeHint().width() > short.minimumSizeHint().width()
    assert short.minimumSizeHint().height() >= 44


def test_a_segment_is_chosen_by_mouse_and_by_arrows(shown) -> None:
    segments = shown(SegmentedFilter())
    segments.offer(["Все 14", "Без ответа 7", "Нарушения 2"])
    chosen: list[int] = []
    segments.chosen.connect(chosen.append)
    assert segments.current() == 0
    QTest.mouseClick(segments.buttons()[2], Qt.MouseButton.LeftButton)
    QTest.keyClick(segments.buttons()[2], Qt.Key.Key_Right)
    QTest.keyClick(segments.buttons()[0], Qt.Key.Key_Left)
    assert chosen == [2, 0, 2]
    segments.offer(["Все 14", "Без ответа 6", "Нарушения 3"])
    assert segments.current() == 2
    assert chosen == [2, 0, 2]
    assert [button.focusPolicy() for button in segments.buttons()].count(Qt.FocusPolicy.StrongFocus) == 1


def test_the_language_switch_offers_english_only_to_who_chose_it(shown) -> None:
    switch = shown(LanguageSwitch(language.current.choose))
    assert [button.text() for button in switch.buttons() if not button.isHidden()] == ["ҚАЗ", "РУС"]
    QTest.mouseClick(switch.buttons()[0], Qt.MouseButton.LeftButton)
    assert language.current.code == "kk"
    language.current.choose("en")
    switch.retranslate()
    assert [button.text() for button in switch.buttons() if button.isChecked()] == ["ENG"]
    language.current.choose("ru")


def test_bars_and_rings_say_what_they_mean(shown) -> None:
    bar, ring = HatchBar(), ProgressRing()
    bar.resize(200, 12)
    bar.show_segments([Segment(15, "ok"), Segment(7, "bad", hatched=True)], 22, "15 из 22")
    ring.show_share(0.35, "35%", "36 из 101")
    assert bar.accessibleName() == "15 из 22"
    assert ring.accessibleName() == "36 из 101"
    image = bar.grab().toImage()
    assert image.pixelColor(60, 6).name().upper() == theme.load("light").tokens["ok"]
    hatched = {image.pixelColor(x, 6).name().upper() for x in range(145, 195)}
    assert {theme.load("light").tokens["bad"], theme.load("light").tokens["badT"]} <= hatched


def test_a_chip_in_sunlight_has_an_edge(shown, qapp) -> None:
    chip = shown(Chip("Заявлено: да", "na"))
    assert theme.load("light").tokens["naT"] in colours(chip)
    theme.apply(qapp, "sunlight")
    edge = chip.grab().toImage().pixelColor(chip.width() // 2, 0).name()
    theme.apply(qapp, "light")
    assert edge != "#ffffff"


def test_what_does_not_fit_ends_in_dots_and_is_whole_in_the_tooltip(shown) -> None:
    label = shown(Elided("Коммунальное государственное учреждение", 16))
    label.resize(120, 30)
    label.grab()
    assert label.toolTip() == "Коммунальное государственное учреждение"
    label.resize(900, 30)
    label.grab()
    assert label.toolTip() == ""


def test_a_text_area_commits_on_leaving_and_only_changes(shown, qtbot: QtBot) -> None:
    area, other = TextArea(), LineField()
    place = shown(QWidget())
    for widget in (area, other):
        widget.setParent(place)
        widget.show()
    committed: list[str] = []
    area.committed.connect(committed.append)
    area.edit.setFocus()
    QTest.keyClicks(area.edit, "abc")
    other.setFocus()
    area.edit.setFocus()
    other.setFocus()
    assert committed == ["abc"]
    area.set_text("из журнала")
    area.edit.setFocus()
    other.setFocus()
    assert committed == ["abc"]


def stroke(pad: SignaturePad, *points: tuple[int, int]) -> None:
    kinds = [QEvent.Type.MouseButtonPress] + [QEvent.Type.MouseMove] * (len(points) - 1)
    for kind, (x, y) in zip(kinds, points, strict=True):
        at = QPointF(x, y)
        held = Qt.MouseButton.LeftButton
        QApplication.sendEvent(
            pad, QMouseEvent(kind, at, pad.mapToGlobal(at), held, held, Qt.KeyboardModifier.NoModifier)
        )
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(*points[-1]))


def test_the_pad_keeps_strokes_in_units_whatever_its_size(shown) -> None:
    pad = shown(SignaturePad())
    pad.resize(510, 200)
    changed: list[int] = []
    pad.changed.connect(lambda: changed.append(1))
    stroke(pad, (5, 50), (255, 60), (505, 70))
    stroke(pad, (100, 100), (900, 900))
    first, second = pad.strokes()
    assert first[0][0] == 0
    assert first[1][0] == UNITS // 2
    assert first[-1][0] == UNITS
    assert all(0 <= x <= UNITS and y >= 0 for x, y in second)
    assert len(changed) == 2
    assert pad.undo_stroke()
    assert pad.strokes() == (first,)
    QTest.keyClick(pad, Qt.Key.Key_Delete)
    assert pad.strokes() == ()
    assert not pad.undo_stroke()


def test_the_pad_is_paper_in_the_dark(shown, qapp) -> None:
    pad = shown(SignaturePad())
    theme.apply(qapp, "dark")
    middle = pad.grab().toImage().pixelColor(pad.width() // 2, 30).name()
    theme.apply(qapp, "light")
    assert middle == "#ffffff"


def test_the_screen_keys_type_into_the_field_that_has_the_focus(shown) -> None:
    place = shown(QWidget())
    field, pad = DigitField(12), NumPad()
    for widget in (field, pad):
        widget.setParent(place)
        widget.show()
    pad.retranslate()
    field.setFocus()
    for sign in ("9", "0", "4", "⌫"):
        pad._buttons[sign].click()
    assert field.text() == "90"
    assert field.hasFocus()
    assert pad._buttons["⌫"].accessibleName() == "Стереть последнюю цифру"


def test_a_choice_says_its_note_to_screen_readers(shown) -> None:
    choice = shown(ChoiceButton("На бумаге", "2"))
    choice.set_note("место останется в акте")
    assert choice.accessibleDescription() == "место останется в акте"
    assert choice.sizeHint().height() >= 44
