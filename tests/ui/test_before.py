"""Before the start: declared beside last, contradictions marked, nothing of it an answer."""

from datetime import date
from pathlib import Path

import pytest

from inspector.core.institution import Visit
from inspector.core.verdict import VisitKind
from inspector.forms.authoring import compile_checklist
from inspector.services.ports import StoredChecklist
from inspector.services.previewing import preview
from inspector.ui.screens.before.presenter import BeforePresenter, Overview
from inspector.wire.messages import AssignmentBody, ChecklistBody
from tests.architecture.tree import ROOT
from tests.ui.fakes import FakeGate, FakeInstitutions, FakeShell

NOW = date(2026, 11, 24)


class View:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.overview: Overview | None = None
        self.kind = -1

    def show_overview(self, overview: Overview, kind: int) -> None:
        self.overview, self.kind = overview, kind

    def show_busy(self, *, busy: bool) -> None:
        self.busy = busy


@pytest.fixture(scope="module")
def checklist() -> StoredChecklist:
    """The checklist that is shipped."""
    made = compile_checklist(ROOT / "resources" / "checklists" / "school-safety.md")
    body = ChecklistBody(
        form_id=made.form_id, version=made.version, form_xml=made.form_xml, norms=[], parameters=[], reviewed_kk=True
    )
    return StoredChecklist(sha256="0" * 64, body=body)


@pytest.fixture
def view() -> View:
    return View()


def shell_with(shell: FakeShell, tmp_path: Path, checklist: StoredChecklist | None) -> FakeShell:
    return FakeShell(tmp_path, FakeGate(institutions=FakeInstitutions(checklist_body=checklist)))


def test_the_table_is_read_from_the_checklist(view: View, shell: FakeShell, tmp_path, checklist) -> None:
    shell = shell_with(shell, tmp_path, checklist)
    BeforePresenter(view, shell, now=lambda: NOW).load("i207")
    lines = {line.name: line for line in view.overview.lines}
    cameras = lines["Видеокамеры"]
    assert (cameras.declared, cameras.shape) == ("22 из 22", "warn")
    link = next(line for name, line in lines.items() if "ЦОУ" in name)
    assert (link.last, link.last_tone, link.declared, link.tone) == ("не соответствует", "bad", "есть", "warn")
    roll = view.overview.lines[0]
    assert (roll.last, roll.declared, roll.tone) == ("—", "842", "na")
    assert (cameras.last, cameras.last_tone) == ("19", "ink2")
    assert view.overview.last_heading == "Прошлая проверка · 14.03.2026"
    assert view.overview.declared_heading == "Заявлено · 01.11.2026"
    assert view.overview.open_violations == "6 открытых нарушений"
    assert view.overview.ready
    assert len({line.name for line in view.overview.lines}) == len(view.overview.lines)


def test_declared_values_answer_nothing(tmp_path, checklist) -> None:
    gate = FakeGate(institutions=FakeInstitutions(checklist_body=checklist))
    known = preview(gate.institutions, gate.inspecting, "i207", NOW)  # type: ignore[arg-type]
    assert known.facts["declared_cameras_working"] == "22"
    assert [known.session.progress(section.path).answered for section in known.session.form.sections].count(0) >= 5
    assert all(known.session.value(f"{check}/verdict") == "" for check in known.session.checks())


def test_without_a_checklist_nothing_can_be_started(view: View, shell: FakeShell) -> None:
    presenter = BeforePresenter(view, shell, now=lambda: NOW)
    presenter.load("i207")
    assert not view.overview.ready
    assert "обмен" in view.overview.summary


def test_starting_freezes_the_facts_of_the_visit(view: View, shell: FakeShell) -> None:
    presenter = BeforePresenter(view, shell, now=lambda: NOW)
    presenter.load("i207")
    presenter.choose(0, "")
    presenter.start()
    assert shell.workplace.inspecting.started == [("i207", Visit(date=NOW))]
    assert shell.navigator.shown == [("questions", {"inspection": "new"})]


def test_a_formal_check_needs_its_order(view: View, shell: FakeShell) -> None:
    presenter = BeforePresenter(view, shell, now=lambda: NOW)
    presenter.load("i207")
    presenter.choose(1, "  ")
    presenter.start()
    assert shell.workplace.inspecting.started == []
    assert len(shell.notices) == 1
    presenter.choose(1, " 17-2026 ")
    presenter.start()
    started = shell.workplace.inspecting.started[0][1]
    assert (started.kind, started.order, started.body) == (VisitKind.CHECK, "17-2026", "МВД")


def test_an_unfinished_inspection_is_continued(view: View, shell: FakeShell) -> None:
    presenter = BeforePresenter(view, shell, now=lambda: NOW)
    presenter.load("i214")
    assert view.overview.action == "Продолжить"
    presenter.start()
    assert shell.workplace.inspecting.started == []
    assert shell.navigator.shown == [("questions", {"inspection": "d1"})]


def test_an_assigned_formal_check_is_preset(view: View, shell: FakeShell, monkeypatch) -> None:
    body = AssignmentBody(id="a", institution="i207", campaign="c", due="", kind="check", match_key="")
    monkeypatch.setattr(FakeInstitutions, "assignment", lambda self, institution: body)
    BeforePresenter(view, shell, now=lambda: NOW).load("i207")
    assert view.kind == 1
