"""Rows that are reported and not confirmed, as lines of the table: grey, first, and counted nowhere. Pure."""

from collections.abc import Iterator, Mapping

from inspector.services.proposing import Differences, Proposal, Source
from inspector.ui import language, wording
from inspector.ui.language import tr
from inspector.ui.screens.questions.cards import editor_of
from inspector.ui.screens.reading import Reading
from inspector.ui.screens.roster.columns import short_of
from inspector.ui.screens.roster.page import Cell, Column, Line, Tile

MASK = "••••••"
MOST_FACTS = 4


def lines(reading: Reading, columns: tuple[Column, ...], proposals: tuple[Proposal, ...]) -> tuple[Line, ...]:
    """A line for each proposal, in order. Only what names the thing is in its cells."""
    return tuple(_line(reading, columns, proposal) for proposal in proposals)


def _line(reading: Reading, columns: tuple[Column, ...], proposal: Proposal) -> Line:
    carried = dict(proposal.carried)
    cells = tuple(
        Cell(shown=masked(text) if column.iin else text, value=text, readonly=True)
        if (text := carried.get(column.suffix, ""))
        else Cell(shown="", readonly=True)
        for column in columns
    )
    title = next((cell.shown for cell in cells if cell.shown), proposal.key)
    return Line(
        node=f"{proposal.repeat}?{proposal.key}",
        cells=cells,
        chip=tr("Confirm: 1 here, 2 not"),
        tone="",
        glyph="none",
        sentences=tuple(("", text) for text in _told(reading, proposal)),
        title=title,
        waiting=True,
    )


def masked(iin: str) -> str:
    """The birth date of an IIN and dots: the rest is shown only in the cell that is being edited."""
    return f"{iin[:6]} {MASK}" if len(iin) > 6 else iin


def _told(reading: Reading, proposal: Proposal) -> Iterator[str]:
    """Who reported the row, that it counts nowhere yet, and what the last visit found of it."""
    if Source.LAST in proposal.reported:
        both = tr("It stands on the list of the last visit and on the declared list.")
        yield both if proposal.declared else tr("It stands on the list of the last visit.")
    else:
        yield tr("It stands on the declared list.")
    facts = list(_facts(reading, proposal.repeat, proposal.reported.get(Source.LAST, {})))
    if facts:
        yield tr("Last time: {facts}.", facts=", ".join(facts[:MOST_FACTS]))
    yield tr("Until you confirm it, it counts nowhere.")


def _facts(reading: Reading, repeat: str, row: Mapping[str, str]) -> Iterator[str]:
    """What a list says of a row, in the words of the checklist; names and numbers of people are left out."""
    spec = reading.form.spec(repeat)
    for child in spec.children:
        value = row.get(child.name, "").strip()
        if value and child.kind == "question" and not child.secret and child.name != spec.key:
            said = worded(reading, repeat, child.name, value)
            if said:
                yield _fact(reading, child.path, said)


def _fact(reading: Reading, path: str, said: str) -> str:
    """«uniform — yes», in the middle of a sentence."""
    title = short_of(path.rpartition("/")[2]) or reading.title(path)
    return f"{title[:1].lower()}{title[1:]} — {said[:1].lower()}{said[1:]}"


def worded(reading: Reading, repeat: str, suffix: str, value: str) -> str:
    """A value of a list as it is read: the label of a choice, a date our way; "" for a choice nobody can name."""
    spec = reading.form.spec(f"{repeat}/{suffix}")
    if not editor_of(spec).startswith("select"):
        return wording.day_of(value) if spec.type == "date" else value
    rows = reading.session.rows(repeat)
    choices = reading.session.choices(f"{rows[0]}/{suffix}", language.current.code) if rows else ()
    labels = {choice.value: choice.label for choice in choices}
    return ", ".join(labels[part] for part in value.split() if part in labels)


def tiles(count: int) -> tuple[Tile, ...]:
    """How many rows wait to be confirmed."""
    return (Tile(number=wording.number(count), of="", name=tr("Wait for you"), glyph="none"),) if count else ()


def since(found: Differences | None) -> str:
    """How the roster differs from the last visit's, in a few words; "" without a list of it."""
    if found is None or not (found.same or found.joined or found.left):
        return ""
    parts = (
        (tr("the same: {n}", n=wording.number(found.same)), True),
        (tr("new: {n}", n=wording.number(len(found.joined))), bool(found.joined)),
        (tr("left: {n}", n=wording.number(len(found.left))), bool(found.left)),
        (tr("changed: {n}", n=wording.number(len(found.changed))), bool(found.changed)),
    )
    return tr("Since the last visit: {facts}", facts=", ".join(text for text, said in parts if said))


def marks(reading: Reading, repeat: str, found: Differences | None) -> Mapping[str, str]:
    """What the last visit says of confirmed rows: «new since the last visit», or what was different, by row."""
    if found is None:
        return {}
    said = {row: tr("Was not on the list of the last visit.") for row in found.joined} if found.same else {}
    for row, changed in found.changed.items():
        pairs = (
            _fact(reading, f"{repeat}/{suffix}", then)
            for suffix, value in changed
            if (then := worded(reading, repeat, suffix, value))
        )
        facts = ", ".join(pairs)
        if facts:
            said[row] = tr("Last time: {facts}.", facts=facts)
    return said


def proposal_of(proposals: tuple[Proposal, ...], line: Line) -> Proposal | None:
    """The proposal behind a waiting line."""
    return next((each for each in proposals if line.waiting and line.node == f"{each.repeat}?{each.key}"), None)
