"""Looking at an institution before the visit: what was found last, what is reported, what will be asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from inspector.core.institution import Institution, Visit
from inspector.core.verdict import VisitKind
from inspector.forms.form import Form
from inspector.forms.session import Session
from inspector.services.freezing import freeze
from inspector.services.inspecting import Inspecting
from inspector.services.institutions import Institutions
from inspector.services.ports import InspectionState


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """Everything the laptop knows of an institution before a visit.

    `kind` is the assigned kind of visit. `session` is of a form nobody answered, for its words and the number of
    its questions; None when no checklist has come yet. `facts` are the values it is preloaded with. `declared_on`
    and `last_on` are YYYY-MM-DD or "". `draft` is the id of an unfinished inspection there, or "".
    """

    institution: Institution
    kind: VisitKind
    declared_on: str
    last_on: str
    open_violations: int
    session: Session | None
    facts: Mapping[str, str]
    draft: str


def preview(institutions: Institutions, inspecting: Inspecting, institution_id: str, today: date) -> Preview:
    """Read it all; raises NotFound. Nothing is begun by it."""
    place = institutions.get(institution_id)
    assignment, checklist = institutions.assignment(institution_id), institutions.checklist()
    declared, last = institutions.declared(institution_id), institutions.last_visit(institution_id)
    formal = assignment is not None and assignment.kind == VisitKind.CHECK
    kind = VisitKind.CHECK if formal else VisitKind.MONITORING
    session, facts = None, {}
    if checklist is not None:
        form = Form.parse(checklist.body.form_xml.encode())
        visit = Visit(date=today, kind=kind)
        frozen = freeze("preview", form, checklist.body, place, visit, assignment, declared, last)
        session, facts = Session(form, preload=frozen.preload, lists=frozen.lists), frozen.preload
    return Preview(
        institution=place,
        kind=kind,
        declared_on=declared.as_of if declared is not None else "",
        last_on=last.date if last is not None else "",
        open_violations=last.open_violations if last is not None else 0,
        session=session,
        facts=facts,
        draft=draft_of(inspecting, institution_id),
    )


def draft_of(inspecting: Inspecting, institution_id: str) -> str:
    """The id of the unfinished inspection of that institution, or ""."""
    for summary in inspecting.summaries():
        if summary.institution.id == institution_id and summary.state is InspectionState.DRAFT:
            return summary.id
    return ""
