"""Verbs that open the laptop: how they are told the passphrase, and the open laptop itself."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from inspector import i18n, log, paths
from inspector.core.errors import N_, BadInput
from inspector.verbs.speaking import Run, language_of, read_text, verb

if TYPE_CHECKING:
    from inspector.services.workplace import Workplace


class PassphraseMissing(BadInput):
    """Nobody can be asked and no file was named."""

    code = "passphrase_missing"
    sentence = N_("No passphrase was given: use --passphrase-file.")


def locked(verbs: Any, name: str, run: Run, help_text: str, *flags: str) -> argparse.ArgumentParser:
    """A verb that opens the store."""
    made = verb(verbs, name, run, help_text)
    made.add_argument("--passphrase-file", metavar="FILE|-")
    for flag in flags:
        made.add_argument(flag, action="store_true")
    return made


def passphrase(args: argparse.Namespace) -> str:
    """What opens the laptop: from the file that was named, or asked for. Raises PassphraseMissing."""
    if args.passphrase_file:
        return read_text(args.passphrase_file).rstrip("\r\n")
    if not sys.stdin.isatty():
        raise PassphraseMissing
    import getpass

    return getpass.getpass(i18n.text(N_("Passphrase: "), language_of(args)))


@contextmanager
def unlocked(args: argparse.Namespace) -> "Iterator[Workplace]":
    """The open laptop, for as long as a verb needs it."""
    from inspector.laptop import Laptop
    from inspector.services.errors import NotEnrolled

    home = paths.home(args.home)
    laptop = Laptop(home)
    if laptop.state() == "new":
        raise NotEnrolled
    with log.written_to(home.log):
        try:
            yield laptop.unlock(passphrase(args))
        finally:
            laptop.lock()
