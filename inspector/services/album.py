"""What the journal says of pictures beside the answers: which question was open when, and what is still to come.

Nothing of it is an answer, so nothing of it is sealed: a photo that is due blocks the seal, the rest only helps to lay
out pictures that come from a phone later.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

import msgspec

from inspector.core.errors import N_, Bug
from inspector.core.ids import new_id
from inspector.forms.instance import Node
from inspector.forms.judging import FormProblem
from inspector.i18n import LANGUAGES, text
from inspector.services.errors import PictureHere, TooManyPhotos
from inspector.services.ports import Evidence, Operation, OperationKind

if TYPE_CHECKING:
    from inspector.services.opened import Entry, OpenInspection, Step

LARGEST_PHOTOS = 150_000_000
"""Bytes of all photos of one inspection: with everything else the act stays below what headquarters takes (200 MB)."""

PHOTOS = "_photos"
"""Ends the name of the rows in which a check holds its photos."""

PROMISED = N_("A photo of this is still to come.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """One question in view from `start` to `end` (aware; None: it is in view now)."""

    node: str
    start: datetime
    end: datetime | None


class Clock(msgspec.Struct, frozen=True, kw_only=True):
    """How far the phone's clock is off, as found by a picture of the code.

    `ahead` is in seconds, the phone's time less the laptop's; `at` when the code was on the screen (ISO 8601);
    `picture` the SHA-256 of the picture as it was given.
    """

    ahead: float
    at: str
    picture: str


class Album:
    """Gathers operations in the order of the journal.

    `due` are the checks a photo was promised to, `clocks` those known of the rolls, `codes` what was on the screen for
    a phone's camera, and when.
    """

    def __init__(self) -> None:
        self.due: set[str] = set()
        self.clocks: dict[str, Clock] = {}
        self.codes: dict[str, datetime] = {}
        self._openings: list[Opening] = []
        self._brought: dict[str, bool] = {}
        self._rolls: dict[str, str] = {}
        self._unblurred: dict[str, str] = {}
        self._latest: datetime | None = None

    def apply(self, operation: Operation) -> None:
        """One journal entry."""
        at = datetime.fromisoformat(operation.at)
        if operation.kind is OperationKind.OPEN:
            self._close(at)
            if operation.node:
                self._openings.append(Opening(node=operation.node, start=at, end=None))
        elif operation.kind is OperationKind.DUE:
            (self.due.add if operation.new else self.due.discard)(operation.node)
        elif operation.kind is OperationKind.CLOCK:
            self._set_clock(operation.node, operation.new)
        elif operation.kind is OperationKind.CODE:
            self.codes[operation.new] = at
        elif operation.kind is OperationKind.BRING:
            self._bring(operation.node, operation.old, operation.new)
        self._latest = at

    def rest(self) -> None:
        """The journal was read: what was in view then was so until the latest entry, and is not any more."""
        if self._latest is not None:
            self._close(self._latest)

    def blurred(self, old: str, new: str) -> None:
        """The picture `new` is `old` with faces made unrecognisable; taken back, `old` was made of `new`."""
        if old not in self._unblurred or new not in self._made_of(old):
            self._unblurred[new] = old

    def openings(self) -> tuple[Opening, ...]:
        """Every opening, oldest first."""
        return tuple(self._openings)

    def in_view(self) -> str:
        """The question that is open now by the journal, or ""."""
        latest = self._openings[-1] if self._openings else None
        return latest.node if latest is not None and latest.end is None else ""

    def brought(self) -> tuple[str, ...]:
        """Names of all pictures that were brought, in the order they came."""
        return tuple(self._brought)

    def roll_of(self, name: str) -> str:
        """The roll a brought picture belongs to; "" for others."""
        return self._rolls.get(name, "")

    def waiting(self) -> tuple[str, ...]:
        """Names of the pictures that were brought and not put aside, in the order they came."""
        return tuple(name for name, ours in self._brought.items() if ours)

    def foreign(self) -> tuple[str, ...]:
        """Names of the pictures put aside as not belonging here."""
        return tuple(name for name, ours in self._brought.items() if not ours)

    def is_blurred(self, name: str) -> bool:
        """Whether faces were closed on this picture."""
        return name in self._unblurred

    def source_of(self, name: str) -> str:
        """The picture as it came: itself, or the one that `name` was blurred from."""
        return self._made_of(name)[-1]

    def _made_of(self, name: str) -> list[str]:
        chain = [name]
        while chain[-1] in self._unblurred:
            chain.append(self._unblurred[chain[-1]])
        return chain

    def _set_clock(self, roll: str, told: str) -> None:
        if told:
            self.clocks[roll] = msgspec.json.decode(told, type=Clock)
        else:
            self.clocks.pop(roll, None)

    def _bring(self, roll: str, old: str, new: str) -> None:
        if new:
            self._rolls[new] = roll
        if old and new:
            places = list(self._brought)
            self._brought = {new if name == old else name: self._brought[name] for name in places}
            self.blurred(old, new)
        elif new:
            self._brought[new] = True
        elif old in self._brought:
            self._brought[old] = False

    def _close(self, at: datetime) -> None:
        if self._openings and self._openings[-1].end is None:
            self._openings[-1] = replace(self._openings[-1], end=max(at, self._openings[-1].start))


def hung(opened: "OpenInspection") -> dict[str, str]:
    """Name of every picture in the answers -> the check or the picture question it hangs on."""
    return {node.value: _owner(node).address for node in _pictures(opened)}


def _pictures(opened: "OpenInspection") -> Iterator[Node]:
    """Every node that names a picture."""
    for node in opened.session.node(opened.form.root.path).walk():
        if isinstance(node, Node) and node.spec.type == "binary" and node.value:
            yield node


def _owner(photo: Node) -> Node:
    around = photo.parent
    while around is not None and around.spec.kind != "check":
        around = around.parent
    return around or photo


def promised(opened: "OpenInspection") -> Iterator[FormProblem]:
    """A problem for every photo that was promised and did not come, beyond those the checklist itself asks for."""
    told = {language: text(PROMISED, language) for language in LANGUAGES}
    missing = {problem.node for problem in opened.session.problems() if problem.kind == "evidence"}
    for node in sorted(opened.album.due - missing):
        if is_due(opened, node):
            yield FormProblem(node=node, path=opened.session.node(node).spec.path, kind="evidence", message=told)


def is_due(opened: "OpenInspection", check: str) -> bool:
    """Whether a photo was promised here and the question still stands."""
    found = opened.session.tree.nodes.get(check) if check in opened.album.due else None
    return found is not None and found.relevant


def lay_out(opened: "OpenInspection", pairs: Sequence[tuple[str, Evidence]]) -> "Step":
    """Hang each photo on its check or picture question, as one action. Raises PictureHere, TooManyPhotos."""
    _make_room(opened, pairs)
    return opened.together(_laid(opened, pairs))


def move(opened: "OpenInspection", name: str, node: str) -> "Step":
    """Take a picture off where it hangs, and hang it on `node`; only off with "". Raises PictureHere, TooManyPhotos."""
    pairs = [(node, opened.evidence[name])] if node else []
    _make_room(opened, pairs, moving=name)
    return opened.together(chain(_taken_off(opened, name), _laid(opened, pairs)))


def expect_photo(opened: "OpenInspection", check: str, *, due: bool) -> "Step":
    """A photo of this check will come, or not any more. It blocks the seal and nothing else."""
    was = "1" if check in opened.album.due else ""
    return opened.together([(OperationKind.DUE, check, was, "1" if due else "")])


def bring(opened: "OpenInspection", photos: Sequence[Evidence], roll: str) -> "Step":
    """Pictures that wait to be laid out; copying is no action of a person's, and not undone.

    A `roll` are pictures of one phone between whose times its clock was not set.
    """
    opened.remember(photos)
    return opened.together([(OperationKind.BRING, roll, "", photo.name) for photo in photos], undoable=False)


def put_aside(opened: "OpenInspection", name: str) -> "Step":
    """A brought picture does not belong to this inspection."""
    aside = (OperationKind.BRING, opened.album.roll_of(name), name, "")
    return opened.together([*_taken_off(opened, name), aside])


def take_back(opened: "OpenInspection", name: str) -> "Step":
    """A picture that was put aside belongs to this inspection after all."""
    return opened.together([(OperationKind.BRING, opened.album.roll_of(name), "", name)])


def blur(opened: "OpenInspection", name: str, blurred: Evidence) -> "Step":
    """The picture `blurred` takes the place of `name`, wherever it hangs or waits."""
    opened.remember([blurred])
    entries: list[Entry] = []
    if name in (*opened.album.waiting(), *opened.album.foreign()):
        entries.append((OperationKind.BRING, opened.album.roll_of(name), name, blurred.name))
    hanging = (node for node in _pictures(opened) if node.value == name)
    entries.extend((OperationKind.SET, node.address, name, blurred.name) for node in hanging)
    return opened.together(entries)


def check_clock(opened: "OpenInspection", name: str, clock: Clock) -> "Step":
    """How far the clock of a phone is off, by its picture `name` of a code; that picture itself is put aside."""
    roll = opened.album.roll_of(name)
    known = opened.album.clocks.get(roll)
    was, now = (msgspec.json.encode(each).decode() if each else "" for each in (known, clock))
    aside = [(OperationKind.BRING, roll, name, "")] if name in opened.album.waiting() else []
    return opened.together([(OperationKind.CLOCK, roll, was, now), *_taken_off(opened, name), *aside])


def show_code(opened: "OpenInspection", code: str) -> "Step":
    """A code is on the screen from now on, for a phone's camera; nobody takes that back."""
    return opened.together([(OperationKind.CODE, "", "", code)], undoable=False)


def _laid(opened: "OpenInspection", pairs: Sequence[tuple[str, Evidence]]) -> Iterator["Entry"]:
    with opened.session.held():
        for node, photo in pairs:
            yield from _attached(opened, node, photo.name)


def _taken_off(opened: "OpenInspection", name: str) -> list["Entry"]:
    """From wherever a picture hangs."""
    entries: list[Entry] = []
    for node in _pictures(opened):
        if node.value == name:
            row = node.parent
            if row is not None and row.spec.name.endswith(PHOTOS):
                entries.append((OperationKind.DETACH, row.address, name, ""))
            else:
                entries.append((OperationKind.SET, node.address, name, ""))
    return entries


def _attached(opened: "OpenInspection", node: str, name: str) -> Iterator["Entry"]:
    """The photo's own row in a check, or the answer to a picture question; then it is no more due."""
    place = opened.session.node(node)
    if place.spec.type == "binary":
        yield OperationKind.SET, node, opened.session.value(node), name
        return
    repeat = next((child for child in place.spec.children if child.name == f"{place.spec.name}{PHOTOS}"), None)
    if repeat is None:
        raise Bug("a photo was hung on something that takes none")
    yield OperationKind.ATTACH, f"{node}/{repeat.name}[{new_id()}]", "", name
    if node in opened.album.due:
        yield OperationKind.DUE, node, "1", ""


def _make_room(opened: "OpenInspection", pairs: Iterable[tuple[str, Evidence]], moving: str = "") -> None:
    """Refuse a picture that hangs there already, and what would make an act too large for headquarters."""
    known = dict(opened.evidence)
    there = {name: node for name, node in hung(opened).items() if name in known and name != moving}
    files = {(node, known[name].original_sha256) for name, node in there.items()}
    for node, photo in pairs:
        if photo.name in there or (node, photo.original_sha256) in files:
            raise PictureHere
        there[photo.name] = node
        files.add((node, photo.original_sha256))
        known[photo.name] = photo
    if sum(known[name].size for name in there) > LARGEST_PHOTOS:
        raise TooManyPhotos(megabytes=LARGEST_PHOTOS // 1_000_000)
    opened.remember(known.values())
