"""Was and is now: the violations of the last visit, judged one after the other. No Qt."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Protocol

from inspector.core.verdict import Verdict
from inspector.services import revisiting
from inspector.services.inspecting import Step
from inspector.services.remembering import Photographed
from inspector.services.revisiting import PastViolation
from inspector.ui import language, wording
from inspector.ui.lanes import Lane
from inspector.ui.language import day_month, ntr, tr
from inspector.ui.screens import phrases
from inspector.ui.screens.again import aside
from inspector.ui.screens.again.page import AgainPage, OpenPast, PastLine, Reason
from inspector.ui.screens.again.rosters import roster_line
from inspector.ui.screens.pane import pane
from inspector.ui.screens.questions import cards
from inspector.ui.screens.reading import Reading, verdict_of
from inspector.ui.screens.sitting import Sitting

FIXED, NOT_FIXED, PARTLY, UNCHECKED = "fixed", "not_fixed", "partly", "unchecked"
GLYPHS = {FIXED: "ok", NOT_FIXED: "bad", PARTLY: "warn", UNCHECKED: "skip", "": "none"}


class AgainView(Protocol):
    """What the screen must be able to show."""

    def show_page(self, page: AgainPage) -> None: ...
    def open_tray(self) -> None: ...
    def focus_card(self) -> None: ...
    def focus_reasons(self) -> None: ...


class AgainPresenter:
    """One visit after another."""

    def __init__(self, sitting: Sitting, view: AgainView) -> None:
        self._sitting = sitting
        self._opened = sitting.opened
        self._shell = sitting.shell
        self._view = view
        self._row = ""
        self._rosters_shown = False
        self._beside = False
        self._told: Photographed | None = None
        self._asked = False
        self.reading = Reading(sitting.opened)

    @property
    def row(self) -> str:
        """The violation that is judged now."""
        return self._row

    def begin(self, row: str = "") -> None:
        """At `row`, else at the first without a verdict."""
        past = self._past()
        rows = [each.row for each in past]
        self._row = row if row in rows else next((each.row for each in past if not each.verdict), "")
        self._row = self._row or (rows[0] if rows else "")
        self._show()

    def refresh(self) -> None:
        """Show everything anew."""
        self._view.show_page(self.page())

    # what is on the screen

    def page(self) -> AgainPage:
        """The page as it stands."""
        past = self._past()
        rosters = revisiting.differences(self._opened)
        changed = sum(each.count for each in rosters)
        current = next((each for each in past if each.row == self._row), None)
        return AgainPage(
            pane=pane(self.reading, self._section()),
            title=tr("What was and what is now"),
            subtitle=self._counted(past),
            filters=(
                ntr("{n} violation of the last visit", "{n} violations of the last visit", len(past)),
                tr("Changes in the lists {n}", n=changed),
            ),
            rosters_shown=self._rosters_shown,
            lines=tuple(self._line(each) for each in past),
            card=self._card(current) if current is not None else None,
            rosters=tuple(roster_line(self.reading, each) for each in rosters),
            nothing=self._nothing(bool(past), bool(rosters)),
        )

    def _nothing(self, past: bool, rosters: bool) -> str:
        if self._rosters_shown:
            return "" if rosters else tr("The last visit told of no lists.")
        return "" if past else tr("The last visit left no open violations.")

    def _past(self) -> tuple[PastViolation, ...]:
        return revisiting.past_violations(self._opened)

    def _section(self) -> str:
        section = self.reading.section_of(revisiting.earlier_list(self._opened.form))
        return section.path if section else ""

    def _counted(self, past: tuple[PastViolation, ...]) -> str:
        fixed = sum(1 for each in past if each.verdict == FIXED)
        ahead = sum(1 for each in past if not each.verdict)
        return tr("{fixed} fixed, {rest} not, {ahead} ahead", fixed=fixed, rest=len(past) - fixed - ahead, ahead=ahead)

    def _line(self, past: PastViolation) -> PastLine:
        node = revisiting.check_node(self._opened.form, past.check)
        opened = past.told.opened if past.told else (self._opened.last.date if self._opened.last else "")
        term, late = self._term(past)
        return PastLine(
            row=past.row,
            number=self.reading.number_of(node) if node else "",
            was=self._was(past, node),
            was_on=tr("Was on {day}", day=wording.day_of(opened)) if opened else tr("Was"),
            now=self._now(past, node),
            glyph=GLYPHS.get(past.verdict, "none"),
            verdict=self.reading.shown(f"{past.row}/{revisiting.VERDICT}") or tr("No answer"),
            term=term,
            late=late,
        )

    def _was(self, past: PastViolation, node: str) -> str:
        """In headquarters' words; else in the checklist's, which for a check name what ought to be."""
        told = past.told.message.get(language.current.code) or past.told.message.get("ru") if past.told else ""
        if told:
            return told
        label = self.reading.shown(f"{past.row}/{revisiting.FINDING}")
        is_check = bool(node) and self.reading.spec(node).kind == "check"
        return tr("Not compliant: “{check}”", check=label) if is_check else label

    def _now(self, past: PastViolation, node: str) -> str:
        """What this visit says of the same check; that nothing was said yet is said, too."""
        if node and self._opened.session.relevant(node):
            if self.reading.spec(node).kind == "check":
                return phrases.answer(self.reading.verdict(node))
            return phrases.answer(verdict_of(self.reading.value(node)))
        code = language.current.code
        found = [each for each in self._opened.session.findings() if each.check == past.check]
        if found:
            said = found[0].message.get(code) or found[0].message.get("ru", "")
            more = len(found) - 1
            return f"{said} · {ntr('and {n} more', 'and {n} more', more)}" if more else said
        repeat = revisiting.roster_of(self._opened.form, past.check)
        looked = bool(repeat) and bool(self._opened.session.rows(repeat))
        return tr("Not found now") if looked else phrases.answer(Verdict.BLANK)

    def _term(self, past: PastViolation) -> tuple[str, bool]:
        if past.told is None or not past.told.due:
            return "", False
        due = date.fromisoformat(past.told.due)
        late = (self._opened.visit.date - due).days
        if late > 0 and past.verdict != FIXED:
            return ntr("overdue by {n} day", "overdue by {n} days", late), True
        said = tr("term was {date}", date=day_month(due)) if late > 0 else tr("term {date}", date=day_month(due))
        return said, False

    def _card(self, past: PastViolation) -> OpenPast:
        code = language.current.code
        node = f"{past.row}/{revisiting.VERDICT}"
        choices = tuple((each.value, each.label) for each in self._opened.session.choices(node, code))
        check = revisiting.check_node(self._opened.form, past.check)
        question = check or revisiting.roster_of(self._opened.form, past.check)
        deadline, about_term = aside.new_term(self.reading, past, check)
        return OpenPast(
            line=self._line(past),
            choices=choices[:4],
            chosen=past.verdict,
            reasons=tuple(self._reasons(past)),
            question=question if question and self._opened.session.relevant(question) else "",
            opener=tr("Open the question") if check else tr("Open the table"),
            photo_target=aside.photo_target(self.reading, check),
            beside=aside.photos_beside(self.reading, past, check, self._told) if self._beside else None,
            deadline=deadline,
            about_term=about_term,
        )

    def _reasons(self, past: PastViolation) -> Iterator[Reason]:
        why = f"{past.row}/{revisiting.WHY}"
        has_reason = self._opened.form.has(self.reading.spec(past.row).path + f"/{revisiting.WHY}")
        if past.verdict != UNCHECKED or not has_reason:
            return
        chosen = self.reading.value(why)
        for each in self._opened.session.choices(why, language.current.code):
            yield Reason(value=each.value, label=each.label, chosen=each.value == chosen)

    # doing

    def choose(self, digit: int) -> None:
        """Keys 1 to 4; the same again takes the verdict back."""
        card = self.page().card
        if card is None or not 1 <= digit <= len(card.choices):
            return
        value = card.choices[digit - 1][0]
        node = f"{self._row}/{revisiting.VERDICT}"
        same = self.reading.value(node) == value
        self.take(self._opened.answer(node, "" if same else value))
        if same:
            return
        if value == UNCHECKED and self.page().card and self.page().card.reasons:
            self._view.focus_reasons()
        else:
            self.next_one()

    def give_reason(self, value: str) -> None:
        """Why it was not checked; then on."""
        self.take(self._opened.answer(f"{self._row}/{revisiting.WHY}", value))
        self.next_one()

    def show_photos(self) -> None:
        """Key 6: the photos of then and now side by side; and where a new one can be taken, the tray."""
        if self._asked:
            self._put_beside()
            return
        inspecting, opened = self._sitting.workplace.inspecting, self._opened

        def told(found: Photographed | None) -> None:
            self._asked, self._told = True, found
            self._put_beside()

        self._shell.tasks.run(Lane.STORE, lambda: inspecting.photographed(opened), told)

    def _put_beside(self) -> None:
        first, self._beside = not self._beside, True
        if first:
            self.refresh()
        self._view.open_tray()

    def hide_photos(self) -> bool:
        """Esc; False when none are shown."""
        shown, self._beside = self._beside, False
        if shown:
            self.refresh()
        return shown

    def load_photo(self, inspection: str, name: str, done: Callable[[bytes], None]) -> None:
        """One photo, small."""
        box = self._sitting.workplace.evidence
        self._shell.tasks.run(Lane.WORK, lambda: box.small(inspection, name), done)

    def next_term(self) -> None:
        """Key 7: the next of the terms offered; where none can be set yet, it is said when."""
        card = self.page().card
        if card is None:
            return
        if card.deadline is None:
            if card.about_term:
                self._shell.notice(card.about_term)
            return
        days = cards.following_term(self.reading, card.question)
        if days:
            self.choose_term(days)

    def choose_term(self, days: str) -> None:
        """Days from delivery. Below the law's minimum is refused in words, and nothing changes."""
        card = self.page().card
        refused = cards.term_refused(self.reading, days)
        if refused:
            self._shell.notice(refused)
        elif card is not None and card.deadline is not None:
            self.take(self._opened.answer(f"{card.question}/due_days", days))

    def open_question(self) -> None:
        """Key 8: the check or the table the violation was found in."""
        card = self.page().card
        if card is None or not card.question:
            return
        if self.reading.spec(card.question).kind == "repeat":
            self._shell.navigator.show("roster", inspection=self._opened.id, repeat=card.question)
        else:
            self._shell.navigator.show("questions", inspection=self._opened.id, node=card.question)

    def clear(self) -> None:
        """Key 0."""
        node = f"{self._row}/{revisiting.VERDICT}"
        if self._row and self.reading.value(node):
            self.take(self._opened.answer(node, ""))

    def next_one(self) -> None:
        """The next violation without a verdict; after the last one the questions."""
        past = self._past()
        rows = [each.row for each in past]
        start = rows.index(self._row) + 1 if self._row in rows else 0
        for each in (*past[start:], *past[:start]):
            if not each.verdict:
                self.open(each.row)
                return
        self._show()

    def to_questions(self) -> None:
        """Key 9 after the last: the next question without an answer."""
        self._shell.navigator.show("questions", inspection=self._opened.id)

    def nine(self) -> None:
        """Key 9: the next violation without a verdict, or the questions when there is none."""
        if any(not each.verdict for each in self._past()):
            self.next_one()
        else:
            self.to_questions()

    def open(self, row: str) -> None:
        """Another violation."""
        self._beside = self._beside and row == self._row
        self._row = row
        self._show()

    def move(self, by: int) -> None:
        """Up and down."""
        rows = [each.row for each in self._past()]
        if rows and not self._rosters_shown:
            at = rows.index(self._row) + by if self._row in rows else 0
            self.open(rows[max(0, min(at, len(rows) - 1))])

    def choose_filter(self, rosters: bool) -> None:
        """Violations, or changes in the lists."""
        self._rosters_shown = rosters
        self.refresh()

    def open_section(self, path: str) -> None:
        """A section of the pane."""
        if path != self._section():
            self._shell.navigator.show("questions", inspection=self._opened.id, node=path)
        elif self._rosters_shown:
            self.choose_filter(False)

    def open_summary(self) -> None:
        """What was found, and the signatures."""
        self._shell.navigator.show("summary", inspection=self._opened.id)

    def undo(self) -> None:
        """Take the latest action back."""
        step = self._opened.undo()
        if step is None:
            self._shell.notice(tr("Nothing to take back"))
        else:
            self.take(step)

    def take(self, step: Step) -> None:
        """Record what was done, then show it."""
        self._sitting.recorder.record(step.operations)
        self.refresh()

    def _show(self) -> None:
        if self._row:
            self._opened.mark_place(revisiting.earlier_list(self._opened.form))
        self.refresh()
        self._view.focus_card()
