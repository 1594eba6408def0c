"""The pictures that are kept: which screens, in which language and theme, and how two pictures are compared."""

from pathlib import Path

from PIL import Image, ImageChops

from tests.looks.scenes import SCENES
from tests.looks.stage import Stage

GOLDEN = Path(__file__).parent / "golden"
LIGHT_RU = (
    "search", "before", "question", "question-failed", "guards", "cameras", "camera-grid", "code-enter", "coverage",
    "summary", "signatures", "keys",
)  # fmt: skip
DARK_KK = ("question-failed", "guards", "cameras", "summary")
SUNLIGHT_EN = ("question", "cameras", "code-enter", "signatures")
LOOKS = (
    *((scene, "ru", "light") for scene in LIGHT_RU),
    *((scene, "kk", "dark") for scene in DARK_KK),
    *((scene, "en", "sunlight") for scene in SUNLIGHT_EN),
)
VISIBLE = 24
"""A pixel differs when a channel does by more, of 255: rounding in another build of the rasteriser stays below."""
ALLOWED = 0.0005
"""Part of the pixels that may differ."""


def take(stage: Stage, scene: str, code: str, look: str, file: Path) -> Path:
    """The scene as it is now, with one moment written over every time."""
    stage.dress(code, look)
    SCENES[scene](stage)
    stage.still()
    stage.window.grab().save(str(file))
    return file


def difference(kept: Path, taken: Path) -> tuple[float, Image.Image]:
    """Which part of the pixels differs visibly, and where (white on black)."""
    with Image.open(kept) as first, Image.open(taken) as second:
        if first.size != second.size:
            return 1.0, second.convert("L")
        apart = ImageChops.difference(first.convert("RGB"), second.convert("RGB"))
    most = ImageChops.lighter(ImageChops.lighter(*apart.split()[:2]), apart.split()[2])
    seen = most.point(lambda value: 255 if value > VISIBLE else 0)
    return seen.histogram()[255] / (seen.width * seen.height), seen


def name(scene: str, code: str, look: str) -> str:
    """The file's name."""
    return f"{scene}-{code}-{look}.png"
