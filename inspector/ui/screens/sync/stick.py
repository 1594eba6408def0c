"""The exchange by a stick, as the screen leads it: where to, how far, what came of it. No Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, Protocol

from inspector.core.errors import Refusal
from inspector.i18n import sentence
from inspector.services import courier
from inspector.services.dividing import Brought
from inspector.services.ports import Progress, SyncReport
from inspector.services.ports.courier import Exported
from inspector.ui import language
from inspector.ui.lanes import Lane
from inspector.ui.language import ntr, tr
from inspector.ui.screens.sitting import close_sitting
from inspector.ui.screens.sync.page import megabytes
from inspector.ui.shell import Shell

SUFFIX = ".qorgan"
SHOWN = 3

Mode = Literal["closed", "save", "bring", "busy", "done"]
Outcome = SyncReport | Brought | str


@dataclass(frozen=True, slots=True)
class Found:
    """A file on a drive that may be an exchange file."""

    path: Path
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StickPage:
    """The panel. `field` is the folder (save) or the file (bring); `code` asks for a colleague's one-time code."""

    mode: Mode = "closed"
    title: str = ""
    text: str = ""
    tone: str = "ink2"
    field: str = ""
    files: tuple[Found, ...] = ()
    code: bool = False
    action: str = ""
    done: int = 0
    of: int = 0


class StickView(Protocol):
    """Draws the panel."""

    def show_stick(self, page: StickPage) -> None:
        """The panel as it is now."""


class StickPresenter:
    """One file at a time, on the lane of the network: it never runs beside an exchange. `folders` are the drives."""

    def __init__(self, shell: Shell, view: StickView, folders: Callable[[], Sequence[Path]]) -> None:
        self._shell = shell
        self._view = view
        self._folders = folders
        self._stopped = False
        self.page = StickPage()

    def offer_save(self) -> None:
        """Ask for the folder of the file for headquarters."""
        self._show(
            StickPage(
                mode="save",
                title=tr("File for headquarters: which drive or folder"),
                text=tr("What waits goes in. The file is closed: only headquarters opens it."),
                field=str(self._folders()[0]),
                action=tr("Save"),
            )
        )

    def offer_bring(self) -> None:
        """Ask for the file; those on the drives are offered."""
        folders = tuple(self._folders())
        self._shell.tasks.run(Lane.WORK, lambda: _found(folders), self._offer)

    def save(self, folder: str) -> None:
        """Write the file for headquarters."""
        place = self._shell.workplace
        path = Path(folder.strip()).expanduser() / place.courier.file_name()
        self._busy(tr("Writing the file"))
        self._run(lambda: place.courier.export(path, self._news, self._cancelled), lambda done: self._saved(done, path))

    def bring(self, file: str, code: str = "") -> None:
        """Take whatever exchange file it is."""
        path, place = Path(file.strip()).expanduser(), self._shell.workplace
        asked = replace(self.page, field=file)
        self._busy(tr("Reading the file"))

        def work(kind: str) -> Outcome | None:
            if kind == courier.ANSWERS:
                return place.dividing.bring(path, self._news)
            if kind == courier.SHARE:
                return place.dividing.take(path, code, self._news) if code.strip() else None
            return place.courier.take_reply(path, self._news, self._cancelled)

        def known(kind: str) -> None:
            # What goes into a journal waits behind the answers that are being saved.
            lane = Lane.STORE if kind in (courier.ANSWERS, courier.SHARE) else Lane.NET
            self._run(lambda: work(kind), lambda outcome: self._brought(outcome, asked), lane)

        self._run(lambda: courier.what_is(path), known, Lane.WORK)

    def cancel(self) -> None:
        """Stop at the next record; nothing half is left."""
        self._stopped = True

    def close(self) -> None:
        """The panel goes; what is being written goes on."""
        if self.page.mode != "busy":
            self._show(StickPage())

    def _offer(self, files: tuple[Found, ...]) -> None:
        self._show(
            StickPage(
                mode="bring",
                title=tr("Exchange file: headquarters' reply or a colleague's part"),
                text="" if files else tr("No exchange file on the drives. Name one."),
                field=str(files[0].path) if files else f"{self._folders()[0]}/",
                files=files,
                action=tr("Read"),
            )
        )

    def _busy(self, title: str) -> None:
        self._stopped = False
        self._show(StickPage(mode="busy", title=title, action=tr("Cancel")))

    def _run(self, work: Callable[[], object], done: Callable[..., None], lane: Lane = Lane.NET) -> None:
        def failed(error: Exception) -> None:
            if not isinstance(error, Refusal):
                self._shell.refuse(error)
                self._show(StickPage())
                return
            said = sentence(error, language.current.code)
            tone = "ink2" if isinstance(error, courier.Stopped) else "bad"
            self._show(StickPage(mode="done", title=said, tone=tone, action=tr("Close")))

        self._shell.tasks.run(lane, work, done, failed)

    def _saved(self, written: Exported, path: Path) -> None:
        items = ntr("{n} item", "{n} items", written.items)
        files = ntr("{n} file", "{n} files", written.files)
        self._show(
            StickPage(
                mode="done",
                title=tr("Written: {items}, {files}, {size}", items=items, files=files, size=megabytes(written.size))
                if written.items
                else tr("Written: nothing waits, it only asks for news"),
                text=tr("{file} Give it to the district office: its reply comes back on the stick.", file=path),
                tone="ok",
                action=tr("Close"),
            )
        )

    def _brought(self, outcome: Outcome | None, asked: StickPage) -> None:
        if outcome is None:
            text = tr("A colleague gave you a part of an inspection. Ask for the code of the file.")
            self._show(replace(asked, text=text, code=True, files=()))
        elif isinstance(outcome, Brought):
            self._answers(outcome)
        elif isinstance(outcome, str):
            self._show(StickPage())
            self._shell.navigator.show("questions", inspection=outcome)
        else:
            self._reply(outcome)
        self._shell.exchange.refresh()

    def _answers(self, brought: Brought) -> None:
        close_sitting(self._shell)  # what is open on the screens does not know of them
        if brought.disagreements:
            self._show(StickPage())
            self._shell.navigator.show("conflict", inspection=brought.inspection)
            return
        title = ntr("Your colleague's {n} entry is here", "Your colleague's {n} entries are here", brought.entries)
        if not brought.entries:
            title = tr("Everything of this file was here already")
        self._show(StickPage(mode="done", title=title, tone="ok", action=tr("Close")))

    def _reply(self, report: SyncReport) -> None:
        accepted = sum(item.state == "accepted" for item in report.items)
        refused = sum(item.state == "refused" for item in report.items)
        parts = [ntr("{n} accepted", "{n} accepted", accepted)]
        if refused:
            parts.append(tr("not accepted: {n}", n=refused))
        if report.pulled:
            parts.append(ntr("{n} piece of news", "{n} pieces of news", report.pulled))
        text = sentence(report.problem, language.current.code) if report.problem is not None else ""
        tone = "bad" if report.problem is not None or refused else "ok"
        title = tr("Headquarters' reply is here: {parts}", parts=", ".join(parts))
        self._show(StickPage(mode="done", title=title, text=text, tone=tone, action=tr("Close")))

    def _news(self, progress: Progress) -> None:
        def show() -> None:
            if self.page.mode == "busy":
                self._show(replace(self.page, done=progress.done, of=progress.total))

        self._shell.tasks.deliver(show)

    def _cancelled(self) -> bool:
        return self._stopped or self._shell.tasks.closing

    def _show(self, page: StickPage) -> None:
        self.page = page
        self._view.show_stick(page)


def _found(folders: Sequence[Path]) -> tuple[Found, ...]:
    """Exchange files on the drives, newest first. A drive that cannot be read has none."""
    found: list[tuple[float, Path]] = []
    for folder in folders:
        try:
            found += [(path.stat().st_mtime, path) for path in folder.glob(f"*{SUFFIX}") if path.is_file()]
        except OSError:
            continue
    return tuple(Found(path, path.name) for _, path in sorted(found, reverse=True)[:SHOWN])
