"""A draft divided between two laptops: what the colleague answered comes home as he answered it, and one seals."""

import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from PIL import Image

from inspector.core.errors import Refusal
from inspector.services.deciding import Deciding
from inspector.services.dividing_errors import (
    PartHere,
    PartNotSealed,
    ShareDoesNotFit,
    ShareOfOurs,
    ShareUnknown,
    ShareWantsChecklist,
    WrongShareCode,
)
from inspector.services.errors import InspectionSealed
from inspector.services.ports import OperationKind
from inspector.services.updating import Updating
from inspector.store.divisions import DivisionTable
from inspector.wire import certificates as pki
from inspector.wire.courier import CourierFile
from inspector.wire.messages import RevocationBody
from inspector.wire.seal import canonical
from tests.services.two_laptops import AUTHORITY, COLLEAGUE, LEAD, Desk, desk
from tests.store import laptops
from tests.store.test_seals import ACT, bundle
from tests.wire.authority import make_authority, manifest

ROLL, VERDICT, REASON = "/data/card/roll", "/data/cctv/dummy/verdict", "/data/cctv/dummy/reason"
CHECK = "/data/cctv/dummy"
GUARDS = "/data/guards"


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Desk, Desk, Path, str]]:
    """The lead with a draft, the colleague, the stick, the inspection."""
    lead, colleague = desk(tmp_path / "lead", LEAD), desk(tmp_path / "colleague", COLLEAGUE)
    for each in (lead, colleague):
        told = [("institution", laptops.SCHOOL), ("checklist", laptops.CHECKLIST)]
        Updating(each.store.changes).accept(laptops.page(told))
    inspection = lead.inspecting.start(laptops.SCHOOL.id, laptops.VISIT)
    lead.answer(inspection, ROLL, "640")
    yield lead, colleague, tmp_path, inspection
    for each in (lead, colleague):
        each.store.close()


def given(pair: tuple[Desk, Desk, Path, str]) -> str:
    """The colleague has the share; the code it was given under."""
    lead, colleague, stick, inspection = pair
    made = lead.dividing.give(inspection, ["/data/cctv"], stick / "share.qorgan")
    assert colleague.dividing.take(stick / "share.qorgan", made.code.lower().replace("-", " ")) == inspection
    return made.code


def photo(desk: Desk, inspection: str, folder: Path, name: str) -> str:
    picture = io.BytesIO()
    Image.effect_noise((90, 60), 40).convert("RGB").save(picture, "JPEG")
    (folder / name).write_bytes(picture.getvalue())
    evidence = desk.evidence.store(inspection, folder / name)
    opened = desk.inspecting.open(inspection)
    desk.inspecting.record(inspection, opened.attach(CHECK, evidence).operations)
    return evidence.name


def brought(pair: tuple[Desk, Desk, Path, str]) -> object:
    lead, colleague, stick, inspection = pair
    colleague.dividing.give_back(inspection, stick / "answers.qorgan")
    return lead.dividing.bring(stick / "answers.qorgan")


def test_the_answers_come_home_as_they_were_given(pair: tuple[Desk, Desk, Path, str]) -> None:
    lead, colleague, stick, inspection = pair
    given(pair)
    assert colleague.value(inspection, ROLL) == "640"
    colleague.answer(inspection, VERDICT, "bad")
    name = photo(colleague, inspection, stick, "one.jpg")
    opened = colleague.inspecting.open(inspection)
    row = opened.add_row(GUARDS)
    colleague.inspecting.record(inspection, row.operations)
    colleague.answer(inspection, f"{row.row}/iin", "850101300009")
    theirs = colleague.inspecting.open(inspection).journal
    assert brought(pair).disagreements == 0  # type: ignore[attr-defined]
    assert lead.value(inspection, VERDICT) == "bad"
    assert lead.value(inspection, f"{row.row}/iin") == "850101300009"
    assert lead.evidence.read(inspection, name) == colleague.evidence.read(inspection, name)
    journal = lead.inspecting.open(inspection).journal
    wanted = [one for one in theirs if one.who == COLLEAGUE.id and one.kind is not OperationKind.OPEN]
    assert [one for one in journal if one.who == COLLEAGUE.id] == wanted
    submission = lead.inspecting.open(inspection).session.submission()
    assert submission == colleague.inspecting.open(inspection).session.submission()


def test_what_is_away_is_known_until_it_comes_back(pair: tuple[Desk, Desk, Path, str]) -> None:
    lead, _, stick, inspection = pair
    assert lead.dividing.away(inspection) == ()
    lead.dividing.give(inspection, ["/data/cctv", "/data/card"], stick / "lost.qorgan")
    assert set(lead.dividing.away(inspection)) == {"/data/cctv", "/data/card"}
    given(pair)
    brought(pair)
    assert lead.dividing.away(inspection) == ("/data/card",), "even when nothing was answered, it is back"


def test_the_same_file_again_changes_nothing(pair: tuple[Desk, Desk, Path, str]) -> None:
    lead, colleague, stick, inspection = pair
    code = given(pair)
    colleague.answer(inspection, VERDICT, "ok")
    brought(pair)
    first = (stick / "answers.qorgan").read_bytes()
    colleague.answer(inspection, ROLL, "641")
    brought(pair)
    journal = lead.inspecting.open(inspection).journal
    assert lead.value(inspection, ROLL) == "641"
    (stick / "older.qorgan").write_bytes(first)
    for name in ("answers.qorgan", "older.qorgan"):
        assert lead.dividing.bring(stick / name).entries == 0
    assert lead.inspecting.open(inspection).journal == journal
    assert colleague.dividing.take(stick / "share.qorgan", code) == inspection
    assert colleague.value(inspection, ROLL) == "641"


@pytest.mark.parametrize("choice", ["mine", "theirs"])
def test_two_answers_are_decided_and_both_stay(pair: tuple[Desk, Desk, Path, str], choice: str) -> None:
    lead, colleague, stick, inspection = pair
    given(pair)
    lead.answer(inspection, VERDICT, "unchecked")
    lead.answer(inspection, REASON, "Нет доступа")
    colleague.answer(inspection, VERDICT, "bad")
    name = photo(colleague, inspection, stick, "two.jpg")
    assert brought(pair).disagreements == 1  # type: ignore[attr-defined]
    assert lead.value(inspection, VERDICT) == "unchecked"
    deciding = Deciding(lead.store.divisions, lead.inspecting, (LEAD.id, LEAD.name))
    (told,) = deciding.waiting()
    assert (told.unit, told.mine.values[VERDICT], told.theirs.values[VERDICT]) == (CHECK, "unchecked", "bad")
    assert (told.names[told.mine.who], told.names[told.theirs.who]) == (LEAD.name, COLLEAGUE.name)
    assert [one for _, one in told.theirs.photos] == [name]
    deciding.decide(told, choice)  # type: ignore[arg-type]
    assert deciding.waiting() == ()
    opened = lead.inspecting.open(inspection)
    photos = opened.session.rows(f"{CHECK}/dummy_photos")
    if choice == "mine":
        assert (opened.session.value(VERDICT), opened.session.value(REASON), photos) == ("unchecked", "Нет доступа", ())
    else:
        assert (opened.session.value(VERDICT), opened.session.value(REASON), len(photos)) == ("bad", "", 1)
    answers = [(one.who, one.new) for one in opened.journal if one.node == VERDICT]
    assert (LEAD.id, "unchecked") in answers
    assert (COLLEAGUE.id, "bad") in answers
    deciding.take_back(told)
    assert deciding.waiting() == (told,)
    assert lead.value(inspection, VERDICT) == "unchecked"


def test_a_row_one_removed_and_the_other_went_on_with(pair: tuple[Desk, Desk, Path, str]) -> None:
    lead, colleague, _, inspection = pair
    row = lead.inspecting.open(inspection)
    added = row.add_row(GUARDS)
    lead.inspecting.record(inspection, added.operations)
    given(pair)
    opened = lead.inspecting.open(inspection)
    lead.inspecting.record(inspection, opened.remove_row(added.row).operations)
    colleague.answer(inspection, f"{added.row}/full_name", "Ким С. В.")
    assert brought(pair).disagreements == 1  # type: ignore[attr-defined]
    assert lead.value(inspection, f"{added.row}/full_name") == "Ким С. В."
    deciding = Deciding(lead.store.divisions, lead.inspecting, (LEAD.id, LEAD.name))
    (told,) = deciding.waiting()
    deciding.decide(told, "mine")
    assert lead.inspecting.open(inspection).session.rows(GUARDS) == ()
    deciding.take_back(told)
    assert lead.value(inspection, f"{added.row}/full_name") == "Ким С. В."


def test_only_the_lead_seals(pair: tuple[Desk, Desk, Path, str]) -> None:
    lead, colleague, stick, inspection = pair
    given(pair)
    assert colleague.dividing.lead_of(inspection) == LEAD.name
    assert lead.dividing.lead_of(inspection) == ""
    with pytest.raises(PartNotSealed):
        colleague.store.seals.keep(bundle(inspection), ACT, datetime(2026, 11, 24, tzinfo=UTC))
    with pytest.raises(PartHere):
        colleague.dividing.give(inspection, ["/data/cctv"], stick / "again.qorgan")
    whole = msgspec.structs.replace(bundle(inspection), manifest=canonical(manifest()))
    lead.store.seals.keep(whole, ACT, datetime(2026, 11, 24, tzinfo=UTC))
    colleague.answer(inspection, VERDICT, "ok")
    with pytest.raises(InspectionSealed):
        brought(pair)


def test_who_may_not_read_or_write(pair: tuple[Desk, Desk, Path, str], tmp_path: Path) -> None:
    lead, colleague, stick, inspection = pair
    share = stick / "share.qorgan"
    code = lead.dividing.give(inspection, ["/data/cctv"], share).code
    assert laptops.SCHOOL.name_ru.encode() not in share.read_bytes()
    with pytest.raises(ShareOfOurs):
        lead.dividing.take(share, code)
    with pytest.raises(WrongShareCode):
        colleague.dividing.take(share, "2222-2222-2222")
    stranger = desk(tmp_path / "stranger", COLLEAGUE, make_authority())
    with pytest.raises(Refusal):
        stranger.dividing.take(share, code)
    stranger.store.close()
    unsupplied = desk(tmp_path / "unsupplied", COLLEAGUE)
    with pytest.raises(ShareWantsChecklist):
        unsupplied.dividing.take(share, code)
    assert unsupplied.inspecting.summaries() == ()
    unsupplied.store.close()
    whole = share.read_bytes()
    share.write_bytes(whole[:-30] + b"!" + whole[-29:])
    with pytest.raises(Refusal):
        colleague.dividing.take(share, code)
    with pytest.raises(ShareUnknown):
        colleague.dividing.give_back(inspection, stick / "answers.qorgan")
    assert colleague.inspecting.summaries() == ()


def test_a_colleague_does_not_change_what_was_frozen(pair: tuple[Desk, Desk, Path, str]) -> None:
    """A laptop that was tampered with could write a longer term for a repair into its journal."""
    lead, colleague, stick, inspection = pair
    given(pair)
    opened = colleague.inspecting.open(inspection)
    frozen = next(spec.path for spec in opened.form.root.children if spec.name == "p_archive_days")
    made = opened.together([(OperationKind.SET, frozen, "30", "1")]).operations
    colleague.inspecting.record(inspection, made)
    before = lead.inspecting.open(inspection).journal
    with pytest.raises(ShareDoesNotFit):
        brought(pair)
    assert lead.inspecting.open(inspection).journal == before
    assert stick.exists()


def test_a_blocked_laptop_brings_nothing(pair: tuple[Desk, Desk, Path, str]) -> None:
    lead, colleague, stick, inspection = pair
    given(pair)
    colleague.answer(inspection, VERDICT, "bad")
    colleague.dividing.give_back(inspection, stick / "answers.qorgan")
    assert CourierFile(stick / "answers.qorgan").check(AUTHORITY.root).device == "device-colleague"
    blocked = RevocationBody(device="device-colleague", serial=_serial(stick / "answers.qorgan"), at="2026-11-24")
    Updating(lead.store.changes).accept(laptops.page([("revocation", blocked)], first=9))
    with pytest.raises(Refusal):
        lead.dividing.bring(stick / "answers.qorgan")
    assert lead.value(inspection, VERDICT) == ""


def _serial(path: Path) -> str:
    """Of the certificate that closed the file."""
    tail = path.read_bytes()
    trailer = json.loads(tail[tail.rindex(b'{"body"') :])
    return pki.identity(pki.from_pem(trailer["certificates"][0])).serial


@pytest.mark.parametrize("name", ["keep", "merge"])
def test_what_breaks_off_is_whole_the_second_time(
    pair: tuple[Desk, Desk, Path, str], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The power goes before or behind the commit of a share, or of the answers."""
    lead, colleague, stick, inspection = pair
    code = lead.dividing.give(inspection, ["/data/cctv"], stick / "share.qorgan").code

    class PowerCut(BaseException):
        pass

    def journey() -> None:
        colleague.dividing.take(stick / "share.qorgan", code)
        colleague.answer(inspection, VERDICT, "ok")
        brought(pair)

    kept = getattr(DivisionTable, name)
    for behind in (False, True):

        def cut(table: DivisionTable, *told: object, behind: bool = behind) -> None:
            if behind:
                kept(table, *told)
            raise PowerCut

        with monkeypatch.context() as patch:
            patch.setattr(DivisionTable, name, cut)
            with pytest.raises(PowerCut):
                journey()
    journey()
    assert lead.value(inspection, VERDICT) == "ok"
    journals = [one.inspecting.open(inspection).journal for one in (lead, colleague)]
    mine, theirs = ([one for one in journal if one.node == VERDICT] for journal in journals)
    assert mine == theirs
