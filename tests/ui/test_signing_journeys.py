"""The headmaster's minute in the real window, by key events and a pen, against the real store."""

import dataclasses
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from inspector.paths import Home
from inspector.services.ports import InspectionState
from inspector.services.signing import DraftSigner, Signings
from inspector.services.updating import Updating
from inspector.store.opening import LaptopFolder
from inspector.ui.screens.act.view import ActScreen
from inspector.ui.screens.proof.view import ProofScreen
from inspector.ui.screens.questions.view import QuestionsScreen
from inspector.ui.screens.signatures.view import SignaturesScreen
from inspector.ui.screens.signing import fresh, taken_over
from inspector.ui.screens.summary.view import SummaryScreen
from inspector.ui.window import AppWindow
from inspector.wire import certificates as pki
from inspector.wire.manifest import Manifest
from inspector.wire.messages import Person, RevocationBody
from tests.store.laptops import PASSPHRASE, page
from tests.ui import laptop
from tests.ui.conftest import visible
from tests.ui.test_inspection_journeys import CCTV, Gate, Inspection, Modal, spoken

COU = "/data/cou/cou_connected"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A laptop with everything answered and a gross violation found; only the paper is left."""
    home = tmp_path_factory.mktemp("answered") / "home"
    made = laptop.begun(home)
    opened = made.opened()
    zone = opened.add_row("/data/zones")
    operations = [*zone.operations, *opened.answer(f"{zone.row}/zone_name", "Вход").operations]
    operations += opened.answer(f"{COU}/verdict", "bad").operations
    operations += laptop.answer_everything(opened)
    made.workplace.inspecting.record(opened.id, operations)
    made.close()
    return home, made.inspection


@pytest.fixture
def school(answered: tuple[Path, str], tmp_path: Path) -> Iterator[laptop.School]:
    """A copy of it, opened."""
    shutil.copytree(answered[0], tmp_path / "home")
    store = LaptopFolder(Home(tmp_path / "home"), cost=laptop.CHEAP).unlock(PASSPHRASE)
    who = laptop.identity()
    named = pki.identity(pki.from_pem(who.certificate))
    person = Person(id=named.inspector, name="Сапарова А. М.", post="инспектор", body="Департамент")
    who = dataclasses.replace(who, device=named.device, inspector=person)  # as its certificate says
    made = laptop.School(store, laptop.services(store, who), answered[1])
    yield made
    made.close()


@pytest.fixture
def paper(qtbot: QtBot, open_window: Callable[..., AppWindow], school: laptop.School) -> Iterator[Inspection]:
    gate = Gate(school)
    window = open_window(gate)
    window.unlocked(gate.unlock(""))
    made = Inspection(qtbot, window, school)
    made.settle()
    made.show("questions")
    yield made
    window.close()


def read_the_draft(paper: Inspection) -> ProofScreen:
    """From the summary to the draft of the act, every page drawn."""
    assert isinstance(paper.show("summary"), SummaryScreen)
    paper.press(Qt.Key.Key_Return)
    proof = paper.window.screen
    assert isinstance(proof, ProofScreen)
    paper.qtbot.waitUntil(lambda: proof.pages.canvas.drawn, timeout=20000)
    return proof


def to_signatures(paper: Inspection) -> SignaturesScreen:
    """The draft was read; Enter leads to the signatures."""
    read_the_draft(paper)
    paper.press(Qt.Key.Key_Return)
    screen = paper.window.screen
    assert isinstance(screen, SignaturesScreen)
    return screen


def draw(paper: Inspection, pad: QWidget) -> None:
    """A signature with the pen."""
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(40, 60))
    for step in range(12):
        QTest.mouseMove(pad, QPoint(40 + step * 12, 60 + step % 3 * 9))
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(190, 70))
    paper.settle()


def tab_to(paper: Inspection, target: QWidget) -> None:
    """Tab until the focus is there."""
    for _ in range(60):
        if QApplication.focusWidget() is target:
            return
        paper.press(Qt.Key.Key_Tab)
    raise AssertionError(f"not reached by Tab: {target!r}")


def sealed(paper: Inspection) -> Manifest:
    """What was sealed, once the act is on the screen."""
    paper.qtbot.waitUntil(lambda: isinstance(paper.window.screen, ActScreen), timeout=20000)
    act = paper.window.screen
    paper.qtbot.waitUntil(lambda: act.pages.canvas.drawn, timeout=20000)
    assert paper.school.workplace.inspecting.summaries()[0].state is InspectionState.SEALED
    return paper.school.workplace.printing.sealed(paper.school.inspection).manifest


def states(screen: SignaturesScreen) -> list[str]:
    assert screen.page is not None
    return [card.state.split(" ")[0] for card in (*screen.page.members, screen.page.representative)]


class Count:
    """Keys that are not letters of a text."""

    def __init__(self, paper: Inspection) -> None:
        self.paper, self.typed = paper, 0
        paper.presses = 0

    def write(self, *texts: str) -> None:
        """Words into the fields, Enter from one to the next."""
        for text in texts:
            before = self.paper.presses
            self.paper.type(text)
            self.typed += self.paper.presses - before
            self.paper.press(Qt.Key.Key_Return)

    @property
    def keys(self) -> int:
        return self.paper.presses - self.typed


def test_a_commission_of_three_and_a_representative_with_authority(paper: Inspection) -> None:
    watch = Modal(paper.window)
    QApplication.instance().installEventFilter(watch)
    screen = to_signatures(paper)
    count = Count(paper)
    draw(paper, screen.pane.pad)
    paper.press("+")
    count.write("Лим Олег", "старший инспектор", "Управление полиции")
    paper.press("5")
    paper.type("Школа ни при чём")
    count.typed += len("Школа ни при чём")
    paper.press(Qt.Key.Key_Escape)
    screen.pane.details.points.buttons[0].click()
    draw(paper, screen.pane.pad)
    paper.press("+")
    count.write("Касымова Дана", "главный инспектор", "Департамент по ЧС")
    paper.press("2")
    assert states(screen) == ["подписано", "подписано", "подпишет", "подписывает"]
    assert "1 подпись на бумаге" in screen.page.papers
    count.write("директор", "41-к", "15.08.2023")  # what is missing of the representative is asked by itself
    assert not screen.pane.seal.isEnabled()
    assert QApplication.focusWidget() is screen.pane.pad
    draw(paper, screen.pane.pad)
    assert screen.page.left == ()
    paper.press(Qt.Key.Key_Return)
    assert count.keys == 15
    manifest = sealed(paper)
    assert [(one.name.split()[0], one.body, one.way) for one in manifest.signers] == [
        ("Сапарова", "Департамент", "screen"), ("Лим", "Управление полиции", "screen"),
        ("Касымова", "Департамент по ЧС", "paper"),
    ]  # fmt: skip
    assert (manifest.signers[1].dissent, manifest.signers[1].dissent_point) == ("Школа ни при чём", 1)
    assert manifest.representative is not None
    assert manifest.representative.authority == "приказ № 41-к от 15.08.2023"
    assert manifest.representative.strokes
    assert manifest.proof_opened_at <= manifest.proof_read_at <= manifest.representative.at
    assert watch.seen == []
    QApplication.instance().removeEventFilter(watch)


def test_refusal_by_keys_alone_to_the_sealed_act(paper: Inspection) -> None:
    screen = to_signatures(paper)
    count = Count(paper)
    paper.press("2")
    assert screen.page.pane.heading.startswith("2 · Ибраев")
    paper.press(Qt.Key.Key_Escape, "0", "1")
    assert screen.page.refusing
    for name, post, button in (("Омарова Жанар", "завуч", "paper"), ("Лим Олег", "инспектор", "refuses")):
        witness = next(each for each in screen.refusal.witnesses if not each.name.text())
        tab_to(paper, witness.name)
        paper.type(name)
        paper.press(Qt.Key.Key_Tab)
        paper.type(post)
        count.typed += len(name) + len(post)
        tab_to(paper, getattr(witness, button))
        paper.press(Qt.Key.Key_Space)
    assert screen.page.left == ()
    tab_to(paper, screen.refusal.finish)
    paper.press(Qt.Key.Key_Return)
    assert count.keys == 18
    refusal = sealed(paper).refusal
    assert refusal is not None
    assert refusal.reason == "Disagrees with the findings"
    assert refusal.person is not None
    assert refusal.person.name == "Ибраев Нурлан Сакенович"
    assert [(one.name, one.post, one.way) for one in refusal.witness_signatures] == [
        ("Омарова Жанар", "завуч", "paper"), ("Лим Олег", "инспектор", "refused"),
    ]  # fmt: skip


def test_another_reason_needs_its_words(paper: Inspection) -> None:
    screen = to_signatures(paper)
    screen._open(1)
    paper.press("0", "4")
    assert QApplication.focusWidget() is screen.refusal.words
    assert "причина отказа" in [left.text for left in screen.page.left]
    paper.type("Уехал на совещание")
    paper.press(Qt.Key.Key_Tab)
    assert "причина отказа" not in [left.text for left in screen.page.left]
    paper.press(Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    assert not screen.page.refusing
    assert states(screen)[1] == "подписывает"


def test_the_act_opens_in_the_language_of_the_program_and_knows_of_a_revocation(paper: Inspection) -> None:
    screen = to_signatures(paper)
    paper.press("2", Qt.Key.Key_Escape, "2")
    assert screen.page.left == ()
    paper.press(Qt.Key.Key_Return)
    manifest = sealed(paper)
    act = paper.window.screen
    assert act.pages.thumbs.currentIndex().row() == act._presenter._act.first_pages["ru"] > 0
    assert act._qr.isVisible()
    said = [view.text.text() for view in act._facts if not view.isHidden()]
    assert said[0] == "1 нарушение, 1 рекомендация"
    assert "Запечатан этим ноутбуком" in said, act._presenter._act.problem
    serial = f"{pki.from_pem(laptop.identity().certificate).serial_number:x}"
    revoked = RevocationBody(device=manifest.device, serial=serial, at="2026-11-25T09:00:00+05:00")
    Updating(paper.school.store.changes).accept(page([("revocation", revoked)], first=900))
    paper.press(Qt.Key.Key_Escape)
    paper.show("act")
    assert "Акт недействителен" in [view.text.text() for view in act._facts if not view.isHidden()]


def test_whoever_works_here_leads_until_the_first_has_signed(school: laptop.School) -> None:
    mine = fresh(school.opened(), school.workplace)
    theirs = replace(mine, members=(DraftSigner(name="Оспанов Д.", post="инспектор"), DraftSigner(name="Лим О.")))
    assert [one.name for one in taken_over(theirs, school.workplace).members] == [mine.members[0].name, "Лим О."]
    signed = theirs.with_person(0, theirs.members[0].signing("paper", ""))
    assert taken_over(signed, school.workplace) == signed


def test_after_the_pen_rests_the_next_person_opens_by_himself(paper: Inspection) -> None:
    screen = to_signatures(paper)
    draw(paper, screen.pane.pad)
    assert screen.page.pane.heading.startswith("1 ")
    paper.qtbot.waitUntil(lambda: screen.page.pane.heading.startswith("2 "), timeout=10000)
    draw(paper, screen.pane.pad)
    assert states(screen) == ["подписано", "подписывает"]  # a late stroke of the one before is nobody's signature


def test_erased_strokes_come_back(paper: Inspection) -> None:
    screen = to_signatures(paper)
    draw(paper, screen.pane.pad)
    strokes = screen.page.pane.strokes
    paper.press(Qt.Key.Key_Delete)
    assert screen.page.pane.strokes == ()
    paper.press(Qt.Key.Key_Z, modifier=CTRL)
    assert screen.page.pane.strokes == strokes
    assert states(screen)[0] == "подписано"


def test_the_pad_fills_the_window_of_a_turned_laptop(paper: Inspection) -> None:
    screen = to_signatures(paper)
    paper.press(Qt.Key.Key_F11, modifier=CTRL)
    turned = screen._turned
    assert turned.size() == paper.window.size()
    assert turned.name.text().startswith("Сапарова")
    paper.press("2")
    assert states(screen)[0] == "подписывает"
    draw(paper, turned.pad)
    paper.press(Qt.Key.Key_Return)
    assert turned.isHidden()
    assert states(screen)[0] == "подписано"
    assert screen.page.pane.heading.startswith("2 ")


def test_a_lock_in_the_middle_keeps_what_was_signed(paper: Inspection) -> None:
    screen = to_signatures(paper)
    draw(paper, screen.pane.pad)
    paper.press(Qt.Key.Key_L, modifier=CTRL)
    paper.qtbot.waitUntil(lambda: not paper.window.is_open)
    paper.settle()
    paper.window.unlocked(Gate(paper.school).unlock(""))
    paper.settle()
    again = paper.window.screen
    assert isinstance(again, SignaturesScreen)
    assert again is not screen
    assert states(again)[0] == "подписано"


def test_a_power_cut_between_signature_and_seal_loses_nothing(paper: Inspection, tmp_path: Path) -> None:
    screen = to_signatures(paper)
    draw(paper, screen.pane.pad)
    assert "Сохранено" in paper.window.footer._right.text()
    after = LaptopFolder(Home(tmp_path / "home"), cost=laptop.CHEAP).unlock(PASSPHRASE)  # nothing was closed before
    found = Signings(after.signings).load(paper.school.inspection)
    after.close()
    assert found is not None
    assert found.members[0].way == "screen"
    assert found.members[0].strokes == screen.page.pane.strokes
    assert found.read_at


def test_a_changed_answer_wipes_signatures_and_says_whose(paper: Inspection) -> None:
    screen = to_signatures(paper)
    draw(paper, screen.pane.pad)
    paper.questions(f"{CCTV}")
    paper.press("5")
    paper.type("Новая заметка")
    paper.press(Qt.Key.Key_Escape)
    paper.settle()
    assert "Сапарова" in paper.window.banner.text
    again = paper.show("signatures")
    assert isinstance(again, SignaturesScreen)
    assert states(again)[0] == "подписывает"
    assert again.page.left[0].text == "прочитать проект акта"


def test_what_is_left_is_said_and_can_be_followed(paper: Inspection) -> None:
    paper.questions(CCTV)
    paper.press("0")
    screen = paper.show("signatures")
    assert isinstance(screen, SignaturesScreen)
    assert not screen.pane.seal.isEnabled()
    assert screen.pane.follow.text().startswith("Осталось: ")
    screen.pane.follow.click()
    paper.settle()
    assert isinstance(paper.window.screen, QuestionsScreen)


def test_an_objection_goes_to_its_point_and_the_page_is_drawn_again(paper: Inspection) -> None:
    proof = read_the_draft(paper)
    before = proof._presenter.pdf
    paper.press("5")
    paper.type("ЦОУ меняло номер")
    proof.objections.points.buttons[0].click()
    paper.qtbot.waitUntil(lambda: proof._presenter.pdf != before, timeout=10000)
    proof.objections.more.click()
    paper.type("Прошу отсрочку")
    paper.press(Qt.Key.Key_Escape, Qt.Key.Key_Return)
    screen = paper.window.screen
    assert isinstance(screen, SignaturesScreen)
    assert screen.page.objections == "Возражения: 2, к пункту 1. Войдут дословно"


def test_the_draft_leads_to_the_question_in_view_and_says_what_changed(paper: Inspection) -> None:
    proof = read_the_draft(paper)
    for _ in range(60):
        if proof._page.in_view == 1:
            break
        paper.press(Qt.Key.Key_Down)
    proof.answers.click()
    paper.settle()
    questions = paper.window.screen
    assert isinstance(questions, QuestionsScreen)
    assert questions.card.node == COU
    paper.press("5")
    paper.type("Звонок не прошёл")
    paper.press(Qt.Key.Key_Escape)
    again = read_the_draft(paper)
    assert again._changed_line.isVisible()
    assert again._changed[1].text() == "Изменился пункт 1"
    paper.press(Qt.Key.Key_Escape, "9")
    assert paper.window.screen is again
    assert not again._changed_line.isVisible()


# sizes, names, targets


def tour(paper: Inspection) -> Iterator[str]:
    """Every screen of the signing with something on it."""
    paper.show("summary")
    yield "summary"
    proof = paper.show("proof")
    paper.qtbot.waitUntil(lambda: proof.pages.canvas.drawn, timeout=20000)
    yield "proof"
    screen = paper.show("signatures")
    yield "signatures"
    paper.press("+")
    yield "member"
    paper.press(Qt.Key.Key_Escape, "5")
    yield "dissent"
    screen._open(2)
    paper.press("0")
    yield "refusal"


@pytest.mark.parametrize(
    ("code", "percent", "size"),
    [("ru", 100, (1280, 680)), ("kk", 100, (1280, 680)), ("en", 100, (1280, 680)), ("kk", 125, (1366, 768))],
)
def test_every_screen_fits_its_window(paper: Inspection, code: str, percent: int, size: tuple[int, int]) -> None:
    paper.window.choose_language(code)
    paper.window.choose_text_size(percent)
    paper.window.resize(*size)
    for place in tour(paper):
        least = paper.window.minimumSizeHint()
        assert (paper.window.width(), paper.window.height()) == size, place
        assert least.width() <= size[0], place
        assert least.height() <= size[1], place
        wide = [
            f"{widget.metaObject().className()} {widget.width()}"
            for widget in visible(paper.window)
            if isinstance(widget, QAbstractButton) and widget.parentWidget() and widget.isVisible()
            if widget.mapTo(paper.window, QPoint(widget.width(), 0)).x() > paper.window.width()
        ]
        assert wide == [], place


def test_every_control_has_a_name_and_is_large_enough_for_gloves(paper: Inspection) -> None:
    for place in tour(paper):
        nameless = [
            type(widget).__name__
            for widget in visible(paper.window)
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.isEnabled() and not spoken(widget)
        ]
        assert nameless == [], place
        small = {
            f"{type(widget).__name__} {widget.text()!r} {widget.width()}x{widget.height()}"
            for widget in visible(paper.window)
            if isinstance(widget, QAbstractButton) and widget.isEnabled() and type(widget).__name__ != "_Segment"
            if widget.height() < 44 or widget.width() < 44
        }
        assert small == set(), place


@pytest.mark.parametrize("size", [(1280, 680), (1366, 768)])
def test_the_pad_is_as_large_as_a_signature_needs(paper: Inspection, size: tuple[int, int]) -> None:
    paper.window.resize(*size)
    screen = paper.show("signatures")
    assert isinstance(screen, SignaturesScreen)
    sheet = screen.pane.pad._paper()
    assert sheet.width() >= 440
    assert sheet.height() >= 176
