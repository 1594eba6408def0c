"""A school whose sealed inspection headquarters returned, for the screens."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
from PIL import Image

from inspector.core.signatures import Representative, Signatures, Signer
from inspector.services.ports import ReceivedChange
from inspector.wire.reviews import RETURNED, ReviewBody, ReviewComment
from inspector.wire.seal import digest
from tests.ui import laptop

CCTV, DUMMY, ARCHIVE = "/data/cctv/cctv_installed", "/data/cctv/dummy", "/data/cctv/archive"
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
