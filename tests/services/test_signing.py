"""What was signed survives, what was signed under other answers does not, and points keep their numbers."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.core.errors import NotFound
from inspector.core.signatures import ABSENT, PAPER, SCREEN
from inspector.paths import Home
from inspector.services import signing
from inspector.services.errors import InspectionSealed
from inspector.services.signing import DraftObjection, DraftSigner, SigningDraft, Signings
from inspector.store.opening import LaptopFolder
from inspector.wire import points as numbering
from inspector.wire.manifest import FindingFacts
from tests.store.laptops import PASSPHRASE
from tests.ui import laptop

AT = "2026-11-24T12:05:00+05:00"
STROKES = (((10, 20), (400, 90)), ((30, 30),))
DRAFT = SigningDraft(
    members=(
        DraftSigner(name="Сапарова А. М.", post="главный специалист", way=SCREEN, strokes=STROKES, at=AT),
        DraftSigner(name="Лим О. В.", dissent="Школа ни при чём", way=PAPER),
        DraftSigner(name="Касымова Д. Е.", way=ABSENT, absent="вызвана на пожар"),
    ),
    representative=DraftSigner(name="Ибраев Н. С.", post="директор"),
    objections=(DraftObjection(text="Прошу проверить повторно"), DraftObjection(text="  ")),
    opened_at=AT,
    read_at=AT,
    digest="d",
)
DUMMY = "/data/cctv/dummy"


def test_signatures_survive_a_program_that_never_ended(tmp_path: Path) -> None:
    """What is read by another program over the same folder is what was kept, stroke by stroke."""
    school = laptop.begun(tmp_path / "home")
    school.workplace.signings.keep(school.inspection, DRAFT)
    again = LaptopFolder(Home(tmp_path / "home"), cost=laptop.CHEAP).unlock(PASSPHRASE)  # the first never closed
    assert Signings(again.signings).load(school.inspection) == DRAFT
    again.close()
    school.close()


def test_signatures_lie_encrypted(tmp_path: Path) -> None:
    school = laptop.begun(tmp_path / "home")
    school.workplace.signings.keep(school.inspection, DRAFT)
    school.close()
    stored = b"".join(file.read_bytes() for file in (tmp_path / "home").rglob("*") if file.is_file())
    assert "Ибраев Н. С.".encode() not in stored
    assert b'"strokes"' not in stored


def test_the_seal_takes_them(tmp_path: Path) -> None:
    school = laptop.begun(tmp_path / "home")
    opened = school.opened()
    row = opened.add_row("/data/zones")
    operations = [*row.operations, *opened.answer(f"{row.row}/zone_name", "Вход").operations]
    operations += laptop.answer_everything(opened)
    school.workplace.inspecting.record(opened.id, operations)
    school.workplace.signings.keep(school.inspection, DRAFT)
    signatures = signing.signatures_of(DRAFT, signing.points_of(opened), "приказ № 1")
    school.workplace.sealing.seal(opened, signatures)
    assert school.workplace.signings.load(school.inspection) is None
    with pytest.raises(InspectionSealed):
        school.workplace.signings.keep(school.inspection, DRAFT)
    with pytest.raises(NotFound):
        school.workplace.signings.keep("nobody", DRAFT)
    school.close()


def test_a_wipe_takes_signatures_and_leaves_words() -> None:
    wiped = DRAFT.wiped()
    assert DRAFT.signed_by() == ("Сапарова А. М.", "Лим О. В.", "Касымова Д. Е.")
    assert wiped.signed_by() == ()
    assert (wiped.digest, wiped.read_at, wiped.members[0].strokes) == ("", "", ())
    assert wiped.members[1].dissent == "Школа ни при чём"
    assert wiped.objections == DRAFT.objections


def test_another_name_takes_the_signature_back_another_post_does_not() -> None:
    signed = DRAFT.members[0]
    assert signed.named("Сапарова А. М.", "инспектор", "МВД").way == SCREEN
    assert signed.named("Другая", signed.post, signed.body).way == ""


def test_what_goes_under_the_seal() -> None:
    made = signing.signatures_of(DRAFT, (), "приказ № 41-к от 15.08.2023")
    assert [(one.way, one.absent) for one in made.signers] == [
        (SCREEN, ""), (PAPER, ""), (ABSENT, "вызвана на пожар"),
    ]  # fmt: skip
    assert made.representative is not None
    assert made.representative.authority == "приказ № 41-к от 15.08.2023"
    assert [one.text for one in made.objections] == ["Прошу проверить повторно"]
    assert (made.proof_opened_at, made.proof_read_at) == (AT, AT)
    refused = msgspec.structs.replace(
        DRAFT, refusing=True, reason="Disagrees with the findings", words="Починят",
        witnesses=(DraftSigner(name="Омарова Ж.", way="refused"), DraftSigner()),
    )  # fmt: skip
    refusal = signing.signatures_of(refused, ()).refusal
    assert refusal is not None
    assert (refusal.reason, refusal.words, refusal.name) == ("Disagrees with the findings", "Починят", "Ибраев Н. С.")
    assert [(one.name, one.way) for one in refusal.witnesses] == [("Омарова Ж.", "refused")]


def test_points_follow_their_finding_and_say_when_they_changed(tmp_path: Path) -> None:
    school = laptop.begun(tmp_path / "home")
    opened = school.opened()
    opened.answer("/data/cctv/cctv_installed/verdict", "ok")
    opened.answer(f"{DUMMY}/verdict", "bad")
    before = signing.points_of(opened)
    mine = next(point for point in before if point.node.startswith(DUMMY))
    draft = SigningDraft(
        members=(DraftSigner(name="С"),), representative=DraftSigner(name="И"),
        objections=(DraftObjection(text="Нет муляжей", about=mine.name),),
        read_points={point.name: point.digest for point in before},
    )  # fmt: skip
    assert signing.changed_points(draft, before) == ()
    opened.answer("/data/cou/cou_connected/verdict", "bad")
    after = signing.points_of(opened)
    moved = signing.number_of(mine.name, after)
    assert moved > mine.number  # a gross violation is numbered before a recommendation
    assert signing.signatures_of(draft, after).objections[0].point == moved
    assert signing.changed_points(draft, after) == (1,)
    opened.answer(f"{DUMMY}/note", "Муляж у входа")
    assert set(signing.changed_points(draft, signing.points_of(opened))) == {1, moved}
    opened.answer(f"{DUMMY}/verdict", "ok")
    assert signing.number_of(mine.name, signing.points_of(opened)) == 0
    school.close()


FINDINGS = st.lists(
    st.builds(
        FindingFacts,
        check=st.just("c"), row=st.just(""), kind=st.sampled_from(["check", "rule"]), norm=st.sampled_from(["", "n1"]),
        node=st.sampled_from(["/data/a", "/data/b", "/data/r[1]/c", "/data/r[2]/c"]),
        severity=st.sampled_from(["gross", "significant", "minor", ""]), message=st.just({"ru": "текст"}),
        due_days=st.sampled_from([None, 0, 14]),
    ),
    max_size=14,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(FINDINGS)
def test_every_finding_stands_in_one_point_and_the_severest_come_first(findings: list[FindingFacts]) -> None:
    groups = numbering.points(findings)
    assert sorted(map(id, (one for group in groups for one in group))) == sorted(map(id, findings))
    ranks = [["gross", "significant", "minor", ""].index(group[0].severity) for group in groups]
    assert ranks == sorted(ranks)
    names = [numbering.name_of(group) for group in groups]
    assert len(set(names)) == len(names)
