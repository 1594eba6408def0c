"""What a newer checklist would take along, the step itself, and the draft that was left. No Qt."""

from dataclasses import dataclass
from typing import Protocol

from inspector.forms.moving import Left
from inspector.services.inspecting import OpenInspection
from inspector.services.moving import Prospect
from inspector.ui import wording
from inspector.ui.lanes import Lane
from inspector.ui.language import ntr, tr
from inspector.ui.screens.questions import cards
from inspector.ui.screens.reading import OWN, Reading
from inspector.ui.screens.sitting import close_sitting
from inspector.ui.shell import Shell


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One answer: of which section, what was asked, what was answered, and (offer) why it stays behind."""

    node: str
    section: str
    text: str
    answer: str
    why: str
    glyph: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovingPage:
    """The whole screen. `move` and `stay` name the two ways out; `move` is "" when there is nothing to decide."""

    title: str
    subtitle: str
    tiles: tuple[tuple[str, str, str], ...]
    lines: tuple[Line, ...]
    nothing: str
    move: str
    stay: str


class MovingView(Protocol):
    """What the screen must be able to show."""

    def show_page(self, page: MovingPage) -> None: ...


class MovingPresenter:
    """One draft and the version it could move to; or (`kept`) a draft that was moved, to be read."""

    def __init__(self, view: MovingView, shell: Shell, inspection: str, *, kept: bool) -> None:
        self._view, self._shell, self._inspection, self._kept = view, shell, inspection, kept
        self._prospect: Prospect | None = None
        self._draft: OpenInspection | None = None

    def begin(self) -> None:
        """Read the draft, and what would go along."""
        moving, inspecting = self._shell.workplace.moving, self._shell.workplace.inspecting
        if self._kept:
            self._shell.tasks.run(Lane.STORE, lambda: inspecting.open(self._inspection), self._read)
        else:
            self._shell.tasks.run(Lane.STORE, lambda: moving.look(self._inspection), self._looked, self._failed)

    def refresh(self) -> None:
        """Say it again, as in another language."""
        if self._prospect is not None:
            self._view.show_page(_offer(self._prospect))
        elif self._draft is not None:
            self._view.show_page(_kept(self._draft))

    def move(self) -> None:
        """Make the new draft, and go on in it."""
        if self._prospect is None:
            return
        moving = self._shell.workplace.moving
        self._shell.tasks.run(Lane.STORE, lambda: moving.move(self._inspection), self._moved, self._failed)

    def stay(self) -> None:
        """Leave everything as it is."""
        self._shell.navigator.back()

    def _looked(self, found: Prospect) -> None:
        self._prospect = found
        self.refresh()

    def _read(self, draft: OpenInspection) -> None:
        self._draft = draft
        self.refresh()

    def _moved(self, made: str) -> None:
        close_sitting(self._shell)
        self._shell.navigator.home()
        self._shell.navigator.show("questions", inspection=made)

    def _failed(self, error: Exception) -> None:
        close_sitting(self._shell)  # opened again, it is read from the journal
        self._shell.navigator.back()
        self._shell.refuse(error)


def _offer(found: Prospect) -> MovingPage:
    reading = Reading(found.draft)
    lines = tuple(
        Line(
            node=left.node,
            section=_section(reading, left.node),
            text=reading.label(_asked(reading, left.node)),
            answer=reading.shown(left.node),
            why=tr(left.sentence),
            glyph="warn",
        )
        for left in found.left
    )
    lines += tuple(_beside(reading, left, tr("Photo due")) for left in found.photos_left)
    for left in found.dismissed_left:
        count = len(found.draft.dismissed(left.node))
        lines += (_beside(reading, left, ntr("{n} row marked «not here»", "{n} rows marked «not here»", count)),)
    asked = found.to_confirm
    return MovingPage(
        title=tr("A newer checklist: {old} → {new}", old=found.old_version, new=found.version),
        subtitle=tr("What means the same goes along. This draft stays as it is, to be read."),
        tiles=(
            ("ok", wording.number(found.answers), ntr("answer goes along", "answers go along", found.answers)),
            ("skip", wording.number(asked), ntr("verdict to confirm", "verdicts to confirm", asked)),
            ("warn", wording.number(len(lines)), ntr("answer does not fit", "answers do not fit", len(lines))),
        ),
        lines=lines,
        nothing=tr("Everything that was answered fits the new version."),
        move=tr("Move to version {version}", version=found.version),
        stay=tr("Stay on version {version}", version=found.old_version),
    )  # fmt: skip


def _beside(reading: Reading, left: Left, said: str) -> Line:
    """What was no answer and does not go along."""
    return Line(
        node=left.node,
        section=_section(reading, left.node),
        text=reading.label(left.node),
        answer=said,
        why=tr(left.sentence),
        glyph="warn",
    )


def _kept(draft: OpenInspection) -> MovingPage:
    reading = Reading(draft)
    lines = []
    for section in reading.sections():
        for item in reading.items(section):
            shown = cards.row_line(reading, item)
            if shown.glyph not in ("none", ""):
                title = reading.label(section.path)
                lines.append(
                    Line(node=item.node, section=title, text=shown.text, answer=shown.state, why="", glyph=shown.glyph)
                )
    return MovingPage(
        title=tr("A draft that was moved"),
        subtitle=tr("It can be read, not changed. The inspection goes on in its copy on the newer checklist."),
        tiles=(),
        lines=tuple(lines),
        nothing=tr("Nothing was answered here."),
        move="",
        stay=tr("Back"),
    )


def _asked(reading: Reading, node: str) -> str:
    """The check a verdict, reason or note belongs to; any other node itself."""
    check = node.rpartition("/")[0]
    own = node.rpartition("/")[2] in OWN and reading.spec(check).kind == "check"
    return check if own else node


def _section(reading: Reading, node: str) -> str:
    section = reading.section_of(node)
    return reading.label(section.path) if section is not None else ""
