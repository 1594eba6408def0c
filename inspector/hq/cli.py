"""The verbs of `inspector hq`: parse, call a service, print.

The command line of the package adds them when `hq` is asked for; `run(args)` returns the exit code. Refusals are
raised to it.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from inspector import i18n
from inspector.core.errors import N_
from inspector.core.verdict import VisitKind
from inspector.hq.services import assigning, courier, enrolling, importing, publishing, returning
from inspector.hq.services.authority import Authority
from inspector.hq.services.headquarters import Headquarters, utc_now
from inspector.hq.settings import Settings
from inspector.hq.store.database import Database

NAME = "Қорған"
YES = ("y", "yes", "д", "да", "и", "иә")

Verb = Callable[[argparse.Namespace], int]


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}\n")


def add_verbs(parser: argparse.ArgumentParser) -> None:
    """Add every verb under `inspector hq`."""
    parser.set_defaults(run=_usage(parser))
    verbs: Any = parser.add_subparsers(metavar="VERB", parser_class=_Parser)
    init = _verb(verbs, "init", _init, "make the keys and the database of a new headquarters")
    init.add_argument("--name", default=NAME, help="the name in the certificates")
    serve = _verb(verbs, "serve", _serve, "answer laptops and show the pages")
    serve.add_argument("--host", default="127.0.0.1", metavar="ADDRESS")
    serve.add_argument("--port", type=_port, default=8000, metavar="N", help="0 picks a free one")
    serve.add_argument("--tls-cert", type=Path, metavar="FILE")
    serve.add_argument("--tls-key", type=Path, metavar="FILE")
    serve.add_argument("--behind-proxy", action="store_true", help="a proxy in front speaks https")
    _device_verbs(verbs)
    institutions = _group(verbs, "institutions", "the list of institutions")
    importing_ = _verb(institutions, "import", _import_institutions, "take in a CSV or XLSX list, all or nothing")
    importing_.add_argument("file", type=Path, metavar="FILE")
    declared = _group(verbs, "declared", "what was reported")
    reported = _verb(declared, "import", _import_declared, "add declared values from CSV or XLSX, all or nothing")
    reported.add_argument("file", type=Path, metavar="FILE")
    checklist = _group(verbs, "checklist", "checklists")
    publish = _verb(checklist, "publish", _publish, "compile a workbook and give it to every laptop")
    publish.add_argument("file", type=Path, metavar="FILE")
    publish.add_argument("--draft", action="store_true", help="its Kazakh is not reviewed: acts will be drafts")
    _assign_verb(verbs)
    courier_ = _group(verbs, "courier", "files that laptops send where there is no network")
    taking = _verb(courier_, "import", _courier_import, "take in a laptop's file and write the reply to it")
    taking.add_argument("file", type=Path, metavar="FILE")
    taking.add_argument("-o", dest="output", type=Path, required=True, metavar="REPLY")
    taking.add_argument("--json", action="store_true")
    inspections = _verb(verbs, "inspections", _inspections, "list received inspections")
    inspections.add_argument("--json", action="store_true")
    _review_verb(verbs)


def _review_verb(verbs: Any) -> None:
    review = _verb(verbs, "review", _review, "accept an inspection, or return it with comments at its questions")
    review.add_argument("inspection", metavar="INSPECTION")
    review.add_argument("--by", required=True, metavar="NAME", help="who reviews")
    review.add_argument("--term", default="", metavar="YYYY-MM-DD", help="by when it is to be answered")
    how = review.add_mutually_exclusive_group(required=True)
    how.add_argument("--accept", action="store_true")
    how.add_argument("--return", dest="file", type=Path, metavar="FILE", help="comments as JSON")
    how.add_argument("--comment", nargs=2, action="append", metavar=("NODE", "TEXT"), help="may be repeated")
    review.add_argument("--json", action="store_true")


def _device_verbs(verbs: Any) -> None:
    device = _group(verbs, "device", "laptops")
    code = _verb(device, "code", _device_code, "a one-time code for one laptop")
    code.add_argument("--inspector", required=True, metavar="NAME")
    code.add_argument("--region", required=True, metavar="CODE", help="the first two digits of KATO")
    code.add_argument("--post", default="", metavar="TEXT")
    code.add_argument("--body", default="", metavar="TEXT")
    code.add_argument("--json", action="store_true")
    code.add_argument(
        "-o", dest="output", type=Path, metavar="FILE", help="an invitation for a laptop without a network"
    )
    code.add_argument("--server", default="", metavar="URL", help="the address it will use later, for -o")
    joining = _verb(device, "enrol", _device_enrol, "enrol the laptop whose request came in a file; write the reply")
    joining.add_argument("file", type=Path, metavar="REQUEST")
    joining.add_argument("-o", dest="output", type=Path, required=True, metavar="REPLY")
    revoke = _verb(device, "revoke", _device_revoke, "stop trusting a laptop")
    revoke.add_argument("device", metavar="DEVICE")
    revoked = _verb(device, "revoked", _device_revoked, "write the signed list of revoked laptops, for `verify`")
    revoked.add_argument("-o", dest="output", type=Path, required=True, metavar="FILE")


def _assign_verb(verbs: Any) -> None:
    assign = _verb(verbs, "assign", _assign, "send an inspector to an institution")
    assign.add_argument("--institution", required=True, metavar="ID", help="its id or BIN")
    assign.add_argument("--inspector", required=True, metavar="NAME")
    assign.add_argument("--campaign", default="", metavar="NAME")
    assign.add_argument("--due", default="", metavar="YYYY-MM-DD")
    assign.add_argument("--kind", choices=("monitoring", "check"), default="monitoring")


def _group(verbs: Any, name: str, help_text: str) -> Any:
    group = verbs.add_parser(name, help=help_text)
    group.set_defaults(run=_usage(group))
    return group.add_subparsers(metavar="VERB", parser_class=_Parser)


def _verb(verbs: Any, name: str, run: Verb, help_text: str) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = verbs.add_parser(name, help=help_text)
    made.set_defaults(run=run)
    made.add_argument("--data", type=Path, required=True, metavar="DIR", help="the folder of this headquarters")
    made.add_argument("--database-url", default="", metavar="URL", help="sqlite:///… or postgresql://…")
    made.add_argument("--blobs", default="", metavar="URL", help="the folder of files")
    return made


def _usage(parser: argparse.ArgumentParser) -> Verb:
    def run(_: argparse.Namespace) -> NoReturn:
        parser.error("name what to do; see --help")

    return run


def _port(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 65_535:
        raise ValueError
    return number


def _settings(args: argparse.Namespace) -> Settings:
    return Settings(data=args.data, database_url=args.database_url, blobs=args.blobs)


@contextmanager
def _opened(args: argparse.Namespace) -> Iterator[Headquarters]:
    headquarters = Headquarters(_settings(args))
    try:
        yield headquarters
    finally:
        headquarters.close()


def _init(args: argparse.Namespace) -> int:
    settings = _settings(args)
    authority = Authority.create(args.data, args.name, utc_now())
    Database(settings.database).close()
    settings.blob_folder.mkdir(parents=True, exist_ok=True)
    print(authority.fingerprint)
    return 0


def _serve(args: argparse.Namespace) -> int:
    from inspector.hq import server

    return server.serve(
        Settings(
            data=args.data,
            database_url=args.database_url,
            blobs=args.blobs,
            host=args.host,
            port=args.port,
            tls_cert=args.tls_cert,
            tls_key=args.tls_key,
            behind_proxy=args.behind_proxy,
        )
    )


def _device_code(args: argparse.Namespace) -> int:
    with _opened(args) as hq:
        made = enrolling.new_code(
            hq.database,
            hq.authority,
            inspector=args.inspector,
            region=args.region,
            now=hq.clock(),
            hours=hq.settings.code_hours,
            post=args.post,
            body=args.body,
        )
        if args.output:
            courier.invite(hq, made.code, args.server, args.output, now=hq.clock())
    expires = made.expires.isoformat(timespec="seconds").replace("+00:00", "Z")
    if args.json:
        _print_json({"code": made.code, "expires": expires, "fingerprint": made.fingerprint})
    else:
        print(f"{made.code}  {expires}")
    return 0


def _device_enrol(args: argparse.Namespace) -> int:
    with _opened(args) as hq:
        print(courier.join(hq, args.file, args.output, now=hq.clock()))
    return 0


def _device_revoke(args: argparse.Namespace) -> int:
    with _opened(args) as hq:
        enrolling.revoke(hq.database, args.device, now=hq.clock())
    return 0


def _device_revoked(args: argparse.Namespace) -> int:
    with _opened(args) as hq:
        args.output.write_bytes(hq.authority.sign(enrolling.revocations(hq.database, now=hq.clock())))
    return 0


def _import_institutions(args: argparse.Namespace) -> int:
    with _opened(args) as hq:
        done = importing.import_institutions(hq.database, args.file, now=hq.clock())
    print(f"+{done.added} ~{done.changed} ={done.unchanged}")
    return 0


def _import_declared(args: argparse.Namespace) -> int:
    with _opened(args) as hq:
        done = importing.import_declared(hq.database, args.file, now=hq.clock())
    print(f"+{done.added}")
    return 0


def _publish(args: argparse.Namespace) -> int:
    with _opened(args) as hq:
        try:
            published = publishing.publish(hq.database, args.file, draft=args.draft, now=hq.clock())
        except publishing.KazakhNotReviewed as unreviewed:
            _confirm(unreviewed)
            published = publishing.publish(hq.database, args.file, draft=True, now=hq.clock())
    print(f"{published.form_id} {published.version}  {published.sha256}")
    return 0


def _confirm(unreviewed: publishing.KazakhNotReviewed) -> None:
    """A person is asked; a script that calls the verb has decided, and is told what it decided."""
    print(i18n.sentence(unreviewed, i18n.DEFAULT), file=sys.stderr)
    if sys.stdin.isatty() and input(i18n.text(N_("Publish as a draft? [y/N] "), i18n.DEFAULT)).lower() not in YES:
        raise unreviewed


def _assign(args: argparse.Namespace) -> int:
    order = assigning.Order(
        institution=args.institution,
        inspector=args.inspector,
        campaign=args.campaign,
        due=args.due,
        kind=VisitKind(args.kind),
    )
    with _opened(args) as hq:
        print(assigning.assign(hq.database, hq.authority, order, now=hq.clock()))
    return 0


def _courier_import(args: argparse.Namespace) -> int:
    """Exit 1 when an item was refused: the reply, which says why, is written all the same."""
    with _opened(args) as hq:
        taken = courier.take_in(hq, args.file, args.output, now=hq.clock())
        hq.reviewer.review_waiting()
    refused = [answer for answer in taken.answers if answer.refusal is not None]
    if args.json:
        rows = [
            {
                "id": answer.id,
                "kind": answer.kind,
                "revision": answer.revision,
                "state": "received" if answer.refusal is None else "refused",
                "problem": answer.refusal.code if answer.refusal else None,
            }
            for answer in taken.answers
        ]
        _print_json({"device": taken.device, "files": len(taken.files), "items": rows})
    else:
        print(f"{taken.device}  +{len(taken.answers) - len(refused)}  -{len(refused)}  {len(taken.files)}")
    return 1 if refused else 0


def _review(args: argparse.Namespace) -> int:
    term, comments = args.term, tuple(returning.Comment(node=node, text=text) for node, text in args.comment or ())
    if args.file is not None:
        told, comments = returning.read_comments(args.file)
        if not comments:
            raise returning.ReviewUnreadable(name=args.file.name)
        term = term or told
    decision = returning.Decision(by=args.by, comments=comments, term=term)
    with _opened(args) as hq:
        made = returning.review(hq.database, hq.forms, args.inspection, decision, now=hq.clock())
    if args.json:
        _print_json({"id": made.id, "revision": made.revision, "round": made.round, "outcome": made.outcome})
    else:
        print(f"{made.id}  {made.outcome}")
    return 0


def _inspections(args: argparse.Namespace) -> int:
    with _opened(args) as hq, hq.database.reading() as work:
        rows, reviews = work.figures.received(limit=100_000), work.reviews.latest()
    if args.json:
        _print_json(
            [
                {
                    "id": row.inspection,
                    "revision": row.number,
                    "institution": row.institution_id,
                    "inspector": row.inspector,
                    "date": row.visit_date,
                    "received_at": row.received_at.isoformat(timespec="seconds").replace("+00:00", "Z"),
                    "manifest_sha256": row.manifest_sha256,
                    "act": row.act if row.act_stored else None,
                    "missing": row.missing,
                    "findings": row.findings,
                    "state": row.state,
                    "reasons": list(row.reasons),
                    "review": reviews.get(row.inspection, (0, ""))[1],
                }
                for row in rows
            ]
        )
        return 0
    for row in rows:
        name = row.institution.name_ru if row.institution else row.institution_id
        print(f"{row.inspection}  {row.visit_date}  {row.state}  {name}")
    return 0


def _print_json(document: object) -> None:
    print(json.dumps(document, ensure_ascii=False))
