"""What headquarters said at which question, what was replied, and what counts as an answer. No Qt."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property

from inspector.services import desk
from inspector.services.ports import InspectionState
from inspector.services.taken import schema_path
from inspector.ui import wording
from inspector.ui.language import ntr, tr
from inspector.ui.screens.reading import Item, Reading
from inspector.ui.screens.returned.page import Line, Message
from inspector.wire.reviews import ReviewBody, ReviewComment


class Comments:
    """The thread of one returned inspection over all rounds."""

    def __init__(self, reading: Reading, reviews: Sequence[ReviewBody]) -> None:
        self.reading = reading
        self._opened = reading.opened
        self._reviews = reviews

    @cached_property
    def asked(self) -> dict[str, list[ReviewComment]]:
        """The comments this revision answers, by question, in the order of the checklist."""
        found: dict[str, list[ReviewComment]] = {}
        answering = self.answering()
        for review in self._reviews:
            for comment in review.comments if review.revision == answering else ():
                found.setdefault(self.line_of(comment.node), []).append(comment)
        order = {node: place for place, node in enumerate(self._nodes)}
        return dict(sorted(found.items(), key=lambda pair: order.get(pair[0], len(order))))

    def answering(self) -> int:
        """The revision whose comments are answered: the one before that which is made or was made here."""
        return self._opened.revision - 1

    @cached_property
    def _nodes(self) -> tuple[str, ...]:
        """Every line of the checklist; the answers are frozen, so none comes or goes."""
        sections = self.reading.sections()
        return tuple(item.node for section in sections for item in self._items(section.path))

    def _items(self, section: str) -> Iterator[Item]:
        items = self.reading.items(self.reading.form.spec(section))
        return (item for item in items if item.kind in ("check", "question", "repeat"))

    def lines_of(self, section: str) -> list[Line]:
        """The lines of a section, in the language of now."""
        return [
            Line(node=item.node, number=item.number, text=self.reading.label(item.node), state="", words="")
            for item in self._items(section)
        ]

    def thread(self, node: str) -> Iterator[Message]:
        """Round by round: what headquarters said, and what was replied in earlier rounds."""
        answering = self.answering()
        names = {photo.sha256: name for name, photo in self._opened.evidence.items()}
        order = [name for name, _ in self.reading.photos(node)] if self.reading.spec(node).kind == "check" else []
        for review in self._reviews:
            if review.revision > answering:
                continue
            for comment in review.comments:
                if self.line_of(comment.node) != node:
                    continue
                photo = names.get(comment.photo, "")
                yield Message(
                    who=tr("Headquarters · {who} · {at}", who=review.by, at=_moment(review.at)),
                    text=comment.text,
                    ours=False,
                    photo=photo if photo in order else "",
                    number=order.index(photo) + 1 if photo in order else 0,
                )
                reply = self.piece(desk.REPLY, comment.id)
                if reply and (review.revision < answering or self._opened.state is not InspectionState.DRAFT):
                    yield Message(who=tr("You, revision {n}", n=review.revision + 1), text=reply, ours=True)

    def reply(self, comments: list[ReviewComment]) -> str:
        return next((text for each in comments if (text := self.piece(desk.REPLY, each.id))), "")

    def repairs(self, node: str) -> Iterator[str]:
        if self.reading.spec(node).kind != "check":
            return
        photos = self.reading.photos(node)
        for place, (name, _) in enumerate(photos, 1):
            if name in self._opened.sealed_photos and self.piece(desk.CAPTION, name):
                yield tr("caption of photo {n}: new", n=place)
        added = sum(1 for name, _ in photos if name not in self._opened.sealed_photos)
        if added:
            yield ntr("{n} photo added", "{n} photos added", added)
        if self.piece(desk.WITHDRAW, node):
            yield tr("violation taken back")

    def piece(self, piece: str, about: str) -> str:
        return self._opened.desk.get(desk.subject(piece, about), "")

    def wants_visit(self, node: str) -> bool:
        return any(self.piece(desk.VISIT, comment.id) for comment in self.asked.get(node, ()))

    def answered(self, node: str) -> bool:
        """A reply, a wish for a visit, or something put right."""
        comments = self.asked.get(node, [])
        return bool(self.reply(comments)) or self.wants_visit(node) or any(self.repairs(node))

    def line_of(self, node: str) -> str:
        """The line of the list a commented node stands in."""
        path = schema_path(node)
        return next((each for each in self._nodes if path == each or path.startswith(each + "/")), path)


def _moment(at: str) -> str:
    """«23.11, 16:40» of an instant in UTC, by this laptop's clock."""
    local = datetime.fromisoformat(at).astimezone()
    return f"{local:%d.%m}, {wording.clock(local, seconds=False)}"
