"""Takes the kept pictures anew, and one sheet of all screens for the README: `python3 dev.py looks`."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image

from tests.looks.pictures import GOLDEN, LOOKS, name, take
from tests.looks.scenes import SCENES
from tests.looks.stage import stage

SHEET = Path(__file__).parents[2] / "resources" / "pictures" / "screens.png"
WIDTH, COLUMNS, GAP = 400, 4, 12


def main() -> None:
    """Into tests/looks/golden and resources/pictures."""
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.glob("*.png"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        # Each run of a test begins with a stage of its own, and goes through the pictures in this order.
        with stage(Path(folder) / "golden") as made:
            for look in LOOKS:
                print(take(made, *look, GOLDEN / name(*look)).name)
        with stage(Path(folder) / "sheet") as made:
            taken = [take(made, scene, "ru", "light", Path(folder) / f"{scene}.png") for scene in SCENES]
        _sheet(taken)
    print(SHEET)


def _sheet(files: list[Path]) -> None:
    height = round(WIDTH * 768 / 1366)
    rows = -(-len(files) // COLUMNS)
    size = (GAP + COLUMNS * (WIDTH + GAP), GAP + rows * (height + GAP))
    whole = Image.new("RGB", size, "#D2DBE0")
    for place, file in enumerate(files):
        with Image.open(file) as picture:
            small = picture.convert("RGB").resize((WIDTH, height), Image.Resampling.LANCZOS)
        whole.paste(small, (GAP + place % COLUMNS * (WIDTH + GAP), GAP + place // COLUMNS * (height + GAP)))
    whole.quantize(128, dither=Image.Dither.NONE).save(SHEET, optimize=True)


if __name__ == "__main__":
    main()
