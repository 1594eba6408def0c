"""What this laptop itself remembers of the last visit: its photos, and the rows of its rosters.

Headquarters sends neither photos, nor guards' numbers or camera places: they lie in the envelope. The laptop that made
the visit still has them, encrypted, and may propose them to the next one. They go no further than any answer of it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from inspector.core.institution import Visit
from inspector.forms.form import Form, NodeSpec
from inspector.services import album
from inspector.services.opened import OpenInspection
from inspector.services.ports import InspectionState, InspectionStore, InspectionSummary
from inspector.services.proposing import key_of

Rows = dict[str, list[dict[str, str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Photographed:
    """The photos of the last visit: the inspection that keeps them, its day, and their names by the check's name."""

    inspection: str
    day: date
    photos: Mapping[str, tuple[str, ...]]


def latest_visit(store: InspectionStore, institution: str, visit: Visit, told: str) -> InspectionSummary | None:
    """The latest sealed visit of an institution that was made here, before `visit`.

    `told` is the date of the last visit headquarters knows of ("" for none): an older one of ours is not the last.
    """
    after = date.fromisoformat(told) if told else date.min
    made = (
        summary
        for summary in store.summaries()
        if summary.institution.id == institution
        and summary.state is not InspectionState.DRAFT
        and after <= summary.visit.date <= visit.date
    )
    return max(made, key=lambda summary: (summary.visit.date, summary.last_saved), default=None)


def photos_of(visited: OpenInspection) -> Photographed:
    """Every photo that hangs on a check, as it was sealed: where faces were closed, the closed one."""
    found: dict[str, tuple[str, ...]] = {}
    for name, node in album.hung(visited).items():
        check = node.rpartition("/")[2]
        if name in visited.evidence:
            found[check] = (*found.get(check, ()), name)
    return Photographed(inspection=visited.id, day=visited.visit.date, photos=found)


def rows_of(visited: OpenInspection, form: Form) -> Rows:
    """`last_<roster>` for every keyed roster that both checklists have: each named row's answers, by question."""
    rows: Rows = {}
    for path in form.repeats:
        spec = form.spec(path)
        if spec.key and visited.form.has(path) and visited.form.spec(path).key == spec.key:
            found = [dict(_answers(visited, row, spec)) for row in visited.session.rows(path) if key_of(visited, row)]
            rows[f"last_{spec.name}"] = found
    return rows


def _answers(visited: OpenInspection, row: str, spec: NodeSpec) -> Iterator[tuple[str, str]]:
    for child in spec.children:
        asked = child.kind == "question" and not child.calculated and visited.form.has(child.path)
        if asked and visited.session.relevant(f"{row}/{child.name}"):
            value = visited.session.value(f"{row}/{child.name}")
            if value:
                yield child.name, value
