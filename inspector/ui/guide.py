"""Works the window as a person does, by key events and a pen, from the laptop's code to the printed act.

For the demo on a machine without a display and for journeys in tests: the same window, screens, presenters and
services. It reads from the screens what a person would read, and touches nothing but keys and the pad.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage

from inspector.core.errors import Bug
from inspector.ui.hands import Hands
from inspector.ui.screens.questions.page import Card, FieldLine
from inspector.ui.screens.questions.view import QuestionsScreen
from inspector.ui.screens.roster.view import RosterScreen
from inspector.ui.screens.signatures.view import SignaturesScreen
from inspector.ui.screens.summary.view import SummaryScreen
from inspector.ui.screens.walk.page import Shown
from inspector.ui.screens.walk.show_view import ShowScreen

KEYS = {"ok": "1", "bad": "2", "na": "3", "unchecked": "4"}
LANGUAGE_KEYS = {"kk": "1", "ru": "2", "en": "3"}
TYPED = frozenset({"text", "integer", "decimal", "date", "time"})
ORDINARY = {"integer": "2", "decimal": "2", "date": "01.09.2026", "time": "10:00"}
"""What is typed where an answer is required and the script says none; the first choice where there are choices."""
NOTHING_SPECIAL = "Со слов директора"

Script = Mapping[str, Any]


class Visitor(Hands):
    """One person at one window, who knows the way. Every screen passed is left in `out` as a picture."""

    def enrol(self, url: str, code: str, passphrase: str) -> None:
        """Language, address and code, passphrase; until today's list stands."""
        self.picture("first-start")
        self.press(LANGUAGE_KEYS[self.language])
        self.press(Qt.Key.Key_Return)
        self.type(url)
        self.press(Qt.Key.Key_Return)
        self.type(code.replace("-", ""))
        self.picture("code")
        self.press(Qt.Key.Key_Return)
        self.type(passphrase)
        self.picture("passphrase")
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.focused("_next"), "the laptop is enrolled")
        self.picture("enrolled")
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.on("home"), "today's list")
        self.settle()
        self.picture("today")

    def inspect(self, school: str, script: Path) -> None:
        """Find the school, answer everything the script says, read the proof, sign, seal; act.pdf is left in `out`."""
        said: Script = json.loads(script.read_text(encoding="utf-8"))
        self.press(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        self.until(lambda: self.on("search"), "the search")
        self.type(school)
        self.settle()
        self.picture("search")
        self.press(Qt.Key.Key_Return)
        self.settle()
        if self.on("search"):  # not among the assigned ones: the whole list was asked, and shows it
            self.press(Qt.Key.Key_Return)
        self.until(lambda: self.on("before"), "the page before the start")
        self.settle()
        self.picture("before-start")
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.on("questions"), "the questions")
        self.settle()
        self._answer(said)
        self._sign(said)

    def exchange(self) -> None:
        """F9, until headquarters has receipted everything; then the screen of the exchange."""
        self.press(Qt.Key.Key_F9)
        self.until(lambda: self.window.workplace.syncing.state().waiting == 0, "everything is accepted")
        self.settle()
        self.picture("accepted")

    # answering

    def _answer(self, said: Script) -> None:
        """Section after section: its questions, its tables."""
        screen = self.window.screen
        if not isinstance(screen, QuestionsScreen):
            raise Bug("the questions are not on the screen")
        done: set[str] = set()
        # An answer may bring a new section: go on until the pane does not lead any further. After the last answer the
        # summary opens by itself.
        while not self.on("summary") and (here := self._section()) not in done:
            done.add(here)
            if self.on("roster"):
                self._fill_table(said)
            else:
                self._answer_section(said)
            self.press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
            self.settle()

    def _section(self) -> str:
        """The section that is marked in the pane."""
        page = getattr(self.window.screen, "page", None)
        return next((line.path for line in page.pane.sections if line.current), "") if page is not None else ""

    def _answer_section(self, said: Script) -> None:
        screen = self._questions()
        done: set[str] = set()
        # An answer may bring new questions: look again after each.
        while line := next((each for each in screen.page.rows if each.node not in done), None):
            done.add(line.node)
            self._open(line.node)
            card = screen.page.card
            if card is None or card.node != line.node:
                continue
            if card.kind == "repeat":
                self.press("8")
                self.until(lambda: self.on("roster") or self.on("cameras"), "the table")
                if listed := self.on("cameras"):
                    self.press("7")
                    self.until(lambda: self.on("roster"), "the table of all answers")
                self._fill_table(said)
                if listed:
                    self.press(Qt.Key.Key_Escape)
                    self.until(lambda: self.on("cameras"), "the list of cameras")
                    self.settle()
                    self._walk()
                    self.picture("cameras")
                self.press(Qt.Key.Key_Escape)
                self.until(lambda: self.on("questions"), "the questions")
                self.settle()
            elif card.verdict is not None:
                self._judge(card, said["checks"].get(_name(card.node), {}))
            elif card.fields and not card.fields[0].readonly:
                self._reply(card, said["answers"].get(_name(card.node), ""))
        self.settle()
        section = screen.page.rows[0].node.split("/")[2] if screen.page.rows else "empty"
        self.picture(f"questions-{section}")

    def _questions(self) -> QuestionsScreen:
        screen = self.window.screen
        if not isinstance(screen, QuestionsScreen):
            raise Bug("the questions are not on the screen")
        return screen

    def _open(self, node: str) -> None:
        """Up and down to the line."""
        screen = self._questions()
        nodes = [line.node for line in screen.page.rows]
        for _ in range(len(nodes)):
            here = screen.page.card.node if screen.page.card else ""
            if here == node or node not in nodes:
                return
            down = here not in nodes or nodes.index(here) < nodes.index(node)
            self.press(Qt.Key.Key_Down if down else Qt.Key.Key_Up)

    def _judge(self, card: Card, said: Script) -> None:
        verdict = said.get("verdict", "ok")
        if card.verdict != verdict:
            self.press(KEYS[verdict])
        if verdict in ("na", "unchecked"):
            self.press("1")
        elif note := said.get("note"):
            self.press("5")
            self.type(note)
            self.press(Qt.Key.Key_Escape)
        self.settle()
        self._complete(card.node)
        shown = self._questions().page.card
        if shown is not None and shown.node == card.node and shown.photos_needed:
            self._photograph()

    def _complete(self, node: str) -> None:
        """What the verdict made necessary, while its question is still open: each next blank has the focus."""
        answered: set[str] = set()
        while (card := self._questions().page.card) is not None and card.node == node:
            blank = next((each for each in card.fields if each.required and not each.value), None)
            if blank is None or blank.node in answered:
                break
            answered.add(blank.node)
            self._questions().card.focus_field(blank.node)
            self._give(blank, _ordinary(blank))
            self.settle()
        if self.field() is not None:
            self.press(Qt.Key.Key_Escape)

    def _photograph(self) -> None:
        """6 opens the tray of the watched folder, 6 again takes the newest picture."""
        folder = self.out / "photos"
        folder.mkdir(exist_ok=True)
        picture = QImage(1280, 960, QImage.Format.Format_RGB32)
        picture.fill(QColor("#3B5566"))
        picture.save(str(folder / "photo.jpg"))
        self._questions().watch(folder)
        self.settle()
        self.press("6")
        self.settle()
        self.picture("photo-tray")
        self.press("6")
        self.settle()

    def _reply(self, card: Card, value: str) -> None:
        field = card.fields[0]
        if field.value == value:
            return  # the same key again would take the answer back
        if value or field.required:
            self._give(field, value or _ordinary(field))
        self.settle()

    def _give(self, field: FieldLine, value: str) -> None:
        values = [option.value for option in field.options]
        if value in values:
            self.press(str(values.index(value) + 1))
        else:
            self.type(value)
            self.press(Qt.Key.Key_Return)

    # tables

    def _fill_table(self, said: Script) -> None:
        screen = self.window.screen
        if not isinstance(screen, RosterScreen):
            raise Bug("the table is not on the screen")
        self.settle()
        for row in said["rosters"].get(_name(screen.repeat), []):
            self.press("+")
            self._fill_row(screen, row)
        self.settle()
        self.picture(f"table-{_name(screen.repeat)}")

    def _walk(self) -> None:
        """A code before the first camera that has none, read back as it was shown."""
        self.press("8")
        self.settle()
        screen = self.window.screen
        if not isinstance(screen, ShowScreen):
            return  # every camera has its status
        while screen.page is not None and screen.page.state is Shown.BROKEN and self.on("code_show"):
            self.press(Qt.Key.Key_Right)
        self.until(lambda: bool(screen.canvas.code), "the code")
        code = screen.canvas.code
        self.picture("code-walk")
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.on("code_enter"), "the digits")
        for digit in code:
            self.press(digit)
        self.settle()
        self.picture("code-match")
        self.press(Qt.Key.Key_Escape)
        self.until(lambda: self.on("cameras"), "the list of cameras")
        self.settle()

    def _fill_row(self, screen: RosterScreen, row: Script) -> None:
        at = screen.grid.currentIndex().row()
        for _ in range(2 * len(screen.model.columns)):
            index = screen.grid.currentIndex()
            if index.row() != at:
                return
            column = screen.model.columns[index.column()]
            value = row.get(_name(column.suffix), "")
            if value and column.editor in TYPED:
                self.type(value)
            elif value:
                self._choose(screen, value)
            if index.column() == _last_cell(screen, at):
                if self.field() is not None:
                    self.press(Qt.Key.Key_Return)
                return
            self.press(Qt.Key.Key_Tab)

    def _choose(self, screen: RosterScreen, value: "str | int") -> None:
        choices = screen.choices_here()
        found = [key for key, option in choices.items() if value in (key, option.value, option.label)]
        if not found:
            raise Bug(f"no such choice: {value}")
        self.press(str(found[0]))

    # paper

    def _sign(self, said: Script) -> None:
        """Summary, proof, objection, both pads, seal, act."""
        if self.field() is not None:
            self.press(Qt.Key.Key_Escape)
        if not self.on("summary"):
            self.press("9")
        self.until(lambda: self.on("summary"), "the summary")
        self.settle()
        self.picture("summary")
        screen = self.window.screen
        if not isinstance(screen, SummaryScreen):
            raise Bug("the summary is not on the screen")
        self.press("9")
        self.until(lambda: self.on("proof"), "the proof")
        self.settle()
        self.picture("proof")
        self.press("5")
        self.type(said["objection"])
        self.press(Qt.Key.Key_Escape)
        self.settle()
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.on("signatures"), "the signatures")
        self.settle()
        signatures = self.window.screen
        if not isinstance(signatures, SignaturesScreen):
            raise Bug("the signatures are not on the screen")
        self.draw(signatures.pane.pad)
        self.press(Qt.Key.Key_Return)
        name, post = said["representative"]
        for field, text in ((signatures.pane.details.name, name), (signatures.pane.details.post, post)):
            field.setFocus()
            field.selectAll()
            self.type(text)
        self.press(Qt.Key.Key_Escape)
        self.draw(signatures.pane.pad)
        self.settle()
        self.picture("signatures")
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.on("act"), "the act")
        self.settle()
        self.picture("act")
        latest = self.window.workplace.inspecting.summaries()[0]
        (self.out / "act.pdf").write_bytes(self.window.workplace.printing.act(latest.id))


def _ordinary(field: FieldLine) -> str:
    return field.options[0].value if field.options else ORDINARY.get(field.editor, NOTHING_SPECIAL)


def _name(path: str) -> str:
    return path.rpartition("/")[2].partition("[")[0]


def _last_cell(screen: RosterScreen, at: int) -> int:
    """The last column of a row that a person can fill."""
    line = screen.model.lines[at]
    columns = enumerate(zip(screen.model.columns, line.cells, strict=True))
    return max(place for place, (column, cell) in columns if column.editor and not cell.readonly)
