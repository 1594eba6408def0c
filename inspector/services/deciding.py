"""Two answers to one question, after a colleague's share came back: what each was, and which of them stands.

Until somebody decides, the lead's answer stands, and nothing is held up by it. Both stay in the journal for good.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

import msgspec

from inspector.core.errors import NotFound
from inspector.core.institution import Institution
from inspector.services import taken
from inspector.services.inspecting import Inspecting
from inspector.services.merging import Side
from inspector.services.opened import Entry, OpenInspection
from inspector.services.ports import OperationKind, Saved
from inspector.services.ports.dividing import DivisionStore, StoredDisagreement

Choice = Literal["mine", "theirs"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToDecide:
    """One question that two people answered differently. `names` are of inspectors by id; `unit` is the question's node
    (a check, a plain question or a row).
    """

    inspection: str
    institution: Institution
    unit: str
    mine: Side
    theirs: Side
    names: dict[str, str]


class Deciding:
    """What is to be decided on one laptop; `who` is its inspector (id, name)."""

    def __init__(
        self,
        store: DivisionStore,
        inspecting: Inspecting,
        who: tuple[str, str],
        clock: Callable[[], datetime] = lambda: datetime.now().astimezone(),
    ) -> None:
        self._store = store
        self._inspecting = inspecting
        self._who = who
        self._clock = clock

    def waiting(self, inspection_id: str = "") -> tuple[ToDecide, ...]:
        """Everything that is open; of one inspection when it is named."""
        found = self._store.disagreements(inspection_id)
        if not found:
            return ()
        names = dict([self._who])
        for division in self._store.divisions():
            names |= division.names
        places = {one.id: one.institution for one in self._inspecting.summaries()}
        return tuple(_to_decide(each, places[each.inspection], names) for each in found if each.inspection in places)

    def decide(self, told: ToDecide, choice: Choice) -> Saved:
        """Let one of the two answers stand. Raises InspectionSealed, ChangedElsewhere, NotFound, DiskFull."""
        return self._settle(told, choice, choice)

    def take_back(self, told: ToDecide) -> Saved:
        """The decision is open again; the lead's answer stands, as before it (of a row: the row)."""
        return self._settle(told, "theirs" if told.mine.removed else "mine", "open")

    def _settle(self, told: ToDecide, standing: Choice, state: Literal["open", "mine", "theirs"]) -> Saved:
        # Fetched anew: the colleague may have answered once more since it was shown.
        kept = self._stored(told)
        opened = self._inspecting.open(told.inspection)
        before = len(opened.journal)
        side, other = (told.mine, told.theirs) if standing == "mine" else (told.theirs, told.mine)
        operations = opened.together(_entries(opened, told.unit, side, other), undoable=False).operations
        at = self._clock()
        decided = replace(kept, state=state, decided_at=at.isoformat())
        self._store.decide(decided, operations, opened.standing, before)
        return Saved(at=at)

    def _stored(self, told: ToDecide) -> StoredDisagreement:
        kept = self._store.disagreement(told.inspection, told.unit)
        if kept is None:
            raise NotFound(what=told.inspection)
        return kept


def _to_decide(told: StoredDisagreement, place: Institution, names: dict[str, str]) -> ToDecide:
    return ToDecide(
        inspection=told.inspection,
        institution=place,
        unit=told.unit,
        mine=msgspec.json.decode(told.mine, type=Side),
        theirs=msgspec.json.decode(told.theirs, type=Side),
        names=names,
    )


def _entries(opened: OpenInspection, unit: str, side: Side, other: Side) -> Iterator[Entry]:
    """The entries that make `side` what stands."""
    if side.removed:
        if _stands(opened, unit):
            yield OperationKind.REMOVE, unit, taken.content(opened.session, unit), ""
        return
    if other.removed and not _stands(opened, unit):
        yield OperationKind.ADD, unit, "", ""
    ours = {row for row, _ in side.photos}
    for row, name in other.photos:
        if row not in ours and _stands(opened, row):
            yield OperationKind.DETACH, row, name, ""
    for row, name in side.photos:
        if not _stands(opened, row):
            yield OperationKind.ATTACH, row, "", name
    for node, value in side.values.items():
        held = opened.session.value(node)
        if held != value:
            yield OperationKind.SET, node, held, value


def _stands(opened: OpenInspection, row: str) -> bool:
    try:
        return row in opened.session.rows(row.removesuffix("]").rpartition("[")[0])
    except NotFound:
        return False
