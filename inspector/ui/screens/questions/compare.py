"""Declared beside verified, and the gap between them. Declared is shown, never counted."""

from inspector.core.finding import Indicator
from inspector.core.percent import gap
from inspector.core.verdict import Verdict
from inspector.ui import wording
from inspector.ui.language import tr
from inspector.ui.screens import phrases
from inspector.ui.screens.questions.page import Comparison, Side
from inspector.ui.screens.reading import Reading


def comparison(reading: Reading, node: str) -> Comparison | None:
    """Declared beside verified for a check: by numbers where an indicator counts the same, else by words."""
    declared = reading.declared(node)
    if not declared:
        return None
    reference = reading.spec(node).declared.strip()
    for spec in reading.form.walk():
        if spec.kind == "indicator" and spec.declared.strip() == reference:
            found = reading.indicator(spec.name)
            if found is not None:
                return numbers(reading, found)
    return _words(reading, node, declared)


def _words(reading: Reading, node: str, declared: str) -> Comparison:
    verdict = reading.verdict(node)
    said = phrases.answer(verdict) if verdict is not Verdict.BLANK else "—"
    state = {Verdict.OK: "equal", Verdict.BAD: "worse"}.get(verdict, "open")
    if declared == "no":
        state = {Verdict.OK: "better", Verdict.BAD: "equal"}.get(verdict, "open")
    return Comparison(
        declared=Side(title=tr("Declared by the akimat"), value=phrases.reported(declared), note=_source(reading)),
        verified=Side(title=tr("Verified by you"), value=said),
        gap=state,
        gap_title=_gap_title(state),
        gap_note=_gap_words(state),
    )


def _source(reading: Reading) -> str:
    declared = reading.opened.declared
    if declared is None:
        return ""
    return ", ".join(part for part in (declared.source, wording.day_of(declared.as_of)) if part)


def _gap_words(state: str) -> str:
    said = {
        "equal": tr("What was reported is so"),
        "worse": tr("What was reported is not so"),
        "better": tr("Reported as missing, found"),
    }
    return said.get(state, "")


def _gap_title(state: str) -> str:
    titles = {"equal": tr("Matches"), "worse": tr("Gap"), "better": tr("More than declared")}
    return titles.get(state, "")


def numbers(reading: Reading, found: Indicator) -> Comparison:
    """Two numbers on one scale, and the gap: what was proved against what was declared."""
    low = found.lower if found.lower is not None else found.n
    high = found.upper if found.upper is not None else found.n
    of = found.of or 0
    verified = Side(
        title=tr("Verified by you"),
        value=wording.span(low, high),
        of=tr("of {n}", n=wording.number(of)) if found.of is not None and found.n is not None else "",
        percent=wording.percent(low, of) if low == high else "",
        share=low / of if of and low is not None else None,
        share_high=high / of if of and high is not None else None,
    )
    if found.declared is None:
        return Comparison(declared=None, verified=verified)
    total = found.declared_of
    declared = Side(
        title=tr("Declared by the akimat"),
        value=wording.number(found.declared),
        of=tr("of {n}", n=wording.number(total)) if total is not None else "",
        percent=wording.percent(found.declared, total),
        share=found.declared / total if total else None,
        note=_source(reading),
    )
    units = gap(found).units
    state = "open" if units is None or (low != high and units < 0 <= (high or 0) - found.declared) else "equal"
    if units is not None and state != "open" and units != 0:
        state = "worse" if units < 0 else "better"
    return Comparison(
        declared=declared,
        verified=verified,
        gap=state,
        gap_title=_gap_title(state),
        gap_value="" if units in (None, 0) else _signed(units or 0),
        gap_note=reading.unseen_children(),
    )


def _signed(units: int) -> str:
    return wording.number(units) if units < 0 else f"+{wording.number(units)}"
