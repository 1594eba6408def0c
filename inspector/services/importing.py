"""Many pictures of a phone at once: copied in, and each proposed to the question that was open when it was taken.

A proposal never attaches itself. Whether the phone's clock is right is found by a picture of a code on the screen;
without it every proposal is unclear.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from itertools import accumulate
from pathlib import Path

from inspector.core import walk
from inspector.core.errors import N_, BadInput, Refusal, WorldFailed
from inspector.core.ids import new_id
from inspector.services import watching
from inspector.services.album import Clock, Opening
from inspector.services.errors import PictureDamaged, PictureRefused, PictureTooLarge
from inspector.services.evidence import EvidenceBox
from inspector.services.ports import Evidence

CODE_SECONDS, CODES = 5, 9
"""How long one code stands on the screen, and how many follow each other."""

MARGIN = timedelta(seconds=CODE_SECONDS)
"""Around an opening: a code stands this long on the screen, so the clock is known no better."""

FARTHEST = timedelta(hours=12)
"""A clock that is off by more is not believed: the picture of the code was another one, or a date is wrong."""

JUMP = timedelta(minutes=10)
"""A picture this much older than the one before it by name: the clock was set between them."""


class ClockTooFar(BadInput):
    """The picture and the code are more than half a day apart."""

    code = "clock_too_far"
    sentence = N_(
        "This picture is more than 12 hours away from the code. Choose the picture of the code, or repeat it."
    )


class CodeNotShown(BadInput):
    """Nobody showed that code in this inspection."""

    code = "code_not_shown"
    sentence = N_("This code was not on the screen in this inspection. Look at the picture again, or repeat the code.")


class DriveGone(WorldFailed):
    """The file that was next is not there any more."""

    code = "drive_gone"
    sentence = N_("The phone or the drive was pulled out. What was copied stays; connect it and copy the rest.")


class NoTimeOnPicture(BadInput):
    """The camera wrote no time into it."""

    code = "no_time_on_picture"
    sentence = N_("The camera wrote no time into this picture: the clock cannot be checked by it.")


class Certainty(StrEnum):
    """How sure a proposal is."""

    EXACT = "exact"
    UNCLEAR = "unclear"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One picture: its time by the laptop's clock (None: unknown), the question proposed ("" when none), how sure
    that is, the opening it rests on, and the questions it may be of, by time.
    """

    photo: str
    at: datetime | None
    node: str
    certainty: Certainty
    opening: Opening | None = None
    candidates: tuple[str, ...] = ()


class Times:
    """Openings of the questions that take photos, by time. `now` ends the one that is open still."""

    def __init__(self, openings: Sequence[Opening], now: datetime) -> None:
        self.openings = sorted(openings, key=lambda each: each.start)
        self._now = now
        self._starts = [each.start for each in self.openings]
        self._ends = list(accumulate((each.end or now for each in self.openings), max))

    def covering(self, at: datetime) -> list[Opening]:
        """Those a picture of that time may be of."""
        first, last = bisect_left(self._ends, at - MARGIN), bisect_right(self._starts, at + MARGIN)
        return [each for each in self.openings[first:last] if at <= (each.end or self._now) + MARGIN]

    def around(self, at: datetime) -> list[Opening]:
        """The latest before that time and the first after it."""
        place = bisect_right(self._starts, at)
        return self.openings[max(0, place - 1) : place + 1]


def propose(
    taken: Mapping[str, datetime | None],
    times: Times,
    *,
    began: datetime,
    waiting: Collection[str],
    checked: Collection[str],
) -> tuple[Proposal, ...]:
    """A proposal for every picture, in their order. Pure.

    `taken` are times by the laptop's clock, `waiting` the questions that wait for a photo, `checked` the pictures of
    which the phone's clock is known: no other proposal is exact.
    """
    return tuple(_proposal(photo, at, times, began, waiting, checked=photo in checked) for photo, at in taken.items())


def _proposal(
    photo: str, at: datetime | None, times: Times, began: datetime, waiting: Collection[str], *, checked: bool
) -> Proposal:
    if at is None:
        return Proposal(photo=photo, at=None, node="", certainty=Certainty.UNCLEAR)
    covering = times.covering(at)
    inside = list(dict.fromkeys(each.node for each in covering))
    wanted = [node for node in inside if node in waiting]
    chosen = inside if len(inside) == 1 else wanted if len(wanted) == 1 else []
    if checked and chosen:
        latest = [each for each in covering if each.node == chosen[0]][-1]
        return Proposal(
            photo=photo, at=at, node=chosen[0], certainty=Certainty.EXACT, opening=latest, candidates=(chosen[0],)
        )
    if checked and at < began - MARGIN:
        return Proposal(photo=photo, at=at, node="", certainty=Certainty.FOREIGN)
    near = covering or times.around(at)
    return Proposal(
        photo=photo,
        at=at,
        node=near[0].node if near else "",
        certainty=Certainty.UNCLEAR,
        opening=near[0] if near else None,
        candidates=tuple(dict.fromkeys(each.node for each in near)),
    )


def by_laptop(taken_at: str, ahead: float, zone: tzinfo | None) -> datetime | None:
    """The camera's time by the laptop's clock; without an offset of its own it is of the laptop's zone."""
    if not taken_at:
        return None
    moment = datetime.fromisoformat(taken_at)
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)) - timedelta(seconds=ahead)
    except OverflowError:
        return None


def clock_of(photo: Evidence, code: str, shown: Mapping[str, datetime], zone: tzinfo | None) -> Clock:
    """How far the phone is ahead, from its picture of one of the codes that were shown, each at its time.

    Raises CodeNotShown, NoTimeOnPicture, ClockTooFar.
    """
    at = shown.get(code)
    if at is None:
        raise CodeNotShown
    taken = by_laptop(photo.taken_at, 0, zone)
    if taken is None:
        raise NoTimeOnPicture
    ahead = taken - at
    if abs(ahead) > FARTHEST:
        raise ClockTooFar
    return Clock(ahead=ahead.total_seconds(), at=at.isoformat(timespec="seconds"), picture=photo.original_sha256)


def new_code(shown: Collection[str]) -> str:
    """Four digits that are not mistaken for each other and were not shown before. Raises CodesUsedUp."""
    return walk.new_code(shown)


class Copying:
    """Keeps the pictures of files and folders one by one, by name. `begin` and `step` wait for disks: on a worker.

    `known` are the pictures that are here already, by the SHA-256 of the file as it was given, with their rolls: a
    folder that holds some of a roll goes on with it, so that its phone's clock stays known. `roll` is that of the
    picture kept last, `jumped` whether a clock was set between two pictures, `problem` what stopped it.
    """

    def __init__(
        self,
        box: EvidenceBox,
        inspection: str,
        places: Sequence[Path],
        known: Mapping[str, str],
        zone: tzinfo | None,
    ) -> None:
        self._box, self._inspection, self._zone = box, inspection, zone
        self._places = sorted(places)
        self._known = dict(known)
        self._files: tuple[Path, ...] = ()
        self._folder: Path | None = None
        self._latest: datetime | None = None
        self.roll = new_id()
        self.jumped = False
        self.done = self.kept = self.same = 0
        self.unusable: Counter[str] = Counter()
        self.problem: Refusal | None = None

    @property
    def total(self) -> int:
        """How many files there are in all."""
        return len(self._files)

    @property
    def over(self) -> bool:
        """Whether nothing is left to do."""
        return self.problem is not None or self.done >= self.total

    def begin(self) -> None:
        """Find the files."""
        self._files = tuple(dict.fromkeys(file for place in self._places for file in watching.everything(place)))

    def step(self) -> Evidence | None:
        """The next file: the picture kept, or None where it is here already or no picture."""
        file = self._files[self.done]
        kept = None
        try:
            kept = self._take(file)
        except PictureRefused as refused:
            if not file.exists():
                self.problem = DriveGone()
                return None
            self.unusable[_why(refused)] += 1
        except Refusal as refusal:
            self.problem = refusal
            return None
        self.done += 1
        return kept

    def _take(self, file: Path) -> Evidence | None:
        found = self._box.prepare(file)
        told = found.evidence
        known = self._known.get(told.original_sha256)
        self._follow(file.parent, told.taken_at, known or "")
        if known is not None:
            self.same += 1
            return None
        self._box.keep(self._inspection, found)
        self._known[told.original_sha256] = self.roll
        self.kept += 1
        return told

    def _follow(self, folder: Path, taken_at: str, roll: str) -> None:
        """Which roll a picture belongs to."""
        at = by_laptop(taken_at, 0, self._zone)
        if folder != self._folder:
            self._folder, self._latest = folder, None
            if self.jumped:
                self.roll = new_id()
        if at is not None and self._latest is not None and at < self._latest - JUMP:
            self.jumped = True
            self.roll = new_id()
        self._latest = at or self._latest
        self.roll = roll or self.roll


def _why(refused: PictureRefused) -> str:
    if isinstance(refused, PictureTooLarge):
        return "large"
    return "damaged" if isinstance(refused, PictureDamaged) else "other"
