"""What lies in the repository: nothing about the machines it was made on, nothing without a licence, nothing huge."""

import re

import pytest

from tests.architecture.tree import ROOT, tracked_files

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LIMIT_MB = 40

# Spelt in pieces, or this file would be the first to be found.
PLACES_OF_MACHINES = ("/" + "work/", "/" + "root/", "/" + "home/", ".." + "/shared", "C:" + "\\Users")
HOSTS_OF_REGISTRIES = (
    "pypi" + ".org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "deb.deb" + "ian.org",
    "npm" + "mirror",
)


def texts() -> dict[str, str]:
    """Tracked files that are text, by name."""
    found = {}
    for path in tracked_files():
        if b"\0" not in (content := path.read_bytes())[:8192]:
            found[path.relative_to(ROOT).as_posix()] = content.decode("utf-8", errors="replace")
    return found


def test_lock_names_no_host() -> None:
    assert "://" not in LOCK
    assert not re.search(r"\b[a-z0-9-]+\.(com|net|org|io|kz|ru)\b", LOCK)
    assert not re.search(r"^\s*-(i|f|-index|-find|-extra)", LOCK, re.MULTILINE)


def test_every_locked_package_has_hashes() -> None:
    pins = re.split(r"^(?=[a-z0-9])", LOCK, flags=re.MULTILINE)[1:]
    assert len(pins) > 50
    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin or "==" not in pin.split()[0]] == []


@pytest.mark.parametrize("trace", PLACES_OF_MACHINES + HOSTS_OF_REGISTRIES)
def test_no_trace_of_a_machine(trace: str) -> None:
    # In every XForm, a list of choices stands at a path that ends in these two names.
    assert [name for name, text in texts().items() if trace in text.replace("/root" + "/item", "")] == []


def test_the_repository_stays_small() -> None:
    assert sum(path.stat().st_size for path in tracked_files()) < LIMIT_MB * 1024 * 1024


def test_fonts_and_icons_come_with_their_licences() -> None:
    folders = {path.parent for path in tracked_files() if path.suffix in {".ttf", ".otf"}}
    folders |= {path.parent for path in tracked_files() if path.suffix == ".svg" and "icons" in path.parts}
    assert folders, "the act and the window need fonts"
    bare = [
        folder
        for folder in folders
        if not any(
            re.search(r"OFL|LICEN[CS]E|PTFL", file.name, re.IGNORECASE)
            for near in (folder, folder.parent)
            for file in near.iterdir()
        )
    ]
    assert bare == []


def test_only_sources_of_translations_are_kept() -> None:
    assert [path for path in tracked_files() if path.suffix in {".mo", ".qm", ".pyc"}] == []
