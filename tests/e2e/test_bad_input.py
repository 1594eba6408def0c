"""What a person can get wrong, or the world can refuse: one sentence, exit code 1, never a traceback, nothing lost."""

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import factories
from tests.world import PASSPHRASE, Headquarters, Laptop, Said, say


def one_sentence(said: Said) -> str:
    """The one line a person reads."""
    assert said.code == 1
    lines = said.err.splitlines()
    assert len(lines) == 1, said.err
    assert "Traceback" not in said.err
    assert "Error" not in lines[0]
    return lines[0]


@pytest.fixture(scope="module")
def enrolled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Headquarters, Laptop]:
    folder = tmp_path_factory.mktemp("enrolled")
    headquarters, laptop = Headquarters.founded(folder / "hq"), Laptop(folder / "laptop")
    with headquarters.serving() as url:
        laptop.enrol(url, headquarters.code("Сапарова А. М.", "35"))
    return headquarters, laptop


@pytest.fixture
def portal() -> Iterator[str]:
    """A Wi-Fi portal: answers everything with a page."""

    class Portal(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write("<html>Добро пожаловать</html>".encode())

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *args: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Portal)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_wrong_passphrase(enrolled: tuple[Headquarters, Laptop]) -> None:
    _, laptop = enrolled
    said = say("inspections", "--passphrase-file", "-", home=laptop.home, stdin="не та фраза")
    assert one_sentence(said)


def test_a_laptop_that_is_not_enrolled(tmp_path: Path) -> None:
    assert one_sentence(Laptop(tmp_path / "nobody").say("inspections"))


@pytest.mark.parametrize("code", ["", "ABCD", "ABCD-EFGH-JKLM-NPQR-STUV"])
def test_a_wrong_code(tmp_path: Path, enrolled: tuple[Headquarters, Laptop], code: str) -> None:
    headquarters, _ = enrolled
    laptop = Laptop(tmp_path / "new")
    with headquarters.serving() as url:
        assert one_sentence(laptop.say("enrol", "--server", url, "--code", code))
    assert not (laptop.home / "laptop.db").exists()


def test_a_used_code(tmp_path: Path, enrolled: tuple[Headquarters, Laptop]) -> None:
    headquarters, _ = enrolled
    code = headquarters.code("Ахметов Б.", "35")
    with headquarters.serving() as url:
        Laptop(tmp_path / "first").enrol(url, code)
        assert one_sentence(Laptop(tmp_path / "second").say("enrol", "--server", url, "--code", code))


def test_headquarters_down(tmp_path: Path, enrolled: tuple[Headquarters, Laptop]) -> None:
    headquarters, laptop = enrolled
    assert one_sentence(Laptop(tmp_path / "x").say("enrol", "--server", "http://127.0.0.1:1", "--code", "A"))
    code = headquarters.code("Ахметов Б.", "35")
    assert one_sentence(Laptop(tmp_path / "y").say("enrol", "--server", "http://127.0.0.1:1", "--code", code))
    assert one_sentence(laptop.say("sync", "--once"))


def test_a_portal_instead_of_headquarters(tmp_path: Path, portal: str, enrolled: tuple[Headquarters, Laptop]) -> None:
    headquarters, _ = enrolled
    code = headquarters.code("Ахметов Б.", "35")
    assert one_sentence(Laptop(tmp_path / "x").say("enrol", "--server", portal, "--code", code))


def test_a_fake_headquarters(tmp_path: Path, enrolled: tuple[Headquarters, Laptop]) -> None:
    """The fake serves its own root: the code's fingerprint tells, before the secret leaves."""
    honest, _ = enrolled
    fake = Headquarters(tmp_path / "fake")
    fake.admin("init")
    code = honest.code("Ахметов Б.", "35")
    with fake.serving() as url:
        assert one_sentence(Laptop(tmp_path / "x").say("enrol", "--server", url, "--code", code))


def test_plain_http_to_another_machine(tmp_path: Path) -> None:
    said = Laptop(tmp_path / "x").say("enrol", "--server", "http://hq.example", "--code", "A")
    assert one_sentence(said)


def test_a_broken_workbook(tmp_path: Path) -> None:
    book = tmp_path / "book.xlsx"
    book.write_bytes(b"PK\x03\x04 not a workbook")
    assert say("checklist", "check", book).code == 1
    assert "Traceback" not in say("checklist", "check", book).err


def test_an_iin_with_a_wrong_check_digit() -> None:
    assert one_sentence(say("iin", "061211600013"))
    assert say("iin", "061211600012").code == 0


@pytest.mark.parametrize("answers", [b"", b"<a", b"<other/>", b'<!DOCTYPE x [<!ENTITY e "e">]><data>&e;</data>'])
def test_broken_answers(tmp_path: Path, enrolled: tuple[Headquarters, Laptop], answers: bytes) -> None:
    _, laptop = enrolled
    before = laptop.done("inspections", "--json").json
    (tmp_path / "answers.xml").write_bytes(answers)
    institution = laptop.done("institutions", "--json").json[0]["id"]
    said = laptop.say("inspect", "--institution", institution, "--answers", tmp_path / "answers.xml")
    assert one_sentence(said)
    assert laptop.done("inspections", "--json").json == before


def test_a_file_that_is_not_there(enrolled: tuple[Headquarters, Laptop]) -> None:
    _, laptop = enrolled
    assert one_sentence(laptop.say("inspect", "--institution", "x", "--answers", "/nowhere/answers.xml"))


def test_an_inspection_that_is_not_there(enrolled: tuple[Headquarters, Laptop]) -> None:
    _, laptop = enrolled
    said = laptop.say("seal", "nothing", "--signer", "А;Б;В", "--representative", "Г;Д")
    assert one_sentence(said)


def test_sealing_with_blanks(tmp_path: Path, enrolled: tuple[Headquarters, Laptop]) -> None:
    _, laptop = enrolled
    (tmp_path / "answers.xml").write_bytes(b'<data id="school-safety" version="2026.1"/>')
    institution = laptop.done("institutions", "--json").json[0]["id"]
    inspection = laptop.inspect(institution, tmp_path / "answers.xml")
    said = laptop.say("seal", inspection, "--signer", "А;Б;В", "--representative", "Г;Д")
    assert one_sentence(said)


def test_no_room_for_the_act(tmp_path: Path, enrolled: tuple[Headquarters, Laptop]) -> None:
    _, laptop = enrolled
    (tmp_path / "answers.xml").write_bytes(factories.answers(1))
    institution = laptop.done("institutions", "--json").json[0]["id"]
    inspection = laptop.inspect(institution, tmp_path / "answers.xml")
    assert one_sentence(laptop.say("act", inspection, "--proof", "-o", "/dev/full"))


@pytest.mark.parametrize("words", [("nonsense",), ("iin",), ("seal",), ("checklist", "compile", "x"), ("hq", "what")])
def test_wrong_usage_is_one_line_and_code_two(words: tuple[str, ...]) -> None:
    said = say(*words)
    assert said.code == 2
    assert len(said.err.splitlines()) == 1


def test_no_passphrase_and_nobody_to_ask(enrolled: tuple[Headquarters, Laptop]) -> None:
    _, laptop = enrolled
    assert one_sentence(say("inspections", home=laptop.home, stdin=PASSPHRASE))
