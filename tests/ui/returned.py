"""A school whose sealed inspection headquarters returned, for the screens."""

import base64
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
from PIL import Image

from inspector.core.signatures import Representative, Signatures, Signer
from inspector.forms.facts import row_mark
from inspector.services.ports import ReceivedChange
from inspector.wire.messages import AssignmentBody, LastVisitBody
from inspector.wire.reviews import RETURNED, ReviewBody, ReviewComment, ViolationBody
from inspector.wire.seal import digest
from tests.ui import laptop

CCTV, DUMMY, ARCHIVE = "/data/cctv/cctv_installed", "/data/cctv/dummy", "/data/cctv/archive"
KEY = base64.b64encode(b"k" * 32).decode()
SIGNED = Signatures(
    signers=(Signer(name="Сапарова А. М.", post="инспектор", body=""),),
    representative=Representative(name="Ибраев Н. С.", post="директор"),
)


def picture(folder: Path, name: str = "IMG_0001.jpg", colour: str = "grey") -> Path:
    """A picture as a phone leaves it."""
    folder.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (160, 120), colour).save(folder / name)
    return folder / name


def returned_school(root: Path) -> laptop.School:
    """Sealed with a failed check and its photo, then returned with two comments."""
    school = laptop.begun(root)
    opened = school.opened()
    record = school.workplace.inspecting.record
    record(opened.id, opened.answer(f"{DUMMY}/verdict", "bad").operations)
    kept = school.workplace.evidence.store(opened.id, picture(root / "pictures"))
    record(opened.id, opened.attach(DUMMY, kept).operations)
    record(opened.id, laptop.answer_everything(opened))
    school.workplace.sealing.seal(opened, SIGNED)
    say(school, [(DUMMY, "На фото не видно, какая это камера. Подпишите."), (CCTV, "Проверьте ответ по журналу.")])
    return school


def say(school: laptop.School, comments: Sequence[tuple[str, str]], *, outcome: str = RETURNED, turn: int = 1) -> None:
    """Headquarters' review of the newest seal arrives."""
    bundle = school.store.seals.bundle(school.inspection)
    manifest = msgspec.json.decode(bundle.manifest)
    photo = next(iter(manifest["evidence"]), None)
    body = ReviewBody(
        id=f"review-{turn}",
        inspection=school.inspection,
        revision=bundle.revision,
        manifest_sha256=digest(bundle.manifest),
        round=turn,
        outcome=outcome,
        by="Ахметова Г.",
        at="2026-11-23T11:40:00Z",
        term="2026-12-01" if comments else "",
        comments=[
            ReviewComment(
                id=f"comment-{turn}-{place}", node=node, text=text,
                photo=photo["sha256"] if photo and photo["node"] == node else "",
            )
            for place, (node, text) in enumerate(comments)
        ],
    )  # fmt: skip
    change = ReceivedChange(seq=100 + turn, kind="review", text=msgspec.json.encode(body).decode(), body=body)
    school.store.changes.accept([change], 100 + turn)


def revisited_school(root: Path) -> laptop.School:
    """A second visit begun where four violations of the last one stay open; buses and cameras were listed then."""
    school = laptop.begun(root)
    day = laptop.VISIT.date

    def violation(check: str, severity: str, due: int | None, text: str) -> ViolationBody:
        return ViolationBody(
            id=f"v-{check}", check=check, severity=severity, norm="", message={"ru": text, "kk": text, "en": text},
            places=1, opened="2026-10-02", due_days=14,
            due="" if due is None else (day + timedelta(days=due)).isoformat(),
        )  # fmt: skip

    last = LastVisitBody(
        institution=laptop.SCHOOL.id,
        date="2026-10-02",
        values={"open_findings": "camera_down turnstile cou_connected archive", "archive": "bad"},
        open_violations=3,
        lists={"buses": [{"plate": "123ABC09", "belts": "yes"}, {"plate": "777AAA09"}],
               "cameras": [{"mark": row_mark("главный вход", KEY), "works": "yes"},
                           {"mark": row_mark("столовая", KEY), "works": "yes"}]},
        violations=[
            violation("turnstile", "significant", -22, "Нет турникета"),
            violation("cou_connected", "gross", -41, "Кнопка не связана с ЦОУ"),
            violation("camera_down", "significant", 3, "Не работали камеры"),
            violation("archive", "", None, "Архив короче"),
        ],
    )  # fmt: skip
    assignment = AssignmentBody(
        id="a1", institution=laptop.SCHOOL.id, campaign="Осень 2026", due="2026-12-01", kind="monitoring",
        match_key=KEY,
    )  # fmt: skip
    told = [("assignment", assignment), ("last_visit", last)]
    changes = [
        ReceivedChange(seq=200 + place, kind=kind, text=msgspec.json.encode(body).decode(), body=body)
        for place, (kind, body) in enumerate(told)
    ]
    school.store.changes.accept(changes, 210)
    return laptop.School(
        school.store, school.workplace, school.workplace.inspecting.start(laptop.SCHOOL.id, laptop.VISIT)
    )  # fmt: skip


def visited_before(root: Path) -> laptop.School:
    """A second visit where the first was made on this very laptop, with a photo of what stayed open; HQ told of it."""
    school = laptop.begun(root)
    opened, record = school.opened(), school.workplace.inspecting.record
    record(opened.id, opened.answer(f"{ARCHIVE}/verdict", "bad").operations)
    kept = school.workplace.evidence.store(opened.id, picture(root / "pictures", "old.jpg", "orange"))
    record(opened.id, opened.attach(ARCHIVE, kept).operations)
    record(opened.id, laptop.answer_everything(opened))
    school.workplace.sealing.seal(opened, SIGNED)
    texts = {"ru": "Архив короче", "kk": "Мұрағат қысқа", "en": "The archive is shorter"}
    violation = ViolationBody(
        id="v-archive", check="archive", severity="significant", norm="", message=texts, places=1,
        opened=laptop.VISIT.date.isoformat(), due_days=14, due=(laptop.VISIT.date + timedelta(days=14)).isoformat(),
    )  # fmt: skip
    last = LastVisitBody(
        institution=laptop.SCHOOL.id, date=laptop.VISIT.date.isoformat(),
        values={"open_findings": "archive turnstile", "archive": "bad"}, open_violations=1, violations=[violation],
    )  # fmt: skip
    change = ReceivedChange(seq=300, kind="last_visit", text=msgspec.json.encode(last).decode(), body=last)
    school.store.changes.accept([change], 300)
    later = replace(laptop.VISIT, date=laptop.VISIT.date + timedelta(days=20))
    again = school.workplace.inspecting.start(laptop.SCHOOL.id, later)
    second = laptop.School(school.store, school.workplace, again)
    record(again, second.opened().answer(f"{CCTV}/verdict", "ok").operations)
    return second
