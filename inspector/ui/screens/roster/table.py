"""From a repeat of the checklist to a table: columns from its questions, chips from its rules. Pure."""

from collections.abc import Iterator, Mapping

from inspector.core.errors import N_
from inspector.core.verdict import Verdict
from inspector.forms.form import NodeSpec
from inspector.ui import language, wording
from inspector.ui.language import ntr, tr
from inspector.ui.screens import phrases
from inspector.ui.screens.questions.cards import RULE_TONES, rule_text
from inspector.ui.screens.questions.page import Option
from inspector.ui.screens.reading import CHILDREN, GLYPHS, Reading, path_of, verdict_of
from inspector.ui.screens.roster.page import NOT_ASKED, Cell, Column, Line, Tile
from inspector.ui.screens.roster.waiting import masked

_NONE: Mapping[str, Line] = {}
CAMERA_ROSTERS = frozenset({"cameras", "zones", "classes"})
ANSWER_GLYPHS = {"yes": "ok", "no": "bad", "na": "na", "unchecked": "skip"}
STATES = {"covered": ("ok", N_("seen")), "open": ("bad", N_("not seen")), "unknown": ("skip", N_("not known"))}
"""How a computed state is read."""


def options(reading: Reading, node: str, editor: str) -> tuple[Option, ...]:
    """What can be chosen in a cell now: its list may depend on other rows."""
    value = reading.value(node)
    if editor == "verdict":
        return tuple(Option(value=v.value, label=phrases.answer(v), chosen=v.value == value) for v in Verdict if v)
    if editor not in ("select_one", "select_multiple"):
        return ()
    chosen = value.split() if editor == "select_multiple" else [value]
    found = reading.session.choices(node, language.current.code)
    return tuple(Option(value=c.value, label=c.label, chosen=c.value in chosen) for c in found)


def lines(
    reading: Reading, repeat: str, shown: tuple[Column, ...], kept: Mapping[str, Line] = _NONE
) -> tuple[Line, ...]:
    """Every row of the roster; `kept` are the lines that read as before, by node."""
    rules, checks = _rules(reading, repeat), _checks(reading, repeat)
    nodes = reading.session.rows(repeat)
    return tuple(
        kept.get(node) or _line(reading, repeat, node, number, shown, rules, checks)
        for number, node in enumerate(nodes, start=1)
    )


def _rules(reading: Reading, repeat: str) -> tuple[tuple[str, NodeSpec], ...]:
    return tuple((suffix, spec) for suffix, spec in _deep(reading.form.spec(repeat), "") if spec.kind == "rule")


def _checks(reading: Reading, repeat: str) -> tuple[str, ...]:
    return tuple(suffix for suffix, spec in _deep(reading.form.spec(repeat), "") if spec.kind == "check")


def _deep(spec: NodeSpec, prefix: str) -> Iterator[tuple[str, NodeSpec]]:
    for child in spec.children:
        suffix = f"{prefix}{child.name}"
        yield suffix, child
        if child.kind in ("group", "check"):
            yield from _deep(child, suffix + "/")


def _line(
    reading: Reading,
    repeat: str,
    node: str,
    number: int,
    shown: tuple[Column, ...],
    rules: tuple[tuple[str, NodeSpec], ...],
    checks: tuple[str, ...],
) -> Line:
    session = reading.session
    judged = {suffix: verdict_of(session.value(f"{node}/{suffix}")) for suffix, _ in rules}
    answers = {suffix: reading.verdict(f"{node}/{suffix}") for suffix in checks}
    marks = _marks(reading, path_of(repeat), judged)
    cells = tuple(_cell(reading, node, column, marks.get(column.suffix)) for column in shown)
    sentences = tuple(
        (RULE_TONES[verdict], rule_text(reading, f"{node}/{suffix}"))
        for suffix, verdict in judged.items()
        if verdict is Verdict.BAD
    )
    blank = next((c.title for c in shown if c.editor and _missing(reading, node, c)), "")
    chip, tone, glyph = _chip([*(verdict for verdict in judged.values() if verdict), *answers.values()], blank)
    title = next((cell.shown for cell in cells if cell.value), "")
    return Line(
        node=node,
        cells=cells,
        chip=chip,
        tone=tone,
        glyph=glyph,
        sentences=sentences,
        check=f"{node}/{checks[0]}" if checks else "",
        title=title or tr("Row {n}", n=number),
        named=bool(title),
    )


def _marks(reading: Reading, repeat: str, judged: dict[str, Verdict]) -> dict[str, Verdict]:
    """Which cells a rule speaks of: the ones its expression looks at; the worst rule marks the cell."""
    marks: dict[str, Verdict] = {}
    key = reading.form.spec(repeat).key
    for suffix, verdict in judged.items():
        calculate = reading.form.bind(f"{repeat}/{suffix}").calculate
        if verdict not in (Verdict.BAD, Verdict.OK) or calculate is None:
            continue
        for reference in calculate.references:
            name = reference.path.removeprefix(repeat + "/")
            if name == key:  # every rule of a roster looks at the key: a row without it counts nowhere
                continue
            if marks.get(name) is not Verdict.BAD:
                marks[name] = verdict
    return marks


def _missing(reading: Reading, node: str, column: Column) -> bool:
    inner = f"{node}/{column.suffix}"
    return reading.session.relevant(inner) and reading.session.required(inner) and not reading.session.value(inner)


def _cell(reading: Reading, node: str, column: Column, mark: Verdict | None) -> Cell:
    inner = f"{node}/{column.suffix}"
    session = reading.session
    if not session.relevant(inner):
        return Cell(shown=NOT_ASKED, tone="ink3", readonly=True)
    value = session.value(inner)
    readonly = not column.editor or session.readonly(inner)
    if column.iin:
        return Cell(shown=masked(value), value=value, readonly=readonly)
    if column.editor == "verdict":
        verdict = verdict_of(value)
        tone = RULE_TONES.get(verdict, "na")
        word = phrases.answer(verdict) if verdict else ""
        return Cell(shown=word, value=value, glyph=GLYPHS[verdict] if verdict else "", tone=tone, readonly=readonly)
    if not column.editor and value in STATES:
        glyph, word = STATES[value]
        return Cell(shown=tr(word), value=value, glyph=glyph, tone=glyph, readonly=True)
    shown = reading.shown(inner) if column.editor else value
    glyph = ANSWER_GLYPHS.get(value, "") if column.editor == "select_one" else ""
    if mark is not None:
        glyph = GLYPHS[mark]
    tone = {"bad": "bad", "skip": "skip", "ok": "ok", "na": "na"}.get(glyph, "")
    return Cell(shown=shown, value=value, glyph=glyph, tone=tone, readonly=readonly)


def _chip(verdicts: list[Verdict], blank: str) -> tuple[str, str, str]:
    bad = verdicts.count(Verdict.BAD)
    if bad:
        return ntr("{n} violation", "{n} violations", bad), "bad", "bad"
    if blank:
        return tr("Fill in: {name}", name=blank), "plain", ""
    if Verdict.UNCHECKED in verdicts or Verdict.BLANK in verdicts:
        unchecked = Verdict.UNCHECKED in verdicts
        word = phrases.answer(Verdict.UNCHECKED if unchecked else Verdict.BLANK)
        return word, "skip" if unchecked else "plain", "skip" if unchecked else "none"
    if not verdicts:
        return tr("Written down"), "plain", ""
    return phrases.answer(Verdict.OK), "ok", "ok"


def tiles(reading: Reading, repeat: str, rows: tuple[Line, ...], shown: tuple[Column, ...] = ()) -> tuple[Tile, ...]:
    """Summary tiles: how many rows, how many with violations and where, how many unknown, what indicators count."""
    count = len(rows)
    counted = tuple(_indicator_tiles(reading, repeat))
    of = tr("of {n}", n=wording.number(count))
    made = [] if len(counted) > 1 else [Tile(number=wording.number(count), of="", name=reading.label(repeat))]
    bad = sum(1 for line in rows if line.tone == "bad")
    unknown = sum(1 for line in rows if line.tone == "skip")
    if bad:
        made.append(Tile(number=wording.number(bad), of=of, name=tr("With violations"), tone="bad", glyph="bad"))
        made += [
            Tile(number=wording.number(some), of=of, name=name, tone="bad", glyph="bad")
            for some, name in _worst(rows, shown)[: max(0, 2 - len(counted))]
        ]
    if unknown:
        word = phrases.answer(Verdict.UNCHECKED)
        made.append(Tile(number=wording.number(unknown), of=of, name=word, tone="skip", glyph="skip"))
    return (*made, *counted)


def _worst(rows: tuple[Line, ...], shown: tuple[Column, ...]) -> list[tuple[int, str]]:
    """What failed most often, and how often: «uniform: no», «not seen»."""
    failed = []
    for at, column in enumerate(shown):
        if column.editor not in ("select_one", ""):
            continue
        said = [line.cells[at] for line in rows if line.cells[at].tone == "bad"]
        if said:
            failed.append((len(said), _failure(column, said[0])))
    return sorted(failed, key=lambda found: -found[0])


def _failure(column: Column, cell: Cell) -> str:
    if column.editor:
        return f"{column.name}: {cell.shown[:1].lower()}{cell.shown[1:]}"
    return cell.shown[:1].upper() + cell.shown[1:] if cell.value in STATES else column.name


def _indicator_tiles(reading: Reading, repeat: str) -> Iterator[Tile]:
    spec = reading.form.spec(repeat)
    wanted = [CHILDREN] if spec.appearance in CAMERA_ROSTERS else []
    section = reading.section_of(repeat)
    for each in _within(reading.form.sections, section.path if section else ""):
        if each.kind == "indicator" and each.name not in wanted and spec.appearance in CAMERA_ROSTERS:
            wanted.append(each.name)
    for name in wanted[:2]:
        found = reading.indicator(name)
        node = next((each.path for each in reading.form.walk() if each.name == name), "")
        if found is None or not node:
            continue
        low = found.lower if found.lower is not None else found.n
        high = found.upper if found.upper is not None else found.n
        total = found.of or 0
        yield Tile(
            number=wording.span(low, found.upper),
            of=tr("of {n}", n=wording.number(total)),
            name=reading.label(node),
            low=low / total if low is not None and total else None,
            high=high / total if high is not None and total else None,
        )


def _within(specs: tuple[NodeSpec, ...], section: str) -> Iterator[NodeSpec]:
    """The specs of one section, groups opened."""
    for spec in specs:
        if spec.path == section or spec.path.startswith(section + "/"):
            yield spec
            yield from _within(spec.children, section)
        elif section.startswith(spec.path + "/"):
            yield from _within(spec.children, section)
