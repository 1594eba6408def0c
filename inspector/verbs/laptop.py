"""The verbs of an enrolled laptop: what the window does, for scripts and tests."""

import argparse
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspector import i18n, paths
from inspector.core.errors import N_, BadInput
from inspector.verbs.opening import locked as _locked
from inspector.verbs.opening import passphrase as _passphrase
from inspector.verbs.opening import unlocked as _unlocked
from inspector.verbs.speaking import language_of, print_json

if TYPE_CHECKING:
    from inspector.services.ports import SyncReport
    from inspector.services.syncing import Syncing

SYNC_EVERY_SECONDS = 30.0


class SignerUnclear(BadInput):
    """--signer and --representative take fields separated by semicolons."""

    code = "signer_unclear"
    sentence = N_("Write {option} as «{shape}».")


def add_verbs(verbs: Any) -> None:
    """Add the verbs of a laptop, and `verify`, which needs none when --root names whom to trust."""
    enrol = _locked(verbs, "enrol", _enrol, "join this laptop to headquarters")
    enrol.add_argument("--server", metavar="URL")
    enrol.add_argument("--code")
    enrol.add_argument("--invitation", type=Path, metavar="FILE", help="headquarters' invitation, without a network")
    enrol.add_argument("--request", type=Path, metavar="FILE", help="where the request goes, with --invitation")
    enrol.add_argument("--reply", type=Path, metavar="FILE", help="headquarters' reply to the request")
    enrol.set_defaults(wrong=enrol.error)
    institutions = _locked(verbs, "institutions", _institutions, "find institutions", "--json")
    institutions.add_argument("query", nargs="?", default="", metavar="QUERY")
    _locked(verbs, "inspections", _inspections, "list this laptop's inspections", "--json")
    _inspection_verbs(verbs)
    verify = _locked(verbs, "verify", _verify, "check an act or a sealed bundle, offline", "--json")
    verify.add_argument("file", type=Path, metavar="FILE")
    verify.add_argument("--root", type=Path, metavar="CERT")
    verify.add_argument(
        "--revoked", type=Path, metavar="FILE", help="headquarters' signed list (`hq device revoked`), besides what "
        "this laptop was told"
    )  # fmt: skip
    sync = _locked(verbs, "sync", _sync, "exchange with headquarters", "--json")
    sync.add_argument("--once", action="store_true")


def _inspection_verbs(verbs: Any) -> None:
    inspect = _locked(verbs, "inspect", _inspect, "make an inspection from answers in a file", "--json")
    inspect.add_argument("--institution", required=True, metavar="ID")
    inspect.add_argument("--kind", choices=("monitoring", "check"), default="monitoring")
    inspect.add_argument("--body", default="", metavar="CODE")
    inspect.add_argument("--order", default="", metavar="NUMBER")
    inspect.add_argument("--answers", type=Path, required=True, metavar="INSTANCE.xml")
    inspect.add_argument("--photos", type=Path, metavar="DIR")
    seal = _locked(verbs, "seal", _seal, "sign and seal an inspection", "--json")
    seal.add_argument("inspection", metavar="INSPECTION")
    seal.add_argument("--signer", action="append", required=True, metavar="NAME;POST;BODY")
    person = seal.add_mutually_exclusive_group(required=True)
    person.add_argument("--representative", metavar="NAME;POST")
    person.add_argument("--refused", metavar="REASON")
    seal.add_argument("--witness", action="append", default=[], metavar="NAME")
    act = _locked(verbs, "act", _act, "write the act, or its proof, as PDF")
    act.add_argument("inspection", metavar="INSPECTION")
    act.add_argument("-o", dest="output", type=Path, required=True, metavar="act.pdf")
    act.add_argument("--proof", action="store_true")
    act.add_argument("--lang", default="kk,ru")


def _enrol(args: argparse.Namespace) -> int:
    from inspector.laptop import Laptop

    laptop = Laptop(paths.home(args.home))
    ways = ((args.server, args.code), (args.invitation, args.request), (args.reply,))
    if sum(all(told is not None for told in way) for way in ways) != 1:
        args.wrong("give --server and --code, or --invitation and --request, or --reply")
    try:
        if args.invitation:
            laptop.ask_by_file(args.invitation, _passphrase(args), args.request)
            return 0
        if args.reply:
            place = laptop.enrol_by_file(args.reply, _passphrase(args))
        else:
            place = laptop.enrol(args.server, args.code, _passphrase(args))
        print(f"{place.inspector.name}: {place.institutions.count()}")
    finally:
        laptop.lock()
    return 0


def _institutions(args: argparse.Namespace) -> int:
    with _unlocked(args) as place:
        rows = [row.institution for row in place.institutions.search(args.query, scope="all")]
    if args.json:
        print_json([{"id": i.id, "bin": i.bin, "type": i.type, "name_ru": i.name_ru, "name_kk": i.name_kk,
                      "region": i.region, "address": i.address, "pupils": i.pupils} for i in rows])  # fmt: skip
    else:
        for found in rows:
            print(f"{found.id}  {found.name(language_of(args))}  {found.address}")
    return 0


def _inspections(args: argparse.Namespace) -> int:
    with _unlocked(args) as place:
        rows = place.inspecting.summaries()
    if args.json:
        print_json([{"id": s.id, "institution": s.institution.id, "state": s.state, "date": s.visit.date,
                      "answered": s.answered, "total": s.total} for s in rows])  # fmt: skip
    else:
        for s in rows:
            print(f"{s.id}  {s.state}  {s.visit.date}  {s.institution.name(language_of(args))}")
    return 0


def _inspect(args: argparse.Namespace) -> int:
    from inspector.services import filling

    with _unlocked(args) as place:
        filled = filling.inspect(
            place, institution=args.institution, kind=args.kind, body=args.body, order=args.order,
            answers=args.answers.read_bytes(), photos=args.photos,
        )  # fmt: skip
    problems = [
        {"path": p.path, "kind": p.kind, "message": p.message.get(language_of(args), "")} for p in filled.problems
    ]
    if args.json:
        print_json({"inspection": filled.inspection, "problems": problems})
    else:
        print(filled.inspection)
        for problem in problems:
            print(f"{problem['kind']}: {problem['path']}: {problem['message']}", file=sys.stderr)
    return 0


def _seal(args: argparse.Namespace) -> int:
    from inspector.core.signatures import RefusalToSign, Representative, Signatures, Signer, Witness

    signers = tuple(
        Signer(name=name, post=post, body=body)
        for name, post, body in (_fields(text, "--signer", "NAME;POST;BODY") for text in args.signer)
    )
    representative = refusal = None
    if args.refused is not None:
        refusal = RefusalToSign(reason=args.refused, witnesses=tuple(Witness(name=name) for name in args.witness))
    else:
        name, post = _fields(args.representative, "--representative", "NAME;POST")
        representative = Representative(name=name, post=post)
    signatures = Signatures(signers=signers, representative=representative, refusal=refusal)
    with _unlocked(args) as place:
        sealed = place.sealing.seal(place.inspecting.open(args.inspection), signatures)
    if args.json:
        print_json({"inspection": sealed.inspection, "revision": sealed.revision,
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
            pdf = place.printing.proof(place.inspecting.open(args.inspection), languages).pdf
        else:
            pdf = place.printing.act(args.inspection)
    args.output.write_bytes(pdf)
    return 0


def _verify(args: argparse.Namespace) -> int:
    from inspector.acts import verify
    from inspector.wire import certificates, revocations

    told: frozenset[str] = frozenset()
    if args.root:
        pem = args.root.read_bytes()
    else:
        with _unlocked(args) as place:
            pem, told = place.root, frozenset(place.printing.revoked())
    root, now = certificates.from_pem(pem, "root"), datetime.now().astimezone()
    if args.revoked:
        told |= revocations.read(args.revoked, root, now)
    answer = verify.verify_file(args.file, root, now, told)
    problems = [i18n.sentence(problem, language_of(args)) for problem in answer.problems]
    if args.json:
        print_json({"valid": answer.valid, "kind": answer.kind, "root": answer.root, "device": answer.device,
                     "problems": problems})  # fmt: skip
    else:
        print("\n".join(problems), file=sys.stdout if answer.valid else sys.stderr)
    return 0 if answer.valid else 1


def _sync(args: argparse.Namespace) -> int:
    with _unlocked(args) as place:
        report = place.syncing.once() if args.once else _until_stopped(place.syncing)
    return print_exchange(args, report)


def print_exchange(args: argparse.Namespace, report: "SyncReport") -> int:
    """What came of an exchange; 0 when everything is accepted."""
    language = language_of(args)
    rows = [{"id": i.id, "kind": i.kind, "state": i.state, "bytes_sent": i.bytes_sent, "receipt": i.receipt or None,
             "problem": i18n.sentence(i.problem, language) if i.problem else None} for i in report.items]  # fmt: skip
    if args.json:
        print_json({"pulled": report.pulled, "items": rows})
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
