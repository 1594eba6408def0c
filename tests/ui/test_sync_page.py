"""The exchange screen in words: what needs a decision first, every error with what to do and one button."""

from pathlib import Path

import pytest

from inspector.ui.screens.sync.page import Item, facts, head, items, megabytes
from inspector.ui.screens.sync.presenter import SyncPresenter
from inspector.wire.errors import BadBundle
from tests.ui.fakes import FakeGate, FakeOverview, FakeShell


def told(shell: FakeShell) -> tuple[Item, ...]:
    return items(shell.workplace.overview.read())


def test_the_groups_stand_in_their_order(shell: FakeShell) -> None:
    headings = list(dict.fromkeys(item.heading for item in told(shell)))
    assert headings[:2] == ["Нужно ваше решение", "Отправляются"]
    assert headings[2] in ("Отправлено сегодня", "Принято раньше")


def test_two_versions_at_headquarters_say_that_both_are_kept(shell: FakeShell) -> None:
    first = told(shell)[0]
    assert first.title == "Школа № 211 — две версии"
    assert "Обе сохранены" in first.below
    assert (first.action, first.marked, first.key) == ("Открыть акт", True, "act:s3")


def test_every_other_refusal_says_whom_to_call_and_the_code(tmp_path: Path) -> None:
    gate = FakeGate()
    found = items(FakeOverview(gate.inspecting.summaries, BadBundle(place="act")).read())
    assert "(act)" in found[0].below
    assert "bad_bundle" in found[0].below
    assert found[0].title.endswith("не принято")


def test_what_is_half_there_shows_how_far(shell: FakeShell) -> None:
    half = next(item for item in told(shell) if item.shape == "half")
    assert half.below == "Сведения уже в штабе. Файлы: 18 из 28"
    assert half.share == pytest.approx(18 * 1.2 / 34, abs=0.01)
    assert half.right.replace("\u00a0", " ") == "22 МБ из 34 МБ"


def test_the_facts_of_the_laptop(shell: FakeShell) -> None:
    found = facts(shell.workplace.overview.read(), None)
    assert [(fact.shape, fact.value) for fact in found[:3]] == [
        ("warn", "20\u00a0114"),
        ("warn", "версия 2026.2"),
        ("ok", "01.11.2026"),
    ]
    assert found[3].value == "2 проверки"


@pytest.mark.parametrize(("size", "said"), [(0, "0 МБ"), (400_000, "0,4 МБ"), (9_960_000, "10,0 МБ"), (84e6, "84 МБ")])
def test_megabytes(shell: FakeShell, size: float, said: str) -> None:
    assert megabytes(int(size)).replace("\u00a0", " ") == said


def test_the_head_says_where_it_stands_and_the_button_pauses(shell: FakeShell) -> None:
    shell.exchange.attach(shell.gate.syncing)  # type: ignore[arg-type]
    assert head(shell.exchange).of == 0
    shown: list[bool] = []

    class View:
        def show_head(self, page: object) -> None:
            shown.append(page.running)  # type: ignore[attr-defined]

        def show_items(self, found: object) -> None:
            """Not asked about here."""

        def show_facts(self, found: object) -> None:
            """Not asked about here."""

    presenter = SyncPresenter(shell, View())  # type: ignore[arg-type]
    shell.exchange.listeners.append(presenter.exchange_changed)
    presenter.pause_or_start()
    assert True in shown
    assert shown[-1] is False
    presenter.open("conflict:s1")
    assert shell.navigator.shown[-1] == ("conflict", {"inspection": "s1"})
