"""`inspector courier`: the exchange by a file on a stick, and drafts divided between two laptops; for scripts."""

import argparse
from pathlib import Path
from typing import Any

from inspector.verbs.laptop import print_exchange
from inspector.verbs.opening import locked, unlocked
from inspector.verbs.speaking import group, print_json


def add_verbs(verbs: Any) -> None:
    """Add `courier export | import`, and `share | answers` for a divided draft."""
    courier = group(verbs, "courier", "the exchange by a file on a stick, without a network")
    export = locked(courier, "export", _export, "write what waits for headquarters", "--json")
    export.add_argument("file", type=Path, metavar="FILE")
    take = locked(courier, "import", _import, "take headquarters' reply, a colleague's part or his answers", "--json")
    take.add_argument("file", type=Path, metavar="FILE")
    take.add_argument("--code", default="", help="the one-time code of a colleague's part")
    share = locked(courier, "share", _share, "give sections of a draft to a colleague's laptop", "--json")
    share.add_argument("inspection", metavar="INSPECTION")
    share.add_argument("file", type=Path, metavar="FILE")
    share.add_argument("--section", action="append", required=True, metavar="PATH")
    answers = locked(courier, "answers", _answers, "give the answers of a part back", "--json")
    answers.add_argument("inspection", metavar="INSPECTION")
    answers.add_argument("file", type=Path, metavar="FILE")


def _export(args: argparse.Namespace) -> int:
    with unlocked(args) as place:
        written = place.courier.export(args.file)
    if args.json:
        print_json({"items": written.items, "files": written.files, "size": written.size})
    else:
        print(f"{written.items}  {written.files}  {written.size}")
    return 0


def _import(args: argparse.Namespace) -> int:
    from inspector.services import courier

    kind = courier.what_is(args.file)
    with unlocked(args) as place:
        if kind == courier.SHARE:
            taken = place.dividing.take(args.file, args.code)
            _print(args, {"inspection": taken}, taken)
            return 0
        if kind == courier.ANSWERS:
            told = place.dividing.bring(args.file)
            counts = {"inspection": told.inspection, "entries": told.entries, "disagreements": told.disagreements}
            _print(args, counts, f"{told.inspection}  {told.entries}  {told.disagreements}")
            return 0
        report = place.courier.take_reply(args.file)
    return print_exchange(args, report)


def _share(args: argparse.Namespace) -> int:
    with unlocked(args) as place:
        given = place.dividing.give(args.inspection, args.section, args.file)
    _print(args, {"share": given.share, "code": given.code}, given.code)
    return 0


def _answers(args: argparse.Namespace) -> int:
    with unlocked(args) as place:
        entries = place.dividing.give_back(args.inspection, args.file)
    _print(args, {"entries": entries}, entries)
    return 0


def _print(args: argparse.Namespace, document: dict[str, object], line: object) -> None:
    if args.json:
        print_json(document)
    else:
        print(line)
