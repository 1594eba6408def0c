"""A returned inspection in the real window, by key events only, against the real store; events are counted."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from inspector.services import desk
from inspector.services.ports import InspectionState
from inspector.ui import language
from inspector.ui.screens.home.view import HomeScreen
from inspector.ui.screens.proof.view import ProofScreen
from inspector.ui.screens.questions.view import QuestionsScreen
from inspector.ui.screens.returned.view import ReturnedScreen
from inspector.ui.widgets.filters import SegmentedFilter
from inspector.ui.window import AppWindow
from inspector.wire.reviews import ACCEPTED
from tests.ui import laptop, returned
from tests.ui.conftest import visible
from tests.ui.test_inspection_journeys import Gate, Inspection

CCTV, DUMMY = returned.CCTV, returned.DUMMY


@pytest.fixture
def school(tmp_path: Path) -> Iterator[laptop.School]:
    made = returned.returned_school(tmp_path / "home")
    yield made
    made.close()


@pytest.fixture
def hands(qtbot: QtBot, open_window: Callable[..., AppWindow], school: laptop.School) -> Iterator[Inspection]:
    gate = Gate(school)
    window = open_window(gate)
    window.unlocked(gate.unlock(""))
    made = Inspection(qtbot, window, school)
    made.settle()
    yield made
    window.close()


def opened(hands: Inspection) -> ReturnedScreen:
    """From home by keys: the returned inspection is the first job there."""
    home = hands.window.screen
    assert isinstance(home, HomeScreen)
    hands.qtbot.waitUntil(lambda: any(job.job.state == "returned" for job in home._jobs))
    hands.qtbot.waitUntil(lambda: QApplication.focusWidget() is home._jobs[0].button)
    hands.press(Qt.Key.Key_Return)
    hands.qtbot.waitUntil(lambda: isinstance(hands.window.screen, ReturnedScreen))
    screen = hands.window.screen
    assert isinstance(screen, ReturnedScreen)
    hands.qtbot.waitUntil(screen.card.isVisible)
    return screen


def test_two_comments_are_answered_and_go_to_the_proof(hands: Inspection, school: laptop.School) -> None:
    screen = opened(hands)
    assert hands.presses == 1
    assert screen.card.node == CCTV
    assert not screen.side.send.isEnabled()
    hands.press("5")
    written = "Журнал сверен."
    hands.type(written)
    hands.press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    assert screen.card.node == DUMMY, "the next comment opens"
    assert hands.presses == 1 + 1 + len(written) + 1
    hands.press("7")
    assert screen.side.send.isEnabled(), "a wish for a visit holds nothing back"
    hands.press("7")
    assert not screen.side.send.isEnabled()
    hands.press("8", Qt.Key.Key_Return)
    hands.type("Камера 11")
    hands.press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    hands.qtbot.waitUntil(screen.side.send.isEnabled)
    again = school.opened()
    (photo,) = again.sealed_photos
    assert again.desk[desk.subject(desk.CAPTION, photo)] == "Камера 11"
    assert "Журнал сверен." in again.desk.values()
    hands.window.navigator.show("proof", inspection=school.inspection)
    hands.settle()
    assert isinstance(hands.window.screen, ProofScreen)
    hands.window.screen._to_answers()
    hands.settle()
    assert isinstance(hands.window.screen, ReturnedScreen), "what is made at a desk never opens the questions"


def test_the_frozen_answer_says_why_it_stays(hands: Inspection, school: laptop.School) -> None:
    screen = opened(hands)
    for digit in "1234":
        hands.window.banner.hide()
        hands.press(digit)
        assert hands.window.banner.isVisible()
        assert "только на новом выезде" in " ".join(
            label.text() for label in hands.window.banner.findChildren(type(screen._title).__mro__[1])
        )
    assert school.opened().session.value(f"{CCTV}/verdict") == "ok"


def test_a_violation_is_taken_back_with_a_reason_and_put_back(hands: Inspection, school: laptop.School) -> None:
    screen = opened(hands)
    hands.press("9")
    assert screen.card.node == DUMMY
    hands.press("8", Qt.Key.Key_Left, Qt.Key.Key_Return)
    hands.type("камера соседнего здания")
    hands.press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    key = desk.subject(desk.WITHDRAW, DUMMY)
    assert school.opened().desk[key] == "камера соседнего здания"
    hands.press("z", modifier=Qt.KeyboardModifier.ControlModifier)
    assert school.opened().desk[key] == ""


def test_six_and_six_add_the_newest_photo(hands: Inspection, school: laptop.School, tmp_path: Path) -> None:
    screen = opened(hands)
    screen._photos.folder = tmp_path / "phone"  # type: ignore[union-attr]
    returned.picture(tmp_path / "phone", "IMG_0042.jpg", "navy")
    hands.press("9")
    hands.press("6", "6")
    hands.qtbot.waitUntil(lambda: len(school.opened().session.rows(f"{DUMMY}/dummy_photos")) == 2)
    hands.settle()
    assert "1 фото добавлено" in screen.card.repairs._done.text()


def test_sealed_again_it_is_only_read_and_accepted_it_is_gone(hands: Inspection, school: laptop.School) -> None:
    screen = opened(hands)
    for _ in range(2):
        hands.press("7", "9")
    hands.window.navigator.home()
    again = school.opened()
    result = school.workplace.sealing.seal(again, returned.SIGNED)
    assert result.revision == 2
    manifest = msgspec.json.decode(school.store.seals.bundle(school.inspection).manifest)
    assert [reply["visit"] for reply in manifest["replies"]] == [True, True]
    hands.show("acts")
    acts = hands.window.screen
    hands.qtbot.waitUntil(lambda: bool(acts._summaries))
    hands.show("returned")
    hands.qtbot.waitUntil(lambda: "редакция 2" in screen.side._left.text())
    assert not screen.card.reply.isVisible()
    returned.say(school, [], outcome=ACCEPTED, turn=2)
    act = hands.show("act")
    hands.qtbot.waitUntil(lambda: act._presenter.page().facts[-1].note == "Принято")
    hands.window.navigator.home()
    hands.settle()
    home = hands.window.screen
    assert isinstance(home, HomeScreen)
    hands.qtbot.waitUntil(lambda: [job.job.state for job in home._jobs] == ["deliver"])


def test_returned_again_the_thread_has_both_rounds(hands: Inspection, school: laptop.School) -> None:
    screen = opened(hands)
    hands.press("5")
    hands.type("Сверено.")
    hands.press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    hands.press("7")
    hands.window.navigator.home()
    school.workplace.sealing.seal(school.opened(), returned.SIGNED)
    returned.say(school, [(CCTV, "Приложите страницу журнала.")], turn=2)
    hands.show("returned")
    hands.qtbot.waitUntil(lambda: screen._page is not None and screen._page.card is not None)
    hands.qtbot.waitUntil(lambda: len(screen._page.card.thread) == 3)  # type: ignore[union-attr]
    assert [message.ours for message in screen._page.card.thread] == [False, True, False]  # type: ignore[union-attr]
    assert school.opened().revision == 3


@pytest.mark.parametrize("code", ["ru", "kk", "en"])
@pytest.mark.parametrize("size", [(1280, 680), (1366, 768)])
def test_it_fits_and_everything_has_a_name(hands: Inspection, code: str, size: tuple[int, int]) -> None:
    screen = opened(hands)
    hands.press("9")
    language.current.choose(code)
    hands.window.resize(*size)
    hands.settle()
    assert (hands.window.width(), hands.window.height()) == size, "nothing asks for more room"
    for widget in visible(screen):
        segment = isinstance(widget.parentWidget(), SegmentedFilter)  # the frame around it is the target
        if isinstance(widget, QAbstractButton) and not segment and widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
            assert widget.accessibleName() or widget.text(), widget
            assert min(widget.width(), widget.height()) >= 44, widget
    send = screen.side.send
    assert send.mapTo(screen, send.rect().bottomLeft()).y() < screen.height(), "sending stands outside what scrolls"
    card, inside = screen.card, screen.scroller.viewport().width()
    assert card.minimumSizeHint().width() <= inside, "no button of a row is cut"


def test_a_draft_of_a_revision_never_opens_the_questions(hands: Inspection, school: laptop.School) -> None:
    opened(hands)
    hands.window.navigator.home()
    hands.show("questions", node=CCTV)
    hands.qtbot.waitUntil(lambda: not isinstance(hands.window.screen, QuestionsScreen))
    assert school.opened().state is InspectionState.DRAFT
