"""A kindergarten and a university on one laptop, in Kazakh, from today's list to acts that headquarters has accepted.

The school of the demo is walked by test_demo; these are worked by the same hands, keys and pen only.
"""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from inspector import laptop, paths
from inspector.ui import language
from inspector.ui.guide import Visitor
from tests.world import PASSPHRASE, Headquarters, say

SCRIPTS = Path(__file__).parent / "scripts"
FOUND = {"kindergarten": "Құлыншақ-227", "university": "Тұран-Тау-35"}


@pytest.fixture(scope="module")
def headquarters(tmp_path_factory: pytest.TempPathFactory) -> Headquarters:
    """A country with institutions and the national checklist."""
    return Headquarters.founded(tmp_path_factory.mktemp("country") / "hq")


@pytest.fixture
def visitor(qapp: QApplication, headquarters: Headquarters, tmp_path: Path) -> Iterator[Visitor]:
    """A laptop that was enrolled in its window, by its keys."""
    home = paths.Home(tmp_path / "laptop")
    with headquarters.serving() as url:
        hands = Visitor(laptop.Laptop(home), home, tmp_path, "kk")
        hands.enrol(url, headquarters.code("Сапарова Айгерим Маратовна", "35"), PASSPHRASE)
        yield hands
        hands.close()
        hands.window.deleteLater()
    language.current.choose("ru")


def test_from_today_to_the_accepted_act(visitor: Visitor, headquarters: Headquarters, tmp_path: Path) -> None:
    for kind, name in FOUND.items():
        visitor.out = tmp_path / kind
        visitor.out.mkdir()
        visitor.inspect(name, SCRIPTS / f"{kind}.json")
        visitor.window.navigator.home()
        visitor.settle()
    visitor.exchange()
    assert [row["state"] for row in headquarters.inspections()] == ["confirmed", "confirmed"]
    for kind, name in FOUND.items():
        act = tmp_path / kind / "act.pdf"
        verified = say("verify", act, "--root", headquarters.data / "root.pem", "--json").json
        assert (verified["valid"], verified["kind"]) == (True, "act")
        assert name in _text(act)
    kindergarten, university = (_text(tmp_path / kind / "act.pdf") for kind in FOUND)
    assert "Түйме жоқ" in kindergarten
    assert "12 тәулік" in university


def _text(act: Path) -> str:
    tool = shutil.which("pdftotext")
    assert tool is not None
    return " ".join(subprocess.run([tool, "-raw", act, "-"], capture_output=True, check=True, text=True).stdout.split())
