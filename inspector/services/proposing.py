"""Rows that somebody reported and nobody has confirmed here: of the last visit, and of what was declared.

A proposal is not an answer. It stands in no roster, counts in no number and blocks nothing, until a person who sees
the thing says «there it is». Then the roster gets a row with what names the thing and nothing else: what a list told
of it (works, trained, valid until) is a statement about another day or by somebody else, and is only ever shown.

What a list may name, by its source: a declared row gives its key, because without it nothing could be matched; a row
of the last visit, which an inspector wrote, gives its secret texts too (the name of a guard). What is chosen, dated,
counted or judged is never carried, whichever the source.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from inspector.core.plate import plate_number
from inspector.forms.form import Form, NodeSpec
from inspector.services import revisiting
from inspector.services.opened import Entry, OpenInspection, Step
from inspector.services.ports import InspectionState

CAMERAS: Final = "cameras"
BUSES: Final = "buses"
ABSENT: Final = (("works", "no"), ("fault", "absent"))
"""How a roster of cameras says that a listed camera is not in its place."""


class Source(StrEnum):
    """Who reported a row; the value begins the name of its list."""

    LAST = "last"
    DECLARED = "declared"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One reported row that the roster does not have.

    `repeat` is the roster's path, `key` the text that names the row, `carried` what confirming it writes, by the
    path from the row on. `reported` is everything each source told of it, to be shown and never to be written.
    """

    repeat: str
    key: str
    carried: tuple[tuple[str, str], ...]
    reported: Mapping[Source, Mapping[str, str]] = field(hash=False)

    @property
    def declared(self) -> bool:
        """Whether it stands on the declared list."""
        return Source.DECLARED in self.reported


def proposals(opened: OpenInspection, repeat: str) -> tuple[Proposal, ...]:
    """What the lists report and the roster does not have, the last visit's rows first, in the order of the lists.

    A row whose key stands in the roster already is not proposed, nor one that a person said is not here.
    """
    if opened.state is not InspectionState.DRAFT or not opened.session.relevant(repeat):
        return ()
    spec = opened.form.spec(repeat)
    known = {_compared(spec, key) for key in (*_keys(opened, spec), *opened.dismissed(repeat))}
    found: dict[str, tuple[tuple[str, str], dict[Source, Mapping[str, str]]]] = {}
    for source in Source:
        for named, row in _listed(opened, spec, source):
            place = _compared(spec, named[1])
            if place not in known:
                found.setdefault(place, (named, {}))[1].setdefault(source, row)
    return tuple(_proposal(spec, named, told) for named, told in found.values())


def reported(opened: OpenInspection, repeat: str, key: str) -> Mapping[Source, Mapping[str, str]]:
    """What each list told of the row with this key, confirmed or not: «works, on the last visit»."""
    spec = opened.form.spec(repeat)
    wanted = _compared(spec, key)
    told: dict[Source, Mapping[str, str]] = {}
    for source in Source if wanted else ():
        for (_, listed), row in _listed(opened, spec, source):
            if _compared(spec, listed) == wanted:
                told.setdefault(source, row)
    return told


def has_list(opened: OpenInspection, repeat: str, source: Source) -> bool:
    """Whether a list of that source came with the inspection at all; an empty one is a list."""
    return _list_name(opened.form.spec(repeat), source) in opened.lists


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """The roster beside the last visit's list, by key: how many are the same, which rows are new, which keys left.

    `changed` are the answers of known rows that differ from the last visit's: by row, the path from the row on and
    what was written then. Keys that still wait to be confirmed or denied are in none of them.
    """

    same: int
    joined: tuple[str, ...]
    left: tuple[str, ...]
    changed: Mapping[str, tuple[tuple[str, str], ...]]


def differences(opened: OpenInspection, repeat: str) -> Differences | None:
    """What is different from the last visit; None when it left no list of this roster, or none that can be compared.

    Headquarters sends a secret key's mark, never the key: such a list proposes nothing and is compared by marks.
    """
    if not has_list(opened, repeat, Source.LAST):
        return None
    spec = opened.form.spec(repeat)
    if opened.lists[_list_name(spec, Source.LAST)] and not any(_listed(opened, spec, Source.LAST)):
        return _by_marks(opened, repeat)
    before = {_compared(spec, named[1]): row for named, row in reversed(tuple(_listed(opened, spec, Source.LAST)))}
    denied = {_compared(spec, key) for key in opened.dismissed(repeat)}
    joined, changed, same = [], {}, 0
    for row in opened.session.rows(repeat):
        key = _compared(spec, key_of(opened, row))
        if key in before:
            same += 1
            changed[row] = tuple(_changed(opened, spec, row, before[key]))
        elif key:
            joined.append(row)
    return Differences(
        same=same,
        joined=tuple(joined),
        left=tuple(key for key in reversed(before) if key in denied),
        changed={row: found for row, found in changed.items() if found},
    )


def _by_marks(opened: OpenInspection, repeat: str) -> Differences | None:
    found = next((each for each in revisiting.differences(opened) if each.repeat == repeat), None)
    if found is None or not found.looked:
        return None
    changed = {row: tuple((one.node.removeprefix(f"{row}/"), one.was) for one in ones) for row, ones in found.changed}
    return Differences(same=found.stayed, joined=found.joined, left=found.left, changed=changed)


def _changed(opened: OpenInspection, spec: NodeSpec, row: str, before: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for suffix, child in _questions(spec, ""):
        then, now = before.get(child.name, "").strip(), _value(opened, row, suffix)
        if then and now and then != now and not child.secret:
            yield suffix, then


def key_of(opened: OpenInspection, row: str) -> str:
    """The text that names a row of a roster, "" while it has none."""
    repeat = row.rpartition("[")[0]
    spec = opened.form.spec(repeat)
    return next((text for suffix, _ in naming(opened.form, spec) if (text := _value(opened, row, suffix))), "")


def confirm(opened: OpenInspection, proposal: Proposal) -> Step:
    """It is here: the roster gets its row, in one action that is taken back as one."""
    return opened.together(_entered(opened, proposal))


def dismiss(opened: OpenInspection, proposal: Proposal) -> Step:
    """It is not here.

    A camera of the declared list becomes a row «does not work, absent»: it stays in N, since somebody counts it.
    Anything else leaves no row; that it was asked about is written into the journal, and it is not asked again.
    """
    spec = opened.form.spec(proposal.repeat)
    if proposal.declared and spec.appearance == CAMERAS and spec.child(ABSENT[0][0]) is not None:
        return opened.together(_absent(opened, proposal, spec))
    return opened.dismiss(proposal.repeat, proposal.key)


def _entered(opened: OpenInspection, proposal: Proposal) -> Iterator[Entry]:
    entry = opened.new_row(proposal.repeat)
    yield entry
    for suffix, value in proposal.carried:
        yield from opened.answered(f"{entry[1]}/{suffix}", value)


def _absent(opened: OpenInspection, proposal: Proposal, spec: NodeSpec) -> Iterator[Entry]:
    row = ""
    for entry in _entered(opened, proposal):
        row = row or entry[1]
        yield entry
    for name, value in ABSENT:
        node = f"{row}/{name}"
        if spec.child(name) and value in {choice.value for choice in opened.session.choices(node, "ru")}:
            yield from opened.answered(node, value)


def _proposal(spec: NodeSpec, named: tuple[str, str], told: Mapping[Source, Mapping[str, str]]) -> Proposal:
    carried: dict[str, str] = {}
    if Source.LAST in told:
        row = told[Source.LAST]
        texts = [(suffix, child) for suffix, child in _questions(spec, "") if child.secret and _is_text(child)]
        carried = {suffix: row[child.name].strip() for suffix, child in texts if row.get(child.name, "").strip()}
    carried[named[0]] = named[1]
    return Proposal(repeat=spec.path, key=named[1], carried=tuple(carried.items()), reported=told)


def naming(form: Form, spec: NodeSpec) -> tuple[tuple[str, NodeSpec], ...]:
    """The questions whose answer names a row: the key, or the texts a computed key is made of (the IIN)."""
    key = spec.child(spec.key) if spec.key else None
    if key is None:
        return ()
    if not key.calculated:
        return ((key.name, key),)
    calculate = form.bind(key.path).calculate
    read = {reference.path for reference in calculate.references} if calculate else set()
    return tuple((suffix, child) for suffix, child in _questions(spec, "") if child.path in read and _is_text(child))


def _questions(spec: NodeSpec, prefix: str) -> Iterator[tuple[str, NodeSpec]]:
    for child in spec.children:
        if child.kind == "group":
            yield from _questions(child, f"{prefix}{child.name}/")
        elif child.kind == "question" and not child.calculated:
            yield prefix + child.name, child


def _is_text(spec: NodeSpec) -> bool:
    return spec.control == "input" and spec.type == "string"


def _listed(
    opened: OpenInspection, spec: NodeSpec, source: Source
) -> Iterator[tuple[tuple[str, str], Mapping[str, str]]]:
    """Every row of a list that is named: what names it (the path from the row on, the text), and the row."""
    questions = naming(opened.form, spec)
    for row in opened.lists.get(_list_name(spec, source), ()) if questions else ():
        named = ((suffix, row.get(child.name, "").strip()) for suffix, child in questions)
        found = next((each for each in named if each[1]), None)
        if found is not None:
            yield found, row


def _list_name(spec: NodeSpec, source: Source) -> str:
    return f"{source.value}_{spec.name}"


def _keys(opened: OpenInspection, spec: NodeSpec) -> Iterator[str]:
    questions = naming(opened.form, spec)
    for row in opened.session.rows(spec.path):
        yield from (text for suffix, _ in questions if (text := _value(opened, row, suffix)))


def _value(opened: OpenInspection, row: str, suffix: str) -> str:
    return opened.session.value(f"{row}/{suffix}").strip()


def _compared(spec: NodeSpec, key: str) -> str:
    """A key as the checklist compares it: letter by letter, plates as plates."""
    return plate_number(key) if spec.appearance == BUSES else key.strip()
