"""Headquarters tells a laptop the head of its chain: after a restored backup the laptop goes on from there."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec

from inspector.laptop import Laptop as Gate
from inspector.paths import Home
from inspector.store.keys import Cost
from inspector.wire import certificates as pki
from inspector.wire import seal
from inspector.wire.messages import ChangesPage
from tests.hq.conftest import enrolled, school
from tests.hq.laptop import Laptop, sealed
from tests.hq.serving import ServedHq
from tests.hq.test_intake import summaries

CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)


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


def test_a_restored_laptop_goes_on_where_headquarters_saw_it_last(served_hq: ServedHq, tmp_path: Path) -> None:
    """The disk died after a seal that the backup does not know; the first exchange tells its head."""
    passphrase, file = "пароль ноутбука 2026", tmp_path / "copy.qorgan-backup"
    gate = Gate(Home(tmp_path / "old"), cost=CHEAP)
    place = gate.enrol(served_hq.url, served_hq.code(), passphrase)
    place.backup.write(file)
    who = place.sealing._identity
    sealer = Laptop(
        url=served_hq.url,
        root=pki.from_pem(who.root),
        operating=pki.from_pem(who.operating),
        box_key=seal.decode_base64(who.box_key, "box_key"),
        device=who.device,
        inspector=who.inspector.id,
        key=pki.key_from_pem(who.private_key.encode()),
        certificate=pki.from_pem(who.certificate),
    )
    sealer.pull()
    bundle = sealed(sealer, school(served_hq))
    sealer.push(bundle)
    gate.lock()

    back = Gate(Home(tmp_path / "new"), cost=CHEAP)
    back.restore(file, passphrase)
    place = back.unlock(passphrase)
    assert place.backup.chain_in_doubt()
    assert place.syncing.once().problem is None
    assert place.backup.chain_in_doubt() == ""
    assert back._store is not None
    assert back._store.seals.last_manifest_sha256() == seal.digest(bundle.manifest)
    back.lock()
