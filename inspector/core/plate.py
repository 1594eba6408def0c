"""Number plates of Kazakhstan: both standards, Cyrillic look-alikes, and the region a plate was issued in.

2012: three digits, two letters (an organisation; a school bus normally) or three (a person), two digits of region:
214 KR 09. 1993: the region's letter, three digits, two or three letters: M 214 KR. Other forms exist (yellow,
diplomatic, trailers), so a plate that is refused here may still be recorded with a reason.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from inspector.core.errors import N_, BadInput

_LOOK_ALIKES = str.maketrans("АВЕКМНОРСТУХІ", "ABEKMHOPCTYXI")
_BETWEEN = re.compile(r"[\s.\-–—]+")
_2012 = re.compile(r"([0-9]{3})([A-Z]{2,3})(0[1-9]|1[0-9]|20)")
_1993 = re.compile(r"([A-Z])([0-9]{3})([A-Z]{2,3})")

KATO_BY_PLATE = {
    "01": "71", "02": "75", "03": "11", "04": "15", "05": "19", "06": "23", "07": "27", "08": "31", "09": "35",
    "10": "39", "11": "43", "12": "47", "13": "61", "14": "55", "15": "59", "16": "63", "17": "79", "18": "10",
    "19": "33", "20": "62",
}  # fmt: skip
"""Region of a 2012 plate -> the first two digits of the region's KATO code."""


class BadPlate(BadInput):
    """Neither standard knows this form."""

    code = "bad_plate"
    sentence = N_("This is not a number plate of Kazakhstan, for example 214 KR 09.")


class Standard(StrEnum):
    """Which form a plate has."""

    Y2012 = "2012"
    Y1993 = "1993"


class Owner(StrEnum):
    """Whom the number of letters of a 2012 plate tells; UNKNOWN for the old form."""

    PERSON = "person"
    ORGANISATION = "organisation"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """A plate in Latin capitals without spaces; `region` is a KATO code of two digits, "" for the old form."""

    number: str
    standard: Standard
    owner: Owner
    region: str

    def spaced(self) -> str:
        """The plate as it is read: "214 KR 09", "M 214 KR"."""
        pattern = _2012 if self.standard is Standard.Y2012 else _1993
        match = pattern.fullmatch(self.number)
        return " ".join(match.groups()) if match else self.number


def plate_number(text: str) -> str:
    """A plate of any form as it is compared: capitals, nothing between, look-alike Cyrillic letters turned Latin."""
    return _BETWEEN.sub("", text).upper().translate(_LOOK_ALIKES)


def parse_plate(text: str) -> Plate:
    """Read a plate in any case, with or without spaces, look-alike Cyrillic letters turned Latin. Raises BadPlate."""
    number = plate_number(text)
    if match := _2012.fullmatch(number):
        owner = Owner.ORGANISATION if len(match[2]) == 2 else Owner.PERSON
        return Plate(number=number, standard=Standard.Y2012, owner=owner, region=KATO_BY_PLATE[match[3]])
    if _1993.fullmatch(number):
        return Plate(number=number, standard=Standard.Y1993, owner=Owner.UNKNOWN, region="")
    raise BadPlate


def plate_valid(text: str) -> bool:
    """Whether `text` has the form of a plate."""
    try:
        parse_plate(text)
    except BadPlate:
        return False
    return True
