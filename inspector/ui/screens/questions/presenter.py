"""The question page: what each key does, what is open, and when it may say «Saved». No Qt."""

from typing import Protocol

from inspector.core.verdict import Verdict
from inspector.services import album
from inspector.services.inspecting import Step
from inspector.services.ports import OperationKind
from inspector.ui import wording
from inspector.ui.lanes import Lane
from inspector.ui.language import ntr, tr
from inspector.ui.screens.cameras.route import screen_of
from inspector.ui.screens.pane import pane
from inspector.ui.screens.questions import cards
from inspector.ui.screens.questions.pace import Pace
from inspector.ui.screens.questions.page import Filter, Page, RowLine
from inspector.ui.screens.reading import Item, Reading, path_of
from inspector.ui.screens.sitting import Sitting

ANSWERS = {1: Verdict.OK, 2: Verdict.BAD, 3: Verdict.NA, 4: Verdict.UNCHECKED}
ADVANCE_MS = 250
ALL, BLANK, BAD, PHOTO, DUE = "all", "blank", "bad", "photo", "due"


class QuestionsView(Protocol):
    """What the page must be able to show."""

    def show_page(self, page: Page) -> None: ...
    def focus_card(self) -> None: ...
    def focus_reasons(self) -> None: ...
    def focus_field(self, node: str) -> None: ...


class QuestionsPresenter:
    """One inspection's questions. Every change goes through `take`: record first, then show."""

    def __init__(self, sitting: Sitting, view: QuestionsView, *, advance_ms: int = ADVANCE_MS) -> None:
        self._sitting = sitting
        self._opened = sitting.opened
        self._shell = sitting.shell
        self._view = view
        self._advance_ms = advance_ms
        self._pace = Pace(heard=self._shell.sounds.answered)
        self._section = ""
        self._node = ""
        self._filter = ALL
        self._away = False
        self._steps = 0
        self.reading = Reading(sitting.opened)

    @property
    def node(self) -> str:
        """The open question."""
        return self._node

    def begin(self, node: str = "") -> None:
        """At `node`, else at the question that was open last, else at the first without an answer."""
        self._away = False
        place = node or self._opened.last_node
        section = self.reading.section_of(place) if place else None
        if section is not None and self._line_of(place):
            self._filter = ALL
            self._go(section.path, self._line_of(place))
            return
        if section is not None and section.path == place and section.kind != "repeat":
            self.choose_section(place)
            return
        sections = self.reading.sections()
        self._section = sections[0].path if sections else ""
        found = self._next_blank() or (self._section, next((item.node for item in self._items()), ""))
        self._go(*found)

    def offer_newer(self) -> None:
        """Once a sitting: say that the checklist was published anew, and offer to move."""
        if self._sitting.offered:
            return
        self._sitting.offered = True
        moving, inspection = self._sitting.workplace.moving, self._opened.id
        self._shell.tasks.run(Lane.STORE, lambda: moving.newer(inspection), self._newer)

    def _newer(self, version: str) -> None:
        if version and not self._away:
            text = tr("Headquarters published version {version} of this checklist.", version=version)
            self._shell.notice(text, "brand", tr("What would change?"), self._show_newer)

    def _show_newer(self) -> None:
        self._shell.navigator.show("moving", inspection=self._opened.id)

    def leave(self) -> None:
        """Another screen is in view: what was to come next here does not come any more."""
        self._away = True

    # what is on the screen

    def refresh(self) -> None:
        """Show everything anew: after a change, and when the language changes."""
        self._view.show_page(self.page())

    def page(self) -> Page:
        """The page as it stands."""
        items = self._items()
        lines = tuple(cards.row_line(self.reading, item) for item in items)
        missing = self._missing() if self._filter == BLANK else set()
        shown = tuple(line for line in lines if self._passes(line, self._filter, missing) or line.node == self._node)
        current = next((item for item in items if item.node == self._node), None)
        return Page(
            pane=pane(self.reading, self._section),
            title=self.reading.label(self._section) if self._section else "",
            subtitle=self._subtitle(),
            filters=self._filters(lines),
            rows=shown,
            card=cards.card(self.reading, current) if current else None,
            empty="" if shown else tr("Nothing of this kind here"),
        )

    def _items(self, section: str = "") -> tuple[Item, ...]:
        path = section or self._section
        return self.reading.items(self.reading.form.spec(path)) if path else ()

    def _subtitle(self) -> str:
        if not self._section:
            return ""
        progress = self._opened.progress(self._section)
        if not progress.total:
            return tr("computed from the tables")
        said = tr("{n} of {of}", n=wording.number(progress.answered), of=wording.number(progress.total))
        minutes = self._pace.minutes(progress.total - progress.answered)
        left = ntr("about {n} minute left", "about {n} minutes left", minutes) if minutes else ""
        promised = self.reading.photos_promised(self._section)
        due = tr("photo due: {n}", n=wording.number(promised)) if promised else ""
        return " · ".join(part for part in (said, due, left) if part)

    def _filters(self, lines: tuple[RowLine, ...]) -> tuple[Filter, ...]:
        names = {
            ALL: tr("All"),
            BLANK: tr("No answer"),
            BAD: tr("Violations"),
            PHOTO: tr("Photo needed"),
            DUE: tr("Photo due"),
        }
        made, missing = [], self._missing()
        for name, text in names.items():
            count = sum(1 for line in lines if self._passes(line, name, missing))
            if name not in (PHOTO, DUE) or count or self._filter == name:
                made.append(Filter(name=name, text=f"{text} {count}", chosen=name == self._filter))
        return tuple(made)

    def _passes(self, line: RowLine, name: str, missing: set[str]) -> bool:
        if name == BLANK:
            return _holds(line.node, missing)
        if name == BAD:
            return line.glyph == "bad" or any(hint.glyph == "bad" for hint in line.hints)
        if name in (PHOTO, DUE):
            return any(hint.icon == "photo-question" and hint.dashed is (name == DUE) for hint in line.hints)
        return True

    # moving about

    def open(self, node: str) -> None:
        """Open a question of the section; a roster's Enter opens its table."""
        if node == self._node and self._kind() == "repeat":
            self.open_detail()
            return
        self._go(self._section, node)

    def move(self, by: int) -> None:
        """The previous or next line that is shown."""
        nodes = [line.node for line in self.page().rows]
        if nodes:
            at = nodes.index(self._node) + by if self._node in nodes else 0
            self._go(self._section, nodes[max(0, min(at, len(nodes) - 1))])

    def choose_section(self, path: str) -> None:
        """Another section, at its first question without an answer."""
        if self.reading.form.spec(path).kind == "repeat":
            self._open_roster(path)
            return
        items = self._items(path)
        missing = self._missing()
        first = next((item.node for item in items if _holds(item.node, missing)), items[0].node if items else "")
        self._go(path, first)

    def move_section(self, by: int) -> None:
        """The previous or next section."""
        paths = [section.path for section in self.reading.sections()]
        if self._section in paths:
            self.choose_section(paths[max(0, min(paths.index(self._section) + by, len(paths) - 1))])

    def choose_filter(self, name: str) -> None:
        """Show only lines of a kind; the open one stays."""
        self._filter = name
        self.refresh()

    def next_unanswered(self) -> None:
        """The next question without an answer, in this section or a later one, then from the beginning."""
        found = self._next_blank()
        if found is None:
            self.open_summary()
        else:
            self._go(*found)

    @property
    def has_detail(self) -> bool:
        """Whether key 8 leads anywhere from here."""
        return any(item.kind == "repeat" for item in self._items())

    def open_detail(self) -> None:
        """Key 8: the table of the open roster, or of the first roster in this section."""
        nodes = [item.node for item in self._items() if item.kind == "repeat"]
        chosen = self._node if self._node in nodes else (nodes[0] if nodes else "")
        if chosen:
            self._open_roster(chosen)

    def go_to(self, node: str) -> None:
        """Jump to any node, as from the summary."""
        section = self.reading.section_of(node)
        if section is not None:
            self._filter = ALL
            self._go(section.path, self._line_of(node))

    def _go(self, section: str, node: str) -> None:
        self._steps += 1
        self._section, self._node = section, node
        self._opened.mark_place(node)
        self.refresh()
        self._view.focus_card()

    def _line_of(self, node: str) -> str:
        path = path_of(node)
        section = self.reading.section_of(node)
        for item in self._items(section.path) if section else ():
            if path == item.node or path.startswith(item.node + "/"):
                return item.node
        return ""

    def _next_blank(self) -> tuple[str, str] | None:
        paths = [section.path for section in self.reading.sections()]
        start = paths.index(self._section) if self._section in paths else 0
        order = [(path, item) for path in paths[start:] + paths[:start] for item in self._items(path)]
        here = next((at for at, (_, item) in enumerate(order) if item.node == self._node), -1)
        missing = self._missing()
        for path, item in order[here + 1 :] + order[: here + 1]:
            if _holds(item.node, missing):
                return path, item.node
        return None

    def _missing(self) -> set[str]:
        """Schema paths of everything that must be answered and is not."""
        return {path_of(problem.node) for problem in self.reading.session.problems() if problem.kind == "required"}

    def _kind(self) -> str:
        """What is open: check, question, repeat…; "told" for a check that headquarters answers."""
        item = next((item for item in self._items() if item.node == self._node), None)
        if item is None:
            return ""
        return "told" if item.spec.answered_by == "hq" else item.kind

    # answering

    def chooses(self, digit: int) -> bool:
        """Whether the open question has a choice with that key, so that 5 to 9 choose it."""
        if self._kind() != "question":
            return False
        return 1 <= digit <= len(cards.field_line(self.reading, self._node, {}).options)

    def answer(self, digit: int) -> None:
        """Keys 1-4 on a check; 1-9 on a question with choices. The same key again takes the answer back."""
        kind = self._kind()
        if kind == "check" and digit in ANSWERS:
            self.judge(ANSWERS[digit].value)
        elif self.chooses(digit):
            value = cards.field_line(self.reading, self._node, {}).options[digit - 1].value
            same = self.reading.value(self._node) == value
            self.set_field(self._node, "" if same else value)

    def judge(self, value: str) -> None:
        """One of the four answers; the one that holds is taken back. Note and photos stay."""
        node, verdict = self._node, Verdict(value)
        same = self.reading.verdict(node) is verdict
        self.take(self._opened.answer(f"{node}/verdict", "" if same else verdict.value))
        if same:
            return
        self._pace.answered()
        if verdict in (Verdict.NA, Verdict.UNCHECKED) and not self.reading.value(f"{node}/reason"):
            self._view.focus_reasons()
        elif missing := self._missing_field():
            self._view.focus_field(missing)
        elif verdict in (Verdict.OK, Verdict.NA):
            self._advance_later(node)

    def _missing_field(self) -> str:
        """The first of the open check's own questions that its answer makes necessary; "" when there is none."""
        item = next((item for item in self._items() if item.node == self._node), None)
        return next(iter(cards.missing_fields(self.reading, item)), "") if item is not None else ""

    def clear(self) -> None:
        """Key 0: no answer; without one, no photo due any more. Note and photos stay."""
        kind = self._kind()
        if kind == "check" and self.reading.verdict(self._node) is not Verdict.BLANK:
            self.take(self._opened.answer(f"{self._node}/verdict", ""))
        elif kind == "check" and self.reading.photo_promised(self._node):
            self.take(album.expect_photo(self._opened, self._node, due=False))
        elif kind == "question" and self.reading.value(self._node):
            self.take(self._opened.answer(self._node, ""))

    def give_reason(self, text: str) -> None:
        """Why it was not checked or does not apply; then on to the next question."""
        node = self._node
        self.take(self._opened.answer(f"{node}/reason", text))
        if text:
            self._advance_later(node)

    def write_note(self, text: str) -> None:
        """The note of the open check."""
        self.set_field(f"{self._node}/note", text)

    def write_reason(self, text: str) -> None:
        """The person's own words for a reason, while they are typed."""
        self.set_field(f"{self._node}/reason", text)

    def choose_term(self, days: str) -> None:
        """Days from delivery. Below the law's minimum is refused in words, and nothing changes."""
        refused = cards.term_refused(self.reading, days)
        if refused:
            self._refuse(refused)
        else:
            self.set_field(f"{self._node}/due_days", days)

    def next_term(self) -> None:
        """Key 7: the next of the terms offered."""
        days = cards.following_term(self.reading, self._node)
        if days and self.reading.verdict(self._node) is Verdict.BAD:
            self.choose_term(days)

    def set_field(self, node: str, value: str) -> None:
        """One of the author's questions, or a text that belongs to the card."""
        if self.reading.value(node) == value:
            return
        self.take(self._opened.answer(node, value))
        if node == self._node and value and self.reading.spec(node).control == "select1":
            self._pace.answered()
            self._advance_later(node)

    def entered(self, node: str) -> None:
        """Enter in the field of a plain question: it is answered, on to the next."""
        if node == self._node and self.reading.value(node):
            self._pace.answered()
            self._advance_later(node)

    def undo(self) -> None:
        """Take the latest action back, and show the question it was about."""
        step = self._opened.undo()
        if step is None:
            self._refuse(tr("Nothing to take back"))
            return
        self.take(step)
        node = next((done.node for done in step.operations if done.kind is not OperationKind.OPEN), "")
        if node and self._line_of(node):
            self.go_to(node)

    # inside

    def take(self, step: Step) -> None:
        """Record what was done, then show it."""
        self._sitting.recorder.record(step.operations)
        self.refresh()

    def _open_roster(self, repeat: str) -> None:
        self._shell.navigator.show(screen_of(self._opened.form, repeat), inspection=self._opened.id, repeat=repeat)

    def open_summary(self) -> None:
        """What was found, and the signatures."""
        self._shell.navigator.show("summary", inspection=self._opened.id)

    def _refuse(self, text: str) -> None:
        self._shell.sounds.refused()
        self._shell.notice(text)

    def _advance_later(self, node: str) -> None:
        steps = self._steps

        def advance() -> None:
            # Not when the person went somewhere meanwhile, and not when they came back to the same question.
            if node == self._node and steps == self._steps and not self._away:
                self.next_unanswered()

        if self._advance_ms:
            self._shell.tasks.later(self._advance_ms, advance)
        else:
            advance()


def _holds(node: str, paths: set[str]) -> bool:
    """Whether any of the paths is the node's or lies inside it."""
    return any(path == node or path.startswith(node + "/") for path in paths)
