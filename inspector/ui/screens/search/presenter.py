"""The search without Qt: one query at a time on the store lane, only the newest counts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol

from inspector.core.institution import InstitutionType, Visit
from inspector.services.ports import InstitutionRow
from inspector.ui import language, wording
from inspector.ui.lanes import Lane
from inspector.ui.language import ntr, tr
from inspector.ui.places import whereabouts
from inspector.ui.screens.search.marks import Span, marks
from inspector.ui.shell import Shell

if TYPE_CHECKING:
    from inspector.services.inspecting import Inspecting

LIMIT = 200
LIMIT_OF_TYPE = 2000
"""A type is chosen among what was found, so more is asked for."""

TYPES = (
    None,
    InstitutionType.SCHOOL,
    InstitutionType.KINDERGARTEN,
    InstitutionType.COLLEGE,
    InstitutionType.UNIVERSITY,
)
Scope = Literal["mine", "all"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One line of the list. `marks` are the parts of the name that were asked for."""

    institution: str
    name: str
    marks: tuple[Span, ...]
    below: str
    children: str
    shape: str
    chip: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the list shows; `count` says how many, `nothing` replaces an empty list."""

    hits: tuple[Hit, ...]
    count: str
    nothing: str = ""


class SearchView(Protocol):
    """What the presenter tells the screen to show."""

    def show_found(self, found: Found) -> None: ...


class SearchPresenter:
    """Every keystroke asks anew; while one question is being answered only the last of the others is kept."""

    def __init__(self, view: SearchView, shell: Shell, now: Callable[[], date] = date.today) -> None:
        self._view, self._shell, self._now = view, shell, now
        self._query, self._scope, self._type = "", "mine", 0
        self._rows: tuple[InstitutionRow, ...] = ()
        self._limit = LIMIT
        self._asking = False
        self._again = False

    @property
    def scope(self) -> str:
        """mine or all."""
        return self._scope

    @property
    def may_widen(self) -> bool:
        """Whether the same words could be looked for among more institutions."""
        return self._scope == "mine" and bool(self._query.strip())

    def ask(self, *, query: str | None = None, scope: Scope | None = None, kind: int | None = None) -> None:
        """Any of: what is written, whose institutions, which type (an index of TYPES)."""
        self._query = self._query if query is None else query
        self._scope = self._scope if scope is None else scope
        self._type = self._type if kind is None else kind
        self._search()

    def say_again(self) -> None:
        """The same list in another language."""
        self._view.show_found(self._found())

    def open(self, institution: str) -> None:
        """Go on with its draft, or look at what is known before a new inspection."""
        self._with_draft(institution, lambda: self._shell.navigator.show("before", institution=institution))

    def begin(self, institution: str) -> None:
        """Begin at once, as monitoring; a draft is continued instead."""
        self._with_draft(institution, lambda: self._start(institution))

    def _search(self) -> None:
        if self._asking:
            self._again = True
            return
        self._asking = True
        institutions, query, scope = self._shell.workplace.institutions, self._query, self._scope
        limit = self._limit = LIMIT_OF_TYPE if self._type else LIMIT
        chosen: Scope = "mine" if scope == "mine" else "all"
        self._shell.tasks.run(
            Lane.STORE, lambda: institutions.search(query, limit=limit, scope=chosen), self._answered, self._failed
        )

    def _answered(self, rows: tuple[InstitutionRow, ...]) -> None:
        self._asking = False
        if self._again:
            self._again = False
            self._search()
            return
        self._rows = rows
        self._view.show_found(self._found())

    def _failed(self, error: Exception) -> None:
        self._asking = self._again = False
        self._shell.refuse(error)

    def _found(self) -> Found:
        wanted = TYPES[self._type]
        rows = [row for row in self._rows if wanted is None or row.institution.type == wanted]
        hits = tuple(_hit(row, self._query) for row in rows[:LIMIT])
        count = tr("Found {n}", n=wording.number(len(rows)))
        if len(self._rows) >= self._limit:
            count = tr("First {n} shown", n=wording.number(len(hits)))
        nothing = ""
        if self.may_widen and not hits:
            nothing = tr("“{query}” is not among yours. Enter looks in the whole list.", query=self._query)
        elif not hits and self._query.strip():
            nothing = tr("Nothing found for “{query}”. Check the number.", query=self._query)
        elif not hits:
            nothing = tr("No institutions here yet. Exchange with headquarters brings them.")
        return Found(hits=hits, count=count, nothing=nothing)

    def _with_draft(self, institution: str, otherwise: Callable[[], None]) -> None:
        inspecting = self._shell.workplace.inspecting

        def found(draft: str) -> None:
            if draft:
                self._shell.navigator.show("questions", inspection=draft)
            else:
                otherwise()

        self._shell.tasks.run(Lane.STORE, lambda: _draft_of(inspecting, institution), found)

    def _start(self, institution: str) -> None:
        inspecting, visit = self._shell.workplace.inspecting, Visit(date=self._now())
        self._shell.tasks.run(
            Lane.STORE,
            lambda: inspecting.start(institution, visit),
            lambda inspection: self._shell.navigator.show("questions", inspection=inspection),
        )


def _draft_of(inspecting: "Inspecting", institution: str) -> str:
    # Imported here, on the lane: it brings the form engine.
    from inspector.services.previewing import draft_of

    return draft_of(inspecting, institution)


def _hit(row: InstitutionRow, query: str) -> Hit:
    place = row.institution
    name = place.name(language.current.code)
    if place.old_name:
        name = tr("{name} (formerly {old})", name=name, old=place.old_name)
    shape, chip, tone = _state(row)
    return Hit(
        institution=place.id,
        name=name,
        marks=marks(name, query),
        below=f"{whereabouts(place)} · {tr('BIN {bin}', bin=place.bin)}",
        children=ntr("{n} child", "{n} children", place.pupils),
        shape=shape,
        chip=chip,
        tone=tone,
    )


def _state(row: InstitutionRow) -> tuple[str, str, str]:
    if row.state == "draft":
        return "half", tr("begun"), "brand"
    if row.state == "sealed":
        return "ok", tr("inspected"), "ok"
    if row.open_violations:
        words = ntr("{n} open violation", "{n} open violations", row.open_violations)
        return "bad", words, "bad"
    return "none", tr("assigned") if row.assigned else tr("not inspected"), "na"
