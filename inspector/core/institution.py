"""A school, kindergarten, college or university, and the visit paid to it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspector.core.verdict import VisitKind


class InstitutionType(StrEnum):
    """What kind of education organisation it is."""

    SCHOOL = "school"
    KINDERGARTEN = "kindergarten"
    COLLEGE = "college"
    UNIVERSITY = "university"


class Settlement(StrEnum):
    """Where it stands; the object group depends on it (Order 117 p. 77-79)."""

    VILLAGE = "village"
    DISTRICT_CENTRE = "district_centre"
    CITY = "city"
    CAPITAL = "capital"


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """One institution as headquarters lists it. `region` is the two-digit KATO code; `pupils` is the roll."""

    id: str
    bin: str
    type: InstitutionType
    name_ru: str
    name_kk: str
    region: str
    district: str
    settlement: Settlement
    address: str
    pupils: int
    old_name: str = ""
    director: str = ""

    def name(self, language: str) -> str:
        """The name in `language` ("kk", else Russian)."""
        return self.name_kk if language == "kk" else self.name_ru


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The facts of a visit that are frozen at its start. A formal check names its body and the order's number."""

    date: date
    kind: VisitKind = VisitKind.MONITORING
    body: str = ""
    order: str = ""
