"""Many pictures of a phone at once: copied in, and each proposed to the question that was open when it was taken.

A proposal never attaches itself. Whether the phone's clock is right is found by a picture of a code on the screen;
without it every proposal is unclear.
"""

import secrets
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from pathlib import Path

from inspector.core.errors import N_, BadInput, Refusal
from inspector.services import watching
from inspector.services.album import Clock, Opening
from inspector.services.errors import PictureRefused
from inspector.services.evidence import EvidenceBox
from inspector.services.ports import Evidence

MARGIN = timedelta(seconds=5)
"""Around an opening: a code stands this long on the screen, so the clock is known no better."""

FARTHEST = timedelta(hours=12)
"""A clock that is off by more is not believed: the picture of the code was another one, or a date is wrong."""

JUMP = timedelta(minutes=10)
"""A picture this much older than the one before it by name: the clock was set between them."""

CODE_SECONDS, CODES = 5, 9
_DIGITS = "2345679"


class ClockTooFar(BadInput):
    """The picture and the code are more than half a day apart."""

    code = "clock_too_far"
    sentence = N_("This picture is more than 12 hours away from the code. Choose the picture of the code, or repeat it.")


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


def propose(
    taken: Mapping[str, datetime | None],
    openings: Sequence[Opening],
    *,
    now: datetime,
    began: datetime,
    waiting: Collection[str],
    checked: bool,
) -> tuple[Proposal, ...]:
    """A proposal for every picture, in their order. Pure.

    `taken` are times by the laptop's clock, `openings` those of questions that take photos, oldest first, `waiting`
    the questions that wait for one. With `checked` False no proposal is exact.
    """
    latest = {opening.node: opening for opening in openings}
    return tuple(
        _proposal(photo, at, openings, latest, now, began, waiting, checked=checked) for photo, at in taken.items()
    )


def _proposal(
    photo: str,
    at: datetime | None,
    openings: Sequence[Opening],
    latest: Mapping[str, Opening],
    now: datetime,
    began: datetime,
    waiting: Collection[str],
    *,
    checked: bool,
) -> Proposal:
    if at is None:
        return Proposal(photo=photo, at=None, node="", certainty=Certainty.UNCLEAR)
    inside = list(dict.fromkeys(each.node for each in openings if _covers(each, at, now)))
    wanted = [node for node in inside if node in waiting]
    chosen = inside if len(inside) == 1 else wanted if len(wanted) == 1 else []
    if checked and chosen:
        covering = [each for each in openings if each.node == chosen[0] and _covers(each, at, now)]
        return Proposal(
            photo=photo, at=at, node=chosen[0], certainty=Certainty.EXACT, opening=covering[-1], candidates=(chosen[0],)
        )
    if checked and at < began - MARGIN:
        return Proposal(photo=photo, at=at, node="", certainty=Certainty.FOREIGN)
    near = tuple(inside) or _around(openings, at)
    first = near[0] if near else ""
    return Proposal(
        photo=photo, at=at, node=first, certainty=Certainty.UNCLEAR, opening=latest.get(first), candidates=near
    )  # fmt: skip


def _covers(opening: Opening, at: datetime, now: datetime) -> bool:
    return opening.start - MARGIN <= at <= (opening.end or now) + MARGIN


def _around(openings: Sequence[Opening], at: datetime) -> tuple[str, ...]:
    """The question open before that time and the one after it."""
    before = [each.node for each in openings if each.start <= at]
    after = [each.node for each in openings if each.start > at]
    return tuple(dict.fromkeys([*before[-1:], *after[:1]]))


def by_laptop(taken_at: str, ahead: float, zone: tzinfo | None) -> datetime | None:
    """The camera's time by the laptop's clock; without an offset of its own it is of the laptop's zone."""
    if not taken_at:
        return None
    moment = datetime.fromisoformat(taken_at)
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=zone)) - timedelta(seconds=ahead)
    except OverflowError:
        return None


def clock_of(photo: Evidence, shown: datetime, zone: tzinfo | None) -> Clock:
    """How far the phone is ahead, from its picture of a code shown at `shown`. Raises NoTimeOnPicture, ClockTooFar."""
    taken = by_laptop(photo.taken_at, 0, zone)
    if taken is None:
        raise NoTimeOnPicture
    ahead = taken - shown
    if abs(ahead) > FARTHEST:
        raise ClockTooFar
    return Clock(ahead=ahead.total_seconds(), at=shown.isoformat(timespec="seconds"), picture=photo.original_sha256)


def jumped(photos: Iterable[Evidence], zone: tzinfo | None) -> bool:
    """Whether the clock was set back between pictures that follow each other by name."""
    times = [at for at in (by_laptop(photo.taken_at, 0, zone) for photo in photos) if at is not None]
    return any(later < earlier - JUMP for earlier, later in zip(times, times[1:], strict=False))


def new_code(before: str = "") -> str:
    """Four digits that are not mistaken for each other, no two neighbours equal, another than the one before."""
    code = before
    while code == before:
        code = ""
        while len(code) < 4:
            digit = secrets.choice(_DIGITS)
            code += digit if digit != code[-1:] else ""
    return code


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """What came of copying: the pictures kept, how many were there already, how many could not be used, how many
    there were in all, and what stopped it (None: nothing).
    """

    photos: tuple[Evidence, ...]
    same: int
    unusable: int
    total: int
    problem: Refusal | None = None

    @property
    def left(self) -> int:
        """How many were not looked at."""
        return self.total - len(self.photos) - self.same - self.unusable


def copy_in(
    box: EvidenceBox,
    inspection: str,
    places: Sequence[Path],
    known: Collection[str],
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Copied:
    """Keep every picture of the files and folders. `known` are SHA-256 of files that are here already.

    A file that is no picture is counted and passed over; a full disk, a drive pulled out or the person stops it, and
    what was copied stays.
    """
    files = [file for place in places for file in watching.everything(place)]
    photos: list[Evidence] = []
    seen, same, unusable = set(known), 0, 0
    problem: Refusal | None = None
    for number, file in enumerate(files):
        progress(number, len(files))
        if cancelled() or not file.exists():
            break
        try:
            prepared = box.prepare(file)
            if prepared.evidence.original_sha256 in seen:
                same += 1
                continue
            photos.append(box.keep(inspection, prepared))
            seen.add(prepared.evidence.original_sha256)
        except PictureRefused:
            unusable += 1
        except Refusal as refusal:
            problem = refusal
            break
    progress(len(files), len(files))
    return Copied(photos=tuple(photos), same=same, unusable=unusable, total=len(files), problem=problem)
