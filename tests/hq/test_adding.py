"""Taking in what was added to a sealed inspection over real HTTP: once, provable, after its inspection."""

from datetime import UTC, datetime

import msgspec
import pytest

from inspector.core.ids import new_id
from inspector.wire import additions as wire
from inspector.wire import paths, seal
from inspector.wire.certificates import new_key
from inspector.wire.errors import (
    AdditionConflict,
    BadSignature,
    BlobUnknown,
    SealContradicts,
    SealNotReceived,
    SealSignatureWrong,
)
from inspector.wire.messages import Bundle, ErrorReply, Receipt
from tests.hq.conftest import enrolled, school
from tests.hq.laptop import Laptop, sealed, upload
from tests.hq.serving import ServedHq

PAPER = wire.DeliveryFacts(way="paper", at="2026-11-24T12:20:00+05:00", receiver="Ибраев Н. С.", post="директор")
SCAN = b"%PDF-1.7 scan %%EOF"


def addition(laptop: Laptop, bundle: Bundle, **changes: object) -> wire.Addition:
    base = wire.Addition(
        format=wire.FORMAT, id=new_id(), kind="delivery", inspection=bundle.id, revision=bundle.revision,
        manifest_sha256=seal.digest(bundle.manifest), device=laptop.device, inspector=laptop.inspector,
        added_at="2026-11-24T12:21:00+05:00", files=[], envelope_sha256="", program="0.1.0", delivery=PAPER,
    )  # fmt: skip
    return msgspec.structs.replace(base, **changes)


def scan(laptop: Laptop, bundle: Bundle) -> wire.Addition:
    file = wire.FileFacts(sha256=seal.digest(SCAN), size=len(SCAN), media_type="application/pdf")
    return addition(laptop, bundle, kind="scan", delivery=None, files=[file])


def signed(laptop: Laptop, told: wire.Addition) -> wire.AdditionBundle:
    return wire.seal_addition(told, laptop.key, laptop.chain)


def push(laptop: Laptop, bundle: wire.AdditionBundle) -> Receipt:
    with laptop.link() as link:
        return msgspec.json.decode(laptop.open(link.push(bundle)[0]), type=Receipt)


def texts(served: ServedHq) -> list[str]:
    with served.hq.database.reading() as work:
        return [text for _, text, _ in work.additions.texts(range(1, 9))]


def test_a_delivery_is_stored_once_and_receipted(any_hq: ServedHq) -> None:
    laptop = enrolled(any_hq)
    bundle = sealed(laptop, school(any_hq))
    item = signed(laptop, addition(laptop, bundle))
    with pytest.raises(SealNotReceived):
        push(laptop, item)
    laptop.push(bundle)
    receipt = push(laptop, item)
    assert (receipt.kind, receipt.id, receipt.sha256, receipt.missing) == (
        "delivery", item.id, seal.digest(item.addition), [],
    )  # fmt: skip
    assert push(laptop, item) == receipt, "the same receipt, byte for byte"
    assert texts(any_hq) == [item.addition]


def test_another_text_under_the_same_id_is_kept_aside(any_hq: ServedHq) -> None:
    laptop = enrolled(any_hq)
    bundle = sealed(laptop, school(any_hq))
    laptop.push(bundle)
    first = addition(laptop, bundle)
    push(laptop, signed(laptop, first))
    other = signed(laptop, msgspec.structs.replace(first, added_at="2026-11-24T12:22:00+05:00"))
    for _ in range(2):
        with pytest.raises(AdditionConflict):
            push(laptop, other)
    assert texts(any_hq) == [seal.canonical(first)]
    with any_hq.hq.database._transactions.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM addition_conflict").scalar_one() == 1


def test_its_file_is_expected_and_receipted(any_hq: ServedHq) -> None:
    laptop = enrolled(any_hq)
    bundle = sealed(laptop, school(any_hq))
    laptop.push(bundle)
    with laptop.link() as link, pytest.raises(BlobUnknown):
        link.send_blob(seal.digest(SCAN), 0, len(SCAN), SCAN)
    item = signed(laptop, scan(laptop, bundle))
    assert push(laptop, item).missing == [seal.digest(SCAN)]
    stranger = enrolled(any_hq, "Ахметов Б. Т.")
    with stranger.link() as link, pytest.raises(BlobUnknown):
        link.send_blob(seal.digest(SCAN), 0, len(SCAN), SCAN)
    assert upload(laptop, SCAN).sha256 == seal.digest(SCAN)
    again = signed(laptop, scan(laptop, bundle))
    assert push(laptop, again).missing == [], "a file that is here is not asked for again"


def test_what_does_not_hold_together_is_refused(served_hq: ServedHq) -> None:
    laptop, other = enrolled(served_hq), enrolled(served_hq, "Ахметов Б. Т.")
    bundle = sealed(laptop, school(served_hq))
    laptop.push(bundle)
    wrong = {
        "manifest_sha256": addition(laptop, bundle, manifest_sha256="ab" * 32),
        "device": addition(other, bundle),
        "inspector": addition(laptop, bundle, inspector="somebody"),
        "id": addition(laptop, bundle, id="7"),
        "revision": addition(laptop, bundle, revision=10_000),
        "text": addition(laptop, bundle, delivery=msgspec.structs.replace(PAPER, post="a\0b")),
    }
    for place, told in wrong.items():
        sender = other if place == "device" else laptop
        with pytest.raises(SealContradicts) as refused:
            push(sender, signed(sender, told))
        assert refused.value.place == place
    good = signed(laptop, addition(laptop, bundle))
    with pytest.raises(SealContradicts):
        push(other, good)
    with pytest.raises(SealSignatureWrong):
        push(laptop, msgspec.structs.replace(good, signature=signed(laptop, addition(laptop, bundle)).signature))
    assert texts(served_hq) == []


def test_a_key_of_its_own_and_garbage_are_refused(served_hq: ServedHq) -> None:
    laptop = enrolled(served_hq)
    bundle = sealed(laptop, school(served_hq))
    laptop.push(bundle)
    for body in (b"", b"{}", b"[1]", b"\xff" * 9, b"x" * (600 * 1024)):
        reply = laptop.raw("POST", paths.ADDITIONS, body)
        assert reply.status_code in (400, 413, 422)
        assert msgspec.json.decode(reply.content, type=ErrorReply).code
    item, laptop.key = signed(laptop, addition(laptop, bundle)), new_key()
    with pytest.raises(BadSignature):
        push(laptop, item)


def test_a_crash_between_commit_and_reply_gives_the_same_receipt(any_hq: ServedHq) -> None:
    laptop = enrolled(any_hq)
    bundle = sealed(laptop, school(any_hq))
    laptop.push(bundle)
    item, hq = signed(laptop, addition(laptop, bundle)), any_hq.hq
    with hq.database.reading() as work:
        known = work.people.device(laptop.device)
    assert known is not None
    first = hq.adding.accept(known, msgspec.json.encode(item), datetime.now(UTC))  # nobody hears the answer
    assert msgspec.json.decode(first)["body"] == msgspec.json.encode(push(laptop, item)).decode()
    assert texts(any_hq) == [item.addition]
