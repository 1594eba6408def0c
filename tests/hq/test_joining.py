"""Two inspectors on one laptop and a real headquarters: who did what is named, one chain holds the seals."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from inspector.core.institution import Visit
from inspector.hq.services import enrolling
from inspector.hq.store.publications import EVERYBODY
from inspector.laptop import Laptop
from inspector.paths import Home
from inspector.services.errors import WeakPassphrase, WrongPassphrase
from inspector.services.joining import OwnCode
from inspector.services.workplace import Workplace
from inspector.store.keys import Cost
from inspector.wire import certificates as pki
from inspector.wire import seal
from inspector.wire.errors import CodeExpired, CodeOfOtherHeadquarters, CodeUsed, WrongCode
from tests.hq.laptop import Laptop as Device
from tests.hq.laptop import sealed
from tests.hq.serving import ServedHq
from tests.hq.test_intake import summaries

CHEAP = Cost(memory_kib=64, iterations=1, lanes=1)
FIRST, SECOND = "первый пароль 2026", "второй пароль 2026"
AIGERIM, TALGAT = "Сапарова А. М.", "Омаров Т. К."


@dataclass
class Shared:
    """A laptop of Aigerim's at a served headquarters."""

    hq: ServedHq
    gate: Laptop

    def open(self, passphrase: str) -> Workplace:
        self.gate.lock()
        return self.gate.unlock(passphrase)


@pytest.fixture
def shared(served_hq: ServedHq, tmp_path: Path):
    gate = Laptop(Home(tmp_path / "laptop"), cost=CHEAP)
    gate.enrol(served_hq.url, served_hq.code(AIGERIM), FIRST)
    yield Shared(served_hq, gate)
    gate.lock()


def test_a_second_inspector_gets_a_way_in_and_an_identity_of_their_own(shared: Shared) -> None:
    place = shared.open(FIRST)
    added = place.joining.join(shared.hq.code(TALGAT, "59"), FIRST, SECOND)
    assert added.name == TALGAT
    assert shared.gate.slots() == (AIGERIM, TALGAT)
    assert shared.open(SECOND).inspector == added
    assert shared.open(FIRST).inspector.name == AIGERIM


def test_both_have_one_device_one_key_and_certificates_with_their_names(shared: Shared) -> None:
    first = shared.open(FIRST).sealing._identity
    shared.open(FIRST).joining.join(shared.hq.code(TALGAT), FIRST, SECOND)
    second = shared.open(SECOND).sealing._identity
    assert (first.device, first.private_key, first.root) == (second.device, second.private_key, second.root)
    now = datetime.now(UTC)
    for identity in (first, second):
        chain = [pki.from_pem(identity.certificate), pki.from_pem(identity.operating)]
        named = pki.verify_chain(chain, pki.from_pem(identity.root), now)
        assert (named.device, named.inspector) == (identity.device, identity.inspector.id)
    assert first.inspector.id != second.inspector.id


def test_what_is_told_to_either_comes_to_the_laptop(shared: Shared) -> None:
    (place,) = shared.hq.institutions()
    shared.open(FIRST).syncing.once()
    shared.open(FIRST).joining.join(shared.hq.code(TALGAT), FIRST, SECOND)
    shared.hq.assign(place.id, TALGAT)
    second = shared.open(SECOND)
    assert second.syncing.once().problem is None
    assert [row.institution.id for row in second.inspecting.today().assigned] == [place.id]


def test_an_order_given_before_the_second_joined_comes_too(shared: Shared) -> None:
    (place,) = shared.hq.institutions()
    code = shared.hq.code(TALGAT)
    shared.hq.assign(place.id, TALGAT)
    shared.hq.declare(("bin", "as_of", "source", "cctv"), (place.bin, "2026-09-01", "акимат", "yes"))
    first = shared.open(FIRST)
    first.syncing.once()
    assert first.inspecting.today().assigned == ()
    first.joining.join(code, FIRST, SECOND)
    second = shared.open(SECOND)
    second.syncing.once()
    assert [row.institution.id for row in second.inspecting.today().assigned] == [place.id]


def test_a_draft_of_one_is_gone_on_with_by_the_other_and_the_journal_names_both(shared: Shared) -> None:
    first = shared.open(FIRST)
    first.joining.join(shared.hq.code(TALGAT), FIRST, SECOND)
    (place,) = shared.hq.institutions()
    first = shared.open(FIRST)
    draft = first.inspecting.start(place.id, Visit(date=datetime.now(UTC).date()))
    second = shared.open(SECOND)
    opened = second.inspecting.open(draft)
    node = next(problem.node for problem in opened.session.problems() if opened.session.choices(problem.node, "ru"))
    second.inspecting.record(draft, opened.answer(node, opened.session.choices(node, "ru")[0].value).operations)
    journal = shared.gate._store.inspections.load(draft).operations  # type: ignore[union-attr]
    assert [each.who for each in journal][:1] == [first.inspector.id]
    assert journal[-1].who == second.inspector.id


def test_a_lost_answer_is_asked_for_again(shared: Shared) -> None:
    code, place = shared.hq.code(TALGAT), shared.open(FIRST)
    place.joining.join(code, FIRST, SECOND)
    place.joining.join(code, FIRST, "третий пароль 2026")
    assert shared.gate.slots() == (AIGERIM, TALGAT)
    assert shared.open("третий пароль 2026").inspector.name == TALGAT


def test_what_is_refused_leaves_one_inspector(shared: Shared, tmp_path: Path) -> None:
    place = shared.open(FIRST)
    used = shared.hq.code("Ахметов Б. Т.")
    other = Laptop(Home(tmp_path / "other"), cost=CHEAP)
    other.enrol(shared.hq.url, used, FIRST)
    other.lock()
    late = enrolling.new_code(
        shared.hq.hq.database, shared.hq.hq.authority, inspector=TALGAT, region="35",
        now=datetime(2026, 1, 1, tzinfo=UTC), hours=1,
    ).code  # fmt: skip
    good = shared.hq.code(TALGAT)
    wrong = ("2222-2222" if not good.startswith("2222-2222") else "3333-3333") + good[9:]
    for code, own, new, refusal in (
        (used, FIRST, SECOND, CodeUsed),
        (late, FIRST, SECOND, CodeExpired),
        (wrong, FIRST, SECOND, WrongCode),
        (_foreign(good), FIRST, SECOND, CodeOfOtherHeadquarters),
        (good, FIRST, "короткий", WeakPassphrase),
        (shared.hq.code(AIGERIM), FIRST, SECOND, OwnCode),
        (good, SECOND, SECOND, WrongPassphrase),
    ):
        with pytest.raises(refusal):
            place.joining.join(code, own, new)
    assert shared.gate.slots() == (AIGERIM,)


def _foreign(code: str) -> str:
    """The same secret under another root."""
    return code[:-4] + ("2222" if not code.endswith("2222") else "3333")


def test_a_revoked_laptop_is_revoked_for_both(shared: Shared) -> None:
    place = shared.open(FIRST)
    place.joining.join(shared.hq.code(TALGAT), FIRST, SECOND)
    device = place.sealing._identity.device
    enrolling.revoke(shared.hq.hq.database, device, now=datetime.now(UTC))
    with shared.hq.hq.database.reading() as work:
        told = [change for change in work.changes.after(0, (EVERYBODY,), 100) if change.kind == "revocation"]
        colleagues = work.people.colleagues(device)
    assert len(told) == 2
    assert len(colleagues) == 1
    report = shared.open(SECOND).syncing.once()
    assert report.problem is not None


def test_seals_of_both_are_one_chain_and_each_names_who_sealed(shared: Shared) -> None:
    shared.open(FIRST).joining.join(shared.hq.code(TALGAT), FIRST, SECOND)
    previous, persons = "", []
    for passphrase in (FIRST, SECOND, FIRST):
        who = shared.open(passphrase).sealing._identity
        device = Device(
            url=shared.hq.url,
            root=pki.from_pem(who.root),
            operating=pki.from_pem(who.operating),
            box_key=seal.decode_base64(who.box_key, "box_key"),
            device=who.device,
            inspector=who.inspector.id,
            key=pki.key_from_pem(who.private_key.encode()),
            certificate=pki.from_pem(who.certificate),
            previous=previous,
        )
        device.pull()
        bundle = sealed(device, shared.hq.institutions()[0])
        device.push(bundle)
        previous = device.previous
        persons.append(seal.read_manifest(bundle.manifest).inspector)
    assert {item.chain for item in summaries(shared.hq)} == {"linked"}
    assert sorted(item.inspector for item in summaries(shared.hq)) == [TALGAT, AIGERIM, AIGERIM]
    assert persons[0] == persons[2] != persons[1]
