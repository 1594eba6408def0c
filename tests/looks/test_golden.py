"""The screens look as they did when somebody last looked at them. `python3 dev.py looks` takes them anew."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.looks.pictures import ALLOWED, GOLDEN, LOOKS, difference, name, take
from tests.looks.stage import Stage

BUILD = Path(__file__).parents[2] / "build" / "looks"


@pytest.mark.parametrize(("scene", "code", "look"), LOOKS, ids=str)
def test_looks_as_kept(stage: Stage, scene: str, code: str, look: str) -> None:
    BUILD.mkdir(parents=True, exist_ok=True)
    taken = take(stage, scene, code, look, BUILD / name(scene, code, look))
    part, where = difference(GOLDEN / taken.name, taken)
    if part > ALLOWED:
        where.save(BUILD / f"difference-{taken.name}")
    assert part <= ALLOWED, f"{part:.2%} of {taken.name} differs; see build/looks"


def test_nothing_is_kept_that_nobody_compares() -> None:
    assert {file.name for file in GOLDEN.glob("*.png")} == {name(*look) for look in LOOKS}


def test_a_moved_word_is_seen(tmp_path: Path) -> None:
    kept, taken = tmp_path / "kept.png", tmp_path / "taken.png"
    Image.new("RGB", (1366, 768), "#EFF3F5").save(kept)
    other = Image.new("RGB", (1366, 768), "#EFF3F5")
    ImageDraw.Draw(other).rectangle((100, 100, 160, 112), "#0E1E29")
    other.save(taken)
    assert difference(kept, kept)[0] == 0
    assert difference(kept, taken)[0] > ALLOWED
