"""A forgotten passphrase against a real headquarters: the same data under a new one, and nobody else's."""

import base64
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inspector.hq.services import enrolling
from inspector.laptop import Laptop
from inspector.link import client
from inspector.paths import Home
from inspector.services.errors import WeakPassphrase, WrongPassphrase
from inspector.store.keys import Cost, KeySlots
from inspector.wire.errors import CodeExpired, CodeUsed, WrongCode
from tests.hq.serving import ServedHq

CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)
OLD, NEW, SECOND = "забытый пароль 2026", "новый пароль 2026", "второй пароль 2026"
AIGERIM, TALGAT = "Сапарова А. М.", "Омаров Т. К."


@pytest.fixture
def gate(served_hq: ServedHq, tmp_path: Path):
    made = Laptop(Home(tmp_path / "laptop"), cost=CHEAP)
    made.enrol(served_hq.url, served_hq.code(AIGERIM), OLD)
    yield made
    made.lock()


def locked(gate: Laptop) -> Laptop:
    gate.lock()
    return Laptop(gate._home, cost=CHEAP)


def test_a_new_passphrase_opens_what_the_forgotten_one_did(served_hq: ServedHq, gate: Laptop) -> None:
    before = gate._store.identity  # type: ignore[union-attr]
    for _ in range(2):
        with pytest.raises(WrongPassphrase):
            gate.unlock("не помню пароль")
    closed = locked(gate)
    place = closed.recover(served_hq.url, served_hq.code(AIGERIM), NEW)
    assert (place.inspector.name, closed._store.identity) == (AIGERIM, before)  # type: ignore[union-attr]
    closed.lock()
    with pytest.raises(WrongPassphrase):
        closed.unlock(OLD)
    with served_hq.hq.database.reading() as work:
        assert len(work.audit.entries("device_recovered")) == 1


def test_each_of_two_inspectors_recovers_their_own_way_in(served_hq: ServedHq, gate: Laptop) -> None:
    gate.unlock(OLD).joining.join(served_hq.code(TALGAT), OLD, SECOND)
    closed = locked(gate)
    assert closed.recover(served_hq.url, served_hq.code(TALGAT), NEW).inspector.name == TALGAT
    closed.lock()
    assert closed.unlock(OLD).inspector.name == AIGERIM
    closed.lock()
    assert closed.recover(served_hq.url, served_hq.code(AIGERIM), "ещё один пароль").inspector.name == AIGERIM
    assert closed.slots() == (AIGERIM, TALGAT)


def test_a_lost_answer_is_asked_for_again_while_the_code_lives(served_hq: ServedHq, gate: Laptop) -> None:
    code, closed = served_hq.code(AIGERIM), locked(gate)
    closed.recover(served_hq.url, code, NEW)
    closed.lock()
    assert closed.recover(served_hq.url, code, "ещё один пароль").inspector.name == AIGERIM
    closed.lock()


def test_what_is_refused_leaves_the_old_way_in(served_hq: ServedHq, gate: Laptop, tmp_path: Path) -> None:
    other = Laptop(Home(tmp_path / "other"), cost=CHEAP)
    used = served_hq.code(TALGAT)
    other.enrol(served_hq.url, used, NEW)
    other.lock()
    late = enrolling.new_code(
        served_hq.hq.database, served_hq.hq.authority, inspector=AIGERIM, region="35",
        now=datetime(2026, 1, 1, tzinfo=UTC), hours=1,
    ).code  # fmt: skip
    closed = locked(gate)
    for code, passphrase, refusal in (
        (used, NEW, WrongCode),  # of somebody who does not work with this laptop
        (served_hq.code(TALGAT), NEW, WrongCode),
        (late, NEW, CodeExpired),
        (served_hq.code(AIGERIM), "короткий", WeakPassphrase),
    ):
        with pytest.raises(refusal):
            closed.recover(served_hq.url, code, passphrase)
    assert closed.unlock(OLD).inspector.name == AIGERIM
    closed.lock()


def test_a_code_spent_elsewhere_opens_nothing(served_hq: ServedHq, gate: Laptop, tmp_path: Path) -> None:
    second = Laptop(Home(tmp_path / "second"), cost=CHEAP)
    spent = served_hq.code(AIGERIM)
    second.enrol(served_hq.url, spent, NEW)
    second.lock()
    with pytest.raises(CodeUsed):
        locked(gate).recover(served_hq.url, spent, NEW)


def test_a_revoked_laptop_is_not_opened(served_hq: ServedHq, gate: Laptop) -> None:
    device = gate._store.identity.device  # type: ignore[union-attr]
    enrolling.revoke(served_hq.hq.database, device, now=datetime.now(UTC))
    with pytest.raises(WrongCode):
        locked(gate).recover(served_hq.url, served_hq.code(AIGERIM), NEW)


def test_the_answer_is_no_use_to_whoever_hears_it(
    served_hq: ServedHq, gate: Laptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = KeySlots(gate._home.keyslots).unlock(OLD)
    heard: list[bytes] = []
    read = client._read
    monkeypatch.setattr(client, "_read", lambda response: heard.append(body := read(response)) or body)
    closed = locked(gate)
    closed.recover(served_hq.url, served_hq.code(AIGERIM), NEW)
    closed.lock()
    assert heard
    coded = (key, key.hex().encode(), base64.b64encode(key))
    assert not [body for body in heard if any(form in body for form in coded)]
