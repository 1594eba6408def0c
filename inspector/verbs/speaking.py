"""What every verb needs: one parser, one way to print, one way to fail."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from inspector import paths
from inspector.settings import SettingsFile

Run = Callable[[argparse.Namespace], int]


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Wrong usage: one line, exit code 2."""
        self.exit(2, f"{self.prog}: {message}\n")


def verb(verbs: Any, name: str, run: Run, help_text: str) -> argparse.ArgumentParser:
    """Add a verb that `run` does."""
    made: argparse.ArgumentParser = verbs.add_parser(name, help=help_text)
    made.set_defaults(run=run)
    return made


def group(verbs: Any, name: str, help_text: str) -> Any:
    """Add a verb that only has verbs of its own."""
    made: Parser = verbs.add_parser(name, help=help_text)

    def run(_: argparse.Namespace) -> NoReturn:
        made.error("name what to do; see --help")

    made.set_defaults(run=run)
    return made.add_subparsers(metavar="VERB", parser_class=Parser)


def language_of(args: argparse.Namespace) -> str:
    """The language this laptop speaks; Russian where there is none yet."""
    return SettingsFile(paths.home(args.home).settings).current.language


def print_json(document: object) -> None:
    """The one JSON document of a verb."""
    print(json.dumps(document, ensure_ascii=False, default=str))


def read_text(name: str) -> str:
    """A file's text, or standard input's for "-"."""
    return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
