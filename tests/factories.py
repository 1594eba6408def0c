"""Schools by chance: complete, valid answers to the national checklist, the same for the same seed and day.

Every section is answered, whatever the kind of institution: what does not concern it the session leaves out. No
answer asks for a photo, so they can be sealed as they are.
"""

import random
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from xml.sax.saxutils import escape

from inspector.core.iin import check_digit

FORM_ID = "school-safety"
VERSION = "2026.2"
OURS = "urn:qorgan:checklist:1"

Xml = str
"""A piece of an instance."""


def answers(seed: int, *, visit: date | None = None) -> bytes:
    """The instance of a random school, complete and without a mistake, for a visit on that day (today)."""
    return _School(random.Random(f"school {seed}"), visit or date.today()).xml()


def planted(seed: int, *, visit: date | None = None) -> tuple[bytes, tuple[str, ...]]:
    """The same with personal and restricted values nothing else could contain, and those values."""
    chance = random.Random(f"planted {seed}")
    secrets: list[str] = []

    def plant(what: str) -> str:
        secrets.append(f"{what} {chance.choice(_RARE)}{chance.randrange(10**6):06}")
        return secrets[-1]

    school = _School(chance, visit or date.today(), naming=plant, least=2)
    instance = school.xml()
    return instance, (*secrets, *school.iins)


def iin(chance: random.Random, born: date) -> str:
    """A valid IIN of somebody born on that day."""
    while True:
        seventh = (3 if born.year < 2000 else 5) + chance.randrange(2)
        eleven = f"{born:%y%m%d}{seventh}{chance.randrange(10_000):04}"
        digit = check_digit(eleven)
        if digit is not None:
            return f"{eleven}{digit}"


def element(name: str, *content: Xml) -> Xml:
    """An element around pieces that are already XML."""
    return f"<{name}>{''.join(content)}</{name}>"


def leaf(name: str, value: object) -> Xml:
    """An element with a text."""
    return f"<{name}>{escape(str(value))}</{name}>"


def check(name: str, verdict: str, *own: Xml) -> Xml:
    """A check with its own questions first; "na" and "unchecked" get a reason, "bad" a term."""
    reason = leaf("reason", "Нет доступа") if verdict in ("na", "unchecked") else ""
    due = leaf("due_days", 14) if verdict == "bad" else ""
    return element(name, *own, leaf("verdict", verdict), reason, due)


_RARE = ("Жұлдызхан", "Ырысбек", "Зулкарнай", "Щёголев", "Фёклистов")
_NAMES = ("Жумабеков Ерлан", "Оспанов Даурен", "Ким Сергей", "Петренко Виктор", "Ахметов Болат", "Тлеуова Айгүл")


@dataclass
class _School:
    """One school while it is drawn. `naming` names its zones, cameras and guards; `least` cameras and guards."""

    chance: random.Random
    visit: date
    naming: Callable[[str], str] | None = None
    least: int = 0
    iins: list[str] = field(default_factory=list)

    def xml(self) -> bytes:
        """The whole instance."""
        zones = [
            *((self._named(f"Вход {number}"), "entrance") for number in range(1, 1 + self.chance.randint(1, 3))),
            *((self._named(f"{number} этаж"), "wing") for number in range(1, 1 + self.chance.randint(1, 4))),
            *((self._named(name), "common") for name in self.chance.sample(("Столовая", "Двор", "Спортзал"), 2)),
        ]
        classes = [self.chance.randint(3, 34) for _ in range(self.chance.randint(3, 12))]
        roll = sum(classes) + self.chance.choice((0, 0, 0, 5))
        sections = (
            self._card(roll),
            *(self._row("zones", leaf("zone_name", name), leaf("zone_kind", kind)) for name, kind in zones),
            *self._classes(classes, zones),
            self._cctv([name for name, _ in zones]),
            element("cou", *self._cou()),
            element("alarm", *self._alarm()),
            *self._guarding(),
            self._access(),
            self._warning(),
            self._documents(),
            *self._transport(),
            self._road(),
            self._lessons(roll),
        )
        head = f'<data xmlns:q="{OURS}" id="{FORM_ID}" version="{VERSION}">'
        return f'<?xml version="1.0" encoding="UTF-8"?>{head}{"".join(sections)}</data>'.encode()

    def _one(self, *values: str) -> str:
        return self.chance.choice(values)

    def _some(self, least: int, most: int) -> Iterable[int]:
        return range(1, 1 + self.chance.randint(least, most))

    def _named(self, plain: str) -> str:
        return self.naming(plain) if self.naming else plain

    def _ago(self, least: int, most: int) -> date:
        return self.visit - timedelta(days=self.chance.randint(least, most))

    def _row(self, name: str, *content: Xml) -> Xml:
        row = uuid.UUID(int=self.chance.getrandbits(128), version=4)
        return f'<{name} q:row="{row}">{"".join(content)}</{name}>'

    def _judged(self, name: str, *own: Xml) -> Xml:
        """A check that may fail without a photo."""
        return check(name, self._one("ok", "ok", "ok", "bad", "unchecked"), *own)

    def _seen(self, name: str, *own: Xml) -> Xml:
        """A check whose failure wants a photo."""
        return check(name, self._one("ok", "ok", "ok", "na", "unchecked"), *own)

    def _card(self, roll: int) -> Xml:
        return element(
            "card",
            leaf("roll", roll),
            leaf("present", roll - self.chance.randint(0, roll // 4)),
            leaf("people", roll + self.chance.randint(5, 60)),
            leaf("shifts", 1),
            leaf("premises_rented", self._one("yes", "no", "no")),
            leaf("settlement", "village"),
        )

    def _classes(self, counts: list[int], zones: list[tuple[str, str]]) -> list[Xml]:
        entrances, wings = ([name for name, kind in zones if kind == wanted] for wanted in ("entrance", "wing"))
        return [
            self._row(
                "classes",
                leaf("class_name", f"{number}А"),
                leaf("children", count),
                leaf("entrance", self._one(*entrances)),
                leaf("wing", self._one(*wings)),
            )
            for number, count in enumerate(counts, 1)
        ]

    def _cctv(self, zones: list[str]) -> Xml:
        verdict = "ok" if self.least else self._one("ok", "ok", "ok", "ok", "bad")
        if verdict == "bad":
            return element("cctv", check("cctv_installed", "bad"))
        return element(
            "cctv",
            check("cctv_installed", "ok", leaf("cameras_listed", self.chance.randint(2, 16))),
            *(self._camera(number, zones) for number in self._some(max(1, self.least), 16)),
            check(
                "archive",
                self._one("ok", "ok", "unchecked"),
                leaf("archive_oldest", self._ago(20, 60)) if self.chance.random() < 0.8 else "",
                leaf("archive_drift", self.chance.randrange(120)),
            ),
            self._seen("archive_sample"),
            check("dummy", self._one("ok", "ok", "ok", "unchecked")),
            self._judged("toilet_view"),
            self._judged("face_view"),
            self._judged("night_view"),
        )

    def _camera(self, number: int, zones: list[str]) -> Xml:
        works = self._one("yes", "yes", "yes", "no", "unchecked")
        told = {
            "no": leaf("fault", self._one("black", "no_link", "absent")),
            "unchecked": leaf("camera_why", "no_access"),
        }
        return self._row(
            "cameras",
            leaf("place", self._named(f"Камера {number}")),
            leaf("zone", self._one(*zones)),
            leaf("zone_also", self._one(*zones)) if self.chance.random() < 0.2 else "",
            leaf("works", works),
            told.get(works, ""),
        )

    def _cou(self) -> list[Xml]:
        connected = self._one("ok", "ok", "bad", "unchecked")
        if connected != "ok":
            return [check("cou_connected", connected)]
        asked = self.chance.randint(2, 5)
        seen = leaf("cou_asked", asked) + leaf("cou_seen", self.chance.randint(0, asked))
        return [check("cou_connected", "ok"), check("cou_call", self._one("ok", "bad", "unchecked"), seen)]

    def _alarm(self) -> list[Xml]:
        present = self._one("ok", "ok", "ok", "bad")
        if present != "ok":
            return [check("button_present", present)]
        agreed = leaf("button_agreed", "ЦОУ, дежурный") + leaf("button_agreed_at", "09:40:00")
        return [
            check(
                "button_present",
                "ok",
                leaf("buttons_fixed", 1),
                leaf("buttons_mobile", self.chance.randrange(3)),
                leaf("button_receiver", self._one("police", "agency", "other")),
            ),
            check("button_test", self._one("ok", "ok", "bad", "unchecked"), agreed, leaf("button_seconds", 12)),
            self._judged("staff_know_button"),
        ]

    def _guarding(self) -> list[Xml]:
        mode = "agency" if self.least else self._one("agency", "agency", "watchman", "alarm", "none")
        contract = ""
        if mode == "agency":
            until = leaf("contract_until", self.visit + timedelta(days=self.chance.randint(-30, 300)))
            contract = check("contract_written", "ok", until) + check("licence_stated", self._one("ok", "bad"))
            contract += self._judged("agency_strength", leaf("agency_crews", self.chance.randrange(4)))
            contract += "".join(map(self._judged, ("hours_cover", "spec_states", "staff_stable")))
        guards = (
            [self._guard(mode) for _ in self._some(max(1, self.least), 4)] if mode in ("agency", "watchman") else []
        )
        return [element("guarding", leaf("guard_mode", mode), contract), *guards, self._manning(len(guards))]

    def _guard(self, mode: str) -> Xml:
        role = "watchman" if mode == "watchman" or self.chance.random() < 0.1 else "guard"
        known = bool(self.least) or self.chance.random() < 0.85
        if known:
            self.iins.append(iin(self.chance, self._ago(19 * 366, 72 * 365)))
        who = leaf("iin", self.iins[-1]) if known else leaf("no_iin", "refused")
        course, card = self._one("yes", "yes", "no"), self._one("yes", "yes", "no")
        papers = (
            leaf("course", course),
            leaf("course_date", self._ago(30, 900)) if course == "yes" else "",
            leaf("id_card", card),
            leaf("uniform", self._one("yes", "yes", "no")),
        )
        return self._row(
            "guards",
            who,
            leaf("guard_name", self._named(self._one(*_NAMES))),
            leaf("role", role),
            *(papers if role == "guard" else ()),
            leaf("briefed", self._one("yes", "no")),
            leaf("months_here", self.chance.randrange(60)),
        )

    def _manning(self, guards: int) -> Xml:
        counted = leaf("guards_due", guards), leaf("guards_here", guards), leaf("guards_year", guards + 1)
        return element(
            "manning",
            self._judged("guards_on_post", *counted),
            self._judged("bars_certified"),
            self._judged("not_repapered"),
        )

    def _access(self) -> Xml:
        judged = ("turnstile", "metal_detector", "visitor_log", "access_order", "vehicle_barrier", "lights")
        return element("access", *map(self._judged, judged), *map(self._seen, ("banned_items", "fence")))

    def _warning(self) -> Xml:
        return element("warning", self._judged("warning_system"), self._judged("backup_power"))

    def _documents(self) -> Xml:
        held = leaf("briefings_held", self.chance.randrange(4))
        drilled = leaf("drills_held", self.chance.randrange(3))
        plain = ("responsible", "passport_fresh", "lease", "journal", "algorithms", "nobd")
        group = leaf("passport_group", self._one("1", "2", "unchecked"))
        return element(
            "documents",
            self._judged("passport", leaf("passport_on", self._ago(10, 900)), group),
            *map(self._judged, plain),
            self._judged("briefings", held),
            self._judged("drills", drilled),
        )

    def _transport(self) -> list[Xml]:
        buses = [self._bus() for _ in range(self._buses())]
        return [element("transport", leaf("bus_exists", "yes" if buses else "no")), *buses]

    def _buses(self) -> int:
        return self.chance.choice((0, 0, 1, 2))

    def _bus(self) -> Xml:
        number = f"{self.chance.randrange(1, 1000):03}{self._one('AB', 'KR', 'MT')}{self.chance.randrange(1, 21):02}"
        belts, seats = self._one("yes", "yes", "no"), self.chance.randint(12, 40)
        tries = ("sign", "beacon", "restraints", "kit", "doors", "exits", "call_button", "driver_cleared")
        tries += ("escort", "route", "trip_safe")
        return self._row(
            "buses",
            leaf("plate", number),
            leaf("seats", seats),
            leaf("children_riding", self.chance.randint(5, seats + 2)),
            leaf("inspection", "yes"),
            leaf("inspection_until", self.visit + timedelta(days=self.chance.randint(-20, 200))),
            leaf("insurance", "yes"),
            leaf("insurance_until", self.visit + timedelta(days=self.chance.randint(-20, 200))),
            leaf("belts", belts),
            leaf("seats_without_belt", 3) if belts == "no" else "",
            leaf("extinguishers", self.chance.randint(1, 2)),
            leaf("driver_birth", self._ago(22 * 365, 60 * 365)),
            leaf("category", self._one("d", "d1", "other")),
            leaf("driver_years", self.chance.randrange(30)),
            leaf("pretrip", self._one("yes", "no", "idle")),
            *(leaf(name, self._one("yes", "yes", "no")) for name in tries),
        )

    def _road(self) -> Xml:
        seen = self._seen("crossing") + self._seen("drop_off")
        road_signs = check("road_signs", self._one("ok", "ok", "unchecked", "na"))
        return element("road", road_signs, seen, self._judged("road_orders"), self._judged("police_duty"))

    def _lessons(self, roll: int) -> Xml:
        held = self.chance.randrange(4)
        return element(
            "lessons",
            leaf("lessons_held", held),
            leaf("lessons_reached", self.chance.randint(0, roll)) if held else "",
            check("lesson_police", self._one("ok", "bad", "unchecked"), leaf("lesson_officers", 1)),
            self._judged("lesson_topics"),
            self._judged("children_know"),
        )
