"""The same person is known again, and only with the key of the institution."""

import pytest

from inspector.core.marks import KEY_BYTES, LENGTH, mark

KEY = bytes(range(KEY_BYTES))
GUARD = "900101300126"


def test_the_same_person_has_the_same_mark_at_one_institution_only() -> None:
    found = mark(KEY, GUARD)
    assert found == mark(KEY, f" {GUARD} ")
    assert found != mark(bytes(KEY_BYTES), GUARD)
    assert found != mark(KEY, "071124500101")
    assert len(found) == LENGTH
    assert GUARD not in found


@pytest.mark.parametrize("number", ["", "900101300127", "90010130012", "x" * 12, "940140000385"])
def test_what_is_no_iin_has_no_mark(number: str) -> None:
    assert mark(KEY, number) == ""


@pytest.mark.parametrize("key", [b"", b"short", bytes(KEY_BYTES + 1)])
def test_a_key_of_another_length_is_refused(key: bytes) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        mark(key, GUARD)
