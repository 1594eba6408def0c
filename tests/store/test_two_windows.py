"""Two windows, or a window and a command, on one folder: nothing confirmed is lost, and nothing else is sealed."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from inspector.services.errors import ChangedElsewhere
from tests.store import laptops
from tests.store.laptops import Laptop
from tests.store.test_seals import ACT, bundle, receipt, state

AT = datetime(2026, 11, 24, 12, 7, tzinfo=UTC)
ROLL = "/data/card/roll"


@pytest.fixture
def other(laptop: Laptop) -> Laptop:
    """The same folder, opened once more."""
    return laptops.opened(laptop.home.root)


def test_an_answer_of_a_window_that_does_not_know_the_latest_is_not_confirmed(laptop: Laptop, other: Laptop) -> None:
    """It may be of a row that the other window took away: the journal could never be opened again."""
    inspection = laptop.start()
    mine, theirs = laptop.inspecting.open(inspection), other.inspecting.open(inspection)
    guard = mine.add_row("/data/guards")
    laptop.inspecting.record(inspection, guard.operations)
    stale = theirs.add_row("/data/guards")
    with pytest.raises(ChangedElsewhere):
        other.inspecting.record(inspection, stale.operations)
    laptop.inspecting.record(inspection, mine.remove_row(guard.row).operations)
    assert len(laptop.inspecting.open(inspection).session.rows("/data/guards")) == 0
    again = other.inspecting.open(inspection)
    other.inspecting.record(inspection, again.answer(ROLL, "5").operations)
    assert laptop.inspecting.open(inspection).session.value(ROLL) == "5"
    other.store.close()


def test_accepted_stays_accepted_whatever_another_exchange_brings_later(laptop: Laptop) -> None:
    inspection, store = laptop.start(), laptop.store.seals
    store.keep(bundle(inspection), ACT, AT)
    (item,) = store.pending()
    store.accepted(item, receipt(inspection, item.sha256))
    store.sent(item, receipt(inspection, item.sha256, missing=("a",)))
    store.refused(item, ChangedElsewhere())
    assert (state(laptop, inspection), store.pending()) == ("accepted", ())


def test_a_folder_whose_keys_are_missing_is_put_aside_not_destroyed(tmp_path: Path) -> None:
    """Headquarters holds the data key in escrow: what is on the disk can still be opened there."""
    laptops.enrolled(tmp_path)
    place = laptops.opened(tmp_path)
    laptops.supplied(place)
    place.start()
    place.store.seals._vault.write(b"a photo")
    place.store.close()
    kept = {path.name: path.read_bytes() for path in (tmp_path / "evidence").iterdir()}
    database = (tmp_path / "laptop.db").read_bytes()
    (tmp_path / "keyslots.json").unlink()
    (tmp_path / "put-aside" / "begun").mkdir(parents=True)
    (tmp_path / "evidence").rename(tmp_path / "put-aside" / "begun" / "evidence")  # a crash on the way
    laptops.enrolled(tmp_path)
    (aside,) = (tmp_path / "put-aside").iterdir()
    assert (aside / "laptop.db").read_bytes() == database
    assert {path.name: path.read_bytes() for path in (aside / "evidence").iterdir()} == kept
    laptops.opened(tmp_path).store.close()
