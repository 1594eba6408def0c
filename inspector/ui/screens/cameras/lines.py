"""Rows of the list of cameras, and what is said of them in words. No Qt."""

from collections.abc import Mapping, Sequence

from inspector.services.drawing import row_of
from inspector.services.opened import OpenInspection
from inspector.services.proposing import Proposal, Source
from inspector.services.walking import Camera, Status, Walking
from inspector.ui import wording
from inspector.ui.language import N_, ntr, tr
from inspector.ui.screens.cameras.page import CameraLine, Filter, Kind, Strip
from inspector.ui.screens.walk import telling

LAST_SAID: Mapping[str, str] = {
    "yes": N_("worked"),
    "no": N_("did not work"),
    "unchecked": N_("was not tested"),
}
FILTERS: tuple[tuple[Kind, str, str], ...] = (
    (Kind.ALL, "", N_("All")),
    (Kind.PROVED, "ok", N_("By a code")),
    (Kind.DECLARED, "declared", N_("Only declared")),
    (Kind.FAILED, "bad", N_("Do not work")),
    (Kind.UNCHECKED, "skip", N_("Were not tested")),
    (Kind.WAITING, "none", N_("Wait for you")),
)
_KINDS: Mapping[Status, Kind] = {
    Status.PROVED: Kind.PROVED,
    Status.DECLARED: Kind.DECLARED,
    Status.FAILED: Kind.FAILED,
    Status.UNCHECKED: Kind.UNCHECKED,
    Status.NONE: Kind.WAITING,
}


class Lists:
    """What was reported of the cameras, by place: read once, for three hundred rows ask for it."""

    def __init__(self, opened: OpenInspection, repeat: str) -> None:
        name = repeat.rpartition("/")[2]
        self.declared = _by_place(opened, f"{Source.DECLARED.value}_{name}")
        self.last = _by_place(opened, f"{Source.LAST.value}_{name}")
        self.last_day = opened.last.date if opened.last else ""

    def last_said(self, place: str, *, dated: bool = False) -> str:
        """«worked», «worked 14.03.2026», «was not there»; "" without a list of the last visit."""
        if self.last is None:
            return ""
        row = self.last.get(place)
        if row is None:
            return tr("was not there")
        said = tr(LAST_SAID.get(row.get("works", ""), ""))
        return f"{said} {wording.day_of(self.last_day)[:5]}".strip() if dated and said else said


def _by_place(opened: OpenInspection, name: str) -> Mapping[str, Mapping[str, str]] | None:
    if name not in opened.lists:
        return None
    rows = ((row.get("place", "").strip(), row) for row in opened.lists[name])
    return {place: row for place, row in rows if place}


def confirmed(camera: Camera, opened: OpenInspection, walking: Walking, lists: Lists) -> CameraLine:
    """The line of a row of the roster."""
    value = opened.session.value
    listed, note = value(f"{camera.node}/in_list"), opened.drawing.notes.get(row_of(camera.node), "")
    found = {"yes": "yes", "no": "no"}.get(value(f"{camera.node}/in_place"), "")
    tone = {Status.PROVED: "ok", Status.FAILED: "bad", Status.UNCHECKED: "skip"}.get(camera.status, "ink2")
    return CameraLine(
        key=camera.node,
        node=camera.node,
        kind=_KINDS[camera.status],
        number=telling.number(camera),
        place=camera.place or tr("without a name"),
        zone=_zone(camera),
        listed=listed,
        listed_words={"yes": tr("is declared"), "no": tr("not on the list")}.get(listed, "—"),
        found=found,
        found_words={"yes": tr("is there"), "no": tr("not there")}.get(found, "?"),
        glyph=telling.SHAPES[camera.status],
        status=tr(telling.STATUSES[camera.status]),
        detail=" · ".join(part for part in (_detail(camera, opened, walking, listed), note and tr("note")) if part),
        last=lists.last_said(camera.place),
        tone=tone,
        note=note,
    )


def waiting(proposal: Proposal, lists: Lists) -> CameraLine:
    """The line of a reported camera that nobody confirmed: a name, and the question."""
    listed = "yes" if proposal.declared else "no" if lists.declared is not None else ""
    return CameraLine(
        key=f"?{proposal.key}",
        node="",
        kind=Kind.WAITING,
        number="—",
        place=proposal.key,
        zone=tr("not stated"),
        listed=listed,
        listed_words={"yes": tr("is declared"), "no": tr("not on the list")}.get(listed, "—"),
        found="",
        found_words="?",
        glyph="none",
        status=tr("Confirm: 1 here, 2 not"),
        detail="",
        last=lists.last_said(proposal.key, dated=True),
        tone="ink",
    )


def _zone(camera: Camera) -> str:
    if not camera.zone:
        return tr("not stated")
    return camera.zone if camera.children is None else f"{camera.zone} · {wording.number(camera.children)}"


def _detail(camera: Camera, opened: OpenInspection, walking: Walking, listed: str) -> str:
    """The smaller line below the status."""
    if camera.status is Status.PROVED:
        value = opened.session.value
        at = telling.time_of(value(f"{camera.node}/code_shown_at") or value(f"{camera.node}/code_read_at"), False)
        delay = value(f"{camera.node}/code_delay")
        parts = [at, tr("delay {n} s", n=delay) if delay else tr("by a card")]
        if walking.archived(camera.node):
            parts.append({"found": tr("archive: yes"), "missing": tr("archive: no")}.get(
                walking.archived(camera.node), tr("archive: another time")))  # fmt: skip
        return " · ".join(part for part in parts if part)
    if camera.status is Status.FAILED:
        if not camera.fault:
            return tr("the code was not seen")
        return telling.label_of(opened, f"{camera.node}/fault", camera.fault).lower()
    if camera.status is Status.UNCHECKED:
        return telling.label_of(opened, f"{camera.node}/camera_why", camera.why).lower() if camera.why else ""
    if camera.status is Status.DECLARED:
        return tr("the code was not read") if camera.tried else tr("no code was shown")
    return tr("beyond the list") if listed == "no" else tr("no code was shown")


def filters(lines: Sequence[CameraLine], chosen: Kind) -> tuple[Filter, ...]:
    """The chips; their counts sum to that of «All»."""
    return tuple(
        Filter(
            kind=kind,
            glyph=glyph,
            words=tr(words),
            count=wording.number(sum(1 for line in lines if kind in (Kind.ALL, line.kind))),
            chosen=kind is chosen,
        )
        for kind, glyph, words in FILTERS
    )


def strip(lines: Sequence[CameraLine], walking: Walking, lists: Lists, declared_of: str) -> Strip:
    """Declared | found | the gap | children: no count of cameras without the children."""
    rows = [line for line in lines if line.node]
    there = [line for line in rows if line.found == "yes"]
    bounds = walking.bounds()
    declared = (
        len(lists.declared) if lists.declared is not None else int(declared_of) if declared_of.isdigit() else None
    )
    found_note = ""
    if lists.declared is not None:
        found_note = tr("{n} of the list", n=wording.number(sum(1 for line in there if line.listed == "yes")))
    unknown = sum(1 for line in rows if not line.found)
    if unknown:
        found_note = ntr("{n} not tested yet", "{n} not tested yet", unknown)
    gap, tone = _gap(lines, there, lists, declared, unknown)
    return Strip(
        declared="—" if declared is None else wording.number(declared),
        declared_note="" if declared is None else ntr("camera", "cameras", declared),
        found=wording.number(len(there)),
        found_note=found_note,
        gap=gap,
        gap_tone=tone,
        bounds=telling.bounds_line(bounds) if bounds else None,
        missing="" if bounds else tr("children are not counted yet"),
    )


def _gap(
    lines: Sequence[CameraLine], there: Sequence[CameraLine], lists: Lists, declared: int | None, unknown: int
) -> tuple[str, str]:
    """What differs between the list and the place; nothing is said to match while somebody has not looked."""
    waiting_rows = any(line.reported for line in lines)
    if lists.declared is not None:
        absent = sum(1 for line in lines if line.listed == "yes" and line.found == "no")
        beyond = sum(1 for line in lines if line.node and line.listed == "no" and line.found != "no")
        parts = [
            ntr("{n} not in place", "{n} not in place", absent) if absent else "",
            ntr("{n} beyond the list", "{n} beyond the list", beyond) if beyond else "",
        ]
        said = ", ".join(part for part in parts if part)
        if said:
            return said, "bad"
    elif declared is not None and lines and not any(line.kind is Kind.WAITING for line in lines):
        fewer, more = declared - len(there) - unknown, len(there) - declared  # what could not be tested may be there
        if fewer > 0:
            return ntr("{n} fewer than declared", "{n} fewer than declared", fewer), "bad"
        if more > 0:
            return ntr("{n} more than declared", "{n} more than declared", more), "brand"
    if declared is None or unknown or waiting_rows or not lines:
        return "", ""
    return tr("Matches"), "ok"
