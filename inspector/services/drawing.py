"""The plan of the cameras, as the journal tells it: pieces beside the answers, and drawing them.

The plan is restricted: where cameras hang leaves this laptop only in the envelope. So it has no table and no file of
its own. Each piece is a journal entry "plan" about one thing, `new` what it became and "" when it went:

- `sheet:<id>`      a floor (core.plan.Sheet as JSON),
- `picture:<id>`    the stored picture that lies under it, by its name in the evidence: encrypted like every photo, but
                    hung on no check, so that neither manifest nor act nor the sending of photos knows it,
- `zone:<row>`      the outline of a zone (core.plan.Outline as JSON), by the UUID of its row,
- `camera:<row>`    where a camera hangs and looks (core.plan.Spot as JSON), by the UUID of its row,
- `note:<row>`      a note on a camera, as it was written: the checklist has no question for it, and what is said of a
                    camera's place is as restricted as the place.

Thus it is durable, undone, carried to the colleague's laptop, backed up and rebuilt with the answers, and has part in
none of them: what is drawn counts nobody. A row taken off its list leaves its piece behind, out of sight, and finds it
again when it comes back. At the seal what is drawn of rows that stand goes into the envelope (wire.plan).
"""

from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from inspector.core import plan
from inspector.core.errors import Bug
from inspector.core.ids import new_id
from inspector.core.plan import Outline, Point, Sheet, Spot
from inspector.services.ports import Evidence, Operation, OperationKind
from inspector.services.taken import split_row
from inspector.wire.plan import CameraFacts, NoteFacts, PlanFacts, SheetFacts, ZoneFacts

if TYPE_CHECKING:
    from inspector.services.opened import Entry, OpenInspection, Step

SHEET: Final = "sheet"
PICTURE: Final = "picture"
ZONE: Final = "zone"
CAMERA: Final = "camera"
NOTE: Final = "note"
MOST_SHEETS = 12
"""Floors of one inspection: with their pictures the envelope stays below what headquarters takes at once."""

Piece = TypeVar("Piece", Sheet, Outline, Spot)


class Drawing:
    """Gathers the pieces in the order of the journal. Zones and cameras are named by the UUIDs of their rows."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._sheets: dict[str, Sheet] = {}
        self.pictures: dict[str, str] = {}
        self.zones: dict[str, Outline] = {}
        self.cameras: dict[str, Spot] = {}
        self.notes: dict[str, str] = {}

    def apply(self, operation: Operation) -> None:
        """One journal entry. Raises ValueError when it is not of this form."""
        kind, _, about = operation.node.partition(":")
        self._texts[operation.node] = operation.new
        if kind == SHEET:
            _keep(self._sheets, about, operation.new, Sheet)
        elif kind == ZONE:
            _keep(self.zones, about, operation.new, Outline)
        elif kind == CAMERA:
            _keep(self.cameras, about, operation.new, Spot)
        elif kind in (PICTURE, NOTE):
            (self.pictures if kind == PICTURE else self.notes)[about] = operation.new
        else:
            raise ValueError("a piece of the plan of an unknown kind")

    def text(self, piece: str) -> str:
        """A piece as the journal has it, "" when it is not there."""
        return self._texts.get(piece, "")

    @property
    def sheets(self) -> Mapping[str, Sheet]:
        """The floors, in their order."""
        return dict(sorted(self._sheets.items(), key=lambda item: (item[1].place, item[0])))

    def picture(self, sheet: str) -> str:
        """The name of the picture under a floor, or ""."""
        return self.pictures.get(sheet, "")

    def zones_on(self, sheet: str) -> dict[str, Outline]:
        """Outlines on one floor."""
        return {row: each for row, each in self.zones.items() if each.sheet == sheet}

    def cameras_on(self, sheet: str) -> dict[str, Spot]:
        """Cameras on one floor."""
        return {row: each for row, each in self.cameras.items() if each.sheet == sheet}


def row_of(node: str) -> str:
    """The UUID of a row."""
    return split_row(node)[1]


def add_sheet(opened: "OpenInspection") -> tuple[str, "Step"]:
    """A blank floor after the others; its id."""
    sheets = opened.drawing.sheets
    if len(sheets) >= MOST_SHEETS:
        raise Bug("a floor too many")
    name = new_id()
    place = max((each.place for each in sheets.values()), default=0) + 1
    return name, opened.together([_entry(opened, SHEET, name, Sheet(place=place))])


def rename_sheet(opened: "OpenInspection", sheet: str, name: str) -> "Step":
    """Another name of a floor; "" takes it back."""
    return opened.together([_entry(opened, SHEET, sheet, replace(opened.drawing.sheets[sheet], name=name.strip()))])


def remove_sheet(opened: "OpenInspection", sheet: str) -> "Step":
    """A floor goes with everything on it, as one action."""
    drawing = opened.drawing
    entries = [_entry(opened, ZONE, row, None) for row in drawing.zones_on(sheet)]
    entries += [_entry(opened, CAMERA, row, None) for row in drawing.cameras_on(sheet)]
    entries += [(OperationKind.PLAN, f"{PICTURE}:{sheet}", drawing.picture(sheet), "")] * bool(drawing.picture(sheet))
    return opened.together([*entries, _entry(opened, SHEET, sheet, None)])


def lay_picture(opened: "OpenInspection", sheet: str, photo: Evidence) -> "Step":
    """A stored picture under a floor, which takes its form; what is drawn keeps its place in it, as far as it can."""
    drawing = opened.drawing
    opened.remember([photo])
    was, height = drawing.sheets[sheet], plan.height_of(photo.width, photo.height)
    moved = _redrawn(opened, sheet, lambda at: plan.within((at[0], at[1] * height / was.height), height), 0)
    return opened.together(
        [
            (OperationKind.PLAN, f"{PICTURE}:{sheet}", drawing.picture(sheet), photo.name),
            _entry(opened, SHEET, sheet, replace(was, height=height, turn=0)),
            *moved,
        ]
    )


def turn(opened: "OpenInspection", sheet: str) -> "Step":
    """A floor and all that is drawn on it, by a quarter clockwise."""
    was = opened.drawing.sheets[sheet]
    now = replace(was, height=plan.turned_height(was.height), turn=(was.turn + 1) % 4)
    moved = _redrawn(opened, sheet, lambda at: plan.turned(at, was.height), 90)
    return opened.together([_entry(opened, SHEET, sheet, now), *moved])


def outline(opened: "OpenInspection", zone: str, sheet: str, corners: Sequence[Point]) -> "Step | None":
    """Draw the zone of a row, in place of what was drawn of it; None when the corners enclose nothing."""
    height = opened.drawing.sheets[sheet].height
    kept = tuple(plan.within(corner, height) for corner in corners)
    if not plan.is_outline(kept):
        return None
    return opened.together([_entry(opened, ZONE, row_of(zone), Outline(sheet=sheet, corners=kept))])


def hang(opened: "OpenInspection", camera: str, sheet: str, at: Point, towards: int) -> "Step":
    """The camera of a row hangs there and looks there."""
    spot = Spot(sheet=sheet, at=plan.within(at, opened.drawing.sheets[sheet].height), towards=towards % 360)
    return opened.together([_entry(opened, CAMERA, row_of(camera), spot)])


def note(opened: "OpenInspection", camera: str, text: str) -> "Step":
    """A note on the camera of a row; "" takes it back."""
    piece = f"{NOTE}:{row_of(camera)}"
    return opened.together([(OperationKind.PLAN, piece, opened.drawing.text(piece), text.strip())])


def lift(opened: "OpenInspection", node: str) -> "Step | None":
    """A zone or a camera goes off the plan, not off its list; None when it was not on it."""
    row, drawing = row_of(node), opened.drawing
    entries = [_entry(opened, ZONE, row, None)] if row in drawing.zones else []
    entries += [_entry(opened, CAMERA, row, None)] if row in drawing.cameras else []
    return opened.together(entries) if entries else None


def carried(journal: Sequence[Operation]) -> Iterator[Operation]:
    """The entries that make the plan what it is: a draft moved to another checklist takes them along."""
    latest = {one.node: one for one in journal if one.kind is OperationKind.PLAN}
    return (replace(one, old="") for one in latest.values() if one.new)


def enclosed(opened: "OpenInspection", read: Callable[[str], bytes]) -> PlanFacts | None:
    """What goes into the envelope: what is drawn of rows that stand; None when nothing was. `read` gives pictures."""
    drawing, standing = opened.drawing, {row_of(node): node for node in rows(opened)}
    notes = [
        NoteFacts(node=standing[row], text=text) for row, text in drawing.notes.items() if text and row in standing
    ]
    if not drawing.sheets and not notes:
        return None
    return PlanFacts(
        sheets=[
            SheetFacts(
                id=name,
                name=sheet.name,
                height=sheet.height,
                turn=sheet.turn,
                picture=b64encode(read(drawing.picture(name))).decode() if drawing.picture(name) else "",
            )
            for name, sheet in drawing.sheets.items()
        ],
        zones=[
            ZoneFacts(node=standing[row], sheet=each.sheet, corners=list(each.corners))
            for row, each in drawing.zones.items()
            if row in standing
        ],
        cameras=[
            CameraFacts(node=standing[row], sheet=each.sheet, at=each.at, towards=each.towards)
            for row, each in drawing.cameras.items()
            if row in standing
        ],
        notes=notes,
    )


def rows(opened: "OpenInspection") -> Iterator[str]:
    """Every row of zones and cameras that stands."""
    for spec in opened.form.walk():
        if spec.kind == "repeat" and spec.appearance in ("zones", "cameras") and opened.session.relevant(spec.path):
            yield from opened.session.rows(spec.path)


def _redrawn(opened: "OpenInspection", sheet: str, move: Callable[[Point], Point], by: int) -> "Iterator[Entry]":
    """What stands on a floor, moved; an outline that would become nothing stays out."""
    drawing = opened.drawing
    for row, each in drawing.zones_on(sheet).items():
        corners = tuple(move(corner) for corner in each.corners)
        kept = replace(each, corners=corners) if plan.is_outline(corners) else None
        yield _entry(opened, ZONE, row, kept)
    for row, spot in drawing.cameras_on(sheet).items():
        yield _entry(opened, CAMERA, row, replace(spot, at=move(spot.at), towards=(spot.towards + by) % 360))


def _entry(opened: "OpenInspection", kind: str, about: str, piece: Sheet | Outline | Spot | None) -> "Entry":
    node = f"{kind}:{about}"
    text = msgspec.json.encode(piece).decode() if piece is not None else ""
    return OperationKind.PLAN, node, opened.drawing.text(node), text


def _keep(held: dict[str, Piece], about: str, text: str, kind: type[Piece]) -> None:
    """Raises ValueError where the text is not a piece of that kind."""
    if not text:
        held.pop(about, None)
        return
    try:
        held[about] = msgspec.json.decode(text, type=kind)
    except msgspec.DecodeError as error:
        raise ValueError("a piece of the plan that cannot be read") from error
