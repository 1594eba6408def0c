"""Headquarters tells a laptop the head of its chain: after a restored backup the laptop goes on from there."""

from datetime import UTC, datetime

import msgspec

from inspector.wire import seal
from inspector.wire.messages import ChangesPage
from tests.hq.conftest import enrolled, school
from tests.hq.laptop import Laptop, sealed
from tests.hq.serving import ServedHq
from tests.hq.test_intake import summaries


def head(laptop: Laptop) -> str | None:
    with laptop.link() as link:
        signed = link.changes(0)
    return msgspec.json.decode(seal.open_signed(signed, laptop.root, datetime.now(UTC)), type=ChangesPage).head


def test_the_head_is_the_newest_seal_nothing_follows(any_hq: ServedHq) -> None:
    laptop, other = enrolled(any_hq), enrolled(any_hq, "Ахметов Б. Т.")
    assert head(laptop) == ""
    first, second = sealed(laptop, school(any_hq)), sealed(laptop, school(any_hq))
    laptop.push(second)
    laptop.push(first)  # the courier brought it later
    assert head(laptop) == seal.digest(second.manifest)
    assert head(other) == ""


def test_a_laptop_that_goes_on_from_the_told_head_makes_no_fork(any_hq: ServedHq) -> None:
    laptop = enrolled(any_hq)
    backup = laptop.previous
    laptop.push(sealed(laptop, school(any_hq)))
    laptop.previous = backup  # an older backup was restored
    laptop.previous = head(laptop) or ""
    laptop.push(sealed(laptop, school(any_hq)))
    assert {item.chain for item in summaries(any_hq)} == {"linked"}
