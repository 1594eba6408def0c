"""The code walk over the cameras of an open inspection: what is shown, what is heard, and what follows from it.

A checklist has the walk when its roster of cameras has the fields of FIELDS. Everything that happens is answered into
them, so the journal holds every showing and every attempt, and a walk goes on after a crash where it was.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from inspector.core import walk
from inspector.core.errors import N_, Bug, WorldFailed
from inspector.core.walk import Archived, Compared, Comparison, Outcome, Showing
from inspector.forms.form import Form
from inspector.services.opened import OpenInspection, Step

CAMERAS = "cameras"
"""The appearance of the roster."""

FIELDS = ("code_status", "code_shown_at", "code_read_at", "code_delay", "code_shown", "code_tried", "works", "fault")
CARDS, SPARE_CARDS = "code_cards", 8
TRIED = "code_tried"
_NO_DIGITS = "-"


class CardsUsedUp(WorldFailed):
    """Every printed card was shown to some camera."""

    code = "cards_used_up"
    sentence = N_("Every printed card was shown already. Print more from the list of cameras.")


class Status(StrEnum):
    """How a camera ends, as the checklist computes it. NONE is before any answer."""

    PROVED = "proved"
    DECLARED = "declared"
    FAILED = "failed"
    UNCHECKED = "unchecked"
    NONE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """One camera of the roster. `number` counts from 1; `children` are those of its zone, None where not known.

    `fault` and `why` are values of the checklist's choices. `tried` tells whether the walk ended at this camera
    since its code was last shown.
    """

    node: str
    number: int
    place: str
    zone: str
    children: int | None
    works: str
    status: Status
    fault: str
    why: str
    showing: Showing | None
    tried: bool

    @property
    def known_broken(self) -> bool:
        """Told not to work before any code was shown."""
        return self.status is Status.FAILED and self.showing is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Children under cameras: proved, still possible, of how many. `declared` is what was reported, or None."""

    lower: int
    upper: int
    of: int
    declared: int | None = None
    declared_of: int | None = None


def cameras_with_codes(form: Form) -> str:
    """The path of the roster that has the code walk; "" when the checklist has none."""
    for spec in form.walk():
        if spec.kind == "repeat" and spec.appearance == CAMERAS:
            names = {child.name for child in spec.children}
            if names.issuperset(FIELDS):
                return spec.path
    return ""


class Walking:
    """The walk of one inspection."""

    def __init__(
        self,
        opened: OpenInspection,
        *,
        choose: Callable[[Sequence[str]], str] = secrets.choice,
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    ) -> None:
        self._opened = opened
        self._session = opened.session
        self._choose = choose
        self._now = now
        self.repeat = cameras_with_codes(opened.form)
        self._named = {spec.name: spec.path for spec in opened.form.walk()}

    # how it stands

    def cameras(self, *, named: bool = True) -> tuple[Camera, ...]:
        """Every camera that has a place, or every row there is, in the order of the roster."""
        children = self._children()
        rows = enumerate(self._session.rows(self.repeat), start=1)
        made = (self._camera(node, number, children) for number, node in rows)
        return tuple(camera for camera in made if camera.place or not named)

    def bounds(self) -> Bounds | None:
        """How many children are under cameras proved by a code; None while no child is counted."""
        lower, upper, of = (self._figure(name) for name in ("proved_lower", "proved_upper", "covered_of"))
        if lower is None or upper is None or not of:
            return None
        told = [self._figure(name) for name in ("declared_children_covered", "declared_children_covered_of")]
        return Bounds(lower=lower, upper=upper, of=of, declared=told[0], declared_of=told[1])

    def under_way(self, cameras: Sequence[Camera] | None = None) -> str:
        """The camera whose code was shown last and is not settled yet; "" when there is none."""
        latest = max(
            (camera for camera in cameras or self.cameras() if camera.showing is not None and not camera.tried),
            key=lambda camera: camera.showing.shown_at if camera.showing else "",
            default=None,
        )
        return latest.node if latest is not None else ""

    def first(self, cameras: Sequence[Camera] | None = None) -> str:
        """Where the walk starts or goes on: the camera under way, else the first without a code; "" when done.

        `cameras` are those just read, for whoever has them.
        """
        known = cameras or self.cameras()
        return self.under_way(known) or next((each.node for each in known if self.waits(each)), "")

    def following(self, node: str) -> str:
        """The next camera on the way that still wants a code; "" after the last."""
        cameras = self.cameras()
        place = next((at for at, camera in enumerate(cameras) if camera.node == node), -1)
        return next((each.node for each in cameras[place + 1 :] if self.waits(each)), "")

    def waits(self, camera: Camera) -> bool:
        """Whether the walk still has to stop at a camera: neither proved nor settled by an outcome."""
        return camera.status in (Status.DECLARED, Status.NONE) or camera.known_broken

    # what is done

    def show(self, node: str) -> tuple[Step, Showing]:
        """A new code for a camera. Record the step durably *before* the code is painted. Raises CodesUsedUp."""
        code = walk.new_code(self._used(), self._choose)
        showing = Showing(camera=node, code=code, shown_at=self._instant())
        return self._shown(showing), showing

    def show_card(self, node: str) -> tuple[Step, Showing, int]:
        """The next printed card for a camera, and its number from 1. Raises CardsUsedUp."""
        shown = {showing.code for showing in self.shown()}
        for number, code in enumerate(self.cards(), start=1):
            if code not in shown:
                showing = Showing(camera=node, code=code)
                return self._shown(showing), showing, number
        raise CardsUsedUp

    def make_cards(self) -> Step:
        """More codes for the deck of cards, which no screen will show: one a camera and some to spare."""
        deck, used = list(self.cards()), self._used()
        for _ in range(len(self.cameras()) + SPARE_CARDS):
            deck.append(walk.new_code(used | set(deck), self._choose))
        return self._opened.answer_together([(self._named[CARDS], " ".join(deck))], place=self.repeat, lasting=True)

    def cards_left(self) -> int:
        """How many cards of the deck were shown to nobody yet."""
        return len(set(self.cards()) - {showing.code for showing in self.shown()})

    def cards(self) -> tuple[str, ...]:
        """The codes of the deck, by the numbers of their cards; empty before `make_cards`."""
        return tuple(self._session.value(self._named[CARDS]).split()) if CARDS in self._named else ()

    def seen(self, node: str, delay: int | None) -> Step:
        """Somebody at the monitor sees it: the instant, and the seconds since it was painted."""
        showing = self._showing(node)
        read = replace(showing, read_at=self._instant(), delay=delay)
        return self._opened.answer_together([(f"{node}/code_shown", read.text())], place=node, lasting=True)

    def enter(self, node: str, heard: str) -> tuple[Step, Comparison]:
        """Four digits that were heard. A match proves the camera; anything else decides nothing."""
        showing = self._showing(node)
        found = walk.compare(heard, showing, self.shown())
        tried = (f"{node}/{TRIED}", f"{heard} {self._instant()} {found.kind}")
        if found.kind is not Compared.MATCH:
            return self._opened.answer_together([tried], place=node, lasting=True), found
        answers = [
            tried,
            (f"{node}/works", "yes"),
            (f"{node}/fault", ""),
            *self._why(node, ""),
            (f"{node}/code_shown_at", showing.shown_at),
            (f"{node}/code_read_at", showing.read_at or self._instant()),
            (f"{node}/code_delay", "" if showing.delay is None else str(showing.delay)),
            (f"{node}/code_status", Status.PROVED.value),
        ]
        return self._opened.answer_together(answers, place=node), found

    def settle(self, node: str, outcome: Outcome, why: str = "") -> Step:
        """No code is seen. An unreadable one decides nothing; the rest says that the camera fails, or was not tested.

        `why` is a value of the checklist's reasons, for `UNCHECKED`.
        """
        tried = (f"{node}/{TRIED}", f"{_NO_DIGITS} {self._instant()} {outcome}")
        if outcome is Outcome.UNREAD:
            return self._opened.answer_together([tried], place=node, lasting=True)
        failed = outcome is not Outcome.UNCHECKED
        shown = walk.read_showing(node, self._session.value(f"{node}/code_shown"))
        answers = [
            tried,
            (f"{node}/works", "no" if failed else "unchecked"),
            (f"{node}/fault", outcome.value if failed else ""),
            *self._why(node, "" if failed else why),
            (f"{node}/code_shown_at", shown.shown_at if failed and shown else ""),
            (f"{node}/code_read_at", ""),
            (f"{node}/code_delay", ""),
            (f"{node}/code_status", Status.FAILED.value if failed and shown else ""),
        ]
        return self._opened.answer_together(answers, place=node)

    def judge(self, node: str, works: str, fault: str = "", why: str = "") -> Step:
        """What is seen of a camera without a code: `works` is yes, no with a kind of `fault`, or unchecked with `why`.

        A picture that is seen now takes the word of an earlier failed code; a proof stays one.
        """
        answers = [(f"{node}/works", works), (f"{node}/fault", fault), *self._why(node, why)]
        if works != "no" and self._session.value(f"{node}/code_status") == Status.FAILED:
            answers.append((f"{node}/code_status", ""))
        return self._opened.answer_together(answers, place=node)

    def look_up(self, node: str, heard: str) -> tuple[Step | None, Comparison]:
        """Four digits seen in the archive. A match proves recording and clock; anything else decides nothing."""
        proof = self.proof(node)
        found = walk.compare(heard, proof, self.shown()) if proof else Comparison(kind=Compared.UNKNOWN)
        if found.kind is not Compared.MATCH:
            return None, found
        return self.archive(node, Archived.FOUND), found

    def archive(self, node: str, found: Archived) -> Step:
        """What the archive holds at the minute when the code was shown."""
        return self._opened.answer_together([(f"{node}/code_archive", found.value)], place=node)

    def proof(self, node: str) -> Showing | None:
        """The showing that proved a camera; None when none did."""
        if self._session.value(f"{node}/code_status") != Status.PROVED:
            return None
        at = self._session.value(f"{node}/code_shown_at")
        return next((one for one in reversed(self.shown()) if one.camera == node and one.shown_at == at), None)

    def archived(self, node: str) -> str:
        """What the archive held, a value of Archived; "" while nobody looked."""
        return self._session.value(f"{node}/code_archive")

    # inside

    def shown(self) -> tuple[Showing, ...]:
        """Every showing of this inspection, oldest first, also of cameras that were removed since."""
        latest: dict[tuple[str, str], Showing] = {}
        for operation in self._opened.journal:
            camera, _, name = operation.node.rpartition("/")
            showing = walk.read_showing(camera, operation.new) if name == "code_shown" else None
            if showing is not None:
                latest[(camera, showing.code)] = showing
        return tuple(latest.values())

    def _used(self) -> set[str]:
        return {showing.code for showing in self.shown()} | set(self.cards())

    def _shown(self, showing: Showing) -> Step:
        node = showing.camera
        return self._opened.answer_together(
            [(f"{node}/code_shown", showing.text()), (f"{node}/{TRIED}", "")], place=node, lasting=True
        )

    def _showing(self, node: str) -> Showing:
        found = walk.read_showing(node, self._session.value(f"{node}/code_shown"))
        if found is None:
            raise Bug("digits were heard before any code was shown")
        return found

    def _why(self, node: str, value: str) -> list[tuple[str, str]]:
        return [(f"{node}/camera_why", value)] if self._opened.form.has(f"{self.repeat}/camera_why") else []

    def _camera(self, node: str, number: int, children: dict[str, int]) -> Camera:
        value = self._session.value
        works, status = value(f"{node}/works"), Status(value(f"{node}/camera_status") or "")
        zone = value(f"{node}/zone")
        also = value(f"{node}/zone_also") if self._opened.form.has(f"{self.repeat}/zone_also") else ""
        seen = [children[name] for name in (zone, also) if name in children]
        return Camera(
            node=node,
            number=number,
            place=value(f"{node}/place"),
            zone=zone,
            children=max(seen, default=None),
            works=works,
            status=Status.NONE if status is Status.UNCHECKED and not works else status,
            fault=value(f"{node}/fault") if works == "no" else "",
            why=value(f"{node}/camera_why") if works == "unchecked" else "",
            showing=walk.read_showing(node, value(f"{node}/code_shown")),
            tried=_ended(value(f"{node}/{TRIED}")),
        )

    def _children(self) -> dict[str, int]:
        """How many children are in each zone, by its name."""
        zones = self._named.get("zone_children", "").rpartition("/")[0]
        counted: dict[str, int] = {}
        for row in self._session.rows(zones) if zones else ():
            said = self._session.value(f"{row}/zone_children")
            if said.isdigit():
                counted[self._session.value(f"{row}/zone_name")] = int(said)
        return counted

    def _figure(self, name: str) -> int | None:
        said = self._session.value(self._named[name]) if name in self._named else ""
        return int(said) if said.isascii() and said.isdigit() else None

    def _instant(self) -> str:
        return self._now().isoformat(timespec="milliseconds")


def _ended(tried: str) -> bool:
    """Whether an attempt ended the showing: wrong digits do not."""
    said = tried.rpartition(" ")[2]
    return bool(said) and said not in (Compared.OTHER_CAMERA, Compared.OLD, Compared.UNKNOWN)
