"""Everything that can be refused, and the root of everything that is our own fault.

    Refusal                 the world failed, or what was given cannot be accepted; a person reads one sentence
      BadInput              a value, file or command that cannot be used as it is
      NotFound              something asked for by name is not here
      WorldFailed           disk, network, printer, display: not the person's fault, try again
    Bug                     ours: never shown as a refusal, always reported

Every Refusal class has a stable `code` (laptop and headquarters know each other's errors by it, never by text)
and an English `sentence` with {named} places, which is also the message id of its translations (domain `errors`).
Subclasses live beside the code that raises them.
"""

from typing import ClassVar


def N_(text: str) -> str:
    """Mark a message id for extraction without translating it here."""
    return text


class Refusal(Exception):
    """Something a person can understand and act on. `params` fill the sentence's {places}; never personal data."""

    code: ClassVar[str] = "refused"
    sentence: ClassVar[str] = N_("This cannot be done.")

    def __init__(self, **params: object) -> None:
        self.params = {key: str(value) for key, value in params.items()}
        super().__init__(self.code)

    def __str__(self) -> str:
        return self.sentence.format_map(self.params)


class BadInput(Refusal):
    """A value, file or command that cannot be used as it is."""

    code = "bad_input"


class NotFound(Refusal):
    """Something asked for by name is not here."""

    code = "not_found"
    sentence = N_("Not found: {what}.")


class WorldFailed(Refusal):
    """Disk, network, printer, display: nobody's mistake; nothing confirmed is lost."""

    code = "world_failed"


class DiskFull(WorldFailed):
    """The disk cannot take what was to be written."""

    code = "disk_full"
    sentence = N_("No free disk space. Everything confirmed is kept; free some space and repeat.")


class Bug(Exception):
    """Our own mistake. Shown as such and logged with its trace; never translated into a calm sentence."""
