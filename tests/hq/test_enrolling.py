"""One-time codes: spent once, for a time, by whoever holds the root's fingerprint."""

from datetime import UTC, datetime, timedelta

import pytest

from inspector.hq.services import enrolling
from inspector.hq.services.enrolling import NameMissing, RegionUnknown
from inspector.wire import certificates as pki
from inspector.wire.errors import BadMessage, CodeExpired, CodeUsed, TooManyTries, WrongCode
from inspector.wire.messages import Sealed
from tests.hq.laptop import enrol
from tests.hq.serving import ServedHq


def test_a_code_makes_a_device(served_hq: ServedHq) -> None:
    laptop = enrol(served_hq.url, served_hq.code())
    named = pki.verify_chain(laptop.chain, laptop.root, datetime.now(UTC))
    assert (named.device, named.inspector, named.region) == (laptop.device, laptop.inspector, "35")


def test_a_code_is_spent_once(served_hq: ServedHq) -> None:
    code = served_hq.code()
    enrol(served_hq.url, code)
    with pytest.raises(CodeUsed):
        enrol(served_hq.url, code)


def test_a_lost_answer_can_be_asked_for_again_with_the_same_key(served_hq: ServedHq) -> None:
    code, key = served_hq.code(), pki.new_key()
    first, second = enrol(served_hq.url, code, key), enrol(served_hq.url, code, key)
    assert (first.device, first.certificate) == (second.device, second.certificate)


def test_an_expired_code_is_refused(served_hq: ServedHq) -> None:
    long_ago = datetime.now(UTC) - timedelta(hours=25)
    made = enrolling.new_code(
        served_hq.hq.database, served_hq.hq.authority, inspector="Сапарова А. М.", region="35", now=long_ago
    )
    with pytest.raises(CodeExpired):
        enrol(served_hq.url, made.code)


def test_guessing_is_stopped(served_hq: ServedHq) -> None:
    code = served_hq.code()
    wrong = ("2222-2222" if not code.startswith("2222-2222") else "3333-3333") + code[9:]
    for _ in range(enrolling.TRIES_FROM_ONE_PLACE):
        with pytest.raises(WrongCode):
            enrol(served_hq.url, wrong)
    with pytest.raises(TooManyTries):
        enrol(served_hq.url, code)


@pytest.mark.parametrize("box", ["", "AAAA", "не base64", "A" * 5_000])
def test_a_box_that_is_none_is_one_refusal(served_hq: ServedHq, box: str) -> None:
    with pytest.raises(BadMessage):
        enrolling.enrol(
            served_hq.hq.database, served_hq.hq.authority, Sealed(box=box), source="x", now=datetime.now(UTC)
        )


def test_codes_and_secrets_are_not_kept_in_the_open(served_hq: ServedHq) -> None:
    from tests.hq.test_intake import dump

    code = served_hq.code()
    secret = pki.parse_code(code).secret
    assert secret not in dump(served_hq)


@pytest.mark.parametrize(
    ("name", "region", "refusal"),
    [("Кто-то", "99", RegionUnknown), ("  ", "35", NameMissing), ("А" * 300, "35", NameMissing)],
)
def test_a_code_for_nobody_is_refused(served_hq: ServedHq, name: str, region: str, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        served_hq.code(name, region)
