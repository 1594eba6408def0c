"""What the keys of an inspection mean, tried without a window: real session, real journal, a view that remembers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from inspector.core.errors import DiskFull
from inspector.core.institution import Visit
from inspector.core.verdict import VisitKind
from inspector.services.errors import ChangedElsewhere
from inspector.services.inspecting import Inspecting
from inspector.services.ports import Operation, Saved
from inspector.services.signing import SigningDraft
from inspector.ui import language
from inspector.ui.screens.proof.presenter import ProofPage, ProofPresenter
from inspector.ui.screens.questions.pace import Pace
from inspector.ui.screens.questions.page import Page
from inspector.ui.screens.questions.presenter import QuestionsPresenter
from inspector.ui.screens.roster.page import RosterPage
from inspector.ui.screens.roster.presenter import RosterPresenter
from inspector.ui.screens.signatures.left import PERSON, PROOF
from inspector.ui.screens.sitting import Sitting, open_sitting
from inspector.ui.screens.summary.page import SummaryPage
from inspector.ui.screens.summary.presenter import SummaryPresenter
from tests.ui import laptop
from tests.ui.fakes import FakeShell

CCTV, ARCHIVE, COU = "/data/cctv/cctv_installed", "/data/cctv/archive", "/data/cou/cou_connected"


class Questions:
    """Remembers the page and where the focus was sent."""

    def __init__(self) -> None:
        self.page: Page | None = None
        self.focus: list[str] = []

    def show_page(self, page: Page) -> None:
        self.page = page

    def focus_card(self) -> None:
        self.focus.append("card")

    def focus_reasons(self) -> None:
        self.focus.append("reasons")

    def focus_field(self, node: str) -> None:
        self.focus.append(node)


class Roster:
    """Remembers the page and the cell that was to be edited."""

    def __init__(self) -> None:
        self.page: RosterPage | None = None
        self.cell: tuple[int, int, bool] | None = None

    def show_page(self, page: RosterPage) -> None:
        self.page = page

    def go_to_cell(self, row: int, column: int, *, edit: bool) -> None:
        self.cell = (row, column, edit)


class Summary:
    """Remembers the page."""

    def __init__(self) -> None:
        self.page: SummaryPage | None = None

    def show_page(self, page: SummaryPage) -> None:
        self.page = page


@pytest.fixture
def school(tmp_path: Path) -> Iterator[laptop.School]:
    made = laptop.begun(tmp_path / "home")
    yield made
    made.close()


@pytest.fixture
def sitting(school: laptop.School, shell: FakeShell) -> Sitting:
    shell.workplace = school.workplace
    return Sitting(school.opened(), shell)


@pytest.fixture
def view() -> Questions:
    return Questions()


@pytest.fixture
def questions(sitting: Sitting, view: Questions) -> QuestionsPresenter:
    made = QuestionsPresenter(sitting, view, advance_ms=0)
    made.begin(CCTV)
    return made


def test_one_key_answers_and_opens_the_next_question(questions, view, school, sitting) -> None:
    questions.answer(1)
    assert school.opened().session.value(f"{CCTV}/verdict") == "ok"
    assert view.page.card.node != CCTV
    assert view.page.card.verdict == "" or view.page.card.kind != "check"
    assert sitting.shell.saved_at


def test_nothing_moves_on_behind_another_screen(sitting, view) -> None:
    slow = QuestionsPresenter(sitting, view)
    slow.begin(CCTV)
    slow.answer(1)
    slow.leave()
    sitting.shell.tasks.tick()
    assert view.page.card.node == CCTV
    slow.begin(CCTV)
    slow.answer(1)
    slow.answer(1)
    sitting.shell.tasks.tick()
    assert view.page.card.node != CCTV


def test_a_section_is_entered_at_its_first_blank(questions, view) -> None:
    questions.begin("/data/cou")
    assert view.page.card.node == COU


def test_a_failure_stays_open_with_its_term_preset(questions, view, sitting) -> None:
    questions.answer(2)
    assert view.page.card.node == CCTV
    chosen = [option.value for option in view.page.card.deadline.options if option.chosen]
    assert chosen == [sitting.opened.parameters["p_fix_days_gross"]]


def test_the_same_key_and_zero_take_the_answer_back_and_keep_the_note(questions, view, sitting) -> None:
    questions.answer(2)
    questions.write_note("Камер нет")
    questions.answer(2)
    assert view.page.card.verdict == ""
    questions.answer(2)
    questions.clear()
    assert (view.page.card.verdict, view.page.card.note) == ("", "Камер нет")


def test_not_checked_asks_why_before_it_goes_on(questions, view) -> None:
    questions.answer(4)
    assert view.focus[-1] == "reasons"
    assert view.page.card.node == CCTV
    questions.give_reason(view.page.card.reasons.options[0].value)
    assert view.page.card.node != CCTV


def test_a_term_below_the_laws_minimum_is_refused_in_words(tmp_path: Path, shell: FakeShell, view: Questions) -> None:
    visit = Visit(date=laptop.VISIT.date, kind=VisitKind.CHECK, body="CPCR", order="118")
    school = laptop.begun(tmp_path / "b", visit, "kindergarten")
    shell.workplace = school.workplace
    presenter = QuestionsPresenter(Sitting(school.opened(), shell), view, advance_ms=0)
    node = school.opened().session.checks()[0]
    presenter.begin(node)
    presenter.answer(2)
    before = presenter.reading.value(f"{presenter.node}/due_days")
    presenter.choose_term("3")
    assert presenter.reading.value(f"{presenter.node}/due_days") == before
    assert "10" in shell.notices[-1]
    school.close()


def test_seven_walks_through_the_terms(questions, view) -> None:
    questions.answer(2)
    questions.next_term()
    assert [option.chosen for option in view.page.card.deadline.options] == [False, True, False]


def test_undo_takes_back_the_latest_answer_and_shows_its_question(questions, view, school) -> None:
    questions.answer(1)
    questions.undo()
    assert view.page.card.node == CCTV
    assert view.page.card.verdict == ""
    assert school.opened().session.value(f"{CCTV}/verdict") == ""


def test_nine_opens_the_next_blank_and_in_the_end_the_summary(questions, view, sitting) -> None:
    first = view.page.card.node
    questions.next_unanswered()
    assert view.page.card.node != first
    laptop.answer_everything(sitting.opened)
    questions.begin(CCTV)
    questions.next_unanswered()
    assert ("summary", {"inspection": sitting.opened.id}) in sitting.shell.navigator.shown


def test_filters_count_and_keep_the_open_line(questions, view) -> None:
    questions.answer(2)
    texts = [each.text for each in view.page.filters]
    assert texts[0].startswith("Все ")
    questions.choose_filter("blank")
    assert CCTV in [line.node for line in view.page.rows]


def test_declared_never_becomes_an_answer(questions, view, sitting) -> None:
    questions.go_to(COU)
    card = view.page.card
    assert card.comparison.declared.value == "есть"
    assert card.comparison.verified.value == "—"
    assert card.verdict == ""
    assert sitting.opened.session.value(f"{COU}/verdict") == ""
    questions.answer(2)
    assert view.page.card.comparison.gap == "worse"


def test_every_text_changes_with_the_language(questions, view) -> None:
    russian = view.page
    language.current.choose("kk")
    questions.refresh()
    assert view.page.title != russian.title
    assert view.page.card.text != russian.card.text


class FullDisk:
    """A store lane that fails until told otherwise."""

    def __init__(self, inspecting: object) -> None:
        self._inspecting = inspecting
        self.full = True

    def record(self, inspection: str, operations: tuple[Operation, ...]) -> Saved:
        if self.full:
            raise DiskFull
        return self._inspecting.record(inspection, operations)


def test_a_failed_write_is_said_retried_and_blocks_the_seal(questions, sitting, school) -> None:
    disk = FullDisk(school.workplace.inspecting)
    sitting.recorder.inspecting = disk
    questions.answer(2)
    questions.write_note("Видел сам")
    shell = sitting.shell
    assert [type(error) for error in shell.refused] == [DiskFull]
    assert shell.saved_at == []
    assert not sitting.recorder.idle
    summary = SummaryPresenter(sitting, Summary())
    assert ":store" in [left.target for left in summary.page().left]
    disk.full = False
    shell.tasks.tick()
    assert sitting.recorder.idle
    assert school.opened().session.value(f"{CCTV}/note") == "Видел сам"
    assert shell.saved_at


def test_an_inspection_changed_in_another_window_is_read_anew_and_the_old_answers_stay_out(school, shell) -> None:
    found: list[Sitting] = []
    shell.workplace = school.workplace
    open_sitting(shell, school.inspection, found.append)
    other = Inspecting(school.store.institutions, school.store.inspections, "inspector-1")
    theirs = other.open(school.inspection)
    other.record(school.inspection, theirs.answer(f"{ARCHIVE}/verdict", "ok").operations)
    old = found[0]
    old.recorder.record(old.opened.answer(f"{CCTV}/verdict", "ok").operations)
    assert [type(error) for error in shell.refused] == [ChangedElsewhere]
    open_sitting(shell, school.inspection, found.append)
    assert found[1] is not old
    assert found[1].opened.session.value(f"{ARCHIVE}/verdict") == "ok"
    shell.tasks.tick()
    assert school.opened().session.value(f"{CCTV}/verdict") == ""
    found[1].recorder.record(found[1].opened.answer(f"{CCTV}/verdict", "bad").operations)
    assert school.opened().session.value(f"{CCTV}/verdict") == "bad"


def test_pace_is_said_after_ten_answers_only() -> None:
    now = [0.0]
    pace = Pace(lambda: now[0])
    for _ in range(9):
        now[0] += 30
        pace.answered()
    assert pace.minutes(10) is None
    now[0] += 30
    pace.answered()
    assert pace.minutes(10) == 5


# rosters


@pytest.fixture
def table() -> Roster:
    return Roster()


@pytest.fixture
def cameras(sitting: Sitting, table: Roster) -> RosterPresenter:
    for name, kind in (("Вход", "entrance"), ("1 этаж", "wing")):
        step = sitting.opened.add_row("/data/zones")
        sitting.opened.answer(f"{step.row}/zone_name", name)
        sitting.opened.answer(f"{step.row}/zone_kind", kind)
    sitting.opened.answer(f"{CCTV}/verdict", "ok")
    made = RosterPresenter(sitting, "/data/cctv/cameras", table)
    made.begin()
    return made


def column(table: Roster, suffix: str) -> int:
    return [each.suffix for each in table.page.columns].index(suffix)


def test_plus_adds_a_row_and_edits_its_first_cell(cameras, table) -> None:
    cameras.add_row()
    assert table.cell == (0, 0, True)
    assert len(table.page.lines) == 1


def test_digits_choose_and_the_rule_judges_the_row(cameras, table) -> None:
    cameras.add_row()
    cameras.set_cell(0, 0, "Крыльцо")
    works = column(table, "works")
    assert cameras.press_digit(0, works, 2)
    line = table.page.lines[0]
    assert (line.tone, line.cells[works].tone) == ("bad", "bad")
    assert line.sentences
    cameras.press_digit(0, works, 4)
    assert table.page.lines[0].cells[works].value == "unchecked"
    cameras.press_digit(0, works, 4)
    assert table.page.lines[0].cells[works].value == ""
    assert not cameras.press_digit(0, 0, 2)


def test_children_stand_beside_every_count_of_cameras(cameras, table, sitting) -> None:
    step = sitting.opened.add_row("/data/classes")
    for name, value in (("class_name", "1 А"), ("children", "25"), ("entrance", "Вход"), ("wing", "1 этаж")):
        sitting.opened.answer(f"{step.row}/{name}", value)
    cameras.add_row()
    cameras.set_cell(0, 0, "Крыльцо")
    cameras.refresh()
    assert any("Дети" in tile.name for tile in table.page.tiles)
    assert table.page.pane.children.startswith("дети")


def test_a_removed_row_comes_back_whole(cameras, table, sitting) -> None:
    cameras.add_row()
    cameras.set_cell(0, 0, "Крыльцо")
    cameras.press_digit(0, column(table, "works"), 1)
    before = table.page.lines[0]
    cameras.remove_row(0)
    assert table.page.lines == ()
    said, undo = sitting.shell.undos[-1]
    assert "Крыльцо" in said
    undo()
    assert table.page.lines[0] == before


def test_the_next_blank_cell_is_a_required_one(cameras, table) -> None:
    cameras.add_row()
    cameras.set_cell(0, 0, "Крыльцо")
    assert cameras.next_blank(0, 0) == (0, column(table, "zone"))


def test_a_half_typed_iin_tells_what_it_can(sitting, table) -> None:
    guards = RosterPresenter(sitting, "/data/guards", table)
    assert guards.iin_hint("591023").said() == ""
    assert guards.iin_hint("5910234").said() == "23.10.1959 — 67 лет"
    assert guards.iin_hint("5913234").problem
    wrong = guards.iin_hint("591023412345")
    assert not wrong.valid
    assert wrong.problem


def test_untouched_lines_are_kept_as_they_are(cameras, table) -> None:
    for name in ("Крыльцо", "Двор"):
        cameras.add_row()
        cameras.set_cell(len(table.page.lines) - 1, 0, name)
    kept = table.page.lines[0]
    cameras.press_digit(1, column(table, "works"), 1)
    assert table.page.lines[0] is kept
    assert table.page.lines[1].cells[column(table, "works")].value == "yes"


# summary


@pytest.fixture
def page(sitting: Sitting) -> Summary:
    return Summary()


@pytest.fixture
def summary(sitting: Sitting, page: Summary) -> SummaryPresenter:
    made = SummaryPresenter(sitting, page)
    made.begin()
    return made


def test_what_is_left_can_be_followed(summary, page, sitting) -> None:
    targets = [left.target for left in page.page.left]
    assert PROOF in targets
    assert f"{PERSON}0" in targets
    summary.go_on()
    screen, arguments = sitting.shell.navigator.shown[-1]
    assert screen == "questions"
    assert arguments["node"] == targets[0]


def test_findings_stand_worst_first_with_their_terms(summary, page, sitting) -> None:
    sitting.opened.answer(f"{CCTV}/verdict", "ok")
    sitting.opened.answer("/data/cctv/dummy/verdict", "bad")
    sitting.opened.answer(f"{COU}/verdict", "bad")
    summary.refresh()
    assert page.page.findings[0].tone == "bad"
    assert page.page.findings[0].term == "14\u00a0дней"
    assert page.page.findings[0].note.startswith("заявлено")
    assert page.page.findings[-1].term == ""


# the draft of the act


class Proof:
    """Remembers what stands beside the pages."""

    def __init__(self) -> None:
        self.page: ProofPage | None = None

    def show_page(self, page: ProofPage) -> None:
        self.page = page

    def show_pdf(self, pdf: bytes, first: int | None) -> None:
        self.pdf, self.first = pdf, first

    def show_busy(self) -> None:
        """Nothing to draw."""

    def show_choice(self, index: int) -> None:
        """Nothing to draw."""


def test_the_point_in_view_is_of_the_language_in_view(sitting: Sitting) -> None:
    """On the first page of the second text no point of the first one is in view, though it came last."""
    for check in (COU, CCTV):
        sitting.opened.answer(f"{check}/verdict", "bad")
    view = Proof()
    presenter = ProofPresenter(sitting, view)
    presenter.begin()
    assert view.first == presenter._first["ru"]
    last = max(place.number for place in presenter._places)
    assert last > 1
    for place in presenter._places:
        presenter.look(place.page, place.top + 1)
        assert view.page.in_view == place.number
    presenter.look(presenter._first["ru"], 0)
    assert view.page.in_view == 1
    presenter.look(99, 0)
    assert view.page.in_view == last
    presenter.to_answers()
    node = next(point.node for point in presenter._points if point.number == last)
    assert sitting.shell.navigator.shown[-1] == ("questions", {"inspection": sitting.opened.id, "node": node})


def test_objections_are_several_and_an_empty_one_is_none(sitting: Sitting) -> None:
    presenter = ProofPresenter(sitting, Proof())
    presenter.begin()
    presenter.object("Первое", "")
    presenter.add()
    presenter.object("Второе", "")
    presenter.add()
    presenter.object("   ", "")
    presenter.close()
    assert [one.text for one in sitting.signing.draft.objections] == ["Первое", "Второе"]
    presenter.remove(0)
    assert [one.text for one in sitting.signing.draft.objections] == ["Второе"]
    sitting.shell.undos[-1][1]()
    assert [one.text for one in sitting.signing.draft.objections] == ["Первое", "Второе"]


def test_a_signature_that_is_not_durable_blocks_the_seal_until_it_is(sitting: Sitting, school, monkeypatch) -> None:
    shell, kept = sitting.shell, school.workplace.signings.keep
    full = [True]

    def keep(inspection: str, draft: SigningDraft) -> Saved:
        if full[0]:
            raise DiskFull
        return kept(inspection, draft)

    monkeypatch.setattr(school.workplace.signings, "keep", keep)
    draft = sitting.signing.draft
    sitting.signing.sign(draft.with_person(0, draft.members[0].signing("paper", "")))
    summary = SummaryPresenter(sitting, Summary())
    assert ":store" in [left.target for left in summary.page().left]
    shell.tasks.tick()
    assert [type(error) for error in shell.refused] == [DiskFull]  # said once
    full[0] = False
    shell.tasks.tick()
    assert sitting.signing.idle
    assert school.workplace.signings.load(school.inspection).members[0].way == "paper"
    assert ":store" not in [left.target for left in summary.page().left]


def test_an_answer_that_needs_more_leads_there_and_says_so(questions, view, sitting) -> None:
    """A button that works was tried by agreement: with whom, when, how long it took."""
    button = "/data/alarm/button_test"
    sitting.opened.answer("/data/alarm/button_present/verdict", "ok")
    questions.go_to(button)
    questions.answer(1)
    assert view.page.card.node == button
    assert view.focus[-1].startswith(f"{button}/")
    missing = [field for field in view.page.card.fields if field.required and not field.value]
    assert missing
    line = next(line for line in view.page.rows if line.node == button)
    assert any(hint.text == "не всё заполнено" for hint in line.hints)
    for field in missing:
        value = {"time": "10:00:00.000", "integer": "2"}.get(field.editor, "ЦОУ, дежурный")
        questions.set_field(field.node, value)
    line = next(line for line in view.page.rows if line.node == button)
    assert not any(hint.text == "не всё заполнено" for hint in line.hints)
