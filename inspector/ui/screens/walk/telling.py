"""The words of the code walk and of the cameras: names, statuses, bounds. No Qt."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from inspector.core.walk import Compared, Comparison, Outcome
from inspector.services.opened import OpenInspection
from inspector.services.walking import Bounds, Camera, Status, Walking
from inspector.ui import language, wording
from inspector.ui.language import N_, ntr, tr
from inspector.ui.screens.walk.page import BoundsLine, Choice, Piece, Result, Side, Stage

AHEAD = 3

SHAPES: Mapping[Status, str] = {
    Status.PROVED: "ok",
    Status.DECLARED: "declared",
    Status.FAILED: "bad",
    Status.UNCHECKED: "skip",
    Status.NONE: "none",
}
STATUSES: Mapping[Status, str] = {
    Status.PROVED: N_("Proved by a code"),
    Status.DECLARED: N_("Declared only"),
    Status.FAILED: N_("Does not work"),
    Status.UNCHECKED: N_("Not tested"),
    Status.NONE: N_("No status"),
}
COUNTED: tuple[tuple[Status, str], ...] = (
    (Status.PROVED, N_("proved by a code")),
    (Status.DECLARED, N_("declared only")),
    (Status.FAILED, N_("do not work")),
    (Status.UNCHECKED, N_("not tested")),
    (Status.NONE, N_("without a status")),
)
OUTCOMES: Mapping[Outcome, tuple[str, str, str, str]] = {
    Outcome.UNREAD: (N_("Not readable"), "", "eye-off", "warn"),
    Outcome.ELSEWHERE: (N_("Another place is seen"), "", "map-pin-x", "bad"),
    Outcome.BLACK: (N_("Black screen"), "black", "", "bad"),
    Outcome.FROZEN: (N_("Frozen"), "frozen", "", "warn"),
    Outcome.NO_LINK: (N_("No link"), "offline", "", "bad"),
    Outcome.UNCHECKED: (N_("Not tested"), "skip", "", "skip"),
}
"""Words, shape, icon and tone, in the order of the keys 1 to 6."""


def number(camera: Camera) -> str:
    """«07»."""
    return f"{camera.number:02d}"


def name(camera: Camera) -> str:
    """«07 · Лестница А»."""
    return f"{number(camera)} · {camera.place}"


def children(camera: Camera) -> str:
    """«80 children»; "" where the zone is not known."""
    return "" if camera.children is None else ntr("{n} child", "{n} children", camera.children)


def time_of(instant: str, seconds: bool = True) -> str:
    """The local time of day of an instant of the journal; "" for none."""
    try:
        return wording.clock(datetime.fromisoformat(instant), seconds=seconds)
    except ValueError:
        return ""


def lasting(seconds: int) -> str:
    """«1 min 35 s»."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return tr("{n} s", n=rest)
    return tr("{minutes} min {seconds} s", minutes=wording.number(minutes), seconds=rest)


def label_of(opened: OpenInspection, node: str, value: str) -> str:
    """The checklist's words for a choice."""
    for choice in opened.session.choices(node, language.current.code):
        if choice.value == value:
            return choice.label
    return value


def outcome_choices() -> tuple[Choice, ...]:
    """The six answers to «no code is seen»."""
    return tuple(
        Choice(text=tr(words), key=str(key), glyph=glyph, icon=icon, tone=tone)
        for key, (words, glyph, icon, tone) in enumerate(OUTCOMES.values(), start=1)
    )


def pieces(cameras: Sequence[Camera], walking: Walking, node: str, here: str = "") -> tuple[Piece, ...]:
    """The walk up to `node` as a bar: what is settled, in the order of the way, runs of one kind together.

    `here` is drawn although it is not settled: the camera whose code did not match.
    """
    made: list[Piece] = []
    at = next((place for place, camera in enumerate(cameras) if camera.node == node), 0)
    for place, camera in enumerate(cameras):
        behind = camera.known_broken and place < at
        if camera.node != here and walking.waits(camera) and not behind:
            continue
        token = {Status.PROVED: "ok", Status.FAILED: "bad", Status.UNCHECKED: "skip"}.get(camera.status, "brand")
        if made and made[-1].token == token:
            made[-1] = Piece(count=made[-1].count + 1, token=token, hatched=token == "bad")
        else:
            made.append(Piece(count=1, token=token, hatched=token == "bad"))
    return tuple(made)


def side(cameras: Sequence[Camera], walking: Walking, here: str, plus: int) -> Side:
    """The right side of the entering screen."""
    place = next((at for at, camera in enumerate(cameras) if camera.node == here), -1)
    found = walking.bounds()
    return Side(
        bounds=bounds_line(found, plus) if found else None,
        missing="" if found else tr("Write down the children, the zones and the classes: then they are counted here."),
        counts=counts(cameras),
        ahead=tuple((name(camera), ahead(camera)) for camera in cameras[place + 1 : place + 1 + AHEAD]),
    )


def counts(cameras: Sequence[Camera]) -> tuple[tuple[str, str, str], ...]:
    """How many cameras have each status; «without a status» only while there are any."""
    made = []
    for status, words in COUNTED:
        count = sum(1 for camera in cameras if camera.status is status)
        if count or status is not Status.NONE:
            made.append((SHAPES[status], wording.number(count), tr(words)))
    return tuple(made)


def ahead(camera: Camera) -> str:
    """What a camera on the way is to expect: that it does not work, or whom it sees."""
    if camera.status in (Status.FAILED, Status.PROVED, Status.UNCHECKED):
        return tr(STATUSES[camera.status]).lower()
    return children(camera)


def bounds_line(found: Bounds, plus: int = 0) -> BoundsLine:
    """The pair of numbers with its parts."""
    said = wording.span(found.lower, found.upper)
    spoken = tr("children under cameras proved by a code: {n} of {of}", n=said, of=wording.number(found.of))
    declared = ""
    if found.declared is not None and found.declared_of:
        told, of = wording.number(found.declared), wording.number(found.declared_of)
        declared = tr("Declared: {n} of {of}", n=told, of=of)
    return BoundsLine(
        lower=found.lower,
        upper=found.upper,
        of=found.of,
        said=said,
        out_of=tr("of {of}", of=wording.number(found.of)),
        plus=f"+{wording.number(plus)}" if plus > 0 else "",
        declared=declared,
        legend=(
            ("ok", wording.number(found.lower), tr("children proved by a code")),
            ("skip", wording.number(found.upper - found.lower), tr("possible: no code was shown yet")),
            ("bad", wording.number(found.of - found.upper), tr("cameras do not work, or there is none")),
        ),
        spoken=spoken,
    )


def matched(camera: Camera, delay: int | None, limit: str, last: str) -> Result:
    """The digits are right. `limit` is the campaign's parameter in seconds; over it is a hint, never a verdict."""
    title = tr("Match") if delay is None else tr("Match · delay {n} s", n=delay)
    hint = tr("The archive can be checked by code and time")
    if delay is not None and limit.isdigit() and delay > int(limit):
        hint = tr("Slower than {n} s. You decide", n=limit)
    return Result(
        tone="ok",
        glyph="ok",
        title=title,
        line=tr("Camera {n} is proved: live, in its place", n=number(camera)),
        hint=last or hint,
    )


def waiting(camera: Camera, stage: Stage) -> str:
    """What stands where a result will be."""
    if stage is Stage.TYPING:
        return tr("The fourth digit compares at once")
    if stage is Stage.EMPTY:
        return tr(STATUSES[camera.status])
    return tr("What is seen decides, not the digits")


def missed(found: Comparison, cameras: Sequence[Camera]) -> Result:
    """The digits are wrong: what they are, and what it may mean. Nothing is decided."""
    at = time_of(found.showing.shown_at, seconds=False) if found.showing else ""
    owner = next((camera for camera in cameras if found.showing and camera.node == found.showing.camera), None)
    if found.kind is Compared.OLD:
        line = tr("An old code of this camera, shown at {time}", time=at) if at else tr("An old code of this camera")
    elif found.kind is Compared.OTHER_CAMERA and owner is None:
        line = tr("A code of a camera that was removed")
    elif found.kind is Compared.OTHER_CAMERA and owner is not None:
        said = tr("A code of camera {n}, shown at {time}", n=number(owner), time=at)
        line = said if at else tr("A code of camera {n}", n=number(owner))
    else:
        line = tr("No camera was shown this code")
    hint = tr("Misheard, or another monitor. You decide")
    if found.behind:
        hint = tr("The picture may lag by {time}. You decide", time=lasting(found.behind))
    return Result(tone="bad", glyph="bad", title=tr("No match"), line=line, hint=hint)


def settled(camera: Camera, outcome: Outcome, why: str, last: str) -> Result:
    """What an outcome made of the camera."""
    words = OUTCOMES[outcome][0]
    if outcome is Outcome.UNREAD:
        return Result(
            tone="warn",
            glyph="warn",
            title=tr("The code was not readable"),
            line=tr("Camera {n}: {status}", n=number(camera), status=tr(STATUSES[camera.status]).lower()),
            hint=tr("Try once more, nearer: three metres, the screen straight at the camera"),
        )
    if outcome is Outcome.UNCHECKED:
        return Result(tone="skip", glyph="skip", title=tr("Not tested"), line=why, hint=last)
    return Result(
        tone="bad", glyph="bad", title=f"{tr('Does not work')} · {tr(words).lower()}", line=name(camera), hint=last
    )
