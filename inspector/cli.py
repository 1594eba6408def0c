"""The command line: parse, call a service, print.

A contract that scripts rely on: exit code 0 done, 1 refused or not valid, 2 wrong usage; an error is one line on
standard error; `--json` prints one JSON document. Every verb imports what it needs when it runs, so that
`inspector iin` loads neither Qt nor the database.
"""

import argparse
import errno
import json
import logging
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from inspector import i18n, log, paths
from inspector.core.errors import N_, BadInput, DiskFull, Refusal, WorldFailed

if TYPE_CHECKING:
    from inspector.services.ports import SyncReport
    from inspector.services.syncing import Syncing
    from inspector.services.workplace import Workplace


SYNC_EVERY_SECONDS = 30.0


class FileUnusable(WorldFailed):
    """A file named on the command line cannot be read or written."""

    code = "file_unusable"
    sentence = N_("Cannot use the file {name}: {why}.")


class PassphraseMissing(BadInput):
    """Nobody can be asked and no file was named."""

    code = "passphrase_missing"
    sentence = N_("No passphrase was given: use --passphrase-file.")


class SignerUnclear(BadInput):
    """--signer and --representative take fields separated by semicolons."""

    code = "signer_unclear"
    sentence = N_("Write {option} as «{shape}».")


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        """Wrong usage: one line, exit code 2."""
        self.exit(2, f"{self.prog}: {message}\n")


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
    except (Refusal, OSError) as error:
        print(i18n.sentence(_refusal(error), _language(args)), file=sys.stderr)
        return 1
    except Exception as error:  # noqa: BLE001 a bug of ours: the log has the trace, the person gets one line
        log.bug(error)
        line = i18n.text(N_("Internal error ({kind}). Please report it."), _language(args))
        print(line.format(kind=type(error).__name__), file=sys.stderr)
        return 1


def _refusal(error: Refusal | OSError) -> Refusal:
    if isinstance(error, Refusal):
        return error
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFull()
    return FileUnusable(name=error.filename or "", why=error.strerror or type(error).__name__)


def _language(args: argparse.Namespace) -> str:
    from inspector.settings import SettingsFile

    return SettingsFile(paths.home(args.home).settings).current.language


def parser() -> argparse.ArgumentParser:
    """Every verb that is built."""
    top = Parser(prog="inspector", description="Қорған: inspections of education organisations")
    top.add_argument("--home", type=Path, metavar="DIR", help="the laptop's folder (or INSPECTOR_HOME)")
    top.set_defaults(run=_desktop)
    verbs = top.add_subparsers(metavar="VERB", parser_class=_parser_for)
    demo = _verb(verbs, "demo", _demo, "headquarters, a laptop and a sample region on this machine")
    demo.add_argument("--headless", action="store_true")
    demo.add_argument("--out", type=Path, default=Path("demo-output"), metavar="DIR")
    _checklist_verbs(verbs)
    xpath = _verb(verbs, "xpath", _xpath, "evaluate an expression as the engine does")
    xpath.add_argument("expression", nargs="?", metavar="EXPRESSION")
    xpath.add_argument("--instance", type=Path, metavar="FILE")
    xpath.add_argument("--context", metavar="PATH")
    xpath.add_argument("--batch", type=Path, metavar="FILE.jsonl")
    xpath.add_argument("--json", action="store_true")
    iin = _verb(verbs, "iin", _iin, "check an individual identification number")
    iin.add_argument("number", metavar="NUMBER")
    iin.add_argument("--json", action="store_true")
    _laptop_verbs(verbs)
    verbs.add_parser("hq", help="headquarters")
    return top


def _parser_for(**options: Any) -> Parser:
    return (HeadquartersParser if str(options.get("prog", "")).endswith(" hq") else Parser)(**options)


def _verb(verbs: Any, name: str, run: Any, help_text: str) -> argparse.ArgumentParser:
    verb: argparse.ArgumentParser = verbs.add_parser(name, help=help_text)
    verb.set_defaults(run=run)
    return verb


def _usage(verb: argparse.ArgumentParser) -> Any:
    def run(_: argparse.Namespace) -> NoReturn:
        verb.error("name what to do; see --help")

    return run


def _checklist_verbs(verbs: Any) -> None:
    checklist = verbs.add_parser("checklist", help="author and try checklists")
    checklist.set_defaults(run=_usage(checklist))
    own = checklist.add_subparsers(metavar="VERB", parser_class=Parser)
    check = _verb(own, "check", _checklist_check, "list every error with its cell")
    check.add_argument("file", type=Path, metavar="FILE")
    check.add_argument("--json", action="store_true")
    compile_ = _verb(own, "compile", _checklist_compile, "compile a workbook to an XForm")
    compile_.add_argument("file", type=Path, metavar="FILE")
    compile_.add_argument("-o", dest="output", type=Path, required=True, metavar="FORM.xml")
    run = _verb(own, "run", _checklist_run, "fill a form and show findings and indicators")
    run.add_argument("form", type=Path, metavar="FORM.xml")
    run.add_argument("--answers", type=Path, metavar="INSTANCE.xml")
    run.add_argument("--script", metavar="FILE|-")
    run.add_argument("--json", action="store_true")


def _laptop_verbs(verbs: Any) -> None:
    def verb(name: str, run: Any, help_text: str, *, json_too: bool = True) -> argparse.ArgumentParser:
        made = _verb(verbs, name, run, help_text)
        made.add_argument("--passphrase-file", metavar="FILE|-")
        if json_too:
            made.add_argument("--json", action="store_true")
        return made

    enrol = verb("enrol", _enrol, "join this laptop to headquarters", json_too=False)
    enrol.add_argument("--server", required=True, metavar="URL")
    enrol.add_argument("--code", required=True)
    institutions = verb("institutions", _institutions, "find institutions")
    institutions.add_argument("query", nargs="?", default="", metavar="QUERY")
    verb("inspections", _inspections, "list this laptop's inspections")
    inspect = verb("inspect", _inspect, "make an inspection from answers in a file")
    inspect.add_argument("--institution", required=True, metavar="ID")
    inspect.add_argument("--kind", choices=("monitoring", "check"), default="monitoring")
    inspect.add_argument("--body", default="", metavar="CODE")
    inspect.add_argument("--order", default="", metavar="NUMBER")
    inspect.add_argument("--answers", type=Path, required=True, metavar="INSTANCE.xml")
    inspect.add_argument("--photos", type=Path, metavar="DIR")
    seal = verb("seal", _seal, "sign and seal an inspection")
    seal.add_argument("inspection", metavar="INSPECTION")
    seal.add_argument("--signer", action="append", required=True, metavar="NAME;POST;BODY")
    person = seal.add_mutually_exclusive_group(required=True)
    person.add_argument("--representative", metavar="NAME;POST")
    person.add_argument("--refused", metavar="REASON")
    seal.add_argument("--witness", action="append", default=[], metavar="NAME")
    act = verb("act", _act, "write the act, or its proof, as PDF", json_too=False)
    act.add_argument("inspection", metavar="INSPECTION")
    act.add_argument("-o", dest="output", type=Path, required=True, metavar="act.pdf")
    act.add_argument("--proof", action="store_true")
    act.add_argument("--lang", default="kk,ru")
    verify = _verb(verbs, "verify", _verify, "check an act or a sealed bundle, offline")
    verify.add_argument("file", type=Path, metavar="FILE")
    verify.add_argument("--root", type=Path, metavar="CERT")
    verify.add_argument("--passphrase-file", metavar="FILE|-")
    verify.add_argument("--json", action="store_true")
    sync = verb("sync", _sync, "exchange with headquarters")
    sync.add_argument("--once", action="store_true")


def _print_json(document: object) -> None:
    print(json.dumps(document, ensure_ascii=False, default=str))


def _desktop(args: argparse.Namespace) -> int:
    from inspector import desktop

    return desktop.run(paths.home(args.home))


def _demo(args: argparse.Namespace) -> int:
    from inspector import demo

    return demo.run(headless=args.headless, out=args.out, language=_language(args))


def _iin(args: argparse.Namespace) -> int:
    from inspector.core import iin

    answer = iin.describe(args.number, datetime.now().astimezone().date())
    problem = i18n.text(answer.problem, _language(args))
    if args.json:
        _print_json({"valid": answer.valid, "birth_date": answer.birth_date, "sex": answer.sex,
                     "age": answer.age, "problem": problem or None})  # fmt: skip
    elif answer.valid:
        print(f"{answer.birth_date}  {answer.sex}  {answer.age}")
    else:
        print(problem, file=sys.stderr)
    return 0 if answer.valid else 1


def _checklist_check(args: argparse.Namespace) -> int:
    from inspector.forms import authoring

    problems = authoring.check_checklist(args.file)
    errors = [problem for problem in problems if problem.level == "error"]
    if args.json:
        _print_json([{"level": p.level, "sheet": p.sheet, "row": p.row, "column": p.column, "message": p.message}
                     for p in problems])  # fmt: skip
    else:
        for p in problems:
            print(f"{p.level}: {p.sheet} {p.row} {p.column}: {p.message}", file=sys.stderr)
    return 1 if errors else 0


def _checklist_compile(args: argparse.Namespace) -> int:
    from inspector.forms import authoring

    compiled = authoring.compile_checklist(args.file)
    args.output.write_text(compiled.form_xml, encoding="utf-8")
    for warning in compiled.warnings:
        print(f"warning: {warning.sheet} {warning.row} {warning.column}: {warning.message}", file=sys.stderr)
    return 0


def _checklist_run(args: argparse.Namespace) -> int:
    from inspector.forms import running

    script = _read_text(args.script).splitlines() if args.script else ()
    answers = args.answers.read_bytes() if args.answers else None
    result = running.run_checklist(args.form.read_bytes(), answers=answers, script=script)
    if args.json:
        _print_json(result)
        return 0
    for problem in result["problems"]:
        print(f"{problem['kind']}: {problem['path']}: {problem['message']}")
    for finding in result["findings"]:
        print(f"{finding['severity'] or 'recommendation'}: {finding['check']}: {finding['message']}")
    for indicator in result["indicators"]:
        print("{name}: {n} of {of} ({lower}-{upper})".format_map(indicator))
    return 0


def _xpath(args: argparse.Namespace) -> int:
    from inspector.forms import running

    if args.batch:
        for line in args.batch.read_text(encoding="utf-8").splitlines():
            if line.strip():
                _print_json(running.evaluate_line(line, args.batch.parent))
        return 0
    if args.expression is None:
        print("inspector xpath: an EXPRESSION or --batch is needed", file=sys.stderr)
        return 2
    answer = running.evaluate(args.expression, args.instance and args.instance.read_bytes(), args.context)
    _print_json(answer) if args.json else print(answer.get("string", answer.get("error")))
    return 1 if "error" in answer else 0


def _read_text(name: str) -> str:
    return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")


def _passphrase(args: argparse.Namespace) -> str:
    if args.passphrase_file:
        return _read_text(args.passphrase_file).rstrip("\r\n")
    if not sys.stdin.isatty():
        raise PassphraseMissing
    import getpass

    return getpass.getpass(i18n.text(N_("Passphrase: "), _language(args)))


@contextmanager
def _unlocked(args: argparse.Namespace) -> "Iterator[Workplace]":
    from inspector.laptop import Laptop
    from inspector.services.errors import NotEnrolled

    home = paths.home(args.home)
    laptop = Laptop(home)
    if laptop.state() == "new":
        raise NotEnrolled
    with log.written_to(home.log):
        try:
            yield laptop.unlock(_passphrase(args))
        finally:
            laptop.lock()


def _enrol(args: argparse.Namespace) -> int:
    from inspector.laptop import Laptop

    laptop = Laptop(paths.home(args.home))
    try:
        place = laptop.enrol(args.server, args.code, _passphrase(args))
        print(f"{place.inspector.name}: {place.institutions.count()}")
    finally:
        laptop.lock()
    return 0


def _institutions(args: argparse.Namespace) -> int:
    with _unlocked(args) as place:
        rows = [row.institution for row in place.institutions.search(args.query, scope="all")]
    if args.json:
        _print_json([{"id": i.id, "bin": i.bin, "type": i.type, "name_ru": i.name_ru, "name_kk": i.name_kk,
                      "region": i.region, "address": i.address, "pupils": i.pupils} for i in rows])  # fmt: skip
    else:
        for found in rows:
            print(f"{found.id}  {found.name(_language(args))}  {found.address}")
    return 0


def _inspections(args: argparse.Namespace) -> int:
    with _unlocked(args) as place:
        rows = place.inspecting.summaries()
    if args.json:
        _print_json([{"id": s.id, "institution": s.institution.id, "state": s.state, "date": s.visit.date,
                      "answered": s.answered, "total": s.total} for s in rows])  # fmt: skip
    else:
        for s in rows:
            print(f"{s.id}  {s.state}  {s.visit.date}  {s.institution.name(_language(args))}")
    return 0


def _inspect(args: argparse.Namespace) -> int:
    from inspector.services import filling

    with _unlocked(args) as place:
        filled = filling.inspect(
            place, institution=args.institution, kind=args.kind, body=args.body, order=args.order,
            answers=args.answers.read_bytes(), photos=args.photos,
        )  # fmt: skip
    problems = [
        {"path": p.path, "kind": p.kind, "message": p.message.get(_language(args), "")} for p in filled.problems
    ]
    if args.json:
        _print_json({"inspection": filled.inspection, "problems": problems})
    else:
        print(filled.inspection)
        for problem in problems:
            print(f"{problem['kind']}: {problem['path']}: {problem['message']}", file=sys.stderr)
    return 0


def _seal(args: argparse.Namespace) -> int:
    from inspector.core.signatures import RefusalToSign, Representative, Signatures, Signer

    signers = tuple(
        Signer(name=name, post=post, body=body)
        for name, post, body in (_fields(text, "--signer", "NAME;POST;BODY") for text in args.signer)
    )
    representative = refusal = None
    if args.refused is not None:
        refusal = RefusalToSign(reason=args.refused, witnesses=tuple(args.witness))
    else:
        name, post = _fields(args.representative, "--representative", "NAME;POST")
        representative = Representative(name=name, post=post)
    signatures = Signatures(signers=signers, representative=representative, refusal=refusal)
    with _unlocked(args) as place:
        sealed = place.sealing.seal(place.inspecting.open(args.inspection), signatures)
    if args.json:
        _print_json({"inspection": sealed.inspection, "revision": sealed.revision,
                     "manifest_sha256": sealed.manifest_sha256, "act": sealed.act_sha256})  # fmt: skip
    else:
        print(sealed.manifest_sha256)
    return 0


def _fields(text: str, option: str, shape: str) -> tuple[str, ...]:
    fields = tuple(field.strip() for field in text.split(";"))
    if len(fields) != len(shape.split(";")) or not fields[0]:
        raise SignerUnclear(option=option, shape=shape)
    return fields


def _act(args: argparse.Namespace) -> int:
    with _unlocked(args) as place:
        if args.proof:
            languages = tuple(args.lang.split(","))
            pdf = place.printing.proof(place.inspecting.open(args.inspection), languages)
        else:
            pdf = place.printing.act(args.inspection)
    args.output.write_bytes(pdf)
    return 0


def _verify(args: argparse.Namespace) -> int:
    from inspector.acts import verify
    from inspector.wire import certificates

    if args.root:
        root = args.root.read_bytes()
    else:
        with _unlocked(args) as place:
            root = place.root
    answer = verify.verify_file(args.file, certificates.from_pem(root, "root"), datetime.now().astimezone())
    problems = [i18n.sentence(problem, _language(args)) for problem in answer.problems]
    if args.json:
        _print_json({"valid": answer.valid, "kind": answer.kind, "root": answer.root, "device": answer.device,
                     "problems": problems})  # fmt: skip
    else:
        print("\n".join(problems), file=sys.stdout if answer.valid else sys.stderr)
    return 0 if answer.valid else 1


def _sync(args: argparse.Namespace) -> int:
    with _unlocked(args) as place:
        report = place.syncing.once() if args.once else _until_stopped(place.syncing)
    language = _language(args)
    rows = [{"id": i.id, "kind": i.kind, "state": i.state, "bytes_sent": i.bytes_sent, "receipt": i.receipt or None,
             "problem": i18n.sentence(i.problem, language) if i.problem else None} for i in report.items]  # fmt: skip
    if args.json:
        _print_json({"pulled": report.pulled, "items": rows})
    else:
        print(report.pulled)
        for row in rows:
            print(f"{row['id']}  {row['kind']}  {row['state']}  {row['problem'] or ''}")
    if report.problem:
        print(i18n.sentence(report.problem, language), file=sys.stderr)
    return 0 if report.problem is None and all(item.state == "accepted" for item in report.items) else 1


def _until_stopped(syncing: "Syncing") -> "SyncReport":
    """Exchange again and again until SIGINT or SIGTERM; the last report."""
    import signal
    import threading

    stopped = threading.Event()
    for wanted in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wanted, lambda *_: stopped.set())
    while True:
        report = syncing.once(cancelled=stopped.is_set)
        if stopped.wait(SYNC_EVERY_SECONDS):
            return report
