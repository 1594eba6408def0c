"""Starting and ending: the address in one line, no plain http to strangers, exit code 0 on SIGTERM."""

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from inspector.core.errors import Refusal
from inspector.hq.server import PortTaken, Serving
from inspector.hq.services.authority import AlreadyHeadquarters, Authority, NotHeadquarters
from inspector.hq.services.publishing import KazakhNotReviewed, VersionTaken
from inspector.hq.settings import BlobsNotBuilt, Settings, TlsRequired
from inspector.wire import paths
from tests.hq.serving import CHECKLIST, COLUMNS, SCHOOL, ServedHq, serving, write_csv

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "inspector", "hq", *map(str, arguments)], capture_output=True, text=True, timeout=120
    )


def test_the_verbs_from_init_to_an_answer(tmp_path: Path) -> None:
    import json

    data = tmp_path / "hq"
    made = run("init", "--data", data)
    assert made.returncode == 0, made.stderr
    assert {file.name for file in data.iterdir()} >= {
        "root.pem",
        "root.key",
        "operating.pem",
        "box.key",
        "hq.db",
        "blobs",
    }
    for key in ("root.key", "operating.key", "box.key"):
        assert (data / key).stat().st_mode & 0o077 == 0
    again = run("init", "--data", data)
    assert (again.returncode, again.stderr.count("\n")) == (1, 1)
    table = write_csv(tmp_path / "list.csv", COLUMNS, [SCHOOL])
    assert run("institutions", "import", table, "--data", data).stdout == "+1 ~0 =0\n"
    told = run("checklist", "publish", CHECKLIST, "--data", data)
    assert (told.returncode, told.stderr.count("\n")) == (0, 1)
    assert run("checklist", "publish", CHECKLIST, "--draft", "--data", data).stderr == ""
    code = json.loads(run("device", "code", "--data", data, "--inspector", "Я", "--region", "35", "--json").stdout)
    assert code.keys() == {"code", "expires", "fingerprint"}
    assert code["fingerprint"] == made.stdout.strip()
    assert run("assign", "--data", data, "--institution", SCHOOL[0], "--inspector", "Я").returncode == 0
    assert run("assign", "--data", data, "--institution", "x", "--inspector", "Я").returncode == 1
    assert run("inspections", "--json", "--data", data).stdout == "[]\n"


@pytest.mark.parametrize("arguments", [(), ("nothing",), ("serve",), ("device",), ("serve", "--port", "99999")])
def test_wrong_usage_is_one_line_and_two(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)


def test_serve_says_its_address_answers_and_ends_with_zero(tmp_path: Path) -> None:
    Authority.create(tmp_path / "hq", "Қорған", datetime.now(UTC))
    process = subprocess.Popen(
        [sys.executable, "-m", "inspector", "hq", "serve", "--data", str(tmp_path / "hq"), "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        line = process.stdout.readline()
        url = line.split()[-1]
        assert url.startswith("http://127.0.0.1:")
        answer = httpx.get(url + paths.TIME, trust_env=False).json()
        assert answer["protocol"] == paths.PROTOCOL
        assert abs(datetime.fromisoformat(answer["now"]) - datetime.now(UTC)) < timedelta(minutes=1)
    finally:
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (0, "", "")


def test_plain_http_is_for_this_machine_only(tmp_path: Path) -> None:
    for host in ("0.0.0.0", "10.0.0.5", "::", "hq.example"):
        with pytest.raises(TlsRequired):
            Settings(data=tmp_path, host=host).require_safe_transport()
        with pytest.raises(TlsRequired):
            Settings(data=tmp_path, host=host, tls_cert=tmp_path).require_safe_transport()
        Settings(data=tmp_path, host=host, behind_proxy=True).require_safe_transport()
        Settings(data=tmp_path, host=host, tls_cert=tmp_path, tls_key=tmp_path).require_safe_transport()
    for host in ("127.0.0.1", "::1", "localhost", "127.8.8.8"):
        Settings(data=tmp_path, host=host).require_safe_transport()


def test_a_taken_port_is_said_so(served_hq: ServedHq, tmp_path: Path) -> None:
    with pytest.raises(PortTaken):
        Serving(Settings(data=served_hq.data, port=int(served_hq.url.rpartition(":")[2])))


def test_a_folder_without_keys_is_no_headquarters(tmp_path: Path) -> None:
    with pytest.raises(NotHeadquarters):
        Serving(Settings(data=tmp_path, port=0))
    (tmp_path / "root.pem").write_text("garbage")
    with pytest.raises(Refusal):
        Serving(Settings(data=tmp_path, port=0))


def test_keys_are_made_once(tmp_path: Path) -> None:
    made = Authority.create(tmp_path, "Қорған", NOW)
    with pytest.raises(AlreadyHeadquarters):
        Authority.create(tmp_path, "Қорған", NOW)
    loaded = Authority.load(tmp_path)
    assert loaded.fingerprint == made.fingerprint
    assert loaded.match_key("a") == made.match_key("a") != made.match_key("b")
    (tmp_path / "root.key").unlink()
    Authority.load(tmp_path)


def test_files_go_into_folders_only(tmp_path: Path) -> None:
    assert Settings(data=tmp_path, blobs="/x").blob_folder == Path("/x")
    assert Settings(data=tmp_path, blobs="file:///x").blob_folder == Path("/x")
    with pytest.raises(BlobsNotBuilt) as refused:
        _ = Settings(data=tmp_path, blobs="s3://key:secret@bucket").blob_folder
    assert "secret" not in str(refused.value)


def test_what_is_stored_outlives_the_server(tmp_path: Path, compiled) -> None:
    from tests.hq.conftest import enrolled, school
    from tests.hq.laptop import sealed

    with serving(tmp_path / "hq") as served:
        served.publish(compiled)
        laptop = enrolled(served)
        bundle = sealed(laptop, school(served))
        first = laptop.push(bundle)
    with serving(tmp_path / "hq") as served:
        laptop.url = served.url
        assert laptop.push(bundle) == first


def test_a_published_version_never_changes(served_hq: ServedHq, compiled) -> None:
    from dataclasses import replace

    sha256 = served_hq.publish(compiled)
    assert served_hq.publish(compiled) == sha256
    with pytest.raises(VersionTaken):
        served_hq.publish(replace(compiled, parameters=()))


def test_unreviewed_kazakh_wants_a_confirmation(served_hq: ServedHq, compiled) -> None:
    from inspector.hq.services.publishing import publish_compiled

    with pytest.raises(KazakhNotReviewed):
        publish_compiled(served_hq.hq.database, compiled, draft=False, now=NOW)


def test_our_own_fault_is_no_trace(served_hq: ServedHq, monkeypatch: pytest.MonkeyPatch, caplog) -> None:
    def broken() -> None:
        raise ZeroDivisionError("Сапарова А. М. 061211600012")

    monkeypatch.setattr(served_hq.hq.authority, "root_reply", broken)
    reply = httpx.get(served_hq.url + paths.ROOT, trust_env=False)
    assert (reply.status_code, reply.json()["code"]) == (500, "server_failed")
    assert "ZeroDivisionError" in caplog.text
    assert "061211600012" not in caplog.text
