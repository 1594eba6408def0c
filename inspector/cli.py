"""The command line: parse, call a service, print.

A contract that scripts rely on: exit code 0 done, 1 refused or not valid, 2 wrong usage; an error is one line on
standard error; `--json` prints one JSON document. Every verb imports what it needs when it runs, so that
`inspector iin` loads neither Qt nor the database.
"""

import argparse
import errno
import importlib.util
import logging
import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from inspector import i18n, log, paths
from inspector.core.errors import N_, DiskFull, Refusal, WorldFailed
from inspector.verbs import checklist, courier, laptop, safekeeping
from inspector.verbs.speaking import Parser, language_of, print_json, verb


class FileUnusable(WorldFailed):
    """A file named on the command line cannot be read or written."""

    code = "file_unusable"
    sentence = N_("Cannot use the file {name}: {why}.")


class HeadquartersParser(Parser):
    """Learns its verbs when one of them is asked for: the laptop's verbs never load headquarters."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Fetch the verbs, then parse as usual."""
        from inspector.hq import cli as headquarters

        headquarters.add_verbs(self)
        return super().parse_known_args(args, namespace)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    args = parser().parse_args(argv)
    logging.getLogger().addHandler(logging.NullHandler())
    try:
        return int(args.run(args))
    except KeyboardInterrupt:
        return 1
    except BrokenPipeError:  # the reader of our output went away; Python would complain once more at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except (Refusal, OSError) as error:
        print(i18n.sentence(_refusal(error), language_of(args)), file=sys.stderr)
        return 1
    except Exception as error:  # noqa: BLE001 a bug of ours: the log has the trace, the person gets one line
        log.bug(error)
        line = i18n.text(N_("Internal error ({kind}). Please report it."), language_of(args))
        print(line.format(kind=type(error).__name__), file=sys.stderr)
        return 1


def _refusal(error: Refusal | OSError) -> Refusal:
    if isinstance(error, Refusal):
        return error
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull()
    return FileUnusable(name=error.filename or "", why=error.strerror or type(error).__name__)


def parser() -> argparse.ArgumentParser:
    """Every verb that is built: the laptop's own program is built without headquarters."""
    top = Parser(prog="inspector", description="Қорған: inspections of education organisations")
    top.add_argument("--home", type=Path, metavar="DIR", help="the laptop's folder (or INSPECTOR_HOME)")
    top.set_defaults(run=_desktop)
    # argparse calls this to make each verb's parser; headquarters' verbs are learned when they are asked for
    makers: Any = _parser_for
    verbs = top.add_subparsers(metavar="VERB", parser_class=makers)
    if importlib.util.find_spec("inspector.hq"):
        demo = verb(verbs, "demo", _demo, "headquarters, a laptop and a sample region on this machine")
        demo.add_argument("--headless", action="store_true")
        demo.add_argument("--out", type=Path, default=Path("demo-output"), metavar="DIR")
        verbs.add_parser("hq", help="headquarters")
    checklist.add_verbs(verbs)
    iin = verb(verbs, "iin", _iin, "check an individual identification number")
    iin.add_argument("number", metavar="NUMBER")
    iin.add_argument("--json", action="store_true")
    laptop.add_verbs(verbs)
    courier.add_verbs(verbs)
    safekeeping.add_verbs(verbs)
    return top


def _parser_for(**options: Any) -> Parser:
    return (HeadquartersParser if str(options.get("prog", "")).endswith(" hq") else Parser)(**options)


def _desktop(args: argparse.Namespace) -> int:
    from inspector import desktop

    return desktop.run(paths.home(args.home))


def _demo(args: argparse.Namespace) -> int:
    from inspector import demo

    return demo.run(headless=args.headless, out=args.out, language=language_of(args))


def _iin(args: argparse.Namespace) -> int:
    from inspector.core import iin

    answer = iin.describe(args.number, datetime.now().astimezone().date())
    problem = i18n.text(answer.problem, language_of(args))
    if args.json:
        print_json({"valid": answer.valid, "birth_date": answer.birth_date, "sex": answer.sex,
                     "age": answer.age, "problem": problem or None})  # fmt: skip
    elif answer.valid:
        print(f"{answer.birth_date}  {answer.sex}  {answer.age}")
    else:
        print(problem, file=sys.stderr)
    return 0 if answer.valid else 1
