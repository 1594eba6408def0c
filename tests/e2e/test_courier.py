"""Everything by files on a stick: sealed without a network, accepted without one, however often it is repeated."""

import shutil
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

import inspector.laptop
from inspector import paths
from inspector.core.deadlines import Way
from inspector.services.ports import Delivery
from inspector.store.keys import Cost, KeySlots
from tests import factories
from tests.world import PASSPHRASE, ROOT, Headquarters, Laptop, say

KILLED = """
import os, signal, sys
from inspector import cli
from inspector.{module} import {owner} as owner
kept = owner.{name}
def die(*args, **more):
    kept(*args, **more)
    os.kill(os.getpid(), signal.SIGKILL)
owner.{name} = die
sys.exit(cli.main(sys.argv[1:]))
"""


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> tuple[Headquarters, Laptop, Path]:
    """An enrolled laptop that will never see the network again, and a stick."""
    folder = tmp_path_factory.mktemp("country")
    headquarters, laptop, stick = Headquarters.founded(folder / "hq"), Laptop(folder / "laptop"), folder / "stick"
    stick.mkdir()
    with headquarters.serving() as url, pytest.MonkeyPatch.context() as patch:
        # A passphrase that is quick to try: it is given some fifty times here.
        cheap = Cost(memory_kib=64, iterations=1, lanes=1)
        made = KeySlots.create
        patch.setattr(KeySlots, "create", lambda slots, *told: made(slots, *told[:4], cheap))
        laptop.enrol(url, headquarters.code("Сапарова А. М.", "35"))
    return headquarters, laptop, stick


def sealed(laptop: Laptop, folder: Path, seed: int, number: int = 0) -> str:
    answers = folder / f"answers-{seed}.xml"
    answers.write_bytes(factories.answers(seed))
    institution = laptop.done("institutions", "", "--json").json[number]["id"]
    inspection = laptop.inspect(institution, answers)
    laptop.seal(inspection)
    return inspection


def state(laptop: Laptop, inspection: str) -> str:
    return next(row["state"] for row in laptop.done("inspections", "--json").json if row["id"] == inspection)


def killed(words: list[str | Path], module: str, owner: str, name: str) -> None:
    """Run a command that is killed right after the named function did its work."""
    script = KILLED.format(module=module, owner=owner, name=name)
    ended = subprocess.run(
        [sys.executable, "-c", script, *map(str, words)], cwd=ROOT, input=PASSPHRASE, text=True, capture_output=True
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr


def one_sentence(said: object) -> None:
    assert said.code == 1  # type: ignore[attr-defined]
    assert len(said.err.splitlines()) == 1, said.err  # type: ignore[attr-defined]
    assert "Traceback" not in said.err  # type: ignore[attr-defined]


def test_sealed_carried_accepted(country: tuple[Headquarters, Laptop, Path], tmp_path: Path) -> None:
    headquarters, laptop, stick = country
    answers, secrets = factories.planted(11)
    (tmp_path / "answers.xml").write_bytes(answers)
    institution = laptop.done("institutions", "", "--json").json[0]
    inspection = laptop.inspect(institution["id"], tmp_path / "answers.xml")
    laptop.seal(inspection)
    deliver(laptop, inspection)
    out, back = stick / "to-hq.qorgan", stick / "from-hq.qorgan"
    assert laptop.done("courier", "export", out, "--json").json["items"] == 2
    assert laptop.done("verify", out, "--json").json["kind"] == "courier"
    headquarters.admin("institutions", "import", _renamed(tmp_path))
    taken = headquarters.admin("courier", "import", out, "-o", back, "--json").json
    assert [(row["kind"], row["state"]) for row in taken["items"]] == [
        ("inspection", "received"),
        ("delivery", "received"),
    ]
    assert laptop.done("verify", back, "--json").json["valid"] is True
    assert state(laptop, inspection) == "sealed"
    report = laptop.done("courier", "import", back, "--json").json
    assert [(row["kind"], row["state"]) for row in report["items"]] == [
        ("inspection", "accepted"),
        ("delivery", "accepted"),
    ]
    assert report["pulled"] > 0
    assert state(laptop, inspection) == "accepted"
    assert laptop.done("institutions", "Жаңа атау", "--json").json
    assert [row["state"] for row in headquarters.inspections() if row["id"] == inspection] == ["confirmed"]
    # Whoever finds the stick reads nothing.
    words = [*secrets, institution["name_ru"], institution["bin"], inspection, "Сапарова", "Ибраев"]
    for file in (out, back):
        content = file.read_bytes()
        assert not any(word.encode() in content for word in words)
    # Again, in any order: nothing is doubled, nothing taken back.
    again = headquarters.admin("courier", "import", out, "-o", stick / "again.qorgan", "--json").json
    assert [row["state"] for row in again["items"]] == ["received", "received"]
    for reply in (stick / "again.qorgan", back):
        assert laptop.done("courier", "import", reply, "--json").json == {"pulled": 0, "items": []}
    assert [row["id"] for row in headquarters.inspections()].count(inspection) == 1


def deliver(laptop: Laptop, inspection: str) -> None:
    """As the window does it: the act was handed over on paper."""
    opened = inspector.laptop.Laptop(paths.home(laptop.home))
    place = opened.unlock(PASSPHRASE)
    place.delivering.deliver(inspection, Delivery(way=Way.PAPER, at=datetime.now(UTC), receiver="Ибраев Н. С."))
    opened.lock()


def _renamed(folder: Path) -> Path:
    """The list of institutions with one new name: news that travel with the reply."""
    from tests.world import INSTITUTIONS

    text = INSTITUTIONS.read_text(encoding="utf-8")
    head, first, rest = text.split("\n", 2)
    columns = head.split(",")
    values = first.split(",")
    values[columns.index("name_kk")] = "Жаңа атау"
    path = folder / "institutions.csv"
    path.write_text("\n".join([head, ",".join(values), rest]), encoding="utf-8")
    return path


def test_killed_in_the_middle_everywhere(country: tuple[Headquarters, Laptop, Path], tmp_path: Path) -> None:
    headquarters, laptop, stick = country
    inspection = sealed(laptop, tmp_path, 2, 2)
    home = ["--home", laptop.home]
    out, back = stick / "killed.qorgan", stick / "killed-back.qorgan"
    killed([*home, "courier", "export", out, "--passphrase-file", "-"], "wire", "courier_writing", "_pour")
    assert not out.exists()
    laptop.done("courier", "export", out)
    assert [one for one in stick.iterdir() if one.name.startswith("killed") and one != out] == []
    taking = ["hq", "courier", "import", out, "-o", back, "--data", headquarters.data]
    killed(taking, "hq.services.intake", "Intake", "accept")
    assert not back.exists()
    headquarters.admin("courier", "import", out, "-o", back)
    bringing = [*home, "courier", "import", back, "--passphrase-file", "-"]
    killed(bringing, "store.seals", "SealTable", "blob_receipted")
    assert state(laptop, inspection) == "sent"
    assert laptop.say("courier", "import", back).code == 0
    assert state(laptop, inspection) == "accepted"
    assert [row["id"] for row in headquarters.inspections()].count(inspection) == 1


def test_a_reply_that_comes_after_the_network(country: tuple[Headquarters, Laptop, Path], tmp_path: Path) -> None:
    """The stick brought everything to headquarters; its receipts came first over the network, then on the stick."""
    headquarters, laptop, stick = country
    inspection = sealed(laptop, tmp_path, 3, 3)
    laptop.done("courier", "export", stick / "late.qorgan")
    headquarters.admin("courier", "import", stick / "late.qorgan", "-o", stick / "late-back.qorgan")
    with headquarters.serving():
        assert laptop.sync().code == 0
    assert state(laptop, inspection) == "accepted"
    assert laptop.done("courier", "import", stick / "late-back.qorgan", "--json").json["items"] == []
    assert state(laptop, inspection) == "accepted"


def test_a_hostile_file_is_one_sentence_and_changes_nothing(
    country: tuple[Headquarters, Laptop, Path], tmp_path: Path
) -> None:
    headquarters, laptop, stick = country
    laptop.done("courier", "export", stick / "good.qorgan")
    good = (stick / "good.qorgan").read_bytes()
    headquarters.admin("courier", "import", stick / "good.qorgan", "-o", stick / "good-back.qorgan")
    reply = (stick / "good-back.qorgan").read_bytes()
    before = headquarters.inspections()
    spoilt = {
        "empty": b"", "zip": b"PK\x03\x04" + b"../../evil" * 9, "cut": good[:-9],
        "flipped": good[:-40] + b"!" + good[-39:], "longer": good + b"\0", "head": good[:30], "reply": reply,
    }  # fmt: skip
    for name, content in spoilt.items():
        (stick / name).write_bytes(content)
        said = say("hq", "courier", "import", stick / name, "-o", stick / "no.qorgan", "--data", headquarters.data)
        one_sentence(said)
        assert not (stick / "no.qorgan").exists(), name
        if name != "reply":
            one_sentence(laptop.say("courier", "import", stick / name))
    one_sentence(laptop.say("courier", "import", stick / "good.qorgan"))
    one_sentence(laptop.say("courier", "import", stick / "absent.qorgan"))
    one_sentence(laptop.say("courier", "export", stick / "no such folder" / "x.qorgan"))
    assert headquarters.inspections() == before
    cut = reply[: len(reply) // 2]
    (stick / "cut-back").write_bytes(cut)
    one_sentence(laptop.say("courier", "import", stick / "cut-back"))


def test_another_headquarters_and_another_laptop_take_nothing(
    country: tuple[Headquarters, Laptop, Path], tmp_path: Path
) -> None:
    headquarters, laptop, stick = country
    other = Headquarters(tmp_path / "other")
    other.admin("init")
    laptop.done("courier", "export", stick / "ours.qorgan")
    words = ("hq", "courier", "import", stick / "ours.qorgan", "-o", stick / "foreign.qorgan")
    one_sentence(say(*words, "--data", other.data))
    headquarters.admin("courier", "import", stick / "ours.qorgan", "-o", stick / "ours-back.qorgan")
    colleague = Laptop(tmp_path / "colleague")
    with headquarters.serving() as url:
        colleague.enrol(url, headquarters.code("Омаров Т.", "35"))
    one_sentence(colleague.say("courier", "import", stick / "ours-back.qorgan"))
    # A part of a draft, which only the lead seals.
    (tmp_path / "answers.xml").write_bytes(factories.answers(5))
    institution = laptop.done("institutions", "", "--json").json[4]["id"]
    inspection = laptop.inspect(institution, tmp_path / "answers.xml")
    part, answers = stick / "part.qorgan", stick / "answers.qorgan"
    code = laptop.done("courier", "share", inspection, part, "--section", "/data/alarm", "--json").json["code"]
    one_sentence(colleague.say("courier", "import", part, "--code", "2222-2222-2222"))
    assert colleague.done("courier", "import", part, "--code", code, "--json").json == {"inspection": inspection}
    one_sentence(colleague.say("seal", inspection, "--signer", "А;Б;В", "--representative", "Г;Д"))
    assert colleague.done("courier", "answers", inspection, answers, "--json").json == {"entries": 0}
    brought = laptop.done("courier", "import", answers, "--json").json
    assert brought == {"inspection": inspection, "entries": 0, "disagreements": 0}


def test_a_laptop_that_never_sees_a_network(country: tuple[Headquarters, Laptop, Path], tmp_path: Path) -> None:
    """Invitation, request, reply: enrolled, with the list of institutions, by files alone."""
    headquarters, _, stick = country
    laptop = Laptop(tmp_path / "far")
    invitation, request, reply = stick / "invitation", stick / "request", stick / "joined.qorgan"
    words = ("device", "code", "--inspector", "Ахметов Б.", "--region", "35", "-o", invitation)
    headquarters.admin(*words, "--server", "https://hq.example")
    one_sentence(laptop.say("enrol", "--reply", invitation))
    laptop.done("enrol", "--invitation", invitation, "--request", request)
    first = request.read_bytes()
    laptop.done("enrol", "--invitation", invitation, "--request", request)
    one_sentence(laptop.say("inspections"))
    device = headquarters.admin("device", "enrol", request, "-o", reply).out.strip()
    assert "Ахметов".encode() not in reply.read_bytes()
    # The same laptop asks, whichever of its requests arrives, and however often.
    (stick / "earlier").write_bytes(first)
    assert headquarters.admin("device", "enrol", stick / "earlier", "-o", reply).out.strip() == device
    wrong = say("enrol", "--reply", reply, "--passphrase-file", "-", home=laptop.home, stdin="совсем другая фраза")
    one_sentence(wrong)
    laptop.done("enrol", "--reply", reply)
    assert len(laptop.done("institutions", "--json").json) > 0
    assert not (laptop.home / "asked.json").exists()
    thief = Laptop(tmp_path / "thief")
    thief.done("enrol", "--invitation", invitation, "--request", request)
    one_sentence(say("hq", "device", "enrol", request, "-o", reply, "--data", headquarters.data))
    one_sentence(thief.say("enrol", "--reply", reply))
    assert say("enrol", "--server", "https://hq.example", home=thief.home).code == 2


def test_a_blocked_laptop_is_told_so(country: tuple[Headquarters, Laptop, Path], tmp_path: Path) -> None:
    headquarters, laptop, stick = country
    blocked = Laptop(tmp_path / "blocked")
    shutil.copytree(laptop.home, blocked.home)
    blocked.done("courier", "export", stick / "blocked.qorgan")
    device = blocked.done("verify", stick / "blocked.qorgan", "--json").json["device"]
    copy = Headquarters(tmp_path / "hq")
    shutil.copytree(headquarters.data, copy.data)
    copy.admin("device", "revoke", device)
    words = ("hq", "courier", "import", stick / "blocked.qorgan", "-o", stick / "x.qorgan", "--data", copy.data)
    one_sentence(say(*words))
