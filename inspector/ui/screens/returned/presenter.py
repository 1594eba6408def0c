"""A returned inspection without Qt: which question is open, what was said, what may be done, what is left."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from inspector.core.verdict import Verdict
from inspector.services import desk
from inspector.services.errors import OnlyOnSite
from inspector.services.inspecting import Step
from inspector.services.ports import InspectionState, ReturnedSummary
from inspector.ui import language
from inspector.ui.language import day_month, ntr, tr
from inspector.ui.screens import phrases
from inspector.ui.screens.pane import Pane, SectionLine
from inspector.ui.screens.questions.page import Photo
from inspector.ui.screens.reading import GLYPHS, Reading
from inspector.ui.screens.returned.comments import Comments
from inspector.ui.screens.returned.page import Line, OpenCard, PhotoCaption, ReturnedPage
from inspector.ui.screens.sitting import Sitting
from inspector.wire.reviews import ReviewComment

SENT = {
    InspectionState.SEALED: "sealed",
    InspectionState.SENT: "sent",
    InspectionState.ACCEPTED: "arrived",
    InspectionState.REFUSED: "refused",
}


class ReturnedView(Protocol):
    """What the screen must be able to show."""

    def show_page(self, page: ReturnedPage) -> None: ...
    def focus_card(self) -> None: ...


class ReturnedPresenter:
    """One returned inspection. Everything done goes through `take`: record first, then show."""

    def __init__(self, sitting: Sitting, summary: ReturnedSummary, view: ReturnedView) -> None:
        self._sitting = sitting
        self._opened = sitting.opened
        self._shell = sitting.shell
        self._summary = summary
        self._view = view
        self._everything = False
        self._node = ""
        self._section = ""
        self.reading = Reading(sitting.opened)
        self._said = Comments(self.reading, summary.reviews)

    @property
    def node(self) -> str:
        """The open question."""
        return self._node

    @property
    def editable(self) -> bool:
        """Whether the answer is being made; afterwards it is only read."""
        return self._opened.state is InspectionState.DRAFT

    def begin(self, node: str = "") -> None:
        """At `node`, else at the first comment without an answer."""
        asked = self._said.asked
        if node not in asked:
            node = next((each for each in asked if not self._said.answered(each)), next(iter(asked), ""))
        self._go(node)

    # what is on the screen

    def refresh(self) -> None:
        """Show everything anew."""
        self._view.show_page(self.page())

    def page(self) -> ReturnedPage:
        """The page as it stands."""
        asked = self._said.asked
        left = sum(1 for node in asked if not self._said.answered(node))
        here = [node for node in asked if self._section_of(node) == self._section]
        done = sum(1 for node in here if self._said.answered(node))
        lines = tuple(self._lines())
        return ReturnedPage(
            pane=self._pane(asked),
            title=self.reading.label(self._section) if self._section else "",
            subtitle=self._counted(len(here), done),
            filters=(tr("With comments {n}", n=len(here)), tr("All {n}", n=len(self._everything_here()))),
            everything=self._everything,
            lines=lines,
            card=self._card(asked) if self._node else None,
            visit_asked=self._said.wants_visit(self._node),
            ready=self.editable and not left and self._sitting.recorder.idle,
            left=ntr("Left: {n} comment", "Left: {n} comments", left) if left else "",
            sent="" if self.editable else self._sent(),
        )

    def _counted(self, count: int, done: int) -> str:
        if not count:
            return tr("without comments")
        return ntr("{n} comment, answered {done}", "{n} comments, answered {done}", count, done=done)

    def _sent(self) -> str:
        return {
            "sealed": tr("Sealed as revision {n}. Goes to headquarters by itself.", n=self._opened.revision),
            "sent": tr("Revision {n} is at headquarters, the files follow.", n=self._opened.revision),
            "arrived": tr("Revision {n} is at headquarters and waits for its decision.", n=self._opened.revision),
            "refused": tr("Revision {n} was not accepted: see the exchange.", n=self._opened.revision),
        }[SENT[self._opened.state]]

    def _pane(self, asked: dict[str, list[ReviewComment]]) -> Pane:
        done, total = sum(1 for node in asked if self._said.answered(node)), len(asked)
        lines = []
        for section in self.reading.sections():
            own = [node for node in asked if self._section_of(node) == section.path]
            answered = sum(1 for node in own if self._said.answered(node))
            lines.append(
                SectionLine(
                    path=section.path,
                    title=self.reading.label(section.path),
                    subtitle=tr("comments: {n}, answered {done}", n=len(own), done=answered)
                    if own
                    else tr("without comments"),
                    state="warn" if answered < len(own) else "ok",
                    bad=0,
                    current=section.path == self._section,
                )
            )
        return Pane(
            fraction=done / total if total else 0.0,
            percent=f"{done}/{total}",
            answered=tr("Answered {n} of {of}", n=done, of=total),
            violations=self._term(),
            has_violations=False,
            recommendations="",
            children="",
            sections=tuple(lines),
        )

    def _term(self) -> str:
        term = self._summary.reviews[-1].term
        return tr("until {date}", date=day_month(date.fromisoformat(term))) if term else ""

    def _everything_here(self) -> list[Line]:
        return self._said.lines_of(self._section) if self._section else []

    def _lines(self) -> Iterator[Line]:
        asked = self._said.asked
        for line in self._everything_here():
            comments = asked.get(line.node, [])
            if not comments and not self._everything and line.node != self._node:
                continue
            state, words = self._state(line.node, bool(comments))
            below = ""
            if comments and state == "none":
                below = tr("Headquarters: «{text}»", text=comments[-1].text.splitlines()[0])
            yield Line(node=line.node, number=line.number, text=line.text, state=state, words=words, below=below)

    def _state(self, node: str, asked: bool) -> tuple[str, str]:
        if not asked:
            return "", self._answer(node)[1]
        if self._said.wants_visit(node):
            return "visit", tr("needs a visit")
        return ("ok", tr("Answered")) if self._said.answered(node) else ("none", tr("No reply"))

    # the open question

    def _card(self, asked: dict[str, list[ReviewComment]]) -> OpenCard:
        node, comments = self._node, asked.get(self._node, [])
        glyph, answer = self._answer(node)
        is_check = self.reading.spec(node).kind == "check"
        photos = self._photos(node) if is_check else ()
        return OpenCard(
            node=node,
            number=self.reading.number_of(node),
            text=self.reading.label(node),
            glyph=glyph,
            answer=answer,
            frozen=self._frozen(node),
            thread=tuple(self._said.thread(node)),
            asked=bool(comments),
            reply=self._said.reply(comments),
            visit=self._said.wants_visit(node),
            editable=self.editable,
            takes_photos=is_check and self.reading.spec(node).evidence != "none",
            photos=photos,
            captions=tuple(
                PhotoCaption(name=photo.name, number=place, caption=self._said.piece(desk.CAPTION, photo.name))
                for place, photo in enumerate(photos, 1)
            ),
            note=self.reading.value(f"{node}/note") if is_check else None,
            withdrawal=self._said.piece(desk.WITHDRAW, node) if self._finding(node) is not None else None,
            repairs=tuple(self._said.repairs(node)),
        )

    def _answer(self, node: str) -> tuple[str, str]:
        """Shape and words of the frozen answer."""
        spec = self.reading.spec(node)
        if spec.kind == "check":
            verdict = self.reading.verdict(node)
            return GLYPHS[verdict], phrases.answer(verdict)
        if spec.kind == "repeat":
            return "", ntr("{n} row", "{n} rows", len(self._opened.session.rows(node)))
        return "", self.reading.shown(node)

    def _frozen(self, node: str) -> str:
        """What was found on the spot, in the checklist's words; and that it stands."""
        finding = self._finding(node)
        said = finding if finding and finding != self.reading.label(node) else self._reason(node)
        stands = tr("Found on the spot, not changed at the desk.")
        return f"{said.rstrip('.')}. {stands}" if said else stands

    def _finding(self, node: str) -> str | None:
        code = language.current.code
        for found in self._opened.session.findings():
            if found.node == node:
                return found.message.get(code) or found.message.get("ru", "")
        return None

    def _reason(self, node: str) -> str:
        if self.reading.spec(node).kind != "check":
            return ""
        if self.reading.verdict(node) in (Verdict.NA, Verdict.UNCHECKED):
            return self.reading.value(f"{node}/reason")
        return self.reading.value(f"{node}/note")

    def _photos(self, node: str) -> tuple[Photo, ...]:
        return tuple(Photo(name=name, row=row) for name, row in self.reading.photos(node))

    def _section_of(self, node: str) -> str:
        section = self.reading.section_of(node)
        return section.path if section else ""

    # moving about

    def open(self, node: str) -> None:
        """Another question."""
        self._go(node)

    def choose_section(self, path: str) -> None:
        """Another section, at its first comment without an answer."""
        own = [node for node in self._said.asked if self._section_of(node) == path]
        first = next((node for node in own if not self._said.answered(node)), own[0] if own else "")
        self._section, self._node = path, first
        self._everything = self._everything or not own
        self.refresh()
        self._view.focus_card()

    def choose_filter(self, everything: bool) -> None:
        """Only questions with comments, or all."""
        self._everything = everything
        self.refresh()

    def move(self, by: int) -> None:
        """The previous or next line that is shown."""
        nodes = [line.node for line in self.page().lines]
        if nodes:
            at = nodes.index(self._node) + by if self._node in nodes else 0
            self._go(nodes[max(0, min(at, len(nodes) - 1))])

    def next_comment(self) -> None:
        """Key 9: the next comment without an answer, from the beginning again after the last."""
        nodes = list(self._said.asked)
        start = nodes.index(self._node) + 1 if self._node in nodes else 0
        for node in nodes[start:] + nodes[:start]:
            if not self._said.answered(node):
                self._go(node)
                return
        self._shell.notice(tr("Every comment is answered"), "ok")

    def _go(self, node: str) -> None:
        self._node = node
        self._section = self._section_of(node) or self._section
        if self.editable:
            self._opened.mark_place(node)
        self.refresh()
        self._view.focus_card()

    # doing

    def refuse_digit(self) -> None:
        """A verdict was pressed."""
        self._shell.refuse(OnlyOnSite())

    def reply(self, text: str) -> None:
        """What is answered to the comments of the open question; "" takes it back."""
        self._say(desk.REPLY, text.strip())

    def ask_visit(self) -> None:
        """Key 7: only a new visit can answer this; again takes the wish back."""
        if not self._said.asked.get(self._node):
            self._shell.notice(tr("Headquarters said nothing of this question"))
            return
        self._say(desk.VISIT, "" if self._said.wants_visit(self._node) else desk.YES)

    def caption(self, photo: str, text: str) -> None:
        """What stands under a photo."""
        self._put(desk.CAPTION, photo, text.strip())

    def note(self, text: str) -> None:
        """The note of the open check."""
        if self.editable and self.reading.value(f"{self._node}/note") != text.strip():
            self.take(self._opened.answer(f"{self._node}/note", text.strip()))

    def withdraw(self, reason: str) -> None:
        """Take the finding back, for a reason; "" puts it back."""
        if self._finding(self._node) is not None:
            self._put(desk.WITHDRAW, self._node, reason.strip())

    def undo(self) -> None:
        """Take the latest action back."""
        step = self._opened.undo() if self.editable else None
        if step is None:
            self._shell.notice(tr("Nothing to take back"))
        else:
            self.take(step)

    def take(self, step: Step) -> None:
        """Record what was done, then show it."""
        self._sitting.recorder.record(step.operations)
        self.refresh()

    def send(self) -> None:
        """On to the draft of the act and the signatures, once everything is answered."""
        if self.page().ready:
            self._shell.navigator.show("proof", inspection=self._opened.id)

    def _say(self, piece: str, text: str) -> None:
        for comment in self._said.asked.get(self._node, ()):
            self._put(piece, comment.id, text)

    def _put(self, piece: str, about: str, text: str) -> None:
        if self.editable and self._said.piece(piece, about) != text:
            self.take(self._opened.at_desk(piece, about, text))
