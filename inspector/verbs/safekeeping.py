"""The verbs that copy a laptop into one file and bring it back."""

import argparse
import sys
from pathlib import Path
from typing import Any

from inspector import i18n, log, paths
from inspector.core.errors import N_
from inspector.verbs.opening import locked, passphrase, unlocked
from inspector.verbs.speaking import language_of, print_json


def add_verbs(verbs: Any) -> None:
    """`backup` and `restore`."""
    backup = locked(verbs, "backup", _backup, "copy the whole laptop, encrypted, into one file", "--json")
    backup.add_argument("file", type=Path, metavar="FILE")
    restore = locked(verbs, "restore", _restore, "make this laptop the one of a backup", "--json")
    restore.add_argument("file", type=Path, metavar="FILE")


def _backup(args: argparse.Namespace) -> int:
    with unlocked(args) as place:
        done = place.backup.write(args.file)
    if args.json:
        print_json({"file": str(args.file), "size": done.size, "files": done.files})
    else:
        print(args.file)
    return 0


def _restore(args: argparse.Namespace) -> int:
    from inspector.laptop import Laptop

    home = paths.home(args.home)
    with log.written_to(home.log):
        done = Laptop(home).restore(args.file, passphrase(args))
    if args.json:
        print_json({"made_at": done.made_at, "files": done.files, "aside": done.aside or None})
    else:
        print(done.made_at)
    said = N_("Exchange with headquarters before the next act is sealed: only then its seal follows the latest one.")
    print(i18n.text(said, language_of(args)), file=sys.stderr)
    return 0
