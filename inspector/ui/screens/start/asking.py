"""What every form that asks for a code or a passphrase says, without Qt."""

from typing import Protocol

from inspector.core.errors import Refusal
from inspector.i18n import sentence
from inspector.services.errors import WrongPassphrase
from inspector.ui import language
from inspector.ui.language import ntr, tr
from inspector.ui.screens.start.strength import Strength, said, strength
from inspector.ui.shell import Shell

CODE_LENGTH = 20


class FormView(Protocol):
    """A form that can say what goes on, and why it was refused."""

    def show_busy(self, text: str) -> None:
        """What goes on now; "" when the person may act again."""

    def show_problem(self, text: str) -> None: ...


class CodeView(FormView, Protocol):
    """A form with a code."""

    def show_code(self, text: str, tone: str) -> None:
        """A sentence under the code ("" none); tone ok, bad or na."""


class StrengthView(FormView, Protocol):
    """A form with a new passphrase."""

    def show_strength(self, judged: Strength, text: str) -> None: ...


def judge_passphrase(view: StrengthView, new: str) -> None:
    """Per keystroke: how strong a new passphrase is, in words."""
    judged = strength(new)
    view.show_strength(judged, said(judged) if new else "")


def accept_passphrase(view: StrengthView, new: str) -> bool:
    """Whether a new passphrase is long enough; what it lacks is said under it."""
    judged = strength(new)
    if not judged.enough:
        view.show_strength(judged, said(judged))
    return judged.enough


def judge_code(view: CodeView, shell: Shell, code: str) -> None:
    """Per keystroke: what is left of it, or whether it can be right."""
    left = CODE_LENGTH - sum(letter.isalnum() for letter in code)
    if left > 0:
        view.show_code(ntr("{n} character left", "{n} characters left", left) if left < CODE_LENGTH else "", "na")
    elif accept_code(view, shell, code):
        view.show_code(tr("The code is written correctly."), "ok")


def accept_code(view: CodeView, shell: Shell, code: str) -> bool:
    """Whether a code can be right; what is wrong with it is said under it."""
    problem = shell.gate.check_code(code)
    if problem is not None:
        view.show_code(sentence(problem, language.current.code), "bad")
    return problem is None


def tell(view: FormView, shell: Shell, error: Exception) -> None:
    """It came to nothing: a refusal is a sentence on the form, what was typed stays; a bug goes where bugs go."""
    view.show_busy("")
    if isinstance(error, WrongPassphrase) and error.seconds <= 1:
        view.show_problem(tr("The present passphrase did not fit."))
    elif isinstance(error, Refusal):
        view.show_problem(sentence(error, language.current.code))
    else:
        shell.refuse(error)
