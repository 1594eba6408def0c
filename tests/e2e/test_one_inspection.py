"""One inspection from the laptop's code to the act on the dashboard, by the command line alone, everything real."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests import factories
from tests.world import Headquarters, Laptop, say

SEVERITY = {
    "ru": {"gross": "грубое", "significant": "значительное", "minor": "незначительное"},
    "kk": {"gross": "өрескел", "significant": "елеулі", "minor": "болмашы"},
}


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> tuple[Headquarters, Laptop, dict[str, object], Path]:
    """Headquarters, a laptop, and one inspection that was sealed and accepted; and the folder of its act."""
    folder = tmp_path_factory.mktemp("country")
    headquarters, laptop = Headquarters.founded(folder / "hq"), Laptop(folder / "laptop")
    answers, secrets = factories.planted(7)
    (folder / "answers.xml").write_bytes(answers)
    with headquarters.serving() as url:
        laptop.enrol(url, headquarters.code("Сапарова А. М.", "35"))
        institution = laptop.done("institutions", "школа 214", "--json").json[0]
        inspection = laptop.inspect(institution["id"], folder / "answers.xml")
        laptop.done("act", inspection, "--proof", "-o", folder / "proof.pdf")
        sealed = laptop.seal(inspection)
        laptop.done("act", inspection, "-o", folder / "act.pdf")
        synced = laptop.sync()
        assert synced.code == 0, synced.err
    facts = {"institution": institution, "sealed": sealed, "sync": synced.json, "secrets": secrets}
    return headquarters, laptop, facts, folder


def _text(pdf: Path) -> str:
    return subprocess.run(["pdftotext", "-raw", str(pdf), "-"], capture_output=True, check=True, text=True).stdout


def _sealed_record(folder: Path) -> dict[str, Any]:
    command = ["pdfdetach", "-savefile", "manifest.json", "-o", str(folder / "record.json"), str(folder / "act.pdf")]
    subprocess.run(command, check=True, capture_output=True)
    return dict(json.loads((folder / "record.json").read_text(encoding="utf-8")))


def test_the_act_speaks_both_languages(country: tuple[Headquarters, Laptop, dict, Path]) -> None:
    """The institution, every failed check with its class and term, n of N of children covered, in ru and kk."""
    _, _, facts, folder = country
    text = " ".join(_text(folder / "act.pdf").split())
    assert facts["institution"]["name_ru"] in text
    assert facts["institution"]["name_kk"] in text
    record = _sealed_record(folder)
    judged = [finding for finding in record["findings"] if finding["severity"]]
    assert judged
    for finding in judged:
        assert f"{finding['due_days']} дней со дня вручения" in text
        assert f"тапсырылған күннен бастап {finding['due_days']} күн" in text
        for language, words in SEVERITY.items():
            assert words[finding["severity"]] in text
            # Rows that failed alike stand in one line with their numbers, so the row's own number is left out.
            assert finding["message"][language].split("№")[0].strip() in text
    covered = next(one for one in record["indicators"] if one["name"] == "children_covered")
    assert f"{covered['n']} из {covered['of']}" in text
    assert re.search(rf"{covered['of']}-\S+ {covered['n']}\b", text)


def test_verify_accepts_the_act_and_refuses_it_changed(country: tuple[Headquarters, Laptop, dict, Path]) -> None:
    headquarters, _, _, folder = country
    root = headquarters.data / "root.pem"
    assert say("verify", folder / "act.pdf", "--root", root, "--json").json["valid"] is True
    act = bytearray((folder / "act.pdf").read_bytes())
    for place in range(9, len(act), len(act) // 40):
        act[place] ^= 1
        (folder / "changed.pdf").write_bytes(act)
        act[place] ^= 1
        said = say("verify", folder / "changed.pdf", "--root", root, "--json")
        assert (said.code, said.json["valid"]) == (1, False), place


def test_verify_refuses_an_act_of_another_root(country: tuple[Headquarters, Laptop, dict, Path]) -> None:
    _, _, _, folder = country
    Headquarters(folder / "other").admin("init")
    said = say("verify", folder / "act.pdf", "--root", folder / "other" / "root.pem", "--json")
    assert (said.code, said.json["valid"]) == (1, False)


def test_headquarters_has_it_once_and_confirms_it(country: tuple[Headquarters, Laptop, dict, Path]) -> None:
    headquarters, _, facts, _ = country
    rows = headquarters.inspections()
    assert [(row["id"], row["state"]) for row in rows] == [(facts["sealed"]["inspection"], "confirmed")]


def test_personal_and_restricted_data_are_only_in_the_envelope(
    country: tuple[Headquarters, Laptop, dict, Path],
) -> None:
    """In no act, no QR, no log, no table of headquarters but the envelope, no byte of the laptop's folder."""
    headquarters, laptop, facts, folder = country
    for pdf in ("act.pdf", "proof.pdf"):
        text = _text(folder / pdf)
        for secret in facts["secrets"]:
            assert secret not in text
    for place in (laptop.home, headquarters.data):
        for file in place.rglob("*"):
            if file.is_file():
                content = file.read_bytes()
                for secret in facts["secrets"]:
                    assert secret.encode() not in content, f"{secret} in {file.name}"
    attached = subprocess.run(
        ["pdfdetach", "-saveall", "-o", str(folder), str(folder / "act.pdf")], capture_output=True, check=True
    )
    assert attached.returncode == 0
    for name in ("manifest.json", "seal.json", "instance.xml"):
        content = (folder / name).read_bytes()
        assert not any(secret.encode() in content for secret in facts["secrets"]), name


def test_sync_says_what_became_of_it(country: tuple[Headquarters, Laptop, dict, Path]) -> None:
    _, _, facts, _ = country
    (item,) = facts["sync"]["items"]
    assert item["state"] == "accepted"
    assert item["problem"] is None
    assert json.loads(item["receipt"])["sha256"] == facts["sealed"]["manifest_sha256"]


def test_verify_heeds_what_is_known_of_revoked_laptops(
    country: tuple[Headquarters, Laptop, dict, Path], tmp_path: Path
) -> None:
    """A laptop that headquarters told, and a signed list for whoever has no laptop; without either it stays unknown."""
    headquarters, _, _, folder = country
    copy, act, told = Headquarters(tmp_path / "hq"), folder / "act.pdf", tmp_path / "revoked.json"
    shutil.copytree(headquarters.data, copy.data)
    root = copy.data / "root.pem"
    copy.admin("device", "revoked", "-o", told)
    assert say("verify", act, "--root", root, "--revoked", told, "--json").json["valid"] is True, (
        "nobody is revoked yet"
    )
    copy.admin("device", "revoke", say("verify", act, "--root", root, "--json").json["device"])
    copy.admin("device", "revoked", "-o", told)
    assert say("verify", act, "--root", root, "--json").json["valid"] is True
    said = say("verify", act, "--root", root, "--revoked", told, "--json")
    assert (said.code, said.json["valid"]) == (1, False)
    other = Laptop(tmp_path / "other")
    with copy.serving() as url:
        other.enrol(url, copy.code("Омаров Т.", "35"))
    said = other.say("verify", act, "--json")
    assert (said.code, said.json["valid"]) == (1, False), "told with the first exchange"
    assert "отозван" in said.json["problems"][0]
    other_list = told.read_text().replace('"revoked', '"revokes')
    told.write_text(other_list)
    said = say("verify", act, "--root", root, "--revoked", told)
    assert said.code == 1
    assert len(said.err.strip().splitlines()) == 1
