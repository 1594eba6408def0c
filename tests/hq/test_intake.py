"""Taking in sealed inspections over real HTTP: once, whole, provable; on SQLite and on PostgreSQL."""

import threading
from contextlib import suppress
from datetime import UTC, datetime

import httpx
import msgspec
import pytest

from inspector.core.ids import new_id
from inspector.forms.authoring import CompiledChecklist
from inspector.hq.store.records import RevisionSummary, SealedRecord
from inspector.hq.store.sealed import Sealed
from inspector.wire import paths, seal
from inspector.wire.certificates import new_key
from inspector.wire.errors import (
    BadBundle,
    BadSignature,
    Conflict,
    DeviceRevoked,
    NotCanonical,
    SealContradicts,
    SealedPartChanged,
    TooLarge,
    UnknownDevice,
)
from inspector.wire.messages import Bundle, ErrorReply
from inspector.wire.signing import sign_request
from tests.hq.conftest import enrolled, school
from tests.hq.laptop import CAMERA_PLACE, IIN, answers, sealed
from tests.hq.serving import ServedHq, serving


def summaries(served: ServedHq) -> tuple[RevisionSummary, ...]:
    with served.hq.database.reading() as work:
        return work.figures.received()


def dump(served: ServedHq, *, without_envelope: bool = True) -> str:
    """Every value of every table, as text."""
    from sqlalchemy import MetaData, select

    engine = served.hq.database._transactions.engine
    found = MetaData()
    found.reflect(engine)
    with engine.connect() as connection:
        return "\n".join(
            str(tuple(row))
            for table in found.sorted_tables
            if not (without_envelope and table.name == "envelope")
            for row in connection.execute(select(table))
        )


def test_a_sealed_inspection_is_stored_and_receipted(any_hq: ServedHq) -> None:
    laptop = enrolled(any_hq)
    bundle = sealed(laptop, school(any_hq), answers(laptop, verdict="bad"), photos=(b"photo",))
    receipt = laptop.push(bundle)
    assert (receipt.kind, receipt.id, receipt.revision) == ("inspection", bundle.id, 1)
    assert receipt.sha256 == seal.digest(bundle.manifest)
    assert receipt.missing == [blob.sha256 for blob in bundle.blobs]
    (stored,) = summaries(any_hq)
    assert (stored.inspection, stored.findings, stored.gross, stored.missing) == (bundle.id, 1, 1, 2)
    assert stored.institution == school(any_hq)


def test_open_answers_are_typed_and_closed_ones_are_nowhere(any_hq: ServedHq) -> None:
    laptop = enrolled(any_hq)
    laptop.push(sealed(laptop, school(any_hq)))
    any_hq.hq.worker.stop()
    everything = dump(any_hq)
    assert IIN not in everything
    assert CAMERA_PLACE not in everything
    from sqlalchemy import select

    from inspector.hq.store.tables import answer

    with any_hq.hq.database._transactions.engine.connect() as connection:
        rows = {row.path: row for row in connection.execute(select(answer))}
    assert rows["/data/cctv/children_seen"].number == 371
    assert rows["/data/cctv/oldest"].day == "2026-11-20"
    assert rows["/data/cctv/archive/verdict"].text == "ok"
    assert rows["/data/guards/shift"].node.startswith("/data/guards[")
    assert "/data/guards/iin" not in rows
    assert not any(row.text.startswith("sha256:") for row in rows.values())


def test_the_same_again_gets_the_same_receipt_byte_for_byte(any_hq: ServedHq) -> None:
    laptop = enrolled(any_hq)
    body = msgspec.json.encode(sealed(laptop, school(any_hq)))
    first = laptop.raw("POST", paths.INSPECTIONS, body)
    second = laptop.raw("POST", paths.INSPECTIONS, body)
    assert first.status_code == second.status_code == 200
    assert first.content == second.content
    assert len(summaries(any_hq)) == 1


def test_many_at_the_same_moment_are_stored_once(any_hq: ServedHq) -> None:
    laptop = enrolled(any_hq)
    body = msgspec.json.encode(sealed(laptop, school(any_hq)))
    replies: list[httpx.Response] = []
    threads = [
        threading.Thread(target=lambda: replies.append(laptop.raw("POST", paths.INSPECTIONS, body))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {reply.status_code for reply in replies} == {200}
    assert len({reply.content for reply in replies}) == 1
    assert len(summaries(any_hq)) == 1


def test_another_content_under_the_same_revision_is_refused_and_kept(any_hq: ServedHq) -> None:
    laptop = enrolled(any_hq)
    first = sealed(laptop, school(any_hq))
    laptop.push(first)
    other = sealed(laptop, school(any_hq), answers(laptop, seen=640), inspection=first.id)
    for _ in range(2):
        with pytest.raises(Conflict):
            laptop.push(other)
    assert laptop.push(first).sha256 == seal.digest(first.manifest)
    (stored,) = summaries(any_hq)
    assert (stored.conflicts, stored.manifest_sha256) == (1, seal.digest(first.manifest))
    assert msgspec.json.decode(msgspec.json.encode(other), type=Bundle).manifest in conflicting(any_hq)


def conflicting(served: ServedHq) -> str:
    from sqlalchemy import select

    from inspector.hq.store.tables import conflict

    with served.hq.database._transactions.engine.connect() as connection:
        bundle = msgspec.json.decode(connection.execute(select(conflict.c.bundle)).scalar_one(), type=Bundle)
    return bundle.manifest


def test_an_inspection_of_another_laptop_is_not_taken_over(served_hq: ServedHq) -> None:
    first, second = enrolled(served_hq), enrolled(served_hq, "Ахметов Б. Т.")
    bundle = sealed(first, school(served_hq))
    first.push(bundle)
    stolen = sealed(second, school(served_hq), inspection=bundle.id, revision=2, supersedes="a" * 64)
    with pytest.raises(Conflict):
        second.push(stolen)


def test_a_bundle_of_another_laptop_is_refused(served_hq: ServedHq) -> None:
    first, second = enrolled(served_hq), enrolled(served_hq, "Ахметов Б. Т.")
    with pytest.raises(SealContradicts):
        second.push(sealed(first, school(served_hq)))


def test_the_chain_of_seals_is_noted_and_mends_when_the_missing_one_arrives(any_hq: ServedHq) -> None:
    laptop = enrolled(any_hq)
    first, second = sealed(laptop, school(any_hq)), sealed(laptop, school(any_hq))
    laptop.push(second)
    assert [item.chain for item in summaries(any_hq)] == ["gap"]
    laptop.push(first)
    assert {item.chain for item in summaries(any_hq)} == {"linked"}
    laptop.previous = seal.digest(first.manifest)
    laptop.push(sealed(laptop, school(any_hq)))
    assert sorted(item.chain for item in summaries(any_hq)) == ["fork", "linked", "linked"]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"instance": "<data/>"}, SealedPartChanged),
        ({"revision": 2}, SealContradicts),
        ({"envelope": "AAAA"}, SealedPartChanged),
    ],
)
def test_a_changed_part_is_refused(served_hq: ServedHq, change: dict[str, object], refusal: type[Exception]) -> None:
    laptop = enrolled(served_hq)
    bundle = msgspec.structs.replace(sealed(laptop, school(served_hq)), **change)
    with pytest.raises(refusal):
        laptop.push(bundle)
    assert summaries(served_hq) == ()


@pytest.mark.parametrize(
    "change",
    [
        {"inspection": "../../etc"},
        {"previous": "x"},
        {"revision": 10_000, "supersedes": "a" * 64},
        {"objections": ["a\x00b"]},
    ],
)
def test_what_no_table_can_hold_is_refused(served_hq: ServedHq, change: dict[str, object]) -> None:
    laptop = enrolled(served_hq)
    with pytest.raises(BadBundle):
        laptop.push(sealed(laptop, school(served_hq), **change))


def test_a_file_name_that_is_no_hash_is_refused(served_hq: ServedHq) -> None:
    laptop = enrolled(served_hq)
    evidence = sealed(laptop, school(served_hq), photos=(b"x",))
    manifest = seal.read_manifest(evidence.manifest)
    forged = [msgspec.structs.replace(manifest.evidence[0], sha256="../../../root.key")]
    with pytest.raises(BadBundle):
        laptop.push(sealed(laptop, school(served_hq), evidence=forged))


def test_an_open_personal_value_is_refused_before_any_table_sees_it(served_hq: ServedHq) -> None:
    laptop = enrolled(served_hq)
    session = answers(laptop)
    bare = session.submission()
    bundle = sealed(laptop, school(served_hq), session, instance_sha256=seal.digest(bare))
    manifest = seal.read_manifest(bundle.manifest)
    bundle = seal.seal_bundle(
        manifest, laptop.key, laptop.chain, instance=bare.decode(), envelope=seal.decode_base64(bundle.envelope, "")
    )
    with pytest.raises(BadBundle) as refused:
        laptop.push(bundle)
    assert refused.value.params["place"] == "/data/cctv/camera_place"
    assert IIN not in dump(served_hq)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"id": 1}', b"\xff\xfe", b"[" * 100_000, b'{"id":"\\ud800"}'])
def test_a_body_that_is_no_bundle_is_one_refusal(served_hq: ServedHq, body: bytes) -> None:
    laptop = enrolled(served_hq)
    reply = laptop.raw("POST", paths.INSPECTIONS, body)
    assert reply.status_code == 422
    assert msgspec.json.decode(reply.content, type=ErrorReply).code == "seal_not_readable"


def test_a_bundle_with_something_hidden_in_it_is_refused(served_hq: ServedHq) -> None:
    laptop = enrolled(served_hq)
    body = msgspec.json.encode(sealed(laptop, school(served_hq)))[:-1] + b',"more":"data"}'
    reply = laptop.raw("POST", paths.INSPECTIONS, body)
    assert msgspec.json.decode(reply.content, type=ErrorReply).code == NotCanonical.code


def test_a_body_over_the_limit_is_refused(tmp_path, compiled: CompiledChecklist) -> None:
    with serving(tmp_path / "hq", bundle_limit=1_000) as served:
        served.publish(compiled)
        laptop = enrolled(served)
        with pytest.raises(TooLarge):
            laptop.push(sealed(laptop, school(served)))

        def endless():
            yield from (b"x" * 600 for _ in range(3))

        url = served.url + paths.INSPECTIONS
        headers = sign_request(
            laptop.key, laptop.device, method="POST", url=url, body=b"x" * 1800, now=datetime.now(UTC)
        )
        reply = httpx.post(url, content=endless(), headers=headers, trust_env=False)
        assert reply.status_code == 413


def test_a_stranger_is_refused(served_hq: ServedHq) -> None:
    laptop = enrolled(served_hq)
    bundle = sealed(laptop, school(served_hq))
    laptop.device = new_id()
    with pytest.raises(UnknownDevice):
        laptop.push(bundle)


def test_another_key_is_refused(served_hq: ServedHq) -> None:
    laptop = enrolled(served_hq)
    bundle = sealed(laptop, school(served_hq))
    laptop.key = new_key()
    with pytest.raises(BadSignature):
        laptop.push(bundle)


def test_an_unsigned_request_is_refused(served_hq: ServedHq) -> None:
    reply = httpx.post(served_hq.url + paths.INSPECTIONS, content=b"{}", trust_env=False)
    assert reply.status_code == 401


def test_a_blocked_laptop_is_refused_and_the_others_are_told(served_hq: ServedHq) -> None:
    from inspector.hq.services.enrolling import revoke

    laptop, other = enrolled(served_hq), enrolled(served_hq, "Ахметов Б. Т.")
    revoke(served_hq.hq.database, laptop.device, now=datetime.now(UTC))
    with pytest.raises(DeviceRevoked):
        laptop.push(sealed(laptop, school(served_hq)))
    told = [body for kind, _, body in other.pull() if kind == "revocation"]
    assert [body["device"] for body in told] == [laptop.device]


def test_the_same_signed_request_is_not_taken_twice(served_hq: ServedHq) -> None:
    laptop = enrolled(served_hq)
    url = f"{served_hq.url}{paths.CHANGES}?cursor=0"
    headers = sign_request(laptop.key, laptop.device, method="GET", url=url, body=b"", now=datetime.now(UTC))
    assert httpx.get(url, headers=headers, trust_env=False).status_code == 200
    again = httpx.get(url, headers=headers, trust_env=False)
    assert (again.status_code, again.json()["code"]) == (401, "replayed")


def test_two_seals_that_arrive_at_the_same_moment_are_one_chain(any_hq: ServedHq) -> None:
    """On PostgreSQL neither transaction sees the other: a gap would stay for ever, a fork would not be seen."""
    laptop = enrolled(any_hq)
    first, second = sealed(laptop, school(any_hq), act=b"1"), sealed(laptop, school(any_hq), act=b"2")
    hq, now = any_hq.hq, datetime.now(UTC)
    with hq.database.reading() as work:
        device = work.people.device(laptop.device)
    assert device is not None
    met = threading.Barrier(2)
    honest = Sealed._close_gap

    def together(self: Sealed, record: SealedRecord) -> None:
        with suppress(threading.BrokenBarrierError):
            met.wait(1)
        honest(self, record)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Sealed, "_close_gap", together)
        threads = [
            threading.Thread(target=hq.intake.accept, args=(device, msgspec.json.encode(bundle), now))
            for bundle in (second, first)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    with hq.database.reading() as work:
        assert [item.chain for item in work.figures.received()] == ["linked", "linked"]
