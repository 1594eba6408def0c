"""Fifty inspections reach a headquarters that is killed mid-body, and again between commit and reply."""

import signal
import threading
from pathlib import Path

import pytest

from tests import factories
from tests.faults.proxy import Line, Proxy
from tests.world import Headquarters, Laptop

COUNT = 50


class Killer:
    """Kills headquarters twice: once mid-body, once when the reply to a push starts to come back."""

    def __init__(self, headquarters: Headquarters) -> None:
        self.headquarters = headquarters
        self.plan = ["mid-body", "before-reply"]
        # The laptop may see its line cut while the process is still dying: who looks at it waits for this.
        self.killing = threading.Lock()

    def __call__(self, direction: str, piece: bytes, line: Line) -> bool:
        if not self.plan or not line.pushing:
            return True
        mid_body = self.plan[0] == "mid-body" and direction == "up" and line.sent > 4096
        before_reply = self.plan[0] == "before-reply" and direction == "down" and piece.startswith(b"HTTP/1.1 200")
        if mid_body or before_reply:
            with self.killing:
                self.plan.pop(0)
                self.headquarters.stop(signal.SIGKILL)
            return False
        return True


@pytest.fixture
def headquarters(tmp_path: Path) -> Headquarters:
    return Headquarters.founded(tmp_path / "hq")


def test_fifty_inspections_each_once(headquarters: Headquarters, tmp_path: Path) -> None:
    laptop, killer = Laptop(tmp_path / "laptop"), Killer(headquarters)
    headquarters.start()
    try:
        with Proxy(headquarters.port, killer) as line:
            laptop.enrol(line.url, headquarters.code("Сапарова А. М.", "35"))
            sealed = _inspect_and_seal(laptop, tmp_path / "answers.xml")
            rounds = 0
            while laptop.sync().code != 0:
                rounds += 1
                assert rounds < 10
                with killer.killing:
                    if headquarters.process is None:
                        headquarters.start()
            assert killer.plan == []
            assert rounds == 2
    finally:
        headquarters.stop()
    arrived = headquarters.inspections()
    assert sorted(row["id"] for row in arrived) == sorted(sealed)
    assert {row["manifest_sha256"] for row in arrived} == set(sealed.values())
    assert len({row["act"] for row in arrived}) == COUNT
    assert {row["state"] for row in laptop.done("inspections", "--json").json} == {"accepted"}


def _inspect_and_seal(laptop: Laptop, answers: Path) -> dict[str, str]:
    """Inspection id -> manifest hash."""
    institutions = [row["id"] for row in laptop.done("institutions", "--json").json][:COUNT]
    assert len(institutions) == COUNT
    sealed = {}
    for seed, institution in enumerate(institutions):
        answers.write_bytes(factories.answers(seed))
        inspection = laptop.inspect(institution, answers)
        sealed[inspection] = laptop.seal(inspection)["manifest_sha256"]
    return sealed
