"""No entry of a journal can be changed, dropped, added or moved unnoticed."""

import pytest

from inspector.core.errors import NotFound
from inspector.services.errors import DamagedJournal, InspectionSealed
from tests.store.laptops import Laptop, answers

TEXTS = ("kind", "node", "old", "new", "at", "who", "hash")

LAST_AGAIN = """
INSERT INTO journal SELECT inspection, 5, kind, node, old, new, at, monotonic, who, hash FROM journal WHERE entry = 4
"""


@pytest.fixture
def inspection(laptop: Laptop) -> str:
    started = laptop.start()
    opened = laptop.inspecting.open(started)
    for value in ("120", "121", "122"):
        laptop.inspecting.record(started, opened.answer("/data/card/roll", value).operations)
    return started


def meddle(laptop: Laptop, statement: str) -> None:
    with laptop.store.database.write() as connection:
        assert connection.exec_driver_sql(statement).rowcount


@pytest.mark.parametrize("column", [*TEXTS, "monotonic"])
@pytest.mark.parametrize("entry", [1, 3, 4])
def test_an_edited_entry_is_noticed_and_named(laptop: Laptop, inspection: str, column: str, entry: int) -> None:
    new = "monotonic + 1" if column == "monotonic" else "'set'" if (column, entry) == ("kind", 1) else "'x'"
    meddle(laptop, f"UPDATE journal SET {column} = {new} WHERE entry = {entry}")
    with pytest.raises(DamagedJournal) as refused:
        laptop.inspecting.open(inspection)
    assert refused.value.params == {"entry": str(entry)}


def test_a_value_moved_from_one_field_to_the_next_is_noticed(laptop: Laptop, inspection: str) -> None:
    meddle(laptop, "UPDATE journal SET old = old || new, new = '' WHERE entry = 3")
    with pytest.raises(DamagedJournal):
        laptop.inspecting.open(inspection)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM journal WHERE entry = 4",
        "DELETE FROM journal WHERE entry = 2",
        "DELETE FROM journal WHERE entry = 1",
        LAST_AGAIN,
        "UPDATE journal SET entry = entry + 10 WHERE entry > 2",
        "UPDATE inspection SET journal_length = 3",
        "UPDATE inspection SET journal_head = 'x'",
    ],
)
def test_entries_taken_out_or_put_in_are_noticed(laptop: Laptop, inspection: str, statement: str) -> None:
    meddle(laptop, statement)
    with pytest.raises(DamagedJournal):
        laptop.inspecting.open(inspection)


def test_a_journal_of_another_inspection_does_not_fit(laptop: Laptop, inspection: str) -> None:
    other = laptop.start()
    copied = "kind, node, old, new, at, monotonic, who, hash"
    meddle(laptop, f"DELETE FROM journal WHERE inspection = '{other}'")
    meddle(
        laptop, f"INSERT INTO journal SELECT '{other}', entry, {copied} FROM journal WHERE inspection = '{inspection}'"
    )
    head = f"(SELECT journal_head FROM inspection WHERE id = '{inspection}')"
    meddle(laptop, f"UPDATE inspection SET journal_length = 4, journal_head = {head} WHERE id = '{other}'")
    with pytest.raises(DamagedJournal):
        laptop.inspecting.open(other)


def test_untouched_it_opens(laptop: Laptop, inspection: str) -> None:
    assert b"<roll>122</roll>" in answers(laptop, inspection)


def test_nothing_is_written_to_a_sealed_or_unknown_inspection(laptop: Laptop, inspection: str) -> None:
    opened = laptop.inspecting.open(inspection)
    step = opened.answer("/data/card/roll", "1")
    meddle(laptop, "UPDATE inspection SET state = 'sealed'")
    with pytest.raises(InspectionSealed):
        laptop.inspecting.record(inspection, step.operations)
    with pytest.raises(NotFound):
        laptop.inspecting.record("nobody", step.operations)
    assert b"<roll>122</roll>" in answers(laptop, inspection)
