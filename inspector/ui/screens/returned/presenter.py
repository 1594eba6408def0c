"""A returned inspection without Qt: which question is open, what was said, what may be done, what is left."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Protocol

from inspector.core.verdict import Verdict
from inspector.services import desk
from inspector.services.errors import OnlyOnSite
from inspector.services.inspecting import Step
from inspector.services.ports import InspectionState, ReturnedSummary
from inspector.services.taken import schema_path
from inspector.ui import language, wording
from inspector.ui.language import day_month, ntr, tr
from inspector.ui.screens import phrases
from inspector.ui.screens.pane import Pane, SectionLine
from inspector.ui.screens.questions.page import Photo
from inspector.ui.screens.reading import GLYPHS, Reading
from inspector.ui.screens.returned.page import Line, Message, OpenCard, PhotoCaption, ReturnedPage
from inspector.ui.screens.sitting import Sitting
from inspector.wire.reviews import ReviewBody, ReviewComment

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
        asked = self._asked()
        if node not in asked:
            node = next((each for each in asked if not self._answered(each)), next(iter(asked), ""))
        self._go(node)

    # what is on the screen

    def refresh(self) -> None:
        """Show everything anew."""
        self._view.show_page(self.page())

    def page(self) -> ReturnedPage:
        """The page as it stands."""
        asked = self._asked()
        left = sum(1 for node in asked if not self._answered(node))
        here = [node for node in asked if self._section_of(node) == self._section]
        done = sum(1 for node in here if self._answered(node))
        lines = tuple(self._lines())
        return ReturnedPage(
            pane=self._pane(asked),
            title=self.reading.label(self._section) if self._section else "",
            subtitle=self._counted(len(here), done),
            filters=(tr("With comments {n}", n=len(here)), tr("All {n}", n=len(self._everything_here()))),
            everything=self._everything,
            lines=lines,
            card=self._card(asked) if self._node else None,
            visit_asked=self._wants_visit(self._node),
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
        done, total = sum(1 for node in asked if self._answered(node)), len(asked)
        lines = []
        for section in self.reading.sections():
            own = [node for node in asked if self._section_of(node) == section.path]
            answered = sum(1 for node in own if self._answered(node))
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
        term = self._last.term
        return tr("until {date}", date=day_month(date.fromisoformat(term))) if term else ""

    @property
    def _last(self) -> ReviewBody:
        return self._summary.reviews[-1]

    def _asked(self) -> dict[str, list[ReviewComment]]:
        """The comments this revision answers, by question, in the order of the checklist."""
        found: dict[str, list[ReviewComment]] = {}
        answering = self._answering()
        for review in self._summary.reviews:
            for comment in review.comments if review.revision == answering else ():
                found.setdefault(self._line_of(comment.node), []).append(comment)
        order = {item.node: place for place, item in enumerate(self._all_items())}
        return dict(sorted(found.items(), key=lambda pair: order.get(pair[0], len(order))))

    def _answering(self) -> int:
        """The revision whose comments are answered: the one before that which is made or was made here."""
        return self._opened.revision - 1

    def _all_items(self) -> list[Line]:
        made = []
        for section in self.reading.sections():
            made += self._items_of(section.path)
        return made

    def _items_of(self, section: str) -> list[Line]:
        return [
            Line(node=item.node, number=item.number, text=self.reading.label(item.node), state="", words="")
            for item in self.reading.items(self.reading.form.spec(section))
            if item.kind in ("check", "question", "repeat")
        ]

    def _everything_here(self) -> list[Line]:
        return self._items_of(self._section) if self._section else []

    def _lines(self) -> Iterator[Line]:
        asked = self._asked()
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
        if self._wants_visit(node):
            return "visit", tr("needs a visit")
        return ("ok", tr("Answered")) if self._answered(node) else ("none", tr("No reply"))

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
            thread=tuple(self._thread(node)),
            asked=bool(comments),
            reply=self._reply(comments),
            visit=self._wants_visit(node),
            editable=self.editable,
            takes_photos=is_check and self.reading.spec(node).evidence != "none",
            photos=photos,
            captions=tuple(
                PhotoCaption(name=photo.name, number=place, caption=self._piece(desk.CAPTION, photo.name))
                for place, photo in enumerate(photos, 1)
            ),
            note=self.reading.value(f"{node}/note") if is_check else None,
            withdrawal=self._piece(desk.WITHDRAW, node) if self._finding(node) is not None else None,
            repairs=tuple(self._repairs(node)),
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

    def _thread(self, node: str) -> Iterator[Message]:
        """Round by round: what headquarters said, and what was replied in earlier rounds."""
        answering = self._answering()
        names = {photo.sha256: name for name, photo in self._opened.evidence.items()}
        order = [name for name, _ in self.reading.photos(node)] if self.reading.spec(node).kind == "check" else []
        for review in self._summary.reviews:
            if review.revision > answering:
                continue
            for comment in review.comments:
                if self._line_of(comment.node) != node:
                    continue
                photo = names.get(comment.photo, "")
                yield Message(
                    who=tr("Headquarters · {who} · {at}", who=review.by, at=_moment(review.at)),
                    text=comment.text,
                    ours=False,
                    photo=photo if photo in order else "",
                    number=order.index(photo) + 1 if photo in order else 0,
                )
                reply = self._piece(desk.REPLY, comment.id)
                if reply and (review.revision < answering or not self.editable):
                    yield Message(who=tr("You, revision {n}", n=review.revision + 1), text=reply, ours=True)

    def _reply(self, comments: list[ReviewComment]) -> str:
        return next((text for each in comments if (text := self._piece(desk.REPLY, each.id))), "")

    def _repairs(self, node: str) -> Iterator[str]:
        if self.reading.spec(node).kind != "check":
            return
        photos = self.reading.photos(node)
        for place, (name, _) in enumerate(photos, 1):
            if name in self._opened.sealed_photos and self._piece(desk.CAPTION, name):
                yield tr("caption of photo {n}: new", n=place)
        added = sum(1 for name, _ in photos if name not in self._opened.sealed_photos)
        if added:
            yield ntr("{n} photo added", "{n} photos added", added)
        if self._piece(desk.WITHDRAW, node):
            yield tr("violation taken back")

    def _piece(self, piece: str, about: str) -> str:
        return self._opened.desk.get(desk.subject(piece, about), "")

    def _wants_visit(self, node: str) -> bool:
        return any(self._piece(desk.VISIT, comment.id) for comment in self._asked().get(node, ()))

    def _answered(self, node: str) -> bool:
        """A reply, a wish for a visit, or something put right."""
        comments = self._asked().get(node, [])
        return bool(self._reply(comments)) or self._wants_visit(node) or any(self._repairs(node))

    def _section_of(self, node: str) -> str:
        section = self.reading.section_of(node)
        return section.path if section else ""

    def _line_of(self, node: str) -> str:
        """The line of the list a commented node stands in."""
        path = schema_path(node)
        for line in self._all_items():
            if path == line.node or path.startswith(line.node + "/"):
                return line.node
        return path

    # moving about

    def open(self, node: str) -> None:
        """Another question."""
        self._go(node)

    def choose_section(self, path: str) -> None:
        """Another section, at its first comment without an answer."""
        own = [node for node in self._asked() if self._section_of(node) == path]
        first = next((node for node in own if not self._answered(node)), own[0] if own else "")
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
        nodes = list(self._asked())
        start = nodes.index(self._node) + 1 if self._node in nodes else 0
        for node in nodes[start:] + nodes[:start]:
            if not self._answered(node):
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
        if not self._asked().get(self._node):
            self._shell.notice(tr("Headquarters said nothing of this question"))
            return
        self._say(desk.VISIT, "" if self._wants_visit(self._node) else desk.YES)

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
        for comment in self._asked().get(self._node, ()):
            self._put(piece, comment.id, text)

    def _put(self, piece: str, about: str, text: str) -> None:
        if self.editable and self._piece(piece, about) != text:
            self.take(self._opened.at_desk(piece, about, text))


def _moment(at: str) -> str:
    """«23.11, 16:40» of an instant in UTC, by this laptop's clock."""
    local = datetime.fromisoformat(at).astimezone()
    return f"{local:%d.%m}, {wording.clock(local, seconds=False)}"
