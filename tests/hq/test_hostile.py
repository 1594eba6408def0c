"""What somebody may try against headquarters, with and without an enrolled laptop."""

import os
import socket
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import msgspec
import pytest

from inspector.forms.authoring import CompiledChecklist
from inspector.hq import blobs as blob_module
from inspector.hq.blobs import FolderBlobs
from inspector.wire import box, paths, seal
from inspector.wire import certificates as pki
from inspector.wire.errors import BadBundle, BlobChanged
from inspector.wire.messages import EnrolRequest, Sealed
from inspector.wire.seal import digest
from tests.hq.conftest import enrolled, school
from tests.hq.laptop import sealed
from tests.hq.serving import ServedHq, serving


@pytest.mark.parametrize("said", [{}, {"x-forwarded-for": "127.0.0.1"}, {"x-forwarded-for": "127.0.0.1, 203.0.113.7"}])
def test_behind_a_proxy_nobody_is_at_this_machine(
    tmp_path: Path, compiled: CompiledChecklist, said: dict[str, str]
) -> None:
    """A proxy dials from loopback, and whoever asks it may write any address into the header."""
    with serving(tmp_path / "hq", behind_proxy=True) as served:
        served.publish(compiled)
        laptop = enrolled(served)
        bundle = sealed(laptop, school(served))
        laptop.push(bundle)
        for page in ("/", f"/inspections/{bundle.id}", f"/inspections/{bundle.id}/act.pdf"):
            assert httpx.get(served.url + page, headers=said, trust_env=False).status_code in (403, 404)


def test_a_file_stays_whole_whatever_another_writer_still_sends(tmp_path: Path) -> None:
    """A connection opened before the file was finished must not be able to write into it afterwards."""
    blobs, data = FolderBlobs(tmp_path), b"the act" * 1000
    sha256 = digest(data)
    with blobs.continued(sha256, 0) as late:
        with blobs.continued(sha256, 0) as file:
            file.write(data)
        blobs.finish(sha256)
        late.write(b"something else")
    path = blobs.path(sha256)
    assert path is not None
    assert path.read_bytes() == data


def test_a_file_changed_while_it_is_hashed_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blobs, data = FolderBlobs(tmp_path), b"a" * 100
    sha256 = digest(data)
    with blobs.continued(sha256, 0) as file:
        file.write(data)
    (part,) = (tmp_path / "partial").iterdir()
    sync = os.fsync

    def meanwhile(descriptor: int) -> None:
        part.write_bytes(b"b" * 100)
        sync(descriptor)

    monkeypatch.setattr(blob_module.os, "fsync", meanwhile)
    blobs.finish(sha256)
    path = blobs.path(sha256)
    assert path is not None
    assert path.read_bytes() == data


def test_wrong_bytes_leave_nothing_behind(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path)
    with blobs.continued(digest(b"a"), 0) as file:
        file.write(b"b")
    with pytest.raises(BlobChanged):
        blobs.finish(digest(b"a"))
    assert list((tmp_path / "partial").iterdir()) == []


def test_a_stranger_is_refused_before_his_body_is_read(served_hq: ServedHq) -> None:
    """Sixteen megabytes from anybody, as slowly as he likes, would fill the memory."""
    address = urlsplit(served_hq.url)
    with socket.create_connection((address.hostname, address.port), timeout=20) as line:
        head = f"POST {paths.INSPECTIONS} HTTP/1.1\r\nhost: {address.netloc}\r\ncontent-length: 1000000\r\n\r\n"
        line.sendall(head.encode() + b"x" * 1000)
        assert line.recv(100).startswith(b"HTTP/1.1 401")


def test_a_cursor_longer_than_any_number_is_refused(served_hq: ServedHq) -> None:
    laptop = enrolled(served_hq)
    reply = laptop.raw("GET", f"{paths.CHANGES}?cursor={'9' * 5000}", b"")
    assert (reply.status_code, reply.json()["code"]) == (400, "bad_message")


def test_an_instance_no_table_can_hold_is_refused(served_hq: ServedHq) -> None:
    laptop = enrolled(served_hq)
    laptop.checklist_text += " "  # of a checklist nobody published: its answers are not read
    bundle = sealed(laptop, school(served_hq), instance_sha256=digest("<data>\0</data>"))
    manifest = seal.read_manifest(bundle.manifest)
    forged = seal.seal_bundle(
        manifest, laptop.key, laptop.chain, instance="<data>\0</data>",
        envelope=seal.decode_base64(bundle.envelope, ""),
    )  # fmt: skip
    with pytest.raises(BadBundle):
        laptop.push(forged)


def test_a_page_in_a_browser_here_cannot_be_led_to_headquarters(served_hq: ServedHq) -> None:
    """A stranger's site may name itself anew as this machine's address; its name stays in the request."""
    for host, status in (("evil.example", 403), ("127.0.0.1.evil.example:80", 403), ("localhost:8000", 200)):
        assert httpx.get(served_hq.url + "/", headers={"host": host}, trust_env=False).status_code == status


def test_an_act_as_large_as_it_can_be_verified_is_taken(served_hq: ServedHq) -> None:
    """A seal cannot be made smaller afterwards: what a laptop may seal, headquarters takes."""
    from inspector.acts import verify
    from inspector.forms.safexml import MAX_INSTANCE_BYTES

    assert served_hq.hq.settings.blob_limit >= verify._LONGEST
    # Answers escaped as JSON, their secrets in base64, and the findings in three languages.
    assert served_hq.hq.settings.bundle_limit >= 3 * MAX_INSTANCE_BYTES


@pytest.mark.parametrize("name", ["a\0b", "a\nb", "a\x1b[2J"])
def test_a_laptop_with_an_impossible_name_is_refused(served_hq: ServedHq, name: str) -> None:
    parsed = pki.parse_code(served_hq.code())
    request = EnrolRequest(
        secret=parsed.secret, public_key=pki.public_key_to_pem(pki.new_key().public_key()), device_name=name, escrow="e"
    )
    closed = box.seal_box(
        seal.decode_base64(served_hq.hq.authority.root_reply().box_key, ""), msgspec.json.encode(request),
        box.ENROL_INFO,
    )  # fmt: skip
    body = msgspec.json.encode(Sealed(box=seal.encode_base64(closed)))
    reply = httpx.post(served_hq.url + paths.ENROL, content=body, trust_env=False)
    assert (reply.status_code, reply.json()["code"]) == (400, "bad_message")
