"""`inspector courier`: the exchange by a file on a stick, for scripts and tests."""

import argparse
from pathlib import Path
from typing import Any

from inspector.verbs.laptop import print_exchange
from inspector.verbs.opening import locked, unlocked
from inspector.verbs.speaking import group, print_json


def add_verbs(verbs: Any) -> None:
    """Add `courier export` and `courier import`."""
    courier = group(verbs, "courier", "the exchange by a file on a stick, without a network")
    export = locked(courier, "export", _export, "write what waits for headquarters", "--json")
    export.add_argument("file", type=Path, metavar="FILE")
    take = locked(courier, "import", _import, "take headquarters' reply", "--json")
    take.add_argument("file", type=Path, metavar="FILE")


def _export(args: argparse.Namespace) -> int:
    with unlocked(args) as place:
        written = place.courier.export(args.file)
    if args.json:
        print_json({"items": written.items, "files": written.files, "size": written.size})
    else:
        print(f"{written.items}  {written.files}  {written.size}")
    return 0


def _import(args: argparse.Namespace) -> int:
    with unlocked(args) as place:
        report = place.courier.take_reply(args.file)
    return print_exchange(args, report)
