"""Sending an inspector to an institution."""

from dataclasses import dataclass
from datetime import date, datetime

from inspector.core.errors import N_, BadInput, NotFound
from inspector.core.ids import new_id
from inspector.core.institution import Institution
from inspector.core.verdict import VisitKind
from inspector.hq.services.authority import Authority
from inspector.hq.services.enrolling import clean_name
from inspector.hq.services.telling import tell_outsider
from inspector.hq.store.database import Database, Work
from inspector.hq.store.publications import person_audience
from inspector.hq.store.records import AssignmentRecord, PersonRecord
from inspector.wire.messages import AssignmentBody
from inspector.wire.seal import encode_base64


class InspectorUnclear(BadInput):
    """Several people of that name in several regions, none of them the institution's."""

    code = "inspector_unclear"
    sentence = N_("Several inspectors are called {name}. None of them belongs to the institution's region.")


class DateUnclear(BadInput):
    """A due date that is no date."""

    code = "date_unclear"
    sentence = N_("Write the date as YYYY-MM-DD, not «{text}».")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is ordered. `institution` is an id or a BIN; `due` YYYY-MM-DD or "" for no date."""

    institution: str
    inspector: str
    campaign: str = ""
    due: str = ""
    kind: VisitKind = VisitKind.MONITORING


def assign(database: Database, authority: Authority, order: Order, *, now: datetime) -> str:
    """The assignment's id. Raises NotFound, InspectorUnclear or DateUnclear."""
    name = clean_name(order.inspector)
    if order.due:
        _check_date(order.due)
    with database.writing() as work:
        place = work.places.get(order.institution) or work.places.by_bin([order.institution]).get(order.institution)
        if place is None:
            raise NotFound(what=order.institution)
        person = _person(work, name, place)
        record = work.assignments.put(
            AssignmentRecord(
                id=new_id(),
                institution=place.id,
                person=person.id,
                campaign=work.assignments.campaign(order.campaign),
                kind=order.kind.value,
                due=order.due,
            ),
            now,
        )
        if person.region != place.region:
            tell_outsider(work, place, person.id)
        body = AssignmentBody(
            id=record.id,
            institution=place.id,
            campaign=order.campaign,
            due=record.due,
            kind=record.kind,
            match_key=encode_base64(authority.match_key(place.id)),
            inspector=person.id,
        )
        work.changes.put("assignment", person_audience(person.id), [(record.id, body)])
        work.audit.note(now, "cli", "assigned", record.id)
    return record.id


def _check_date(text: str) -> None:
    try:
        if date.fromisoformat(text).isoformat() != text:
            raise DateUnclear(text=text)
    except ValueError as error:
        raise DateUnclear(text=text) from error


def _person(work: Work, name: str, place: Institution) -> PersonRecord:
    people = work.people.named(name)
    if not people:
        raise NotFound(what=name)
    if len(people) == 1:
        return people[0]
    for person in people:
        if person.region == place.region:
            return person
    raise InspectorUnclear(name=name)
