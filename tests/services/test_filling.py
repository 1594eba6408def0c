"""An inspection from a file of answers: either all of it, or nothing."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from PIL import Image

from inspector.services import filling
from inspector.services.album import hung
from inspector.services.errors import NotAPicture, TooManyPhotos
from inspector.services.filling import Filled, PhotosMissing
from tests.store.laptops import SCHOOL, Laptop

ANSWERS = """<data id="small" version="1"><cctv><dummy><verdict>ok</verdict>
<dummy_photos><photo>a.png</photo></dummy_photos><dummy_photos><photo>{second}</photo></dummy_photos>
</dummy></cctv></data>"""


def filled(laptop: Laptop, photos: Path | None, second: str = "b.png") -> Filled:
    place = SimpleNamespace(
        institutions=laptop.institutions, inspecting=laptop.inspecting, evidence=laptop.evidence
    )  # fmt: skip
    return filling.inspect(
        place,  # type: ignore[arg-type]
        institution=SCHOOL.id, kind="monitoring", body="", order="",
        answers=ANSWERS.format(second=second).encode(), photos=photos,
    )  # fmt: skip


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = tmp_path / "photos"
    folder.mkdir()
    for number, name in enumerate(("a.png", "b.png")):
        Image.new("RGB", (30, 20), (number * 200, 0, 0)).save(folder / name)
    return folder


def test_every_photo_the_answers_name_hangs_on_its_question(laptop: Laptop, photos: Path) -> None:
    made = filled(laptop, photos)
    assert list(hung(laptop.inspecting.open(made.inspection)).values()) == ["/data/cctv/dummy"] * 2


def test_a_photo_named_twice_on_a_question_hangs_once(laptop: Laptop, photos: Path) -> None:
    made = filled(laptop, photos, second="a.png")
    assert len(hung(laptop.inspecting.open(made.inspection))) == 1


def test_a_photo_that_is_none_leaves_no_inspection(laptop: Laptop, photos: Path) -> None:
    (photos / "b.png").write_text("не фото")
    with pytest.raises(NotAPicture):
        filled(laptop, photos)
    assert laptop.inspecting.summaries() == ()


def test_a_photo_that_is_missing_leaves_no_inspection(laptop: Laptop, photos: Path) -> None:
    (photos / "b.png").unlink()
    for folder in (photos, None):
        with pytest.raises(PhotosMissing):
            filled(laptop, folder)
    assert laptop.inspecting.summaries() == ()


def test_more_than_an_act_holds_leaves_no_inspection(
    laptop: Laptop, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes = [laptop.evidence.prepare(photos / name).evidence.size for name in ("a.png", "b.png")]
    monkeypatch.setattr(filling, "LARGEST_PHOTOS", sum(sizes) - 1)
    with pytest.raises(TooManyPhotos):
        filled(laptop, photos)
    assert laptop.inspecting.summaries() == ()
