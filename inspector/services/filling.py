"""An inspection made from a file of answers: what `inspector inspect` does, for scripts and for tests.

Only answers are taken from the file. What is frozen at a visit's start (parameters, declared values, last values)
comes from headquarters as in any inspection; of the preloaded facts only the day of the visit is believed.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from inspector.core.errors import N_, BadInput
from inspector.core.institution import Visit
from inspector.core.verdict import VisitKind
from inspector.forms.form import Form
from inspector.forms.instance import Node, Rows
from inspector.forms.session import FormProblem, Session
from inspector.services.album import LARGEST_PHOTOS
from inspector.services.errors import NoChecklist, PictureHere, TooManyPhotos
from inspector.services.evidence import Prepared
from inspector.services.opened import PHOTO, PHOTOS, OpenInspection
from inspector.services.ports import Operation
from inspector.services.workplace import Workplace

VISIT_DATE = "visit_date"
_ANSWERED = frozenset({"question", "verdict"})


class WrongVisitDate(BadInput):
    """visit_date in the file is no day, or a day to come."""

    code = "wrong_visit_date"
    sentence = N_("The day of the visit in the file is not a day up to today.")


class PhotosMissing(BadInput):
    """The answers name photos and no folder was given, or a photo is not in it."""

    code = "photos_missing"
    sentence = N_("A photo named in the answers was not found. Name their folder with --photos.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """The new inspection and what is still missing or wrong in it."""

    inspection: str
    problems: tuple[FormProblem, ...]


def inspect(
    place: Workplace, *, institution: str, kind: str, body: str, order: str, answers: bytes, photos: Path | None
) -> Filled:
    """Begin an inspection and give it every answer of the file, in one durable step.

    Raises what reading answers, photos and beginning can refuse; a refused file leaves no inspection behind.
    """
    checklist = place.institutions.checklist()
    if checklist is None:
        raise NoChecklist
    source = Session.from_submission(Form.parse(checklist.body.form_xml.encode()), answers)
    visit = Visit(date=_day(source), kind=VisitKind(kind), body=body, order=order)
    prepared = _prepared(place, source, photos)
    inspection = place.inspecting.start(institution, visit)
    opened = place.inspecting.open(inspection)
    operations = tuple(_Filler(place, opened, source, prepared).fill())
    place.inspecting.record(inspection, operations)
    unknown = tuple(problem for problem in source.problems() if problem.kind == "unknown_node")
    return Filled(inspection=inspection, problems=(*unknown, *opened.problems()))


class _Filler:
    """Walks the answers of the file in document order and repeats each in the inspection."""

    def __init__(
        self, place: Workplace, opened: OpenInspection, source: Session, photos: Mapping[str, Prepared]
    ) -> None:
        self._place = place
        self._opened = opened
        self._source = source
        self._photos = photos

    def fill(self) -> Iterator[Operation]:
        root = self._opened.form.root.path
        yield from self._children(self._source.node(root), root)

    def _children(self, node: Node | Rows, target: str) -> Iterator[Operation]:
        if isinstance(node, Rows):
            yield from self._rows(node, target)
        elif node.children:
            for name, child in node.children.items():
                yield from self._children(child, f"{target}/{name}")
        elif node.value and node.spec.kind in _ANSWERED and node.value != self._opened.session.value(target):
            yield from self._opened.answer(target, node.value).operations

    def _rows(self, rows: Rows, target: str) -> Iterator[Operation]:
        for row in rows.rows:
            if rows.spec.name.endswith(PHOTOS):
                yield from self._photo(row, target)
                continue
            step = self._opened.add_row(target)
            yield from step.operations
            for name, child in row.children.items():
                yield from self._children(child, f"{step.row}/{name}")

    def _photo(self, row: Node, target: str) -> Iterator[Operation]:
        name = _photo_name(row)
        if name:
            evidence = self._place.evidence.keep(self._opened.id, self._photos[name].copy())
            with suppress(PictureHere):  # named twice on one question: it hangs there once
                yield from self._opened.attach(target.rpartition("/")[0], evidence).operations


def _prepared(place: Workplace, source: Session, photos: Path | None) -> dict[str, Prepared]:
    """Every photo the answers name, read and scaled before anything begins: one that is none leaves no inspection."""
    found: dict[str, Prepared] = {}
    for name in _photo_names(source):
        if photos is None or not _inside(photos, name).is_file():
            raise PhotosMissing
        found[name] = place.evidence.prepare(_inside(photos, name))
        if sum(each.evidence.size for each in found.values()) > LARGEST_PHOTOS:
            raise TooManyPhotos(megabytes=LARGEST_PHOTOS // 1_000_000)
    return found


def _day(source: Session) -> date:
    today = datetime.now().astimezone().date()
    path = f"{source.form.root.path}/{VISIT_DATE}"
    text = source.value(path) if source.form.has(path) else ""
    try:
        day = date.fromisoformat(text) if text else today
    except ValueError as error:
        raise WrongVisitDate from error
    if day > today:
        raise WrongVisitDate
    return day


def _photo_names(source: Session) -> Iterator[str]:
    for node in source.node(source.form.root.path).walk():
        if isinstance(node, Node) and node.row and node.spec.name.endswith(PHOTOS) and _photo_name(node):
            yield _photo_name(node)


def _photo_name(row: Node) -> str:
    photo = row.children.get(PHOTO)
    return photo.value if isinstance(photo, Node) else ""


def _inside(folder: Path, name: str) -> Path:
    """A file of the folder itself: a name from outside may not lead elsewhere."""
    return folder / Path(name.replace("\\", "/")).name
