"""`inspector checklist` and `inspector xpath`: author a checklist and try it."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspector import i18n
from inspector.verbs.speaking import group, language_of, print_json, read_text, verb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from inspector.forms.errors import Problem


def add_verbs(verbs: Any) -> None:
    """Add `checklist` and `xpath`."""
    own = group(verbs, "checklist", "author and try checklists")
    check = verb(own, "check", _check, "list every error with its cell")
    check.add_argument("file", type=Path, metavar="FILE")
    check.add_argument("--json", action="store_true")
    compile_ = verb(own, "compile", _compile, "compile a workbook to an XForm")
    compile_.add_argument("file", type=Path, metavar="FILE")
    compile_.add_argument("-o", dest="output", type=Path, required=True, metavar="FORM.xml")
    run = verb(own, "run", _run, "fill a form and show findings and indicators")
    run.add_argument("form", type=Path, metavar="FORM.xml")
    run.add_argument("--answers", type=Path, metavar="INSTANCE.xml")
    run.add_argument("--script", metavar="FILE|-")
    run.add_argument("--json", action="store_true")
    xpath = verb(verbs, "xpath", _xpath, "evaluate an expression as the engine does")
    xpath.add_argument("expression", nargs="?", metavar="EXPRESSION")
    xpath.add_argument("--instance", type=Path, metavar="FILE")
    xpath.add_argument("--context", metavar="PATH")
    xpath.add_argument("--batch", type=Path, metavar="FILE.jsonl")
    xpath.add_argument("--json", action="store_true")


def _check(args: argparse.Namespace) -> int:
    from inspector.forms import authoring

    problems = authoring.check_checklist(args.file)
    language = language_of(args)
    if args.json:
        print_json([{"level": p.level, "sheet": p.sheet, "row": p.row, "column": p.column,
                     "message": _sentence(p, language)} for p in problems])  # fmt: skip
    else:
        _tell(problems, language)
    return 1 if any(problem.level == "error" for problem in problems) else 0


def _compile(args: argparse.Namespace) -> int:
    from inspector.forms import authoring

    compiled = authoring.compile_checklist(args.file)
    args.output.write_text(compiled.form_xml, encoding="utf-8")
    _tell(compiled.warnings, language_of(args))
    return 0


def _tell(problems: "Iterable[Problem]", language: str) -> None:
    """One line each: how bad, where, what."""
    for problem in problems:
        place = f"{problem.sheet} {problem.row} {problem.column}".strip()
        print(f"{problem.level}: {place}: {_sentence(problem, language)}", file=sys.stderr)


def _sentence(problem: "Problem", language: str) -> str:
    return i18n.text(problem.sentence, language).format_map(problem.params)


def _run(args: argparse.Namespace) -> int:
    from inspector.forms import running

    script = read_text(args.script).splitlines() if args.script else ()
    answers = args.answers.read_bytes() if args.answers else None
    result = running.run_checklist(args.form.read_bytes(), answers=answers, script=script, folder=args.form.parent)
    if args.json:
        print_json(result)
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
                print_json(running.evaluate_line(line, args.batch.parent))
        return 0
    if args.expression is None:
        print("inspector xpath: an EXPRESSION or --batch is needed", file=sys.stderr)
        return 2
    answer = running.evaluate(args.expression, args.instance and args.instance.read_bytes(), args.context)
    print_json(answer) if args.json else print(answer.get("string", answer.get("error")))
    return 1 if "error" in answer else 0
