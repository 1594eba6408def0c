"""From the workbook headquarters writes to the form laptops run.

Our row types are written out first (`authoring_macros`), then pyxform compiles what is left: a plain XForm.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from inspector.core.errors import N_
from inspector.core.norm import Confidence, Norm, Parameter
from inspector.forms.authoring_checks import Checks
from inspector.forms.authoring_macros import NAMESPACES, Macros
from inspector.forms.authoring_outline import Outline, read_outline
from inspector.forms.authoring_sheets import Sheet, SheetRow, Workbook, columns_of, read_workbook
from inspector.forms.errors import AuthoringErrors, FormCycle, Problem
from inspector.forms.form import Form

_OURS_IN_SETTINGS: Final = frozenset({"kk_reviewed_by", "kk_reviewed_on"})
_ROW: Final = re.compile(r"\[row : (\d+)\]")
_NAMED: Final = re.compile(r"(?:'|named |\$\{)([\w.\-]+)(?:'|\}|\b)")

COMPILER = N_("The form compiler says: {problem}")
ENGINE = N_("The compiled form cannot be run: {problem}")


@dataclass(frozen=True, slots=True, kw_only=True)
class CompiledChecklist:
    """A checklist ready to be published. `warnings` did not stop it. `reviewed_kk`: somebody signed for the Kazakh."""

    form_id: str
    version: str
    title: str
    form_xml: str
    norms: tuple[Norm, ...]
    parameters: tuple[Parameter, ...]
    reviewed_kk: bool
    warnings: tuple[Problem, ...]


def compile_checklist(path: Path, *, validate: bool = False, titled: bool = False) -> CompiledChecklist:
    """Compile a workbook. Raises WorkbookUnreadable, or AuthoringErrors with every mistake found.

    With `validate`, ODK Validate (which needs a Java runtime) must accept the form, too. With `titled`, the labels
    of indicators stay among the form's texts, where screens, acts and headquarters find them though no control
    shows them: so a checklist is published.
    """
    book = read_workbook(path)
    compiled, problems = _compile(book, validate=validate, titled=titled)
    errors = [problem for problem in problems if not problem.warning]
    if errors or compiled is None:
        raise AuthoringErrors(errors)
    return compiled


def check_checklist(path: Path) -> tuple[Problem, ...]:
    """Every mistake and warning: ours all at once; pyxform's first one only when there are none of ours."""
    return tuple(_compile(read_workbook(path), validate=False, titled=True)[1])


def _compile(book: Workbook, *, validate: bool, titled: bool) -> tuple[CompiledChecklist | None, list[Problem]]:
    outline = read_outline(book.get("survey") or Sheet("survey", (), ()))
    problems = Checks(book, outline).run()
    if any(not problem.warning for problem in problems):
        return None, problems
    settings = book["settings"].rows[0]
    defaults = {row.get("name"): row.get("value") for row in _parameters(book)}
    applies = {row.get("key"): row.get("applies") for row in book["norms"].rows}
    macros = Macros(outline, book["survey"].columns, defaults, applies, titled=titled)
    macros.write()
    xml, failure = _convert(book, macros, settings, validate=validate)
    if failure is not None:
        return None, [*problems, failure]
    failure = _unrunnable(xml, outline)
    if failure is not None:
        return None, [*problems, failure]
    compiled = CompiledChecklist(
        form_id=settings.get("form_id"),
        version=settings.get("version"),
        title=settings.get("form_title"),
        form_xml=xml,
        norms=tuple(_norm(row) for row in book["norms"].rows),
        parameters=tuple(_parameter(row) for row in _parameters(book)),
        reviewed_kk=bool(settings.get("kk_reviewed_by") and settings.get("kk_reviewed_on")),
        warnings=tuple(problem for problem in problems if problem.warning),
    )
    return compiled, problems


def _convert(book: Workbook, macros: Macros, settings: SheetRow, *, validate: bool) -> tuple[str, Problem | None]:
    from pyxform.errors import PyXFormError
    from pyxform.validators.odk_validate import ODKValidateError
    from pyxform.xls2xform import convert

    standard = {column: text for column, text in settings.cells.items() if column not in _OURS_IN_SETTINGS}
    standard["namespaces"] = NAMESPACES
    choices_sheet = book.get("choices") or Sheet("choices", (), ())
    choices = [dict(row.cells) for row in choices_sheet.rows]
    if any(row["type"] == "select_one verdict" for row in macros.rows if "type" in row):
        choices += macros.verdict_choices(choices_sheet.columns)
    try:
        result = convert(
            {
                "survey": macros.rows,
                "survey_header": columns_of(macros.rows),
                "choices": choices,
                "choices_header": columns_of(choices),
                "settings": [standard],
                "settings_header": columns_of([standard]),
            },
            validate=validate,
        )
    except (PyXFormError, ODKValidateError, ValueError, KeyError, TypeError, AttributeError) as error:
        return "", _mapped(str(error), macros)
    return str(result.xform), None


def _mapped(message: str, macros: Macros) -> Problem:
    """pyxform's message at the row of the sheet it came from."""
    row = 0
    found = _ROW.search(message)
    if found and 0 <= int(found.group(1)) - 2 < len(macros.sources):
        row = macros.sources[int(found.group(1)) - 2]
    else:
        names = {written.get("name"): source for written, source in zip(macros.rows, macros.sources, strict=True)}
        quoted = _NAMED.findall(message)
        row = next((names[name] for name in quoted if name in names), 0) or next(
            (
                source
                for name in quoted
                for written, source in zip(macros.rows, macros.sources, strict=True)
                if name in written.values()
            ),
            0,
        )
    text = " ".join(_ROW.sub("", message).split())
    return Problem(sheet="survey", row=row, column="", sentence=COMPILER, params={"problem": text[:1000]})


def _unrunnable(xml: str, outline: Outline) -> Problem | None:
    """What our own engine says of the compiled form, None when it runs it."""
    from inspector.core.errors import Refusal

    try:
        Form.parse(xml.encode())
    except Refusal as error:
        first = error.params.get("names", "").split(", ")[0] if isinstance(error, FormCycle) else ""
        entry = outline.named(first)
        row = entry.row.number if entry else 0
        return Problem(sheet="survey", row=row, column="", sentence=ENGINE, params={"problem": str(error)})
    return None


def _parameters(book: Workbook) -> tuple[SheetRow, ...]:
    return book["parameters"].rows


def _norm(row: SheetRow) -> Norm:
    return Norm(
        key=row.get("key"),
        act=row.get("act"),
        paragraph=row.get("paragraph"),
        edition=row.get("edition"),
        confidence=Confidence(row.get("confidence")),
        title_ru=row.get("title_ru"),
        title_kk=row.get("title_kk"),
    )


def _parameter(row: SheetRow) -> Parameter:
    return Parameter(
        name=row.get("name"),
        value=row.get("value"),
        unit=row.get("unit"),
        source=row.get("source"),
        changed_by=row.get("changed_by"),
    )
