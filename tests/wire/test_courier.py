"""A courier file: what is written comes back, and a byte that is lost, changed or added is always seen."""

import os
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector.core.errors import Refusal
from inspector.wire import certificates as pki
from inspector.wire import courier, courier_writing
from inspector.wire.courier import CourierFile, Header
from inspector.wire.courier_errors import (
    CourierDamaged,
    CourierUnwritable,
    NotACourierFile,
    NotForUs,
    NotOurCourier,
)
from inspector.wire.courier_writing import Record
from tests.wire.authority import NOW, make_authority

AUTHORITY = make_authority()
KEY = bytes(range(32))
DEVICE = pki.identity(AUTHORITY.device).device
SIGN = courier_writing.signed_by(AUTHORITY.device_key, [pki.to_pem(AUTHORITY.device), pki.to_pem(AUTHORITY.operating)])


def header(kind: str = courier.OUTBOX, device: str = DEVICE) -> Header:
    return Header(format=courier.FORMAT, kind=kind, device=device, key="")


def written(path: Path, *contents: bytes, about: Header | None = None) -> Path:
    records = [
        Record(kind="file", name=str(place), size=len(data), data=lambda data=data: data)
        for place, data in enumerate(contents)
    ]
    courier_writing.write(path, about or header(), KEY, records, SIGN, NOW)
    return path


def read(path: Path) -> list[bytes]:
    return [b"".join(record.pieces()) for record in CourierFile(path).records(KEY)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 3).flatmap(lambda n: st.binary(max_size=40).map(lambda tail: b"x" * (n << 19) + tail))))
def test_what_is_written_comes_back(tmp_path: Path, contents: list[bytes]) -> None:
    path = written(tmp_path / "a.qorgan", *contents)
    assert CourierFile(path).check(AUTHORITY.root).device == DEVICE
    assert read(path) == contents


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_change_of_a_byte_goes_unseen(tmp_path: Path, data: st.DataObject) -> None:
    whole = written(tmp_path / "a.qorgan", b"secret" * 20).read_bytes()
    how = data.draw(st.sampled_from(["flip", "cut", "add"]))
    place = data.draw(st.integers(0, 10_000)) % len(whole)  # a signature is now one byte longer, now shorter
    spoilt = bytearray(whole)
    if how == "flip":
        spoilt[place] ^= 1 << data.draw(st.integers(0, 7))
    spoilt = {"flip": spoilt, "cut": spoilt[:place], "add": spoilt + b"\0"}[how]
    (tmp_path / "b.qorgan").write_bytes(bytes(spoilt))
    with pytest.raises(Refusal):
        CourierFile(tmp_path / "b.qorgan").check(AUTHORITY.root)


def test_nothing_can_be_read_with_another_key(tmp_path: Path) -> None:
    path = written(tmp_path / "a.qorgan", b"secret")
    with pytest.raises(NotForUs):
        list(CourierFile(path).records(bytes(32)))
    assert b"secret" not in path.read_bytes()


def test_pieces_cannot_be_left_out_or_swapped(tmp_path: Path) -> None:
    """Even by somebody who has no need of the signature."""
    path = written(tmp_path / "a.qorgan", os.urandom(3 << 20))
    whole = path.read_bytes()
    begin = 17 + 4 + int.from_bytes(whole[17:21], "big")
    step = 4 + courier.PIECE + courier.TAG
    for pieces in ((1, 0, 2), (0, 2), (0, 1)):
        parts = [whole[begin + step * one : begin + step * (one + 1)] for one in pieces]
        path.write_bytes(whole[:begin] + b"".join(parts) + bytes(4))
        with pytest.raises((CourierDamaged, NotForUs)):
            read(path)


def test_a_file_signed_by_another_laptop_than_it_names(tmp_path: Path) -> None:
    path = written(tmp_path / "a.qorgan", b"x", about=header(device="somebody-else"))
    with pytest.raises(NotOurCourier):
        CourierFile(path).check(AUTHORITY.root)


def test_a_laptop_cannot_speak_for_headquarters(tmp_path: Path) -> None:
    path = written(tmp_path / "a.qorgan", b"x", about=header(courier.REPLY))
    with pytest.raises(Refusal):
        CourierFile(path).check(AUTHORITY.root)


def test_another_root_is_not_ours(tmp_path: Path) -> None:
    path = written(tmp_path / "a.qorgan", b"x")
    with pytest.raises(Refusal):
        CourierFile(path).check(make_authority().root)
    late = datetime(2090, 1, 1, tzinfo=UTC)
    with pytest.raises(Refusal):
        CourierFile(path).check(AUTHORITY.root, late)


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04 ../../etc/passwd", courier.MAGIC, courier.MAGIC + b"\xff\xff\xff\xff", courier.MAGIC + b"{}"],
)
def test_anything_else_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.qorgan").write_bytes(content)
    with pytest.raises((NotACourierFile, CourierDamaged)):
        CourierFile(tmp_path / "a.qorgan").check(AUTHORITY.root)


def test_a_record_that_claims_to_be_huge_takes_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "bomb.qorgan"
    parts = [Record(kind="file", name="0", size=6, data=lambda: b"absent")]
    courier_writing.write(path, header(), KEY, parts, SIGN, NOW)

    def lying(*_: object) -> list[bytes]:
        head = b'{"kind":"file","name":"0","size":1000000000000}'
        return [len(head).to_bytes(4, "big") + head + b"little"]

    patch = pytest.MonkeyPatch()
    patch.setattr(courier_writing, "_flat", lying)
    courier_writing.write(path, header(), KEY, [], SIGN, NOW)
    patch.undo()
    CourierFile(path).check(AUTHORITY.root)
    tracemalloc.start()
    record = next(CourierFile(path).records(KEY))
    with pytest.raises(CourierDamaged):
        record.whole(1 << 20)
    with pytest.raises(CourierDamaged):
        for _ in record.pieces():
            pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 << 20


def test_writing_that_breaks_off_leaves_the_old_file(tmp_path: Path) -> None:
    path = written(tmp_path / "a.qorgan", b"first")

    class Unplugged(OSError):
        pass

    def gone() -> bytes:
        raise Unplugged

    with pytest.raises(CourierUnwritable):
        courier_writing.write(path, header(), KEY, [Record(kind="file", name="0", size=1, data=gone)], SIGN, NOW)
    assert read(path) == [b"first"]
    assert [one.name for one in tmp_path.iterdir()] == ["a.qorgan"]


def test_what_a_kill_left_behind_goes_with_the_next_writing(tmp_path: Path) -> None:
    (tmp_path / "a.qorgan.0badf00d.part").write_bytes(b"half")
    (tmp_path / "b.qorgan.0badf00d.part").write_bytes(b"another's")
    written(tmp_path / "a.qorgan", b"x")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.qorgan", "b.qorgan.0badf00d.part"]
