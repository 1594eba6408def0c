"""The map of regions as equal tiles, about where they lie: small regions are not lost, and no geodata is needed."""

from dataclasses import dataclass

from inspector.hq.services.dashboard import RegionLine
from inspector.hq.web.numbers import permille

WIDTH = 51
HEIGHT = 50
STEP_X = 55
STEP_Y = 56

_PLACES: dict[str, tuple[int, int, str, str]] = {
    "59": (4, 0, "СКО", "СҚО"),
    "27": (0, 1, "ЗКО", "БҚО"),
    "15": (2, 1, "Актобе", "Ақтөбе"),
    "39": (3, 1, "Костан.", "Қостан."),
    "11": (4, 1, "Акмол.", "Ақмола"),
    "71": (5, 1, "Астана", "Астана"),
    "55": (6, 1, "Павлод.", "Павлод."),
    "10": (7, 1, "Абай", "Абай"),
    "63": (8, 1, "ВКО", "ШҚО"),
    "23": (0, 2, "Атырау", "Атырау"),
    "43": (3, 2, "Кызыл.", "Қызыл."),
    "62": (4, 2, "Улытау", "Ұлытау"),
    "35": (5, 2, "Караг.", "Қарағ."),
    "33": (6, 2, "Жетісу", "Жетісу"),
    "47": (0, 3, "Мангис.", "Маңғыс."),
    "61": (3, 3, "Туркес.", "Түркіс."),
    "31": (4, 3, "Жамб.", "Жамбыл"),
    "19": (6, 3, "Алм. о.", "Алм. о."),
    "75": (7, 3, "Алматы", "Алматы"),
    "79": (4, 4, "Шымк.", "Шымк."),
}
_STEPS = (200, 400, 600, 800)
"""Limits of the five shades, in tenths of a per cent: the darker, the worse."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One region on the map. `shade` is 1 (worst) to 5, "few", or "none" when it has no institutions here."""

    x: int
    y: int
    name: str
    shade: str
    value: str
    title: str


def tiles(lines: tuple[RegionLine, ...], language: str) -> list[Tile]:
    """All 20 tiles; `value` is the truncated per cent of children seen, blank where it would say too much."""
    by_code = {line.region.code: line for line in lines}
    return [
        _tile(column, row, kk if language == "kk" else ru, by_code.get(code), language)
        for code, (column, row, ru, kk) in _PLACES.items()
    ]


def _tile(column: int, row: int, name: str, line: RegionLine | None, language: str) -> Tile:
    share = permille(line.figures.n, line.figures.of) if line and line.rank is not None else None
    shade, value = "none" if line is None else "few", ""
    if share is not None:
        shade = str(1 + sum(share >= limit for limit in _STEPS))
        value = str(share // 10)
    title = line.region.name(language) if line else name
    return Tile(x=column * STEP_X, y=row * STEP_Y, name=name, shade=shade, value=value, title=title)
