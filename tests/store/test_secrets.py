"""Planted values are nowhere in plain text: database, its log, files, key slots, the program's log."""

import logging
from pathlib import Path

import pytest
from PIL import Image

from inspector.services.errors import WrongPassphrase
from tests.store import laptops

IIN = "900101300017"
NAME = "Құпиябаев Сәкен"
PLACE = "Третий этаж за щитком"


def everything(home: Path) -> dict[str, bytes]:
    return {str(path.relative_to(home)): path.read_bytes() for path in home.rglob("*") if path.is_file()}


def test_planted_values_are_in_no_byte_of_the_folder(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    home = tmp_path / "home"
    laptops.enrolled(home)
    laptop = laptops.opened(home)
    laptops.supplied(laptop)
    inspection = laptop.start()
    opened = laptop.inspecting.open(inspection)
    camera, guard = opened.add_row("/data/cctv/cameras"), opened.add_row("/data/guards")
    steps = [camera, guard]
    for node, value in (
        (f"{camera.row}/place", PLACE),
        (f"{guard.row}/iin", IIN),
        (f"{guard.row}/full_name", NAME),
    ):
        steps.append(opened.answer(node, value))
    photo = tmp_path / "Құпиябаев.jpg"
    Image.new("RGB", (64, 64), "red").save(photo, exif=f"Exif\0\0{PLACE}".encode())
    evidence = laptop.evidence.store(inspection, photo)
    steps.append(opened.attach("/data/cctv/dummy", evidence))
    laptop.inspecting.record(inspection, [operation for step in steps for operation in step.operations])
    assert IIN.encode() in opened.session.submission()
    picture = laptop.evidence.read(inspection, evidence.name)
    assert picture.startswith(b"\xff\xd8\xff")
    while_open = everything(home)
    laptop.store.close()
    with pytest.raises(WrongPassphrase):
        laptops.folder(home).unlock("не тот пароль")
    planted = [text.encode(code) for text in (IIN, NAME, PLACE) for code in ("utf-8", "utf-16-le", "cp1251")
               if text.encode(code, "ignore").decode(code) == text]  # fmt: skip
    others = [laptops.SCHOOL.bin.encode(), laptops.IDENTITY.private_key.encode(), laptops.PASSPHRASE.encode()]
    # Pieces of the picture itself: its three-byte mark alone stands by chance in every few megabytes of ciphertext.
    others += [picture[:16], picture[len(picture) // 2 :][:16], picture[-16:]]
    others += [b"SQLite format 3", b"CREATE TABLE", inspection.encode()]
    assert {"laptop.db", "laptop.db-wal", "keyslots.json"} <= while_open.keys()
    for files in (while_open, everything(home)):
        for name, data in files.items():
            assert not [text for text in planted + others if text in data], name
            assert "Құпиябаев" not in name
    assert not [text for text in (IIN, NAME, PLACE, laptops.PASSPHRASE) if text in caplog.text]


def test_nothing_secret_is_shown_by_values_or_refusals(tmp_path: Path) -> None:
    assert laptops.IDENTITY.private_key not in repr(laptops.IDENTITY)
    laptops.enrolled(tmp_path)
    laptop = laptops.opened(tmp_path)
    laptops.supplied(laptop)
    with pytest.raises(Exception, match="constraint") as broken, laptop.store.database.write() as connection:
        connection.exec_driver_sql("INSERT INTO journal VALUES (?,1,'set','n','',?,'',0,'','')", ("nobody", IIN))
    assert IIN not in str(broken.value)
    laptop.store.close()
