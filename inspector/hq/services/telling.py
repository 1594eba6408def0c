"""What laptops are told of one institution, and who is told: its region, and whoever is sent there from elsewhere."""

from collections.abc import Iterable

import msgspec

from inspector.core.institution import Institution
from inspector.hq.store.database import Work
from inspector.hq.store.publications import person_audience, region_audience
from inspector.hq.store.violations import ViolationRecord
from inspector.wire.messages import DeclaredBody, InstitutionBody, LastVisitBody
from inspector.wire.reviews import OPEN, ViolationBody
from inspector.wire.seal import canonical, digest


def tell_new_institutions(work: Work, institutions: Iterable[Institution]) -> None:
    """Institutions nobody has heard of yet."""
    by_region: dict[str, list[tuple[str, InstitutionBody]]] = {}
    for place in institutions:
        by_region.setdefault(place.region, []).append((place.id, _institution_body(place)))
    for region, bodies in by_region.items():
        work.changes.put("institution", region_audience(region), bodies)


def tell_institution(work: Work, place: Institution) -> None:
    """New facts of a known institution."""
    for audience in _audiences(work, place):
        work.changes.put("institution", audience, [(place.id, _institution_body(place))])


def tell_declared(work: Work, place: Institution) -> None:
    """The newest reported values of an institution."""
    body = _declared_body(work, place.id)
    if body is not None:
        _remember(work, place, "declared", body.lists)
        for audience in _audiences(work, place):
            work.changes.put("declared", audience, [(place.id, body)])


def tell_last_visit(work: Work, place: Institution, body: LastVisitBody) -> None:
    """The facts of the visit that counts now."""
    _remember(work, place, "last", body.lists)
    for audience in _audiences(work, place):
        work.changes.put("last_visit", audience, [(place.id, body)])


def tell_outsider(work: Work, place: Institution, person: str) -> None:
    """Everything of an institution to somebody of another region who is sent there."""
    audience = person_audience(person)
    work.changes.put("institution", audience, [(place.id, _institution_body(place))])
    body = _declared_body(work, place.id)
    if body is not None:
        work.changes.put("declared", audience, [(place.id, body)])
    work.changes.copy("last_visit", place.id, region_audience(place.region), audience)


def tell_violations(work: Work, place: Institution) -> None:
    """The same last visit with the violations as they stand now: a term began."""
    told = work.changes.body("last_visit", place.id, region_audience(place.region))
    if told is None:
        return
    body = msgspec.json.decode(told, type=LastVisitBody)
    following = [each for each in work.violations.of(place.id) if each.state == OPEN]
    tell_last_visit(
        work,
        place,
        msgspec.structs.replace(
            body,
            violations=[violation_body(each) for each in following],
            open_violations=sum(1 for each in following if each.severity),
        ),
    )


def violation_body(record: ViolationRecord) -> ViolationBody:
    """A violation as laptops are told it."""
    return ViolationBody(
        id=record.id,
        check=record.name,
        severity=record.severity,
        norm=record.norm,
        message=record.message,
        places=record.places,
        opened=record.opened,
        due_days=record.due_days,
        due=record.due,
        verdict=record.verdict,
    )


def _remember(work: Work, place: Institution, prefix: str, lists: dict[str, list[dict[str, str]]]) -> None:
    """An inspection names the lists it began with by hash; the re-evaluation needs the very same."""
    told = {f"{prefix}_{name}": (digest(canonical(rows)), rows) for name, rows in lists.items()}
    work.lists.told(place.id, told)


def _audiences(work: Work, place: Institution) -> list[str]:
    outsiders = work.assignments.outsiders(place.id, place.region)
    return [region_audience(place.region), *(person_audience(person) for person in outsiders)]


def _institution_body(place: Institution) -> InstitutionBody:
    return InstitutionBody(
        id=place.id,
        bin=place.bin,
        type=place.type.value,
        name_ru=place.name_ru,
        name_kk=place.name_kk,
        region=place.region,
        district=place.district,
        settlement=place.settlement.value,
        address=place.address,
        pupils=place.pupils,
        old_name=place.old_name,
        director=place.director,
    )


def _declared_body(work: Work, institution: str) -> DeclaredBody | None:
    """One body of all values and lists; a value with its own N travels with it as `<name>_of`."""
    values, lists = work.places.declared(institution), work.lists.declared(institution)
    if not values and not lists:
        return None
    texts: dict[str, str] = {}
    for value in values:
        texts[value.name] = value.value
        if value.of is not None:
            texts[f"{value.name}_of"] = str(value.of)
    told = [(each.as_of, each.source) for each in values] + [(each.as_of, each.source) for each in lists]
    sources = dict.fromkeys(source for _, source in told if source)
    return DeclaredBody(
        institution=institution,
        as_of=max(as_of for as_of, _ in told),
        source="; ".join(sources),
        values=texts,
        lists={each.name: each.rows for each in lists},
    )
