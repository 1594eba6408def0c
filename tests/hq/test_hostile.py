"""What somebody may try against headquarters, with and without an enrolled laptop."""

import os
import threading
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from inspector.forms.authoring import CompiledChecklist
from inspector.hq import blobs as blob_module
from inspector.hq.blobs import FolderBlobs
from inspector.hq.store.records import CONFIRMED, MISMATCH
from inspector.wire import paths
from inspector.wire.errors import BlobChanged
from inspector.wire.seal import digest
from inspector.wire.signing import sign_request
from tests.hq.conftest import enrolled, school
from tests.hq.laptop import answers, sealed
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
