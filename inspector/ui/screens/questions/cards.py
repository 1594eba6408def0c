"""From an open inspection to the lines and the open card of the question page. Pure: asks, never changes."""

from dataclasses import replace

from inspector.core.finding import Indicator
from inspector.core.verdict import Severity, Verdict, VisitKind
from inspector.forms.form import NodeSpec
from inspector.ui import language, wording
from inspector.ui.language import ntr, tr
from inspector.ui.screens import phrases
from inspector.ui.screens.questions.compare import comparison, numbers
from inspector.ui.screens.questions.page import (
    Card,
    Deadline,
    FieldLine,
    Hint,
    Option,
    Photo,
    Reasons,
    RowLine,
)
from inspector.ui.screens.reading import GLYPHS, OWN, Item, Reading, path_of, verdict_of

RULE_TONES = {Verdict.OK: "ok", Verdict.BAD: "bad", Verdict.UNCHECKED: "skip"}


def editor_of(spec: NodeSpec) -> str:
    """The name of the editor of a question's kind."""
    if spec.kind == "note":
        return "note"
    by_control = {"select1": "select_one", "select": "select_multiple", "upload": "photo"}
    by_type = {"int": "integer", "integer": "integer", "decimal": "decimal", "date": "date", "time": "time"}
    return by_control.get(spec.control) or by_type.get(spec.type, "text")


def field_line(reading: Reading, node: str, errors: dict[str, str]) -> FieldLine:
    """One author's question with its value, choices and what is wrong with it."""
    spec = reading.spec(node)
    value = reading.value(node)
    chosen = value.split() if spec.control == "select" else [value]
    options = (
        tuple(
            Option(value=choice.value, label=choice.label, chosen=choice.value in chosen)
            for choice in reading.session.choices(node, language.current.code)
        )
        if spec.control in ("select1", "select")
        else ()
    )
    return FieldLine(
        node=node,
        editor=editor_of(spec),
        label=reading.label(node),
        hint=reading.session.hint(node, language.current.code),
        value=value,
        options=options,
        required=reading.session.required(node),
        readonly=reading.session.readonly(node),
        error=errors.get(node, ""),
    )


def errors_of(reading: Reading) -> dict[str, str]:
    """What is wrong with given answers (not: what is missing), by node, in the language of the interface."""
    code = language.current.code
    return {
        problem.node: problem.message.get(code) or problem.message.get("ru", "")
        for problem in reading.session.problems()
        if problem.kind in ("constraint", "type")
    }


def row_line(reading: Reading, item: Item) -> RowLine:
    """A closed row."""
    if item.kind == "check":
        return _check_row(reading, item)
    if item.kind == "repeat":
        return _roster_row(reading, item)
    if item.kind == "indicator":
        found = reading.indicator(item.spec.name)
        state = _n_of(found)
        return _row(reading, item, "", state, "ink2")
    if item.kind == "rule":
        verdict = verdict_of(reading.value(item.node))
        tone = RULE_TONES.get(verdict, "ink2")
        return _row(reading, item, GLYPHS[verdict], phrases.answer(verdict) if verdict else tr("Not judged"), tone)
    if item.kind == "note":
        return _row(reading, item, "", "", "ink2")
    shown = reading.shown(item.node)
    return _row(reading, item, "done" if shown else "none", shown or phrases.answer(Verdict.BLANK), "ink2")


def _row(reading: Reading, item: Item, glyph: str, state: str, tone: str, hints: tuple[Hint, ...] = ()) -> RowLine:
    return RowLine(
        node=item.node,
        number=item.number,
        text=rule_text(reading, item.node) if item.kind == "rule" else reading.label(item.node),
        glyph=glyph,
        state=state,
        tone=tone,
        hints=hints,
        kind=item.kind,
    )


def rule_text(reading: Reading, node: str) -> str:
    """What a computed rule says: the label of the sentence beside it."""
    return reading.label(f"{node}_message") or reading.label(node)


def _check_row(reading: Reading, item: Item) -> RowLine:
    verdict = reading.verdict(item.node)
    hints: list[Hint] = []
    if reading.photo_promised(item.node):
        hints.append(Hint(text=tr("photo due"), tone="warn", icon="photo-question", dashed=True))
    elif reading.photo_due(item.node):
        hints.append(Hint(text=tr("photo needed"), tone="warn", icon="photo-question"))
    if verdict is not Verdict.BLANK and missing_fields(reading, item):
        hints.append(Hint(text=tr("not all filled in"), tone="warn", icon="edit", dashed=True))
    if verdict is Verdict.BLANK:
        hints.extend(_confirm_hint(reading, item.node))
        hints.extend(_known_hints(reading, item.node))
    if item.spec.answered_by == "hq":
        hints.append(Hint(text=tr("Headquarters answers"), tone="na"))
    tone = {Verdict.NA: "na", Verdict.BLANK: "ink2"}.get(verdict, RULE_TONES.get(verdict, "ink2"))
    return _row(reading, item, GLYPHS[verdict], phrases.answer(verdict), tone, tuple(hints))


def missing_fields(reading: Reading, item: Item) -> tuple[str, ...]:
    """The author's questions on a check's card that must be answered and are not: an answer alone does not do."""
    inner = (f"{item.node}/{child.name}" for child in item.spec.children if child.kind == "question")
    return tuple(
        node
        for node in inner
        if node.rpartition("/")[2] not in OWN
        and reading.session.relevant(node)
        and reading.session.required(node)
        and not reading.value(node)
    )


def _confirm_hint(reading: Reading, check: str) -> tuple[Hint, ...]:
    """A verdict of the draft that was moved here: blank until somebody gives it again."""
    told = verdict_of(reading.opened.to_confirm(f"{check}/verdict"))
    if told is Verdict.BLANK:
        return ()
    return (Hint(text=tr("confirm: {answer}", answer=phrases.answer(told).lower()), tone="warn", dashed=True),)


def _known_hints(reading: Reading, check: str) -> list[Hint]:
    """What others said before: shown, never an answer."""
    hints = []
    declared = reading.declared(check)
    if declared:
        hints.append(Hint(text=tr("Declared: {value}", value=phrases.reported(declared)), tone="na"))
    if reading.last(check) in ("bad", "no"):
        hints.append(Hint(text=tr("Last time: violation"), tone="warn", glyph="warn"))
    return hints


def _roster_row(reading: Reading, item: Item) -> RowLine:
    rows = reading.session.rows(item.node)
    bad = sum(1 for found in reading.session.findings() if path_of(found.node).startswith(item.node + "/"))
    hints = (Hint(text=ntr("{n} violation", "{n} violations", bad), tone="bad", glyph="bad"),) if bad else ()
    unseen = reading.unseen_children() if item.spec.appearance in ("cameras", "zones", "classes") else ""
    if unseen:
        hints = (Hint(text=unseen, tone="na"), *hints)
    state = ntr("{n} row", "{n} rows", len(rows)) if rows else tr("Empty")
    return _row(reading, item, "half" if rows else "none", state, "ink2", hints)


def _n_of(found: Indicator | None) -> str:
    if found is None or found.n is None:
        return tr("Not known yet")
    if found.of is None:
        return wording.span(found.lower if found.lower is not None else found.n, found.upper)
    low = found.lower if found.lower is not None else found.n
    return tr("{n} of {of}", n=wording.span(low, found.upper), of=wording.number(found.of))


def card(reading: Reading, item: Item) -> Card:
    """The open card of a list line."""
    if item.kind == "check":
        return check_card(reading, item)
    made = Card(
        node=item.node,
        number=item.number,
        kind=item.kind,
        text=rule_text(reading, item.node) if item.kind == "rule" else reading.label(item.node),
        hint=reading.session.hint(item.node, language.current.code),
    )
    if item.kind == "repeat":
        return _roster_card(reading, item, made)
    if item.kind == "indicator":
        found = reading.indicator(item.spec.name)
        return replace(made, comparison=numbers(reading, found) if found else None)
    if item.kind == "rule":
        verdict = verdict_of(reading.value(item.node))
        rule = Hint(text=phrases.answer(verdict), tone=RULE_TONES.get(verdict, "na"), glyph=GLYPHS[verdict])
        weight = _severity_hint(reading, item.node)
        return replace(made, rules=(rule,), hints=weight, norm=norm_line(reading, item.node))
    return replace(made, fields=(field_line(reading, item.node, errors_of(reading)),))


def _roster_card(reading: Reading, item: Item, made: Card) -> Card:
    """A table is opened with 8; its counts stand beside the children they are about."""
    rows = len(reading.session.rows(item.node))
    return replace(
        made,
        opens=item.node,
        opens_text=tr("Open the list"),
        hints=_roster_row(reading, item).hints,
        history=ntr("{n} row", "{n} rows", rows),
    )


def check_card(reading: Reading, item: Item) -> Card:
    """The card of a check: what was said before, the four answers, and what the answer asks for."""
    node, spec = item.node, item.spec
    if spec.answered_by == "hq":
        return _hq_card(reading, item)
    verdict = reading.verdict(node)
    fields, rules = [], []
    for child in spec.children:
        inner = f"{node}/{child.name}"
        if child.name in OWN or not reading.session.relevant(inner):
            continue
        if child.kind == "rule":
            rules.extend(_rule_line(reading, inner))
        elif child.kind in ("question", "note") and child.control and not child.name.endswith("_message"):
            fields.append(inner)
    errors = errors_of(reading) if any(reading.value(inner) for inner in fields) else {}
    return Card(
        node=node,
        number=item.number,
        text=reading.label(node),
        hint=reading.session.hint(node, language.current.code),
        verdict=verdict.value,
        hints=(
            *_confirm_hint(reading, node),
            *_severity_hint(reading, node),
            *(hint for hint in _known_hints(reading, node) if hint.tone == "warn"),
        ),
        comparison=comparison(reading, node),
        fields=tuple(field_line(reading, inner, errors) for inner in fields),
        reasons=_reasons(reading, node, verdict),
        note=reading.value(f"{node}/note"),
        photos=tuple(
            Photo(name=name, row=row, blurred=reading.opened.album.is_blurred(name))
            for name, row in reading.photos(node)
        ),
        photos_needed=reading.photo_due(node),
        photo_due=reading.photo_promised(node),
        takes_photos=spec.evidence != "none",
        deadline=deadline(reading, node) if verdict is Verdict.BAD else None,
        rules=tuple(rules),
        history=_history(reading, node),
        norm=norm_line(reading, node),
    )


def _hq_card(reading: Reading, item: Item) -> Card:
    """A check that headquarters answers: shown, never asked here."""
    told = reading.verdict(item.node)
    said = phrases.answer(told) if told is not Verdict.BLANK else tr("Headquarters answers")
    return Card(
        node=item.node,
        number=item.number,
        text=reading.label(item.node),
        hint=reading.session.hint(item.node, language.current.code),
        kind="told",
        hints=(Hint(text=said, tone="na"),),
        comparison=comparison(reading, item.node),
        norm=norm_line(reading, item.node),
    )


def _rule_line(reading: Reading, node: str) -> list[Hint]:
    verdict = verdict_of(reading.value(node))
    if verdict is Verdict.BAD:
        return [Hint(text=rule_text(reading, node), tone="bad", glyph="bad")]
    return []


def _severity_hint(reading: Reading, node: str) -> tuple[Hint, ...]:
    value = reading.severity(node)
    return (Hint(text=phrases.severity(value), tone="na", icon="flag"),)


def norm_line(reading: Reading, node: str) -> str:
    """«Order No. 117, p. 88: recordings kept», or "" without a norm."""
    norm = reading.opened.norms.get(reading.session.norm(node))
    if norm is None:
        return ""
    title = norm.title_kk if language.current.code == "kk" else norm.title_ru
    act = norm.act.split(" (")[0]  # what the order is about stands in brackets; the act of inspection prints it whole
    where = ", ".join(part for part in (act, norm.paragraph) if part)
    return f"{where}: {title}" if title and where != title else where


def _history(reading: Reading, node: str) -> str:
    last, visit = reading.last(node), reading.opened.last
    if not last or visit is None:
        return ""
    verdict = verdict_of(last)
    said = phrases.answer(verdict).lower() if verdict else phrases.reported(last)
    return tr("{date}: {said}", date=wording.day_of(visit.date), said=said)


def _reasons(reading: Reading, node: str, verdict: Verdict) -> Reasons | None:
    if verdict not in (Verdict.NA, Verdict.UNCHECKED):
        return None
    texts = wording.NA_REASONS if verdict is Verdict.NA else wording.UNCHECKED_REASONS
    said = reading.value(f"{node}/reason")
    known = [tr(text) for text in texts]
    title = tr("Why does it not apply?") if verdict is Verdict.NA else tr("Why not checked?")
    return Reasons(
        title=title,
        options=tuple(Option(value=text, label=text, chosen=text == said) for text in known),
        other="" if said in known else said,
        other_chosen=bool(said) and said not in known,
    )


def shortest_term(reading: Reading) -> int | None:
    """The law's minimum of days, which binds only a formal check; None where nothing binds."""
    value = reading.opened.parameters.get("p_fix_days_min", "")
    formal = reading.opened.visit.kind is VisitKind.CHECK
    return int(value) if formal and value.isascii() and value.isdigit() else None


def term_refused(reading: Reading, days: str) -> str:
    """Why a term cannot be that many days, in words; "" when it can, or when it is taken back."""
    least = shortest_term(reading)
    if days and not (days.isascii() and days.isdigit() and int(days) > 0):
        return tr("A term is a whole number of days")
    return tr("The law: at least {days}", days=phrases.days(least)) if days and least and int(days) < least else ""


def following_term(reading: Reading, node: str) -> str:
    """The term offered after the one that holds; "" where the parameters name none."""
    choices = [str(days) for days in term_choices(reading)]
    said = reading.value(f"{node}/due_days")
    at = choices.index(said) + 1 if said in choices else 0
    return choices[at % len(choices)] if choices else ""


def term_choices(reading: Reading) -> tuple[int, ...]:
    """The terms that the parameters name, shortest first, none below the law's minimum."""
    names = [f"p_fix_days_{severity.value}" for severity in Severity if severity]
    values = (reading.opened.parameters.get(name, "") for name in names)
    terms = {int(value) for value in values if value.isascii() and value.isdigit()}
    return tuple(sorted(term for term in terms if term >= (shortest_term(reading) or 0)))


def deadline(reading: Reading, node: str) -> Deadline | None:
    """The terms of a failed check; None for a recommendation, which has no term."""
    if reading.severity(node) is Severity.NONE:
        return None
    said = reading.value(f"{node}/due_days")
    choices = term_choices(reading)
    least = shortest_term(reading)
    return Deadline(
        options=tuple(Option(value=str(days), label=phrases.days(days), chosen=said == str(days)) for days in choices),
        other="" if said in {str(days) for days in choices} else said,
        shortest=tr("The law: at least {days}", days=phrases.days(least)) if least else "",
    )
