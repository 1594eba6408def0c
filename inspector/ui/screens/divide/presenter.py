"""Giving a part of a draft to a colleague's laptop, or giving its answers back. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, Protocol

from inspector.core.errors import Refusal
from inspector.services.dividing import Given
from inspector.services.inspecting import OpenInspection
from inspector.services.ports import InspectionState, InspectionSummary, Progress
from inspector.services.ports.dividing import Division
from inspector.ui import language, wording
from inspector.ui.lanes import Lane
from inspector.ui.language import ntr, tr
from inspector.ui.screens.reading import Reading
from inspector.ui.shell import Shell


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One line to choose: `note` says whose it is and how far."""

    inspection: str
    name: str
    note: str
    part: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section that can be given away."""

    path: str
    title: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DividePage:
    """`state`: choose (which draft and sections), busy, given (the code), back (answers were written).

    `chosen` is the draft; `code` is shown once; `done` of `of` records are written.
    """

    state: Literal["choose", "busy", "given", "back"] = "choose"
    drafts: tuple[Draft, ...] = ()
    chosen: Draft | None = None
    sections: tuple[Section, ...] = ()
    text: str = ""
    code: str = ""
    action: str = ""
    done: int = 0
    of: int = 0


class DivideView(Protocol):
    """Draws what the presenter says."""

    def show_page(self, page: DividePage) -> None:
        """The page as it is now."""


class DividePresenter:
    """One draft at a time."""

    def __init__(self, shell: Shell, view: DivideView, wanted: str = "") -> None:
        self._shell = shell
        self._view = view
        self._wanted = wanted
        self._stopped = False
        self.page = DividePage()

    def begin(self) -> None:
        """Read the drafts."""
        work = self._shell.workplace
        self._shell.tasks.run(Lane.STORE, lambda: (work.inspecting.summaries(), work.dividing.divisions()), self._read)

    def choose(self, place: int) -> None:
        """Another draft."""
        if place < len(self.page.drafts):
            draft = self.page.drafts[place]
            inspecting = self._shell.workplace.inspecting
            self._shell.tasks.run(
                Lane.STORE, lambda: inspecting.open(draft.inspection), lambda it: self._opened(draft, it)
            )

    def write(self, sections: Sequence[str], folder: str) -> None:
        """Write the file: a part for the colleague, or our answers to the lead."""
        draft, work = self.page.chosen, self._shell.workplace
        if draft is None or (not draft.part and not sections):
            return
        name = work.courier.file_name("answers" if draft.part else "part")
        path = Path(folder.strip()).expanduser() / name
        self._stopped = False
        asked = self.page
        self._show(replace(asked, state="busy", text=tr("Writing the file"), done=0, of=0))

        def give() -> Given | int:
            if draft.part:
                return work.dividing.give_back(draft.inspection, path, self._news, self._cancelled)
            return work.dividing.give(draft.inspection, tuple(sections), path, self._news, self._cancelled)

        def failed(error: Exception) -> None:
            self._show(asked)
            self._shell.refuse(error)
            if not isinstance(error, Refusal):
                self._shell.navigator.back()

        self._shell.tasks.run(Lane.NET, give, lambda given: self._written(given, path), failed)

    def cancel(self) -> None:
        """Stop at the next record; nothing half is left."""
        self._stopped = True

    def refresh(self) -> None:
        """In the current language: everything is read and said anew."""
        if self.page.state == "choose" and self.page.drafts:
            self.begin()

    def _read(self, found: tuple[tuple[InspectionSummary, ...], tuple[Division, ...]]) -> None:
        summaries, divisions = found
        parts = {one.inspection: one for one in divisions if one.role == "part"}
        drafts = tuple(
            _draft(one, parts.get(one.id), sum(each.inspection == one.id for each in divisions if each.role == "lead"))
            for one in summaries
            if one.state is InspectionState.DRAFT
        )
        if not drafts:
            self._show(DividePage(text=tr("There is no inspection here that is not finished yet.")))
            return
        self._show(DividePage(drafts=drafts))
        wanted = [at for at, one in enumerate(drafts) if one.inspection == self._wanted]
        self.choose(wanted[0] if wanted else 0)

    def _opened(self, draft: Draft, opened: OpenInspection) -> None:
        self._wanted = draft.inspection
        reading = Reading(opened)
        sections = tuple(
            Section(
                path=spec.path,
                title=reading.title(spec.path),
                note=tr("{n} of {of}", n=opened.progress(spec.path).answered, of=opened.progress(spec.path).total),
            )
            for spec in reading.sections()
        )
        text = tr("Choose the sections your colleague takes. You can go on with the rest at once.")
        action = tr("Write the part")
        if draft.part:
            text = tr("Your colleague leads this inspection. Give your answers back as often as you like.")
            action = tr("Give the answers back")
        self._show(
            replace(self.page, state="choose", chosen=draft, sections=() if draft.part else sections, text=text,
                    action=action)
        )  # fmt: skip

    def _written(self, given: Given | int, path: Path) -> None:
        if isinstance(given, Given):
            text = tr("{file} Read this code out to your colleague. It is shown only now.", file=path)
            self._show(replace(self.page, state="given", code=given.code, text=text))
            return
        entries = ntr("{n} entry", "{n} entries", given)
        self._show(replace(self.page, state="back", text=tr("{file} Written: {entries}.", file=path, entries=entries)))

    def _news(self, progress: Progress) -> None:
        def show() -> None:
            if self.page.state == "busy":
                self._show(replace(self.page, done=progress.done, of=progress.total))

        self._shell.tasks.deliver(show)

    def _cancelled(self) -> bool:
        return self._stopped or self._shell.tasks.closing

    def _show(self, page: DividePage) -> None:
        self.page = page
        self._view.show_page(page)


def _draft(told: InspectionSummary, part: Division | None, given: int) -> Draft:
    far = tr("{n} of {of}", n=told.answered, of=told.total)
    notes: list[str] = [wording.day(told.visit.date), far]
    if part is not None:
        lead = next(iter(part.names.values()), "")
        notes.append(tr("led by {name}", name=lead))
    elif given:
        notes.append(ntr("{n} part given away", "{n} parts given away", given))
    return Draft(
        inspection=told.id,
        name=told.institution.name(language.current.code),
        note=" · ".join(notes),
        part=part is not None,
    )
