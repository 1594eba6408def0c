"""Headquarters is killed after it committed a delivery and before the laptop hears of it: it is there once."""

import signal
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

from tests.contract.field import enrolled, items
from tests.faults.proxy import Line, Proxy
from tests.hq.serving import serving
from tests.world import Headquarters


class Killer:
    """Kills headquarters when the answer to a POST /additions starts to come back, once."""

    def __init__(self, headquarters: Headquarters) -> None:
        self.headquarters = headquarters
        self.adding = False
        self.killed = False
        self.killing = threading.Lock()

    def __call__(self, direction: str, piece: bytes, line: Line) -> bool:
        if direction == "up" and b"POST /api/v1/additions " in piece:
            self.adding = True
        if self.killed or not self.adding or direction != "down" or not piece.startswith(b"HTTP/1.1 200"):
            return True
        with self.killing:
            self.killed = True
            self.headquarters.stop(signal.SIGKILL)
        return False


def test_a_delivery_is_there_once(tmp_path: Path) -> None:
    data = tmp_path / "hq"
    with serving(data) as served:
        served.publish()
        (school,) = served.institutions()
        code = served.code()
    headquarters = Headquarters(data)
    killer = Killer(headquarters)
    headquarters.start()
    try:
        with Proxy(headquarters.port, killer) as line, enrolled(tmp_path / "home", line.url, code) as field:
            inspection = field.seal(school.id)
            delivery = field.deliver(inspection)
            broken = field.exchange()
            assert killer.killed
            assert broken.problem is not None
            assert field.state(inspection) == [("delivery", "waiting")]
            with killer.killing:
                headquarters.start()
            assert items(field.exchange()) == [("delivery", "accepted")]
            assert field.state(inspection) == [("delivery", "accepted")]
    finally:
        headquarters.stop()
    with closing(sqlite3.connect(data / "hq.db")) as connection:
        assert connection.execute("SELECT id FROM addition").fetchall() == [(delivery.addition.id,)]
