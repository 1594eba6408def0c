"""What is frozen when an inspection begins: the first entry of its journal.

Visit, institution, parameters, declared and last values stand as they were on that day, whatever headquarters
publishes later; nothing is ever evaluated against today's date again.
"""

from collections.abc import Mapping

import msgspec

from inspector.core.institution import Institution, Visit
from inspector.forms.form import Form
from inspector.wire.messages import AssignmentBody, ChecklistBody, DeclaredBody, LastVisitBody

LAW = "law"
"""Parameters that only the law changes: an assignment's value for one is not taken."""

Lists = Mapping[str, list[dict[str, str]]]


_NO_LISTS: Lists = {}


class LeftBehind(msgspec.Struct, frozen=True, kw_only=True):
    """What of the old draft did not fit (an answer, a promised photo, a list): its node, and why (forms.moving)."""

    node: str
    why: str


class MovedFrom(msgspec.Struct, frozen=True, kw_only=True):
    """Where a moved draft comes from. `to_confirm` holds the verdicts of the old draft by node: hints, no answers."""

    inspection: str
    version: str
    to_confirm: dict[str, str]
    left: list[LeftBehind]


class Frozen(msgspec.Struct, frozen=True, kw_only=True):
    """`preload` is by name of the hidden question, `lists` by name of the secondary instance."""

    assignment: str
    parameters: dict[str, str]
    preload: dict[str, str]
    lists: dict[str, list[dict[str, str]]]
    declared: DeclaredBody | None
    last: LastVisitBody | None
    moved: MovedFrom | None = None


def freeze(
    inspection_id: str,
    form: Form,
    checklist: ChecklistBody,
    institution: Institution,
    visit: Visit,
    assignment: AssignmentBody | None,
    declared: DeclaredBody | None,
    last: LastVisitBody | None,
    *,
    rows: Lists = _NO_LISTS,
) -> Frozen:
    """Everything known on the day, cut to what the form asks for; `rows` are lists that this laptop knows better."""
    parameters = _parameters(checklist, assignment)
    known = parameters | _facts(institution, visit) | _reported(declared, last)
    known["match_key"] = assignment.match_key if assignment else ""
    preload = {name: known.get(name, "") for name in _asked(form) if name in known or _blank_wins(name)}
    return Frozen(
        assignment=assignment.id if assignment else "",
        parameters=parameters,
        # The form would make an id of its own at every opening; the journal has to give the same instance again.
        preload=preload | {"instanceID": f"uuid:{inspection_id}"},
        lists={name: found for name, found in ({**_lists(declared, last), **rows}).items() if name in _wanted(form)},
        declared=declared,
        last=last,
    )


def _parameters(checklist: ChecklistBody, assignment: AssignmentBody | None) -> dict[str, str]:
    """The checklist's values, where the law leaves it open replaced by the assignment's."""
    asked = assignment.parameters if assignment else {}
    return {
        parameter.name: parameter.value if parameter.changed_by == LAW else asked.get(parameter.name, parameter.value)
        for parameter in checklist.parameters
    }


def _facts(institution: Institution, visit: Visit) -> dict[str, str]:
    return {
        "visit_date": visit.date.isoformat(),
        "visit_kind": visit.kind.value,
        "visit_order": visit.order,
        "body": visit.body,
        "site_type": institution.type.value,
        "site_settlement": institution.settlement.value,
        "site_pupils": str(institution.pupils),
        "site_region": institution.region,
        "site_district": institution.district,
        "site_bin": institution.bin,
        "site_name_ru": institution.name_ru,
        "site_name_kk": institution.name_kk,
        "site_address": institution.address,
    }


def _reported(declared: DeclaredBody | None, last: LastVisitBody | None) -> dict[str, str]:
    values = {f"declared_{name}": value for name, value in declared.values.items()} if declared else {}
    if last:
        values |= {f"last_{name}": value for name, value in last.values.items()} | {"last_date": last.date}
    return values


def _lists(declared: DeclaredBody | None, last: LastVisitBody | None) -> Lists:
    found = {f"declared_{name}": rows for name, rows in declared.lists.items()} if declared else {}
    return found | ({f"last_{name}": rows for name, rows in last.lists.items()} if last else {})


def _wanted(form: Form) -> set[str]:
    """The lists the form looks into, and those that can propose rows of its rosters."""
    rosters = [form.spec(path).name for path in form.repeats if form.spec(path).key]
    return {*form.sources.external, *(f"{of}_{name}" for of in ("declared", "last") for name in rosters)}


def _asked(form: Form) -> list[str]:
    return [spec.name for spec in form.root.children if spec.kind == "hidden"]


def _blank_wins(name: str) -> bool:
    """Nothing reported is blank, also where the form has a default; only a parameter may keep the form's own."""
    return not name.startswith("p_")
