"""First start without Qt: three steps, then the enrolment itself on the store lane."""

from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

from inspector.core.errors import Refusal
from inspector.core.regions import BY_CODE
from inspector.ui import language, wording
from inspector.ui.lanes import Lane
from inspector.ui.language import ntr, tr
from inspector.ui.screens.start.asking import CodeView, StrengthView, accept_code, accept_passphrase, judge_code, tell
from inspector.ui.screens.start.strength import said, strength
from inspector.ui.shell import Shell

if TYPE_CHECKING:
    from inspector.services.workplace import Workplace


class Step(IntEnum):
    """Where the person is."""

    LANGUAGE = 0
    CODE = 1
    PASSPHRASE = 2
    DONE = 3


class StartView(CodeView, StrengthView, Protocol):
    """What the presenter tells the screen to show."""

    def show_step(self, step: Step) -> None: ...
    def show_enrolled(self, who: str, where: str) -> None: ...
    def show_loading(self, text: str, *, done: bool) -> None:
        """What comes in the background, or how much has come."""


class StartPresenter:
    """Keeps what was entered until it is used, once."""

    def __init__(self, view: StartView, shell: Shell) -> None:
        self._view, self._shell = view, shell
        self._server, self._code = "", ""
        self._step = Step.LANGUAGE
        self._busy = False
        self._workplace: Workplace | None = None
        self._loading = False
        self._left = False

    @property
    def step(self) -> Step:
        """The step in view."""
        return self._step

    def choose_language(self, code: str) -> None:
        """Speak it at once."""
        self._shell.choose_language(code)

    def code_changed(self, server: str, code: str) -> None:
        """Per keystroke: judge the code as soon as it is whole."""
        self._server, self._code = server.strip(), code
        judge_code(self._view, self._shell, code)

    def passphrase_changed(self, text: str) -> None:
        """Per keystroke: how strong it is, in words."""
        judged = strength(text)
        self._view.show_strength(judged, said(judged))

    def next(self, passphrase: str = "") -> None:
        """The primary button of the step in view."""
        if self._busy:
            return
        if self._step is Step.LANGUAGE:
            self._go(Step.CODE)
        elif self._step is Step.CODE:
            self._leave_code()
        elif self._step is Step.PASSPHRASE:
            self._enrol(passphrase)
        elif self._workplace is not None:
            workplace, self._workplace = self._workplace, None
            self._shell.exchange.listeners.remove(self._heard)
            self._shell.gate.set_pin("")
            self._shell.unlocked(workplace)

    def previous(self) -> None:
        """One step back, nothing is forgotten."""
        if not self._busy and Step.LANGUAGE < self._step < Step.DONE:
            self._go(Step(self._step - 1))

    def _leave_code(self) -> None:
        if not accept_code(self._view, self._shell, self._code):
            return
        if not self._server:
            self._view.show_code(tr("Enter the address of headquarters. It stands in the letter."), "bad")
        else:
            self._go(Step.PASSPHRASE)

    def _enrol(self, passphrase: str) -> None:
        if not accept_passphrase(self._view, passphrase):
            return
        self._busy = True
        self._view.show_problem("")
        self._view.show_busy(tr("Connecting to headquarters"))
        gate, server, code = self._shell.gate, self._server, self._code
        self._shell.tasks.run(
            Lane.STORE, lambda: gate.enrol(server, code, passphrase, pull=False), self._enrolled, self._failed
        )

    def _enrolled(self, workplace: "Workplace") -> None:
        self._busy, self._workplace = False, workplace
        self._view.show_busy("")
        person = workplace.inspector
        who = f"{person.name}, {person.post}" if person.post else person.name
        region = BY_CODE.get(person.region)
        self._view.show_enrolled(who, region.name(language.current.code) if region is not None else "")
        self._go(Step.DONE)
        self._load(workplace)

    def _load(self, workplace: "Workplace") -> None:
        """Schools and rules come in the background: whoever starts working does not stop it."""
        exchange = self._shell.exchange
        exchange.listeners.append(self._heard)
        exchange.attach(workplace.syncing)
        self._loading = True
        exchange.start()

    def _heard(self) -> None:
        """The exchange went on, or ended."""
        exchange, workplace = self._shell.exchange, self._workplace
        if not self._loading or workplace is None:
            return
        if exchange.running:
            known = exchange.progress
            said = tr("Schools and rules are being loaded: {n}", n=wording.number(known.done)) if known else ""
            self._view.show_loading(said or tr("Schools and rules are being loaded"), done=False)
        elif exchange.problem is not None:
            self._not_loaded(exchange.problem)
        elif exchange.report is not None:
            # Counted on the store lane: the list may hold twenty thousand institutions.
            self._shell.tasks.run(Lane.STORE, workplace.institutions.count, self._counted, self._not_loaded)

    def _counted(self, count: int) -> None:
        if not self._loading:
            return
        self._loading = False
        said = ntr("{n} institution on this laptop", "{n} institutions on this laptop", count)
        self._view.show_loading(said, done=True)
        self._close_if_left()

    def _not_loaded(self, error: Exception) -> None:
        """No failure: the next exchange goes on where this one stopped."""
        self._loading = False
        if not isinstance(error, Refusal):
            self._shell.refuse(error)
        self._view.show_loading(tr("The rest is loaded at the next exchange. You can work."), done=False)
        self._close_if_left()

    def idled(self) -> None:
        """The laptop is set up and open, and nobody is there: close it, when nothing is on its way."""
        self._left = self._workplace is not None
        self._close_if_left()

    def _close_if_left(self) -> None:
        if self._left and not self._loading and self._workplace is not None:
            self._workplace, self._left = None, False
            self._shell.exchange.listeners.remove(self._heard)
            self._shell.exchange.attach(None)
            self._shell.tasks.run(
                Lane.STORE, self._shell.gate.lock, lambda _: self._shell.navigator.show("lock"), self._failed
            )

    def _failed(self, error: Exception) -> None:
        self._busy = False
        tell(self._view, self._shell, error)

    def _go(self, step: Step) -> None:
        self._step = step
        self._view.show_problem("")
        self._view.show_step(step)
