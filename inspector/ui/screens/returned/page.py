"""What the screen of a returned inspection shows, as plain values. No Qt."""

from dataclasses import dataclass

from inspector.ui.screens.pane import Pane
from inspector.ui.screens.questions.page import Photo


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """One thing said in the thread: by headquarters (`ours` False) or from here. `photo` is a photo's name or ""."""

    who: str
    text: str
    ours: bool
    photo: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One question as one line. `state` is "none", "ok", "visit" or "" (no comment of this round)."""

    node: str
    number: str
    text: str
    state: str
    words: str
    below: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoCaption:
    """A photo of the open question with what is written under it."""

    name: str
    number: int
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCard:
    """The open question. `answer` is its frozen answer with shape and tone; `reply` what was written so far.

    `asked` says that this round has a comment here; `repairs` tells what was put right; `withdrawal` is the reason a
    finding was taken back for, None where there is nothing to take back.
    """

    node: str
    number: str
    text: str
    glyph: str
    answer: str
    frozen: str
    thread: tuple[Message, ...]
    asked: bool
    reply: str
    visit: bool
    editable: bool
    takes_photos: bool
    photos: tuple[Photo, ...]
    captions: tuple[PhotoCaption, ...]
    note: str | None
    withdrawal: str | None
    repairs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedPage:
    """The whole screen. `left` is what still blocks sending, `sent` what became of it when it was sent."""

    pane: Pane
    title: str
    subtitle: str
    filters: tuple[str, str]
    everything: bool
    lines: tuple[Line, ...]
    card: OpenCard | None
    visit_asked: bool
    ready: bool
    left: str
    sent: str
