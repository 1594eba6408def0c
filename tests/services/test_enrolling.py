"""Joining headquarters: trust first, secrets after, and a folder only when all is right."""

from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from inspector.core.errors import Refusal
from inspector.link.errors import HqUnreachable
from inspector.paths import Home
from inspector.services.enrolling import Enrolling
from inspector.services.errors import AlreadyEnrolled, WeakPassphrase
from inspector.store.opening import LaptopFolder
from inspector.wire import certificates as pki
from inspector.wire.box import ENROL_INFO, ESCROW_INFO, new_box_key, open_box, public_raw
from inspector.wire.errors import (
    BadMessage,
    BadSignature,
    CertificateOutOfDate,
    CertificateRefused,
    CodeOfOtherHeadquarters,
    WrongCode,
)
from inspector.wire.messages import EnrolReply, EnrolRequest, Person, RootReply, Sealed, Signed, TimeReply
from inspector.wire.seal import root_reply, sign_message
from tests.store.laptops import CHEAP, PASSPHRASE
from tests.wire.authority import NOW, Authority, device_certificate, make_authority

PERSON = Person(id="person-1", name="Сапарова А. М.")


@dataclass
class Headquarters:
    """The real thing's cryptography without the network; `bend` makes an answer wrong."""

    authority: Authority
    box: X25519PrivateKey = field(default_factory=new_box_key)
    now: str = NOW.isoformat().replace("+00:00", "Z")
    requests: list[EnrolRequest] = field(default_factory=list)
    closed: int = 0
    bend: Callable[[EnrolReply], EnrolReply] = lambda reply: reply
    signer: Authority | None = None
    shown: RootReply | None = None

    def time(self) -> TimeReply:
        return TimeReply(now=self.now, protocol=1)

    def root(self) -> RootReply:
        made = self.authority
        return self.shown or root_reply(made.root, made.operating, made.operating_key, public_raw(self.box))

    def enrol(self, sealed: Sealed) -> Signed:
        request = msgspec.json.decode(open_box(self.box, b64decode(sealed.box), ENROL_INFO), type=EnrolRequest)
        self.requests.append(request)
        certificate = pki.issue_device(
            self.authority.operating, self.authority.operating_key, pki.public_key_from_pem(request.public_key),
            device="device-1", inspector=PERSON.id, body="b", region="75", valid_days=400, now=NOW,
        )  # fmt: skip
        reply = EnrolReply(device="device-1", certificate=pki.to_pem(certificate), inspector=PERSON, regions=["75"])
        signer = self.signer or self.authority
        return sign_message(msgspec.json.encode(self.bend(reply)).decode(), signer.operating_key, signer.operating)

    def close(self) -> None:
        self.closed += 1

    @property
    def code(self) -> str:
        return pki.make_code(self.authority.root)[0]


@pytest.fixture(scope="module")
def authority() -> Authority:
    return make_authority()


@pytest.fixture
def hq(authority: Authority) -> Headquarters:
    return Headquarters(authority)


@pytest.fixture
def folder(tmp_path: Path) -> LaptopFolder:
    return LaptopFolder(Home(tmp_path / "home"), cost=CHEAP)


def enrol(folder: LaptopFolder, hq: Headquarters, code: str = "", passphrase: str = PASSPHRASE) -> object:
    return Enrolling(folder, lambda _: hq).enrol("https://hq.example", code or hq.code, passphrase, "LAPTOP")


def test_an_enrolled_laptop_opens_with_its_passphrase_and_headquarters_can_recover_it(
    folder: LaptopFolder, hq: Headquarters
) -> None:
    code = hq.code
    enrolled = Enrolling(folder, lambda _: hq).enrol("https://hq.example", code.lower(), PASSPHRASE, "LAPTOP")
    assert (enrolled.inspector, enrolled.server) == (PERSON, "https://hq.example")
    (request,) = hq.requests
    assert request.secret == pki.parse_code(code).secret
    assert request.device_name == "LAPTOP"
    store = folder.unlock(PASSPHRASE)
    key = pki.key_from_pem(store.identity.private_key.encode())
    assert pki.public_key_to_pem(key.public_key()) == request.public_key
    assert pki.from_pem(store.identity.root) == hq.authority.root
    assert pki.from_pem(store.identity.operating) == hq.authority.operating
    assert pki.from_pem(store.identity.certificate).public_key() == key.public_key()
    assert b64decode(store.identity.box_key) == public_raw(hq.box)
    store.close()
    data_key = open_box(hq.box, b64decode(request.escrow), ESCROW_INFO)
    assert data_key == folder.slots.unlock(PASSPHRASE) == open_box(hq.box, folder.slots.escrow(), ESCROW_INFO)
    assert hq.closed == 1


def test_an_answer_lost_on_the_way_does_not_cost_the_code(folder: LaptopFolder, hq: Headquarters) -> None:
    """Headquarters spends a code on one key: the second try with the code must come with the same one."""

    class Losing(Headquarters):
        def enrol(self, sealed: Sealed) -> Signed:
            answer = super().enrol(sealed)
            if len(self.requests) == 1:
                raise HqUnreachable
            return answer

    losing = Losing(hq.authority, hq.box)
    enrolling, code = Enrolling(folder, lambda _: losing), losing.code
    with pytest.raises(HqUnreachable):
        enrolling.enrol("https://hq.example", code, PASSPHRASE)
    enrolling.enrol("https://hq.example", code, PASSPHRASE)
    first, second = losing.requests
    assert first.public_key == second.public_key
    data_key = folder.slots.unlock(PASSPHRASE)
    assert [open_box(hq.box, b64decode(asked.escrow), ESCROW_INFO) for asked in (first, second)] == [data_key] * 2


def nothing_left(folder: LaptopFolder, hq: Headquarters) -> None:
    assert not folder.enrolled()
    assert not folder._home.root.exists()
    assert hq.closed == 1


@pytest.mark.parametrize("code", ["", "ABCD", "AAAA-AAAA-AAAA-AAAA-AAAA-A", "0000-0000-0000-0000-0000"])
def test_a_code_that_cannot_be_one_asks_nobody(folder: LaptopFolder, hq: Headquarters, code: str) -> None:
    with pytest.raises(WrongCode):
        Enrolling(folder, lambda _: hq).enrol("https://hq.example", code, PASSPHRASE)
    assert (hq.requests, hq.closed) == ([], 0)


def test_a_fake_headquarters_is_told_nothing(folder: LaptopFolder, hq: Headquarters) -> None:
    fake = Headquarters(make_authority())
    with pytest.raises(CodeOfOtherHeadquarters):
        enrol(folder, fake, code=hq.code)
    assert fake.requests == []
    nothing_left(folder, fake)


def test_the_right_root_with_another_box_key_is_told_nothing(folder: LaptopFolder, hq: Headquarters) -> None:
    stolen = hq.root()
    hq.shown = msgspec.structs.replace(stolen, box_key=Headquarters(hq.authority).root().box_key)
    with pytest.raises(BadSignature):
        enrol(folder, hq)
    assert hq.requests == []
    nothing_left(folder, hq)


def other_key(authority: Authority) -> str:
    return pki.to_pem(device_certificate(authority, pki.new_key()))


@pytest.mark.parametrize(
    ("bend", "refusal"),
    [
        (lambda hq: replace(hq, signer=make_authority()), Refusal),
        (lambda hq: replace(hq, now="2050-01-01T00:00:00Z"), CertificateOutOfDate),
        (lambda hq: replace(hq, now="soon"), BadMessage),
        (lambda hq: replace(hq, now="2026-11-24T07:00:00"), BadMessage),
        (
            lambda hq: replace(
                hq, bend=lambda reply: msgspec.structs.replace(reply, certificate=other_key(hq.authority))
            ),
            CertificateRefused,
        ),
        (
            lambda hq: replace(
                hq, bend=lambda reply: msgspec.structs.replace(reply, certificate=other_key(make_authority()))
            ),
            Refusal,
        ),
        (lambda hq: replace(hq, bend=lambda reply: msgspec.structs.replace(reply, device="other")), CertificateRefused),
        (lambda hq: replace(hq, bend=lambda _: {"device": 5}), BadMessage),
    ],
)
def test_an_answer_that_does_not_hold_leaves_no_laptop(
    folder: LaptopFolder, hq: Headquarters, bend: Callable[[Headquarters], Headquarters], refusal: type[Refusal]
) -> None:
    bent = bend(hq)
    with pytest.raises(refusal):
        enrol(folder, bent)
    nothing_left(folder, bent)


def test_a_laptop_is_enrolled_once(folder: LaptopFolder, hq: Headquarters) -> None:
    enrol(folder, hq)
    before = folder._home.keyslots.read_bytes()
    with pytest.raises(AlreadyEnrolled):
        enrol(folder, hq)
    assert folder._home.keyslots.read_bytes() == before
    assert len(hq.requests) == 1


def test_a_short_passphrase_uses_up_no_code(folder: LaptopFolder, hq: Headquarters) -> None:
    with pytest.raises(WeakPassphrase):
        enrol(folder, hq, passphrase="123456789")
    assert hq.requests == []
