"""From the lists and the drawing to what stands on each sheet. No Qt.

States and numbers are the lists' own; of the drawing come only places.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from inspector.core import plan
from inspector.core.plan import Outline, Polygon, Spot
from inspector.services.drawing import Drawing, row_of
from inspector.ui.language import tr
from inspector.ui.screens.coverage.page import CameraMark, ZoneLine
from inspector.ui.screens.plan.page import CameraShape, FloorShape, ZoneShape
from inspector.ui.screens.reading import Reading


def floors(reading: Reading, zones: Sequence[ZoneLine], cameras: Sequence[CameraMark]) -> Iterator[FloorShape]:
    """Every sheet, in the order of floors."""
    drawing = reading.opened.drawing
    for place, (name, sheet) in enumerate(drawing.sheets.items(), start=1):
        yield FloorShape(
            sheet=name,
            name=sheet.name or tr("Floor {n}", n=place),
            height=sheet.height,
            turn=sheet.turn,
            picture=drawing.picture(name),
            zones=tuple(_zones(drawing, name, zones)),
            cameras=tuple(_cameras(drawing, name, zones, cameras)),
        )


def _zones(drawing: Drawing, sheet: str, zones: Sequence[ZoneLine]) -> Iterator[ZoneShape]:
    """The largest first: what lies in another zone is drawn over it."""
    drawn = drawing.zones_on(sheet)
    lines = [zone for zone in zones if row_of(zone.node) in drawn]
    lines.sort(key=lambda zone: -abs(plan.area(drawn[row_of(zone.node)].corners)))
    for zone in lines:
        corners = drawn[row_of(zone.node)].corners
        yield ZoneShape(
            node=zone.node,
            name=zone.name,
            count=zone.count or zone.word,
            state=zone.state,
            corners=corners,
            label=plan.label_place(corners),
            outside=zone.outside,
        )


def _cameras(
    drawing: Drawing, sheet: str, zones: Sequence[ZoneLine], cameras: Sequence[CameraMark]
) -> Iterator[CameraShape]:
    drawn, spots = drawing.zones_on(sheet), drawing.cameras_on(sheet)
    for mark in cameras:
        spot = spots.get(row_of(mark.node))
        if spot is None:
            continue
        shown = [row_of(zone.node) for zone in zones if zone.name in mark.zones and row_of(zone.node) in drawn]
        yield CameraShape(
            node=mark.node,
            number=f"{mark.number:02}",
            state=mark.state,
            at=spot.at,
            towards=spot.towards,
            cones=cut(spot, walls(spot, [drawn[row] for row in shown], drawn)),
        )


def walls(spot: Spot, shown: Sequence[Outline], drawn: Mapping[str, Outline]) -> tuple[Outline, ...]:
    """What cuts a cone: the zones a camera shows; for a camera of no drawn zone, the one it hangs in."""
    hangs = plan.zone_at(drawn, spot.at)
    return tuple(shown) or ((drawn[hangs],) if hangs else ())


@lru_cache(maxsize=2048)
def cut(spot: Spot, walls: tuple[Outline, ...]) -> tuple[Polygon, ...]:
    """A cone within its walls; whole where there are none. Cameras stay where they are while others are drawn."""
    whole = plan.cone(spot)
    if not walls:
        return (whole,)
    return tuple(piece for each in walls if (piece := plan.clipped(each.corners, whole)))
