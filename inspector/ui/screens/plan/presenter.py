"""The plan editor: one piece of the list at a time is drawn, by keys or by taps, and every act is a journal entry.

Zones and cameras are those of the checklist's lists; nothing is added to them here. No Qt.
"""

from math import atan2, degrees
from typing import Protocol

from inspector.core import plan
from inspector.core.plan import Point
from inspector.services import drawing
from inspector.services.drawing import row_of
from inspector.ui.language import ntr, tr
from inspector.ui.screens.cameras.route import screen_of
from inspector.ui.screens.coverage.lines import camera_marks, roster, zone_lines
from inspector.ui.screens.coverage.page import CameraMark, ZoneLine
from inspector.ui.screens.plan.lines import (
    ROOM,
    asks,
    camera_offered,
    corner_offered,
    next_piece,
    piece_lines,
)
from inspector.ui.screens.plan.page import EditorPage, PieceLine, Tool
from inspector.ui.screens.plan.shapes import floors
from inspector.ui.screens.plan.sheets import SheetsPresenter
from inspector.ui.screens.reading import Reading
from inspector.ui.screens.sitting import Sitting

STEP, FINE, TURN = 40, 4, 15
"""Units of an arrow key, of one with Shift, and degrees of one while turning."""


class EditorView(Protocol):
    """What the editor must be able to show."""

    def show_page(self, page: EditorPage) -> None: ...
    def show_cursor(self, cursor: Point) -> None: ...
    def show_picture(self, name: str, data: bytes) -> None: ...


class EditorPresenter(SheetsPresenter):
    """The plan of one inspection being drawn. `node` is the piece in hand."""

    def __init__(self, sitting: Sitting, view: EditorView) -> None:
        super().__init__(sitting)
        self._view = view
        self.reading = Reading(sitting.opened)
        self.node = ""
        self.tool = Tool.CHOOSE
        self.corners: list[Point] = []
        self.cursor: Point = (0, 0)
        self._zones: tuple[ZoneLine, ...] = ()
        self._cameras: tuple[CameraMark, ...] = ()

    # what is on the screen

    def refresh(self) -> None:
        """Read the lists anew and show everything."""
        self._cameras = tuple(camera_marks(self.reading))
        self._zones = tuple(zone_lines(self.reading, self._cameras))
        pieces, sheets = self.pieces(), list(self._drawing.sheets)
        if self.node not in [piece.node for piece in pieces]:
            self.node = next_piece(pieces, "")
        if self.sheet not in sheets:
            self.sheet = sheets[0] if sheets else ""
        shown = {floor.sheet: floor for floor in floors(self.reading, self._zones, self._cameras)}
        here = next((piece for piece in pieces if piece.node == self.node), None)
        homeless = sum(1 for piece in pieces if piece.camera and not piece.drawn)
        self._view.show_page(
            EditorPage(
                floors=tuple(floor.name for floor in shown.values()),
                at=sheets.index(self.sheet) if self.sheet else -1,
                floor=shown.get(self.sheet),
                own_name=self._drawing.sheets[self.sheet].name if self.sheet else "",
                pieces=pieces,
                node=self.node,
                tool=self.tool,
                cursor=self.cursor if self.tool is not Tool.CHOOSE else None,
                corners=tuple(self.corners),
                title=here.name if here is not None else "",
                asks=asks(here, self.tool, len(self.corners)),
                left=ntr("{n} camera is not on the plan", "{n} cameras are not on the plan", homeless)
                if homeless
                else "",
                full=len(sheets) >= drawing.MOST_SHEETS,
            )
        )

    def pieces(self) -> tuple[PieceLine, ...]:
        """The list beside the plan."""
        return piece_lines(self._drawing, self._zones, self._cameras)

    def _place(self, node: str) -> plan.Outline | plan.Spot | None:
        row = row_of(node)
        return self._drawing.zones.get(row) or self._drawing.cameras.get(row)

    def _is_camera(self, node: str) -> bool:
        return any(mark.node == node for mark in self._cameras)

    # choosing

    def choose(self, node: str) -> None:
        """Another piece; its floor comes into view. A tool in hand is put down."""
        if node == self.node:
            return
        self._put_down()
        self.node = node
        found = self._place(node)
        self.sheet = found.sheet if found is not None else self.sheet
        self.refresh()

    def go_to_floor(self, at: int) -> None:
        """Another floor."""
        sheets = list(self._drawing.sheets)
        if sheets:
            self._put_down()
            self.sheet = sheets[max(0, min(at, len(sheets) - 1))]
            self.refresh()

    def begin(self) -> None:
        """Enter on a piece: a zone is drawn, a camera hung, one that hangs is turned."""
        if not self._is_camera(self.node):
            self.zone()
        elif self._place(self.node) is None:
            self.camera()
        else:
            self._take(Tool.TURN)

    # tools

    def zone(self) -> None:
        """Key 2: the chosen zone, or the first that is not drawn; once more changes between two corners and all."""
        if self.tool in (Tool.ZONE, Tool.CORNERS):
            self.tool = Tool.CORNERS if self.tool is Tool.ZONE else Tool.ZONE
            self.corners.clear()
            self.refresh()
            return
        if self._hold(camera=False, empty=tr("Every zone is drawn. New ones are written down in the list of zones.")):
            self._take(Tool.ZONE)

    def camera(self) -> None:
        """Key 3: the chosen camera, or the first that is not on the plan."""
        if self._hold(camera=True, empty=tr("Every camera is on the plan. New ones are written down in their list.")):
            self._take(Tool.CAMERA)

    def _hold(self, *, camera: bool, empty: str) -> bool:
        """Take a piece of that kind in hand: the chosen one, else the first that is not drawn."""
        if self.node and self._is_camera(self.node) == camera:
            return True
        found = next((piece.node for piece in self.pieces() if piece.camera == camera and not piece.drawn), "")
        if not found:
            self._sitting.shell.notice(
                empty, "warn", tr("Cameras") if camera else tr("Zones"), lambda: self._to_list(camera=camera)
            )
            return False
        self.node = found
        return True

    def _to_list(self, *, camera: bool) -> None:
        """Where zones and cameras are written down."""
        repeat = roster(self.reading, "cameras" if camera else "zones")
        if repeat:
            screen = screen_of(self._opened.form, repeat)
            self._sitting.shell.navigator.show(screen, inspection=self._opened.id, repeat=repeat)

    def _take(self, tool: Tool) -> None:
        if not self.node:
            return
        if not self.sheet:
            made = self._try(lambda: drawing.add_sheet(self._opened))
            if made is None:
                return
            self.sheet = made[0]
            self._record(made[1])
        self.corners.clear()
        self.tool = tool
        self.cursor = self._offered()
        self.refresh()

    def _put_down(self) -> None:
        """No tool is in hand."""
        self.tool = Tool.CHOOSE
        self.corners.clear()

    @property
    def _height(self) -> int:
        return self._drawing.sheets[self.sheet].height

    def _offered(self) -> Point:
        """Where the tool begins."""
        spot = self._drawing.cameras.get(row_of(self.node))
        if self.tool is Tool.TURN and spot is not None:
            return spot.at
        if self.tool is Tool.CAMERA:
            return camera_offered(self._drawing, self.sheet, self._zone_of(self.node))
        return corner_offered(self._drawing, self.sheet)

    def _zone_of(self, camera: str) -> plan.Outline | None:
        """Where the zone a camera shows is drawn on this sheet."""
        drawn = self._drawing.zones_on(self.sheet)
        names = next((mark.zones for mark in self._cameras if mark.node == camera), ())
        rows = (row_of(zone.node) for zone in self._zones if zone.name in names)
        return next((drawn[row] for row in rows if row in drawn), None)

    # drawing

    def move(self, dx: int, dy: int, *, fine: bool = False) -> None:
        """An arrow: the cursor goes, or the camera turns."""
        if self.tool is Tool.TURN:
            self.turn_by((dx or dy) * (1 if fine else TURN))
        elif self.tool is not Tool.CHOOSE:
            by = FINE if fine else STEP
            self.point((self.cursor[0] + dx * by, self.cursor[1] + dy * by))

    def point(self, at: Point) -> None:
        """The cursor goes there."""
        self.cursor = plan.within(at, self._height)
        self._view.show_cursor(self.cursor)

    def tap(self, at: Point) -> None:
        """A tap with a tool in hand."""
        self.cursor = plan.within(at, self._height)
        if self.tool is Tool.TURN:
            self.look_at(at)
        else:
            self.set()

    def set(self) -> None:
        """Enter: the corner, the place, or the turn is as it should be."""
        if self.tool is Tool.TURN:
            self._done()
        elif self.tool is Tool.CAMERA:
            self._hang()
        elif self.tool is not Tool.CHOOSE:
            self._corner()

    def _corner(self) -> None:
        known = [corner for each in self._drawing.zones_on(self.sheet).values() for corner in each.corners]
        at = plan.snapped(self.cursor, [*self.corners, *known])
        if self.tool is Tool.ZONE and self.corners:
            self._draw(plan.rectangle(self.corners[0], at))
        elif self.tool is Tool.CORNERS and at in self.corners and len(self.corners) > 2:
            self._draw(tuple(self.corners))
        elif at not in self.corners:
            self.corners.append(at)
            if self.tool is Tool.ZONE:
                self.cursor = plan.within((at[0] + ROOM[0], at[1] + ROOM[1]), self._height)
            self.refresh()

    def _draw(self, corners: tuple[Point, ...]) -> None:
        step = self._try(lambda: drawing.outline(self._opened, self.node, self.sheet, corners))
        if step is None:
            self._sitting.shell.notice(tr("These corners enclose no zone: set them one after another, around it."))
            return
        self._record(step)
        self._done()

    def _hang(self) -> None:
        zone = self._zone_of(self.node)
        spot = self._drawing.cameras.get(row_of(self.node))
        middle = plan.label_place(zone.corners) if zone is not None else (plan.WIDTH / 2, self._height / 2)
        towards = spot.towards if spot is not None else _bearing(self.cursor, middle)
        step = self._try(lambda: drawing.hang(self._opened, self.node, self.sheet, self.cursor, towards))
        if step is not None:
            self._record(step)
            self.tool = Tool.TURN
            self.refresh()

    def turn_by(self, by: int) -> None:
        """Turn the camera in hand."""
        spot = self._drawing.cameras.get(row_of(self.node))
        if spot is not None:
            self._aim(spot, spot.towards + by)

    def look_at(self, at: Point) -> None:
        """Turn the camera in hand to look there."""
        spot = self._drawing.cameras.get(row_of(self.node))
        if spot is not None and spot.at != at:
            self._aim(spot, _bearing(spot.at, at))

    def _aim(self, spot: plan.Spot, towards: int) -> None:
        step = self._try(lambda: drawing.hang(self._opened, self.node, spot.sheet, spot.at, towards))
        if step is not None:
            self._record(step)
            self.refresh()

    def drag_camera(self, node: str, at: Point) -> None:
        """A camera was drawn elsewhere; it looks where it looked."""
        spot = self._drawing.cameras.get(row_of(node))
        step = self._try(lambda: drawing.hang(self._opened, node, spot.sheet, at, spot.towards)) if spot else None
        if step is not None:
            self._record(step)
            self.refresh()

    def drag_corner(self, corner: int, at: Point) -> None:
        """A corner of the chosen zone was drawn elsewhere."""
        held = self._drawing.zones.get(row_of(self.node))
        if held is None:
            return
        corners = [*held.corners]
        corners[corner] = plan.within(at, self._height)
        self._draw(tuple(corners))

    def _done(self) -> None:
        """The next piece that is not drawn comes in hand."""
        self._put_down()
        self.node = next_piece(self.pieces(), self.node) or self.node
        self.refresh()

    # what goes

    def lift(self) -> None:
        """Key 0: the piece in hand goes off the plan."""
        self._put_down()
        self._act(lambda: drawing.lift(self._opened, self.node) if self.node else None)
        self.refresh()

    def picture_read(self, name: str, data: bytes) -> None:
        """What lies under a floor was read."""
        self._view.show_picture(name, data)

    def undo(self) -> None:
        """The latest corner, else the latest act."""
        if self.corners:
            self.cursor = self.corners.pop()
            self.refresh()
            return
        step = self._opened.undo()
        if step is None:
            self._sitting.shell.notice(tr("Nothing to take back"))
            return
        self._put_down()
        self._record(step)
        self.refresh()

    def escape(self) -> bool:
        """Put the tool down; False leads back."""
        if self.tool is Tool.CHOOSE:
            return False
        self._put_down()
        self.refresh()
        return True


def _bearing(start: Point, end: plan.Place) -> int:
    """Where `end` lies as seen from `start`, in degrees."""
    return round(degrees(atan2(end[1] - start[1], end[0] - start[0]))) % 360
