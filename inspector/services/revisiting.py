"""A visit that comes after another: what was open then and how it stands now, and how the rosters differ.

Pure. The violations of the last visit are a roster of the checklist, filled by itself, with the questions `finding`
and `fixed`; what headquarters knows of each (term, wording) came with the last visit. Rosters are compared by key. A
secret key never came back from headquarters: its mark did, made with the institution's key.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from inspector.forms import facts
from inspector.forms.form import Form, NodeSpec
from inspector.services.opened import OpenInspection
from inspector.wire.reviews import ViolationBody

FINDING, VERDICT, WHY = "finding", "fixed", "fixed_why"
MARK = "mark"
MATCH_KEY = "match_key"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastViolation:
    """One violation of the last visit. `row` is its node, `check` the name of its check; `told` may be unknown."""

    row: str
    check: str
    verdict: str
    told: ViolationBody | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A fact of a row that reads otherwise than at the last visit: the node now, and the value then."""

    node: str
    was: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterDifference:
    """How one roster differs from the last visit's.

    `joined` are rows found now only, `left` the keys of rows that are gone ("" where only a mark is known), `changed`
    the rows that stayed with facts that differ. `before` and `stayed` count. Where the roster has no row yet nobody has
    looked: nothing is gone, `looked` is False.
    """

    repeat: str
    before: int
    stayed: int
    joined: tuple[str, ...]
    left: tuple[str, ...]
    changed: tuple[tuple[str, tuple[Changed, ...]], ...]
    looked: bool

    @property
    def count(self) -> int:
        """Everything that is new, gone or otherwise."""
        return len(self.joined) + len(self.left) + len(self.changed)


def is_earlier(spec: NodeSpec) -> bool:
    """Whether a roster is the list of the last visit's violations."""
    return spec.kind == "repeat" and {FINDING, VERDICT} <= {child.name for child in spec.children}


def earlier_list(form: Form) -> str:
    """The path of that roster; "" when the checklist has none."""
    return next((path for path in form.repeats if is_earlier(form.spec(path))), "")


def past_violations(opened: OpenInspection) -> tuple[PastViolation, ...]:
    """The violations of the last visit, those with the earliest term first; what has no term stays in its order."""
    repeat = earlier_list(opened.form)
    if not repeat or not opened.session.relevant(repeat):
        return ()
    told = {each.check: each for each in opened.last.violations} if opened.last else {}
    found = []
    for row in opened.session.rows(repeat):
        check = opened.session.value(f"{row}/{FINDING}")
        verdict = opened.session.value(f"{row}/{VERDICT}")
        found.append(PastViolation(row=row, check=check, verdict=verdict, told=told.get(check)))
    return tuple(sorted(found, key=lambda each: each.told.due if each.told and each.told.due else "9999"))


def differences(opened: OpenInspection) -> tuple[RosterDifference, ...]:
    """Every roster the last visit told of, as far as rows are known again."""
    if opened.last is None:
        return ()
    found = []
    for path in opened.form.repeats:
        spec = opened.form.spec(path)
        rows = opened.last.lists.get(spec.name)
        if rows and _comparable(opened, spec) and opened.session.relevant(path):
            found.append(_difference(opened, spec, rows))
    return tuple(found)


def check_node(form: Form, name: str) -> str:
    """The check or rule of that name where it stands once; "" else."""
    for spec in form.walk():
        if spec.name == name and spec.kind in ("check", "rule") and not form.repeat_of(spec.path):
            return spec.path
    return ""


def roster_of(form: Form, name: str) -> str:
    """The roster in which the check or rule of that name stands; "" when it stands in none."""
    return next(
        (form.repeat_of(spec.path) for spec in form.walk() if spec.name == name and spec.kind in ("check", "rule")), ""
    )


def _difference(opened: OpenInspection, spec: NodeSpec, rows: Sequence[Mapping[str, str]]) -> RosterDifference:
    before = {_told_key(spec, row): row for row in rows if _told_key(spec, row)}
    now = {}
    for row in opened.session.rows(spec.path):
        key = _key_now(opened, spec, row)
        if key:
            now[key] = row
    stayed = [key for key in now if key in before]
    altered = ((now[key], _changes(opened, spec, now[key], before[key])) for key in stayed)
    return RosterDifference(
        repeat=spec.path,
        before=len(before),
        stayed=len(stayed),
        joined=tuple(row for key, row in now.items() if key not in before),
        left=tuple(before[key].get(spec.key, "") for key in before if key not in now) if now else (),
        changed=tuple((row, changes) for row, changes in altered if changes),
        looked=bool(now),
    )


def _comparable(opened: OpenInspection, spec: NodeSpec) -> bool:
    """Whether rows can be known again: a secret key only with the institution's key, which comes with an assignment."""
    own = spec.child(spec.key) if spec.key else None
    if own is None:
        return False
    return not own.secret or bool(_match_key(opened))


def _told_key(spec: NodeSpec, row: Mapping[str, str]) -> str:
    return row.get(MARK, "") or row.get(spec.key, "").strip()


def _key_now(opened: OpenInspection, spec: NodeSpec, row: str) -> str:
    value = opened.session.value(f"{row}/{spec.key}").strip()
    own = spec.child(spec.key)
    if own is None or not own.secret:
        return value
    return facts.row_mark(value, _match_key(opened)) if value else ""


def _match_key(opened: OpenInspection) -> str:
    """The institution's key of marks; "" where it was not sent, or the checklist does not ask for it."""
    path = f"{opened.form.root.path}/{MATCH_KEY}"
    return opened.session.value(path) if opened.form.has(path) else ""


def _changes(opened: OpenInspection, spec: NodeSpec, row: str, before: Mapping[str, str]) -> tuple[Changed, ...]:
    found = []
    for child in spec.children:
        node, was = f"{row}/{child.name}", before.get(child.name, "")
        if child.kind != "question" or child.calculated or child.name == spec.key or not was:
            continue
        now = opened.session.value(node)
        if now and now != was:
            found.append(Changed(node=node, was=was))
    return tuple(found)
