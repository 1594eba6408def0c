"""Two answers to one question: reads what is to be decided, says both sides, writes the decision. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from inspector.core.verdict import Verdict
from inspector.forms.form import NodeSpec
from inspector.services.deciding import Choice, ToDecide
from inspector.services.inspecting import OpenInspection
from inspector.services.merging import Side
from inspector.services.ports import Saved
from inspector.ui import language
from inspector.ui.lanes import Lane
from inspector.ui.language import ntr, tr
from inspector.ui.screens import phrases
from inspector.ui.screens.home.page import moment
from inspector.ui.screens.reading import GLYPHS, Reading, path_of, verdict_of
from inspector.ui.screens.sitting import close_sitting
from inspector.ui.shell import Shell

_TONES = {Verdict.OK: "ok", Verdict.BAD: "bad", Verdict.NA: "na", Verdict.UNCHECKED: "skip"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One side. `glyph` and `tone` are of its verdict; `lines` are (what, text) below it; `photos` are their names."""

    heading: str
    who: str
    when: str
    glyph: str
    tone: str
    word: str
    lines: tuple[tuple[str, str], ...]
    evidence: str
    photos: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictPage:
    """What the screen says; `place` is "1 of 3"."""

    institution: str
    place: str
    title: str
    text: str
    mine: Answer
    theirs: Answer
    note: str


class ConflictView(Protocol):
    """Draws what the presenter says."""

    def show_page(self, page: ConflictPage) -> None:
        """Both answers."""

    def show_photos(self, mine: Sequence[bytes], theirs: Sequence[bytes]) -> None:
        """The first pictures of both sides."""


class ConflictPresenter:
    """Goes from question to question of one inspection; what was decided can be taken back."""

    def __init__(self, shell: Shell, inspection: str, view: ConflictView) -> None:
        self._shell = shell
        self._inspection = inspection
        self._view = view
        self._opened: OpenInspection | None = None
        self._found: tuple[ToDecide, ...] = ()
        self._later: set[str] = set()
        self._total = 0
        self.page: ConflictPage | None = None

    def begin(self) -> None:
        """Read what is open."""
        work, inspection = self._shell.workplace, self._inspection

        def read() -> tuple[OpenInspection, tuple[ToDecide, ...]]:
            return work.inspecting.open(inspection), work.deciding.waiting(inspection)

        self._shell.tasks.run(Lane.STORE, read, self._read)

    def choose(self, choice: Choice) -> None:
        """Let one answer stand; the next question comes."""
        told = self._current()
        if told is None:
            return
        work = self._shell.workplace
        self._shell.tasks.run(
            Lane.STORE, lambda: work.deciding.decide(told, choice), lambda at: self._decided(at, told)
        )

    def later(self) -> None:
        """Leave it open; the lead's answer stands meanwhile."""
        told = self._current()
        if told is not None:
            self._later.add(told.unit)
            self._next()

    def refresh(self) -> None:
        """Say it again, in the current language."""
        told, opened = self._current(), self._opened
        if told is not None and opened is not None:
            self.page = _page(opened, told, self._total - len(self._open()) + 1, self._total)
            self._view.show_page(self.page)
            self._shell.title_changed()

    def _open(self) -> list[ToDecide]:
        return [one for one in self._found if one.unit not in self._later]

    def _current(self) -> ToDecide | None:
        left = self._open()
        return left[0] if left else None

    def _read(self, found: tuple[OpenInspection, tuple[ToDecide, ...]]) -> None:
        self._opened, self._found = found
        self._total = max(self._total, len(self._found))
        self._next()

    def _next(self) -> None:
        told = self._current()
        if told is None:
            self._shell.navigator.back()
            return
        self.refresh()
        names = [[name for _, name in side.photos] for side in (told.mine, told.theirs)]
        evidence, inspection = self._shell.workplace.evidence, self._inspection

        def read() -> list[list[bytes]]:
            return [[evidence.read(inspection, name) for name in side] for side in names]

        self._shell.tasks.run(Lane.WORK, read, lambda data: self._view.show_photos(data[0], data[1]))

    def _decided(self, saved: Saved, told: ToDecide) -> None:
        close_sitting(self._shell)  # what is open on the screens does not know of it
        self._shell.saved(saved.at)
        self._shell.offer_undo(tr("Decided. Both answers are kept in the history."), lambda: self._take_back(told))
        self._found = tuple(one for one in self._found if one != told)
        self._next()

    def _take_back(self, told: ToDecide) -> None:
        work = self._shell.workplace

        def done(saved: Saved) -> None:
            close_sitting(self._shell)
            self._shell.saved(saved.at)
            self._shell.navigator.show("conflict", inspection=told.inspection)

        self._shell.tasks.run(Lane.STORE, lambda: work.deciding.take_back(told), done)


def _page(opened: OpenInspection, told: ToDecide, number: int, total: int) -> ConflictPage:
    reading = Reading(opened)
    name = told.names.get(told.theirs.who, tr("Your colleague"))
    heads = tr("Your answer"), tr("Your colleague's answer")
    mine_name = told.names.get(told.mine.who, told.mine.who)
    return ConflictPage(
        institution=told.institution.name(language.current.code),
        place=tr("Two answers · {n} of {of}", n=number, of=total),
        title=f"{reading.number_of(told.unit)} {_label(reading, told.unit)}".strip(),
        text=tr("{mine} and {theirs} answered differently. Nothing is lost: the other answer stays in the history.",
                mine=mine_name, theirs=name),
        mine=_answer(reading, told.mine, told, heads[0]),
        theirs=_answer(reading, told.theirs, told, heads[1]),
        note=tr("The act of the institution is not held back: until you decide, your answer stands."),
    )  # fmt: skip


def _label(reading: Reading, unit: str) -> str:
    return reading.title(path_of(unit))


def _answer(reading: Reading, side: Side, told: ToDecide, heading: str) -> Answer:
    glyph, tone, word, lines = "none", "ink", "", []
    for node, value in side.values.items():
        spec = reading.spec(node)
        if spec.kind == "verdict":
            verdict = verdict_of(value)
            glyph, word = GLYPHS[verdict], phrases.answer(verdict)
            tone = _TONES.get(verdict, "ink")
        elif value and spec.name != "photo":
            lines.append((reading.title(spec.path), _shown(reading, node, value)))
    if side.removed:
        glyph, tone, word = "bad", "bad", tr("The row was removed")
    elif not word and len(lines) == 1 and told.unit in side.values:
        word, lines = lines[0][1], []
    photos = len(side.photos)
    return Answer(
        heading=heading,
        who=told.names.get(side.who, ""),
        when=moment(datetime.fromisoformat(side.at)) if side.at else "",
        glyph=glyph,
        tone=tone,
        word=word or (tr("No answer") if not lines else ""),
        lines=tuple(lines),
        evidence=ntr("{n} photo", "{n} photos", photos) if photos else tr("no photo"),
        photos=tuple(name for _, name in side.photos),
    )


def _shown(reading: Reading, node: str, value: str) -> str:
    spec: NodeSpec = reading.spec(node)
    if spec.control in ("select1", "select"):
        known = reading.session.choices(node, language.current.code) if _stands(reading, node) else ()
        labels = {one.value: one.label for one in known}
        return ", ".join(labels.get(one, one) for one in value.split())
    return value


def _stands(reading: Reading, node: str) -> bool:
    """Whether the row that a node lies in is still there."""
    row = node[: node.rfind("]") + 1]
    return not row or row in reading.session.rows(row[: row.rfind("[")])
