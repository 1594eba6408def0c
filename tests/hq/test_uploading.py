"""Files in pieces: resumed at the byte they broke off, whole only when their hash is right."""

import socket
from datetime import UTC, datetime
from urllib.parse import urlsplit

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspector.hq.api.files import GATHERED
from inspector.hq.blobs import FolderBlobs
from inspector.wire import paths
from inspector.wire.errors import BadMessage, BadSignature, BlobChanged, BlobOffset, BlobUnknown
from inspector.wire.messages import ErrorReply
from inspector.wire.seal import digest
from inspector.wire.signing import sign_request
from tests.hq.conftest import enrolled, school
from tests.hq.laptop import Laptop, sealed, upload
from tests.hq.serving import ServedHq

ACT = bytes(range(256)) * (5 * GATHERED // 256)


@pytest.fixture
def laptop(served_hq: ServedHq) -> Laptop:
    """A laptop whose inspection names ACT."""
    laptop = enrolled(served_hq)
    laptop.push(sealed(laptop, school(served_hq), act=ACT))
    return laptop


def test_a_file_in_pieces_becomes_whole(served_hq: ServedHq, laptop: Laptop) -> None:
    receipt = upload(laptop, ACT, piece=50_000)
    assert (receipt.kind, receipt.sha256) == ("blob", digest(ACT))
    path = served_hq.hq.blobs.path(digest(ACT))
    assert path is not None
    assert path.read_bytes() == ACT
    with served_hq.hq.database.reading() as work:
        (item,) = work.figures.received()
    assert (item.act_stored, item.missing) == (True, 0)


def test_a_whole_file_gives_the_same_receipt_again(laptop: Laptop) -> None:
    first = upload(laptop, ACT)
    assert upload(laptop, ACT) == first
    with laptop.link() as link:
        assert link.blob_offset(digest(ACT)) == len(ACT)


def test_a_whole_file_is_not_missing_for_the_next_inspection(served_hq: ServedHq, laptop: Laptop) -> None:
    upload(laptop, ACT)
    assert laptop.push(sealed(laptop, school(served_hq), act=ACT)).missing == []


def test_it_continues_only_where_it_stands(laptop: Laptop) -> None:
    sha256 = digest(ACT)
    with laptop.link() as link:
        assert link.send_blob(sha256, 0, len(ACT), ACT[:100]) == 100
        with pytest.raises(BlobOffset) as refused:
            link.send_blob(sha256, 50, len(ACT), ACT[50:])
        assert refused.value.params == {"offset": "100"}
        assert link.blob_offset(sha256) == 100


def test_wrong_bytes_start_anew(served_hq: ServedHq, laptop: Laptop) -> None:
    sha256 = digest(ACT)
    with laptop.link() as link:
        with pytest.raises(BlobChanged):
            link.send_blob(sha256, 0, len(ACT), bytes(len(ACT)))
        assert link.blob_offset(sha256) == 0
    assert served_hq.hq.blobs.path(sha256) is None
    assert upload(laptop, ACT).sha256 == sha256


@pytest.mark.parametrize(
    ("offset", "length"), [("0", "5"), ("x", str(len(ACT))), ("-1", str(len(ACT))), (str(len(ACT)), str(len(ACT)))]
)
def test_a_piece_that_cannot_be_of_this_file_is_refused(laptop: Laptop, offset: str, length: str) -> None:
    reply = laptop.raw("PATCH", paths.blob(digest(ACT)), b"1234567890", upload_offset=offset, upload_length=length)
    assert msgspec.json.decode(reply.content, type=ErrorReply).code == BadMessage.code


def test_nobody_expects_an_unnamed_file(served_hq: ServedHq, laptop: Laptop) -> None:
    other = enrolled(served_hq, "Ахметов Б. Т.")
    with laptop.link() as link, pytest.raises(BlobUnknown):
        link.send_blob(digest(b"x"), 0, 1, b"x")
    with other.link() as link, pytest.raises(BlobUnknown):
        link.send_blob(digest(ACT), 0, len(ACT), ACT)
    with laptop.link() as link, pytest.raises(BlobUnknown):
        link.send_blob("Z" * 64, 0, 1, b"x")


def request_lines(laptop: Laptop, data: bytes, stated: bytes) -> bytes:
    """A signed PATCH as bytes on the wire; `stated` is the body that the signature promises."""
    url = laptop.url + paths.blob(digest(ACT))
    headers = {
        "content-type": "application/octet-stream", "upload-offset": "0", "upload-length": str(len(ACT)),
    }  # fmt: skip
    headers |= sign_request(
        laptop.key, laptop.device, method="PATCH", url=url, body=stated, now=datetime.now(UTC), headers=headers
    )
    headers |= {"host": urlsplit(url).netloc, "content-length": str(len(stated)), "connection": "close"}
    head = f"PATCH {urlsplit(url).path} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in headers.items()) + "\r\n"
    return head.encode() + data


def dial(laptop: Laptop) -> socket.socket:
    address = urlsplit(laptop.url)
    return socket.create_connection((address.hostname, address.port), timeout=30)


def wait_for_offset(laptop: Laptop, sha256: str, least: int) -> int:
    """Where the file stands once it stands at `least`; every question is a round trip, so no sleep is needed."""
    with laptop.link() as link:
        for _ in range(2_000):
            offset = link.blob_offset(sha256)
            if offset >= least:
                return offset
    pytest.fail(f"the file never reached byte {least}")


def test_a_line_that_breaks_keeps_what_arrived(laptop: Laptop) -> None:
    sha256 = digest(ACT)
    with dial(laptop) as line:
        line.sendall(request_lines(laptop, ACT[: 3 * GATHERED], ACT))
        assert wait_for_offset(laptop, sha256, GATHERED) < len(ACT)
    assert GATHERED <= wait_for_offset(laptop, sha256, GATHERED) <= 3 * GATHERED
    assert upload(laptop, ACT).sha256 == sha256


def test_a_body_that_is_not_the_signed_one_leaves_nothing(laptop: Laptop) -> None:
    changed = bytes([ACT[0] ^ 1]) + ACT[1:]
    with dial(laptop) as line:
        line.sendall(request_lines(laptop, changed, ACT))
        answer = b""
        while piece := line.recv(65_536):
            answer += piece
    assert BadSignature.code.encode() in answer
    with laptop.link() as link:
        assert link.blob_offset(digest(ACT)) == 0


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.binary(min_size=1, max_size=400), cuts=st.lists(st.integers(0, 400), max_size=6))
def test_any_cuts_give_the_same_file(tmp_path, data: bytes, cuts: list[int]) -> None:
    blobs = FolderBlobs(tmp_path / "blobs")
    sha256 = digest(data)
    for end in [*sorted(min(cut, len(data)) for cut in cuts), len(data)]:
        start = blobs.offset(sha256)
        with blobs.continued(sha256, start) as file:
            file.write(data[start:end])
    blobs.finish(sha256)
    path = blobs.path(sha256)
    assert path is not None
    assert path.read_bytes() == data
    path.unlink()
