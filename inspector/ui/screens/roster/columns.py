"""Which columns a roster has: from the questions, checks and computed values of a repeat. Pure.

The order is that of importance: what names the row, then what must be answered or is judged, in the checklist's
order, then the rest. Where the table is narrow its last columns stand below it, for the current row.
"""

from collections.abc import Iterator, Mapping

from inspector.core.errors import N_
from inspector.forms.form import NodeSpec
from inspector.forms.references import Reference
from inspector.services import proposing
from inspector.ui.language import tr
from inspector.ui.screens.questions.cards import editor_of
from inspector.ui.screens.reading import OWN, Reading
from inspector.ui.screens.roster.page import Column

COMPUTED = {
    "age": N_("Age"),
    "zone_state": N_("Seen"),
    "zone_children": N_("Children"),
    "zone_cameras": N_("Cameras"),
}
"""Computed values of the national checklist that are shown as columns; a label of the checklist's own comes first."""

SHORT: Mapping[str, str] = {
    "guard_name": N_("Guard"),
    "course": N_("Training"),
    "id_card": N_("ID card"),
    "uniform": N_("Uniform"),
    "briefed": N_("Briefed"),
    "place": N_("Camera"),
    "zone": N_("Zone"),
    "zone_also": N_("Second zone"),
    "works": N_("Picture"),
    "camera_why": N_("Why not checked"),
    "plate": N_("Plate"),
    "seats": N_("Seats"),
    "children_riding": N_("Riding"),
    "inspection": N_("Inspection"),
    "inspection_until": N_("Inspected until"),
    "insurance": N_("Insurance"),
    "insurance_until": N_("Insured until"),
    "sign": N_("Sign"),
    "beacon": N_("Beacon"),
    "belts": N_("Belts"),
    "restraints": N_("Children belted"),
    "pretrip": N_("Before the trip"),
    "category": N_("Category"),
    "driver_cleared": N_("Clearance"),
    "escort": N_("Escort"),
    "route": N_("Route"),
    "call_button": N_("Call button"),
    "extinguishers": N_("Extinguishers"),
    "kit": N_("First-aid kits"),
    "doors": N_("Doors"),
    "exits": N_("Exits"),
    "class_name": N_("Class"),
    "zone_kind": N_("Kind"),
}
"""Short titles for questions of the national checklist; its whole words stand beside the answers and are spoken."""

WHY = "why"
"""The list of reasons for not having checked: a question that offers it explains another."""

_WIDTHS = {"text": 30, "select_one": 15, "select_multiple": 20, "integer": 10, "decimal": 10, "date": 14, "time": 10}


def columns(reading: Reading, repeat: str) -> tuple[Column, ...]:
    """One column for every question, check and labelled computed value of the repeat, the important ones first."""
    spec = reading.form.spec(repeat)
    naming = frozenset(child.path for _, child in proposing.naming(reading.form, spec))
    judged = _judged(reading, spec)
    leaves = sorted(_leaves(reading, spec, ""), key=lambda leaf: _rank(reading, leaf[0], naming, judged))
    return tuple(_column(reading, child, suffix) for child, suffix in leaves)


def short_of(name: str) -> str:
    """The short title of a question, "" when it has none."""
    return tr(SHORT[name]) if name in SHORT else ""


def _rank(reading: Reading, spec: NodeSpec, naming: frozenset[str], judged: frozenset[str]) -> int:
    """0 for a person's name, 1 for what else names the row, 2 for its age, 3 for what counts, 4 for the rest."""
    if spec.personal and spec.type == "string" and spec.path not in naming:
        return 0
    if spec.path in naming or spec.kind == "derived":
        return 1 if spec.path in naming else 2
    asks_for_name = {reference.path for reference in _references(reading, spec)} & naming
    counts = spec.kind == "check" or spec.required or spec.path in judged
    return 3 if counts and not asks_for_name and not _explains(spec) else 4


def _explains(spec: NodeSpec) -> bool:
    """Whether a question asks why another was not checked."""
    return spec.choices == WHY or spec.name.endswith("_why")


def _references(reading: Reading, spec: NodeSpec) -> tuple[Reference, ...]:
    relevant = reading.form.bind(spec.path).relevant
    return relevant.references if relevant else ()


def _judged(reading: Reading, spec: NodeSpec) -> frozenset[str]:
    """Every question that a rule of the row looks at."""
    rules = (reading.form.bind(child.path).calculate for child in spec.walk() if child.kind == "rule")
    return frozenset(reference.path for rule in rules if rule for reference in rule.references)


def _leaves(reading: Reading, spec: NodeSpec, prefix: str) -> Iterator[tuple[NodeSpec, str]]:
    for child in spec.children:
        suffix = f"{prefix}{child.name}"
        if child.kind == "group":
            yield from _leaves(reading, child, suffix + "/")
        elif child.kind == "check":
            for inner in child.children:
                if inner.kind == "question" and inner.control and inner.name not in OWN:
                    yield inner, f"{suffix}/{inner.name}"
            yield child, f"{suffix}/verdict"
        elif (child.kind == "question" and child.control) or _is_derived_column(reading, child):
            yield child, suffix


def _is_derived_column(reading: Reading, spec: NodeSpec) -> bool:
    return spec.kind == "derived" and bool(_derived_title(reading, spec))


def _derived_title(reading: Reading, spec: NodeSpec) -> str:
    label = reading.title(spec.path)
    return label if label and label != spec.name else tr(COMPUTED.get(spec.name, ""))


def _column(reading: Reading, spec: NodeSpec, suffix: str) -> Column:
    if spec.kind == "check":
        return Column(suffix=suffix, title=reading.title(spec.path), editor="verdict", width=16)
    if spec.kind == "derived":
        return Column(suffix=suffix, title=_derived_title(reading, spec), editor="", width=4)
    editor = editor_of(spec)
    iin = spec.name == "iin"
    width = 14 if iin else _WIDTHS.get(editor, 16)
    short = short_of(spec.name)
    title = reading.title(spec.path)
    explains = editor == "select_one" and _explains(spec)
    return Column(suffix=suffix, title=title, editor=editor, width=width, iin=iin, short=short, why=explains)
