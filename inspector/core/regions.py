"""The 20 regions of Kazakhstan: 17 regions and three cities of republican significance.

`code` is the first two digits of KATO, which equal the number in ISO 3166-2:KZ; `plate` is the region's number on
vehicle plates of the 2012 standard (codes 18-20 since June 2022).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One region with its names."""

    code: str
    plate: str
    ru: str
    kk: str
    en: str

    def name(self, language: str) -> str:
        """The name in `language` ("kk", "en", else Russian)."""
        return {"kk": self.kk, "en": self.en}.get(language, self.ru)

    def short(self, language: str) -> str:
        """The name without the word for region, for tables: Туркестанская, г. Астана; Түркістан, Астана қ."""
        words = self.name(language)
        for long, brief in _BRIEF:
            words = words.replace(long, brief)
        return words


_BRIEF = (
    ("Область ", ""), (" область", ""), ("Город ", "г. "), (" облысы", ""), (" қаласы", " қ."), (" Region", ""),
    (" city", ""),
)  # fmt: skip


def _region(code: str, plate: str, ru: str, kk: str, en: str) -> Region:
    return Region(code=code, plate=plate, ru=ru, kk=kk, en=en)


REGIONS: tuple[Region, ...] = (
    _region("10", "18", "Область Абай", "Абай облысы", "Abai Region"),
    _region("11", "03", "Акмолинская область", "Ақмола облысы", "Akmola Region"),
    _region("15", "04", "Актюбинская область", "Ақтөбе облысы", "Aktobe Region"),
    _region("19", "05", "Алматинская область", "Алматы облысы", "Almaty Region"),
    _region("23", "06", "Атырауская область", "Атырау облысы", "Atyrau Region"),
    _region("27", "07", "Западно-Казахстанская область", "Батыс Қазақстан облысы", "West Kazakhstan Region"),
    _region("31", "08", "Жамбылская область", "Жамбыл облысы", "Zhambyl Region"),
    _region("33", "19", "Область Жетісу", "Жетісу облысы", "Jetisu Region"),
    _region("35", "09", "Карагандинская область", "Қарағанды облысы", "Karaganda Region"),
    _region("39", "10", "Костанайская область", "Қостанай облысы", "Kostanay Region"),
    _region("43", "11", "Кызылординская область", "Қызылорда облысы", "Kyzylorda Region"),
    _region("47", "12", "Мангистауская область", "Маңғыстау облысы", "Mangystau Region"),
    _region("55", "14", "Павлодарская область", "Павлодар облысы", "Pavlodar Region"),
    _region("59", "15", "Северо-Казахстанская область", "Солтүстік Қазақстан облысы", "North Kazakhstan Region"),
    _region("61", "13", "Туркестанская область", "Түркістан облысы", "Turkistan Region"),
    _region("62", "20", "Область Ұлытау", "Ұлытау облысы", "Ulytau Region"),
    _region("63", "16", "Восточно-Казахстанская область", "Шығыс Қазақстан облысы", "East Kazakhstan Region"),
    _region("71", "01", "Город Астана", "Астана қаласы", "Astana city"),
    _region("75", "02", "Город Алматы", "Алматы қаласы", "Almaty city"),
    _region("79", "17", "Город Шымкент", "Шымкент қаласы", "Shymkent city"),
)

BY_CODE: dict[str, Region] = {region.code: region for region in REGIONS}
