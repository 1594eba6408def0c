"""What laptops are told of one institution, and who is told: its region, and whoever is sent there from elsewhere."""

from collections.abc import Iterable

from inspector.core.institution import Institution
from inspector.hq.store.database import Work
from inspector.hq.store.publications import person_audience, region_audience
from inspector.hq.store.records import DeclaredRecord
from inspector.wire.messages import DeclaredBody, InstitutionBody, LastVisitBody


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
    body = _declared_body(place.id, work.places.declared(place.id))
    if body is not None:
        for audience in _audiences(work, place):
            work.changes.put("declared", audience, [(place.id, body)])


def tell_last_visit(work: Work, place: Institution, body: LastVisitBody) -> None:
    """The facts of the visit that counts now."""
    for audience in _audiences(work, place):
        work.changes.put("last_visit", audience, [(place.id, body)])


def tell_outsider(work: Work, place: Institution, person: str) -> None:
    """Everything of an institution to somebody of another region who is sent there."""
    audience = person_audience(person)
    work.changes.put("institution", audience, [(place.id, _institution_body(place))])
    body = _declared_body(place.id, work.places.declared(place.id))
    if body is not None:
        work.changes.put("declared", audience, [(place.id, body)])
    work.changes.copy("last_visit", place.id, region_audience(place.region), audience)


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


def _declared_body(institution: str, values: tuple[DeclaredRecord, ...]) -> DeclaredBody | None:
    """One body of all values; a value with its own N travels with it as `<name>_of`."""
    if not values:
        return None
    texts: dict[str, str] = {}
    for value in values:
        texts[value.name] = value.value
        if value.of is not None:
            texts[f"{value.name}_of"] = str(value.of)
    sources = dict.fromkeys(value.source for value in values if value.source)
    return DeclaredBody(
        institution=institution,
        as_of=max(value.as_of for value in values),
        source="; ".join(sources),
        values=texts,
    )
