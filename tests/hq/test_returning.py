"""A sealed inspection read at headquarters, returned, answered by a second revision; and the visit that comes after."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import httpx
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from inspector.core.errors import NotFound
from inspector.core.institution import Institution, Visit
from inspector.core.signatures import Representative, Signatures, Signer
from inspector.core.verdict import VisitKind
from inspector.forms.authoring import CompiledChecklist, compile_checklist
from inspector.hq.services import returning
from inspector.hq.services.headquarters import utc_now
from inspector.hq.services.tabular import CellWrong
from inspector.hq.store.records import CONFIRMED, MISMATCH, RevisionSummary
from inspector.laptop import Laptop
from inspector.paths import Home
from inspector.services import desk
from inspector.services.errors import NotReturned, OnlyOnSite
from inspector.services.inspecting import OpenInspection
from inspector.services.ports import InspectionState
from inspector.services.sealing import SealedResult
from inspector.services.workplace import Workplace
from inspector.store.keys import Cost
from inspector.store.opening import LaptopFolder
from inspector.wire.reviews import ACCEPTED, RETURNED
from inspector.wire.seal import digest, encode_base64, sign_text
from tests import world
from tests.acts.reading import cells_of
from tests.hq.serving import ServedHq, serving

PASSPHRASE = "қорған демо 2026"
ARCHIVE, FENCE, ROLL, CAMERAS = (
    "/data/cctv/archive", "/data/cctv/fence", "/data/cctv/roll", "/data/cctv/cameras",
)  # fmt: skip
SIGNED = Signatures(
    signers=(Signer(name="Сапарова А. М.", post="инспектор", body=""),),
    representative=Representative(name="Ибраев Н. С.", post="директор"),
)


@cache
def followed() -> CompiledChecklist:
    return compile_checklist(Path(__file__).with_name("followed.md"))


@dataclass
class Field:
    """A headquarters, its school, and the laptop of the inspector who goes there."""

    served: ServedHq
    place: Institution
    laptop: Laptop
    workplace: Workplace
    folder: Path

    def start(self, day: str) -> OpenInspection:
        visit = Visit(date=date.fromisoformat(day), kind=VisitKind.MONITORING)
        return self.workplace.inspecting.open(self.workplace.inspecting.start(self.place.id, visit))

    def record(self, opened: OpenInspection, *steps: object) -> None:
        for step in steps:
            self.workplace.inspecting.record(opened.id, step.operations)  # type: ignore[attr-defined]

    def answer(self, opened: OpenInspection, **answers: str) -> None:
        """Verdicts by the name of the check; what fails a photo is hung on."""
        names = {"archive": f"{ARCHIVE}/verdict", "fence": f"{FENCE}/verdict", "roll": ROLL}
        for name, value in answers.items():
            self.record(opened, opened.answer(names[name], value))
            if (name, value) == ("archive", "bad"):
                self.record(opened, opened.attach(ARCHIVE, self.picture(opened)))

    def picture(self, opened: OpenInspection, colour: str = "grey") -> object:
        file = self.folder / f"{colour}.jpg"
        Image.new("RGB", (64, 48), colour).save(file)
        return self.workplace.evidence.store(opened.id, file)

    def seal(self, opened: OpenInspection) -> SealedResult:
        return self.workplace.sealing.seal(opened, SIGNED)

    def sync(self) -> None:
        report = self.workplace.syncing.once()
        assert report.problem is None, report.problem
        assert all(item.problem is None for item in report.items), report.items

    def visited(self, day: str = "2026-11-24", **answers: str) -> OpenInspection:
        """A whole inspection, sealed, sent and evaluated again."""
        opened = self.start(day)
        self.answer(opened, **({"archive": "bad", "fence": "bad", "roll": "640"} | answers))
        self.seal(opened)
        self.exchange()
        return opened

    def exchange(self) -> RevisionSummary:
        self.sync()
        self.served.hq.reviewer.review_waiting()
        self.sync()
        return self.received()[0]

    def received(self) -> tuple[RevisionSummary, ...]:
        with self.served.hq.database.reading() as work:
            return work.figures.received()

    def review(self, inspection: str, *comments: tuple[str, str], term: str = "") -> object:
        said = tuple(returning.Comment(node=node, text=text) for node, text in comments)
        decision = returning.Decision(by="Ахметова Г.", comments=said, term=term)
        return returning.review(self.served.hq.database, self.served.hq.forms, inspection, decision, now=utc_now())

    def followed(self) -> dict[str, tuple[str, str]]:
        """Violations at headquarters: (state, verdict) by check."""
        with self.served.hq.database.reading() as work:
            return {each.name: (each.state, each.verdict) for each in work.violations.of(self.place.id)}


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    cheap = Cost(memory_kib=64, iterations=1, lanes=1)
    monkeypatch.setattr(Laptop, "_folder", lambda self: LaptopFolder(self._home, cost=cheap))


@pytest.fixture
def enrol(tmp_path: Path) -> Iterator[Callable[[ServedHq, str], tuple[Laptop, Workplace]]]:
    open_ones: list[Laptop] = []

    def made(served: ServedHq, inspector: str) -> tuple[Laptop, Workplace]:
        laptop = Laptop(Home(tmp_path / f"laptop-{len(open_ones)}"))
        open_ones.append(laptop)
        return laptop, laptop.enrol(served.url, served.code(inspector), PASSPHRASE)

    yield made
    for laptop in open_ones:
        laptop.lock()


def field_of(served: ServedHq, enrol: Callable[..., tuple[Laptop, Workplace]], folder: Path) -> Field:
    served.hq.worker.stop()
    served.publish(followed())
    (place,) = served.institutions()
    served.code("Сапарова А. М.")
    served.assign(place.id)
    laptop, workplace = enrol(served, "Сапарова А. М.")
    return Field(served, place, laptop, workplace, folder)


@pytest.fixture
def field(tmp_path: Path, enrol: Callable[..., tuple[Laptop, Workplace]]) -> Iterator[Field]:
    with serving(tmp_path / "hq") as served:
        yield field_of(served, enrol, tmp_path)


@pytest.fixture
def any_field(tmp_path: Path, database_url: str, enrol: Callable[..., tuple[Laptop, Workplace]]) -> Iterator[Field]:
    """The same on either database."""
    with serving(tmp_path / "hq", database_url) as served:
        yield field_of(served, enrol, tmp_path)


def test_returned_answered_and_accepted(any_field: Field) -> None:
    field = any_field
    first = field.visited()
    assert field.received()[0].state == CONFIRMED
    field.review(first.id, ("archive", "На фото не видно, что это."), (FENCE, "Где именно?"), term="2026-12-01")
    field.sync()
    (back,) = field.workplace.returning.returned()
    (told,) = back.reviews
    assert (told.outcome, told.by, told.term, back.revision) == (RETURNED, "Ахметова Г.", "2026-12-01", 1)
    assert [comment.node for comment in told.comments] == [ARCHIVE, FENCE]
    assert told.comments[0].photo, "the only photo of the question stands beside the comment"

    assert field.workplace.returning.reopen(first.id)
    assert not field.workplace.returning.reopen(first.id)
    opened = field.workplace.inspecting.open(first.id)
    assert (opened.state, opened.revision) == (InspectionState.DRAFT, 2)
    (name,) = opened.sealed_photos
    field.record(
        opened,
        opened.at_desk(desk.REPLY, told.comments[0].id, "Это камера 11, столовая."),
        opened.at_desk(desk.CAPTION, name, "Камера 11"),
        opened.at_desk(desk.VISIT, told.comments[1].id, desk.YES),
        opened.at_desk(desk.WITHDRAW, FENCE, "повреждение на соседнем участке"),
        opened.answer(f"{ARCHIVE}/note", "подписано"),
        opened.attach(ARCHIVE, field.picture(opened, "navy")),
    )
    again = field.workplace.inspecting.open(first.id)
    assert again.desk == opened.desk, "the journal has it"
    assert field.seal(again).revision == 2
    item = field.exchange()
    assert (item.number, item.state, item.reasons) == (2, CONFIRMED, ())
    with field.served.hq.database.reading() as work:
        assert work.figures.open_findings() == {"gross": 1}, "what was taken back does not count"
        manifest = json.loads(work.figures.detail(first.id).manifest)  # type: ignore[union-attr]
    assert manifest["withdrawn"] == [{"node": FENCE, "reason": "повреждение на соседнем участке"}]
    assert [(reply["text"], reply["visit"]) for reply in manifest["replies"]] == [
        ("Это камера 11, столовая.", False), ("", True),
    ]  # fmt: skip
    assert field.followed() == {"archive": ("open", ""), "fence": ("withdrawn", "")}

    page = httpx.get(f"{field.served.url}/inspections/{first.id}?lang=kk", trust_env=False).text
    for said in ("Это камера 11, столовая.", "Жазбалар сақталады", "повреждение на соседнем участке", "Камера 11"):
        assert said in page
    assert "ауыстырылды, сақталуда" in page
    old = re.search(r"/inspections/[^\"]+/acts/[0-9a-f]{64}", page)
    assert old is not None, "the first act stays"
    assert httpx.get(field.served.url + old[0], trust_env=False).content.startswith(b"%PDF")
    act = cells_of(field.workplace.printing.act(first.id), field.folder)
    for said in ("Снято инспектором после первого акта", "повреждение на соседнем участке", "Камера 11", "/2"):
        assert said in act
    assert str(manifest["supersedes"])[:16].upper() in act, "it names the act it replaces"
    field.review(first.id)
    field.sync()
    assert field.workplace.returning.returned() == ()
    assert field.workplace.returning.outcomes() == {first.id: ACCEPTED}


def test_what_was_found_on_the_spot_is_not_changed_at_a_desk(field: Field) -> None:
    first = field.visited()
    with pytest.raises(NotReturned):
        field.workplace.returning.reopen(first.id)
    field.review(first.id, ("archive", "Проверьте ответ."))
    field.sync()
    field.workplace.returning.reopen(first.id)
    opened = field.workplace.inspecting.open(first.id)
    (photo_row,) = opened.session.rows(f"{ARCHIVE}/archive_photos")
    before = opened.entries
    for forbidden in (
        lambda: opened.answer(f"{ARCHIVE}/verdict", "ok"),
        lambda: opened.answer(ROLL, "1"),
        lambda: opened.answer(f"{ARCHIVE}/due_days", "90"),
        lambda: opened.add_row(CAMERAS),
        lambda: opened.detach(photo_row),
    ):
        with pytest.raises(OnlyOnSite):
            forbidden()
    assert (opened.entries, opened.session.value(f"{ARCHIVE}/verdict")) == (before, "bad")
    added = opened.attach(ARCHIVE, field.picture(opened, "navy"))
    opened.detach(added.row)


def test_headquarters_finds_a_verdict_changed_at_a_desk(field: Field, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that was tampered with seals what ours refuses."""
    first = field.visited()
    field.review(first.id, ("archive", "Проверьте ответ."))
    field.sync()
    field.workplace.returning.reopen(first.id)
    opened = field.workplace.inspecting.open(first.id)
    monkeypatch.setattr(desk, "check_allowed", lambda *_: None)
    field.record(opened, opened.answer(f"{FENCE}/verdict", "ok"))
    (photo_row,) = opened.session.rows(f"{ARCHIVE}/archive_photos")
    field.record(opened, opened.attach(ARCHIVE, field.picture(opened, "navy")), opened.detach(photo_row))
    field.seal(opened)
    item = field.exchange()
    assert item.state == MISMATCH
    changed = {f"desk:{node}" for node in (f"{FENCE}/verdict", f"{FENCE}/due_days", "/data/failed_now",
                                           "/data/open_findings")}  # fmt: skip
    assert set(item.reasons) == {"desk_photos", *changed}
    assert field.followed()["fence"] == ("open", ""), "the revision that does not hold changes nothing"


def test_only_the_laptop_that_sealed_it_hears_of_it(
    field: Field, enrol: Callable[..., tuple[Laptop, Workplace]]
) -> None:
    first = field.visited()
    _, other = enrol(field.served, "Сапарова А. М.")
    field.review(first.id, ("archive", "Подпишите."))
    field.sync()
    assert other.syncing.once().problem is None
    assert other.returning.returned() == ()
    assert [back.inspection for back in field.workplace.returning.returned()] == [first.id]


def test_a_review_under_another_key_is_not_believed(field: Field, monkeypatch: pytest.MonkeyPatch) -> None:
    from inspector.wire import certificates as pki

    first = field.visited()
    field.review(first.id, ("archive", "Подпишите."))
    forger = pki.new_key()
    honest = field.served.hq.authority.sign

    def forged(message: object) -> bytes:
        signed = json.loads(honest(message))  # type: ignore[arg-type]
        return json.dumps(signed | {"signature": sign_text(forger, signed["body"])}).encode()

    monkeypatch.setattr(field.served.hq.authority, "sign", forged)
    assert field.workplace.syncing.once().problem is not None
    assert field.workplace.returning.returned() == ()


def test_a_review_of_another_seal_is_left_out(field: Field) -> None:
    from inspector.services.ports import ReceivedChange
    from inspector.wire.reviews import ReviewBody

    first = field.visited()
    body = ReviewBody(
        id="r", inspection=first.id, revision=1, manifest_sha256="0" * 64, round=1, outcome=RETURNED, by="x", at="y"
    )
    change = ReceivedChange(seq=99, kind="review", text=msgspec.json.encode(body).decode(), body=body)
    field.laptop._store.changes.accept([change], 99)  # type: ignore[union-attr]
    assert field.workplace.returning.returned() == ()


def test_a_decision_is_checked_before_it_is_told(field: Field, tmp_path: Path) -> None:
    first = field.visited()
    for node, text in (("nonsense", "?"), ("archive", "  "), ("/data/cctv/none", "?"), ("/data/cctv", "?"),
                       (f"{CAMERAS}[0190]/place", "?")):  # fmt: skip
        with pytest.raises(returning.CommentWrong):
            field.review(first.id, (node, text))
    for personal in ("061211600012", "Охранник 061211 600012 — кто это?"):
        with pytest.raises(returning.CommentPersonal):
            field.review(first.id, ("archive", personal))
    with pytest.raises(returning.TermWrong):
        field.review(first.id, ("archive", "?"), term="завтра")
    with pytest.raises(NotFound):
        field.review("0190b0c0-0000-7000-8000-000000000009")
    for wrong in ("", "[]", '{"comments": [1]}', '{"comments": [{"node": "a"}]}', "[" * 100_000):
        file = tmp_path / "comments.json"
        file.write_text(wrong)
        with pytest.raises(returning.ReviewUnreadable):
            returning.read_comments(file)
    field.review(first.id)
    with pytest.raises(returning.AlreadyAccepted):
        field.review(first.id, ("archive", "Поздно."))


def test_the_next_visit_sees_the_violations_and_fixes_one(any_field: Field) -> None:
    field = any_field
    first = field.visited("2026-10-02")
    with field.served.hq.database.writing() as work:
        assert work.violations.delivered(first.id, date(2026, 10, 2))
        from inspector.hq.services.telling import tell_violations

        tell_violations(work, field.place)
    field.sync()
    told = field.workplace.returning.violations()
    assert [(row.violation.check, row.violation.due) for row in told] == [
        ("archive", "2026-10-16"), ("fence", "2026-11-01"),
    ]  # fmt: skip
    assert told[0].institution.id == field.place.id

    second = field.start("2026-11-24")
    rows = second.session.rows("/data/previous/last_findings")
    assert [second.session.value(f"{row}/finding") for row in rows] == ["archive", "fence"]
    field.answer(second, archive="ok", fence="bad", roll="640")
    field.record(second, second.answer(f"{rows[0]}/fixed", "fixed"), second.answer(f"{rows[1]}/fixed", "partly"))
    field.seal(second)
    assert field.exchange().state == CONFIRMED
    assert field.followed() == {"archive": ("fixed", "fixed"), "fence": ("open", "partly")}
    page = httpx.get(f"{field.served.url}/inspections/{first.id}?lang=ru", trust_env=False).text
    assert "устранено, видели 24.11.2026" in page
    assert "просрочено" in page or "до 01.11.2026" in page
    (left,) = field.workplace.returning.violations()
    assert (left.violation.check, left.violation.opened, left.violation.verdict) == ("fence", "2026-10-02", "partly")
    third = field.start("2026-12-01")
    assert third.session.value("/data/last_open_findings") == "fence"


def test_what_an_older_visit_takes_back_is_followed_no_longer(field: Field) -> None:
    first = field.visited("2026-10-02")
    second = field.start("2026-11-24")
    for row in second.session.rows("/data/previous/last_findings"):
        field.record(second, second.answer(f"{row}/fixed", "not_fixed"))
    field.answer(second, archive="bad", fence="bad", roll="640")
    field.seal(second)
    field.exchange()
    assert field.followed() == {"archive": ("open", "not_fixed"), "fence": ("open", "not_fixed")}
    field.review(first.id, ("fence", "Это не ваш забор."))
    field.sync()
    field.workplace.returning.reopen(first.id)
    opened = field.workplace.inspecting.open(first.id)
    field.record(opened, opened.at_desk(desk.WITHDRAW, FENCE, "забор соседей"))
    field.seal(opened)
    assert field.exchange().state == CONFIRMED
    assert field.followed()["fence"] == ("withdrawn", "not_fixed")
    assert [row.violation.check for row in field.workplace.returning.violations()] == ["archive"]


def test_evaluating_again_changes_nothing(field: Field) -> None:
    first = field.visited()
    before = field.followed()
    with field.served.hq.database.reading() as work:
        rows = work.violations.of(field.place.id)
    summary = next(item for item in field.received() if item.inspection == first.id)
    field.served.hq.reviewer.review(summary.revision)
    assert field.followed() == before
    with field.served.hq.database.reading() as work:
        assert work.violations.of(field.place.id) == rows


def test_without_a_list_the_check_itself_closes_its_violation(field: Field) -> None:
    field.visited("2026-10-02")
    second = field.start("2026-11-24")
    for row in second.session.rows("/data/previous/last_findings"):
        field.record(second, second.answer(f"{row}/fixed", "unchecked"))
    field.answer(second, archive="ok", fence="ok", roll="640")
    field.seal(second)
    field.exchange()
    assert field.followed() == {"archive": ("open", "unchecked"), "fence": ("open", "unchecked")}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.one_of(st.binary(max_size=60), st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
        st.sampled_from(["comments", "node", "text", "term", "photo"]), inner, max_size=4),
    max_leaves=8,
).map(lambda told: json.dumps(told).encode())))  # fmt: skip
def test_a_file_of_comments_is_read_or_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "comments.json"
    file.write_bytes(data)
    try:
        _, comments = returning.read_comments(file)
    except returning.ReviewUnreadable:
        return
    assert all(isinstance(each.text, str) and isinstance(each.node, str) for each in comments)


@pytest.mark.parametrize(
    ("cells", "column"),
    [(("1", "cameras", "вход"), "bin"), (("", "Cameras!", "вход"), "list"), (("", "cameras", ""), "list")],
)
def test_a_declared_list_that_cannot_be_used_is_refused_whole(
    field: Field, cells: tuple[str, str, str], column: str
) -> None:
    good = (field.place.bin, "cameras", "двор")
    with pytest.raises(CellWrong) as refused:
        field.served.declare(("bin", "list", "place"), good, (cells[0] or field.place.bin, *cells[1:]))
    assert refused.value.params["column"] == column
    with field.served.hq.database.reading() as work:
        assert work.lists.declared(field.place.id) == ()


def test_lists_are_told_found_again_and_hold_no_places(field: Field) -> None:
    field.served.declare(
        ("bin", "list", "as_of", "place", "zone"),
        (field.place.bin, "cameras", "2026-11-01", "главный вход", "вход"),
        (field.place.bin, "cameras", "2026-11-01", "столовая", "столовая"),
    )
    field.sync()
    opened = field.start("2026-11-24")
    field.answer(opened, archive="ok", fence="ok", roll="640")
    for place in ("главный вход", "двор"):
        row = opened.add_row(CAMERAS)
        field.record(opened, row, opened.answer(f"{row.row}/place", place), opened.answer(f"{row.row}/kind", "купол"))
    assert opened.session.value(f"{opened.session.rows(CAMERAS)[0]}/zone") == "вход"
    field.seal(opened)
    item = field.exchange()
    assert (item.state, item.reasons) == (CONFIRMED, ()), "evaluated again with the very list"
    last = field.laptop._store.institutions.last_visit(field.place.id)  # type: ignore[union-attr]
    assert last is not None
    assert [sorted(row) for row in last.lists["cameras"]] == [["kind", "mark"]] * 2
    assert "двор" not in msgspec.json.encode(last).decode()
    key = encode_base64(field.served.hq.authority.match_key(field.place.id))
    from inspector.forms.facts import row_mark

    assert last.lists["cameras"][1]["mark"] == row_mark("Двор ", key)


def test_the_verb(field: Field, tmp_path: Path) -> None:
    first = field.visited()
    data = ("--data", field.served.data)
    file = tmp_path / "comments.json"
    file.write_text(json.dumps({"term": "2026-12-01", "comments": [{"node": "archive", "text": "Подпишите фото."}]}))
    said = world.done("hq", "review", first.id, "--by", "Ахметова Г.", "--return", file, "--json", *data).json
    assert (said["revision"], said["round"], said["outcome"]) == (1, 1, RETURNED)
    said = world.done(
        "hq", "review", first.id, "--by", "Ахметова Г.", "--comment", "fence", "Где?", "--comment", ARCHIVE, "Ещё.",
        *data,
    )  # fmt: skip
    assert RETURNED in said.out
    assert world.say("hq", "review", first.id, "--by", "А", "--comment", "none", "?", *data).code == 1
    assert [item["review"] for item in world.done("hq", "inspections", "--json", *data).json] == [RETURNED]
    assert world.say("hq", "review", first.id, "--by", "А", *data).code == 2
    field.sync()
    (back,) = field.workplace.returning.returned()
    assert [len(told.comments) for told in back.reviews] == [1, 2]
    assert digest(field.laptop._store.seals.bundle(first.id).manifest) == back.reviews[0].manifest_sha256  # type: ignore[union-attr]
