"""The plan of the cameras as it lies in the envelope, beside the personal and restricted answers.

The envelope's JSON has a member `plan` when anything was drawn or noted, and none otherwise; a headquarters that
does not know it leaves it in the box. It is nowhere else: not in the instance, the manifest, the act or any table.
"""

import msgspec


class SheetFacts(msgspec.Struct, frozen=True, kw_only=True):
    """One floor: 1000 units wide and `height` high. `picture` is a JPEG (base64) or "", shown turned by `turn`
    quarters, clockwise.
    """

    id: str
    name: str
    height: int
    turn: int
    picture: str


class ZoneFacts(msgspec.Struct, frozen=True, kw_only=True):
    """The outline of the zone that is the row `node`."""

    node: str
    sheet: str
    corners: list[tuple[int, int]]


class CameraFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Where the camera of the row `node` hangs and looks: degrees, 0 to the right, clockwise."""

    node: str
    sheet: str
    at: tuple[int, int]
    towards: int


class NoteFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What was noted about the camera of the row `node`."""

    node: str
    text: str


class PlanFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that was drawn and noted of rows that stand."""

    sheets: list[SheetFacts]
    zones: list[ZoneFacts]
    cameras: list[CameraFacts]
    notes: list[NoteFacts] = []
