"""What changed in the lists since the last visit, in words. Pure; no Qt."""

from collections.abc import Iterator

from inspector.services.revisiting import RosterDifference
from inspector.ui import language, wording
from inspector.ui.language import ntr, tr
from inspector.ui.screens.again.page import RosterLine
from inspector.ui.screens.reading import Reading


def roster_line(reading: Reading, found: RosterDifference) -> RosterLine:
    """Its name, the counts, and a line for every difference; what stayed is only counted."""
    if not found.looked:
        waiting = ntr(
            "{n} row of the last visit, not looked at yet",
            "{n} rows of the last visit, not looked at yet",
            found.before,
        )
        return RosterLine(path=found.repeat, title=reading.label(found.repeat), summary=waiting, differences=())
    same = found.stayed - len(found.changed)
    parts = [
        ntr("{n} stayed", "{n} stayed", same) if same or not found.count else "",
        ntr("{n} changed", "{n} changed", len(found.changed)) if found.changed else "",
        ntr("{n} new", "{n} new", len(found.joined)) if found.joined else "",
        ntr("{n} gone", "{n} gone", len(found.left)) if found.left else "",
    ]
    return RosterLine(
        path=found.repeat,
        title=reading.label(found.repeat),
        summary=", ".join(part for part in parts if part),
        differences=tuple(_differences(reading, found)),
    )


def _differences(reading: Reading, found: RosterDifference) -> Iterator[tuple[str, str]]:
    spec = reading.form.spec(found.repeat)
    own = spec.child(spec.key)
    hidden = own is not None and own.personal
    rows = reading.session.rows(found.repeat)
    for row, changes in found.changed:
        for change in changes:
            was = _said(reading, change.node, change.was)
            label = reading.label(change.node)
            yield "warn", f"{_named(reading, row, rows, hidden)} · {label}: {was} → {reading.shown(change.node)}"
    for row in found.joined:
        yield "none", tr("New: {what}", what=_named(reading, row, rows, hidden))
    for key in (key for key in found.left if key):
        yield "bad", tr("Gone: {what}", what=key)
    unnamed = sum(1 for key in found.left if not key)
    if unnamed:
        yield "bad", ntr("Gone: {n} row of the last visit", "Gone: {n} rows of the last visit", unnamed)


def _named(reading: Reading, row: str, rows: tuple[str, ...], hidden: bool) -> str:
    """A row by its key; of people only the number of the row is said."""
    place = f"№ {rows.index(row) + 1}"
    spec = reading.spec(row)
    return place if hidden else f"{place} {reading.shown(f'{row}/{spec.key}')}".strip()


def _said(reading: Reading, node: str, value: str) -> str:
    labels = {each.value: each.label for each in reading.session.choices(node, language.current.code)}
    return labels.get(value, wording.day_of(value))
