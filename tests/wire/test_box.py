import pytest

from inspector.wire import box
from inspector.wire import certificates as pki
from inspector.wire.errors import BoxRefused


def test_only_the_right_key_for_the_right_purpose_opens() -> None:
    key, info = box.new_box_key(), box.envelope_info("0190b0c0")
    closed = box.seal_box(box.public_raw(key), "ЖСН".encode(), info)
    assert box.open_box(key, closed, info) == "ЖСН".encode()
    assert box.seal_box(box.public_raw(key), "ЖСН".encode(), info) != closed
    for other_key, data, other_info in (
        (box.new_box_key(), closed, info),
        (key, closed, box.envelope_info("0190b0c1")),
        (key, closed, box.ENROL_INFO),
        (key, closed[:-1], info),
        (key, b"", info),
        (key, bytes([closed[0] ^ 1]) + closed[1:], info),
        (key, closed[:40] + bytes([closed[40] ^ 1]) + closed[41:], info),
    ):
        with pytest.raises(BoxRefused):
            box.open_box(other_key, data, other_info)


def test_impossible_public_keys_are_refused() -> None:
    for public in (b"", b"\x00" * 31, b"\x00" * 32):
        with pytest.raises(BoxRefused):
            box.seal_box(public, b"data", b"info")


def test_the_key_survives_pem() -> None:
    key = box.new_box_key()
    assert box.public_raw(box.box_key_from_pem(box.box_key_to_pem(key))) == box.public_raw(key)
    locked = box.box_key_to_pem(key, b"secret")
    assert box.public_raw(box.box_key_from_pem(locked, b"secret")) == box.public_raw(key)
    for pem, password in ((locked, b"no"), (b"garbage", None), (pki.key_to_pem(pki.new_key()), None)):
        with pytest.raises(BoxRefused):
            box.box_key_from_pem(pem, password)
