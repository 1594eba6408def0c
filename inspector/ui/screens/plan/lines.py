"""The list beside the plan, what it asks for, and where a tool begins. No Qt."""

from collections.abc import Sequence

from inspector.core import plan
from inspector.core.plan import Outline, Point
from inspector.services.drawing import Drawing, row_of
from inspector.ui.language import tr
from inspector.ui.screens.coverage.page import CameraMark, ZoneLine
from inspector.ui.screens.plan.page import PieceLine, Tool

ROOM = (240, 160)
"""What two corners offer before anybody moved the second one."""

EDGE, ASIDE = 40, 34
"""Units: where the first zone begins, and how far from the walls of its zone a camera hangs."""


def piece_lines(drawing: Drawing, zones: Sequence[ZoneLine], cameras: Sequence[CameraMark]) -> tuple[PieceLine, ...]:
    """Every zone with its cameras behind it, then cameras of no zone."""
    made: list[PieceLine] = []
    told: set[str] = set()
    for zone in zones:
        made.append(_piece(drawing, zone.node, zone.name, zone.state, camera=False))
        fresh = [mark for mark in zone.cameras if mark.node not in told]
        told.update(mark.node for mark in fresh)
        made.extend(_mark(drawing, mark) for mark in fresh)
    return (*made, *(_mark(drawing, mark) for mark in cameras if mark.node not in told))


def next_piece(pieces: Sequence[PieceLine], after: str) -> str:
    """The next piece that is not drawn, from there on and then from the beginning; the first one of all after none."""
    nodes = [piece.node for piece in pieces]
    at = nodes.index(after) + 1 if after in nodes else 0
    ordered = (*pieces[at:], *pieces[:at])
    return next((piece.node for piece in ordered if not piece.drawn), nodes[0] if nodes and not after else "")


def asks(here: PieceLine | None, tool: Tool, corners: int) -> str:
    """What to do now, in one sentence."""
    if here is None:
        return tr("First write down zones and cameras in their lists.")
    if tool is Tool.ZONE:
        return tr("Set the opposite corner") if corners else tr("Set the first corner")
    if tool is Tool.CORNERS:
        told = tr("Set the corners one after another; the first one again closes the zone")
        return told if corners < 3 else tr("The next corner, or the first one again")
    if tool is Tool.CAMERA:
        return tr("Show where the camera hangs")
    if tool is Tool.TURN:
        return tr("Turn it to where it looks")
    if here.camera:
        return tr("Enter turns it, 3 hangs it elsewhere") if here.drawn else tr("Enter puts it on the plan")
    return tr("Enter draws it anew") if here.drawn else tr("Enter draws it")


def corner_offered(drawing: Drawing, sheet: str) -> Point:
    """Beside the latest zone, or below all of them where there is no room."""
    drawn = drawing.zones_on(sheet)
    if not drawn:
        return EDGE, EDGE
    latest = next(reversed(drawn.values())).corners
    right, top = max(x for x, _ in latest), min(y for _, y in latest)
    below = max(y for each in drawn.values() for _, y in each.corners)
    return (right, top) if right + ROOM[0] <= plan.WIDTH else plan.within((EDGE, below), drawing.sheets[sheet].height)


def camera_offered(drawing: Drawing, sheet: str, zone: Outline | None) -> Point:
    """A corner of its zone where no other camera hangs; the middle of the sheet for a camera of no drawn zone."""
    height = drawing.sheets[sheet].height
    if zone is None:
        return plan.WIDTH // 2, height // 2
    x, y = plan.label_place(zone.corners)
    hung = drawing.cameras_on(sheet)
    for corner in zone.corners:
        inner = corner[0] + (ASIDE if corner[0] < x else -ASIDE), corner[1] + (ASIDE if corner[1] < y else -ASIDE)
        if not plan.camera_at(hung, inner):
            return plan.within(inner, height)
    return plan.within((x, y), height)


def _mark(drawing: Drawing, mark: CameraMark) -> PieceLine:
    return _piece(drawing, mark.node, f"{mark.number:02} {mark.name}", mark.state, camera=True)


def _piece(drawing: Drawing, node: str, name: str, state: str, *, camera: bool) -> PieceLine:
    found = drawing.zones.get(row_of(node)) or drawing.cameras.get(row_of(node))
    sheets = drawing.sheets
    if found is None or found.sheet not in sheets:
        said = tr("put it on the plan") if camera else tr("not drawn yet")
        return PieceLine(node=node, camera=camera, name=name, said=said, glyph="none", drawn=False)
    said = sheets[found.sheet].name or tr("Floor {n}", n=list(sheets).index(found.sheet) + 1)
    return PieceLine(node=node, camera=camera, name=name, said=said, glyph=state, drawn=True)
