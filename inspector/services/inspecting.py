"""Beginning, answering and reopening an inspection: every answer becomes one durable journal entry.

The screen works on an `OpenInspection` (pure, in memory, at once); what it returns goes to `Inspecting.record` on
another thread, and only when that returns may «Сохранено» be shown.
"""

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from weakref import WeakValueDictionary

import msgspec

from inspector.core.errors import Bug, Refusal
from inspector.core.ids import new_id
from inspector.core.institution import Visit
from inspector.core.verdict import VisitKind
from inspector.forms.form import Form
from inspector.services import remembering
from inspector.services.errors import NoChecklist, NotMapped
from inspector.services.freezing import Frozen, freeze
from inspector.services.opened import OpenInspection, Step
from inspector.services.ports import (
    InspectionState,
    InspectionStore,
    InspectionSummary,
    InstitutionSource,
    Operation,
    OperationKind,
    Saved,
    StoredInspection,
    Today,
)

__all__ = ["Inspecting", "OpenInspection", "Step"]


class Inspecting:
    """Inspections of one laptop. `who` is the inspector's id, written into every journal entry."""

    def __init__(self, source: InstitutionSource, store: InspectionStore, who: str) -> None:
        self._source = source
        self._store = store
        self._who = who
        self._open: WeakValueDictionary[str, OpenInspection] = WeakValueDictionary()

    def today(self) -> Today:
        """The first screen."""
        return self._store.today()

    def summaries(self) -> tuple[InspectionSummary, ...]:
        """Every inspection, latest first."""
        return self._store.summaries()

    def start(self, institution_id: str, visit: Visit) -> str:
        """Begin an inspection and freeze what is known on its day; its id.

        Raises NotFound, NoChecklist, NotMapped, FormRefused, DiskFull.
        """
        institution = self._source.get(institution_id)
        checklist = self._source.checklist()
        if checklist is None:
            raise NoChecklist
        form = parsed(checklist.body.form_xml)
        if visit.kind is VisitKind.CHECK and visit.body not in form.bodies:
            raise NotMapped(body=visit.body)
        inspection_id = new_id()
        last = self._source.last_visit(institution_id)
        frozen = freeze(
            inspection_id,
            form,
            checklist.body,
            institution,
            visit,
            self._source.assignment(institution_id),
            self._source.declared(institution_id),
            last,
            rows=self._remembered(institution_id, visit, form, last.date if last else ""),
        )
        operation = freezing_entry(frozen, self._who)
        # Opened once before it is kept: what cannot be opened is never begun, and the lists know its counters.
        begun = StoredInspection(
            id=inspection_id,
            institution=institution,
            visit=visit,
            state=InspectionState.DRAFT,
            revision=1,
            supersedes="",
            started_at=operation.at,
            checklist=checklist,
            operations=(operation,),
            evidence=(),
            last_node="",
        )
        opened = OpenInspection(begun, form, frozen, self._who)
        begun = replace(begun, operations=(operation, *opened.filled()))
        self._store.create(begun, opened.standing)
        return inspection_id

    def photographed(self, opened: OpenInspection) -> remembering.Photographed | None:
        """The photos of the visit before `opened`; None when it was made on another laptop. Raises DamagedJournal."""
        told = opened.last.date if opened.last else ""
        visited = remembering.latest_visit(self._store, opened.institution.id, opened.visit, told)
        if visited is None or visited.id == opened.id:
            return None
        return remembering.photos_of(self.replayed(self._store.load(visited.id)))

    def _remembered(self, institution_id: str, visit: Visit, form: Form, told: str) -> remembering.Rows:
        """The rosters of the last visit, if it was made here. A journal that cannot be read proposes nothing."""
        visited = remembering.latest_visit(self._store, institution_id, visit, told)
        if visited is None:
            return {}
        try:
            return remembering.rows_of(self.replayed(self._store.load(visited.id)), form)
        except Refusal:
            return {}

    def open(self, inspection_id: str) -> OpenInspection:
        """Rebuild an inspection from its journal. Raises NotFound, DamagedJournal."""
        opened = self.replayed(self._store.load(inspection_id))
        self._open[inspection_id] = opened
        return opened

    def replayed(self, stored: StoredInspection) -> OpenInspection:
        """What a journal comes to, kept here or not."""
        if not stored.operations or stored.operations[0].kind is not OperationKind.FREEZE:
            raise Bug("a journal begins with what was frozen")
        frozen = msgspec.json.decode(stored.operations[0].new, type=Frozen)
        return OpenInspection(stored, parsed(stored.checklist.body.form_xml), frozen, self._who)

    def record(self, inspection_id: str, operations: Sequence[Operation]) -> Saved:
        """Write the operations durably, in one transaction with the counters of the open inspection.

        With no operations, only the place is remembered. Raises InspectionSealed, ChangedElsewhere, DiskFull; then
        nothing is kept and the same operations have to be given again before any others. What another window wrote
        since is never built upon: an answer to a row it took away would make the journal unreadable.
        """
        opened = self._open.get(inspection_id)
        if opened is None:
            self._store.append(inspection_id, operations, None)
        else:
            self._store.append(inspection_id, operations, opened.standing, opened.recorded if operations else None)
            opened.recorded += len(operations)
        return Saved(at=datetime.now().astimezone())


def freezing_entry(frozen: Frozen, who: str) -> Operation:
    """The first entry of a journal: what was known on the day."""
    return Operation(
        kind=OperationKind.FREEZE,
        node="",
        old="",
        new=msgspec.json.encode(frozen).decode(),
        at=datetime.now().astimezone().isoformat(timespec="milliseconds"),
        monotonic=time.monotonic_ns(),
        who=who,
    )


@lru_cache(maxsize=4)
def parsed(form_xml: str) -> Form:
    """The compiled form; it is immutable and costs more to read than an inspection to open."""
    return Form.parse(form_xml.encode())
