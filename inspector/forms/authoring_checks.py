"""Everything a workbook can be told before pyxform sees it, all at once: the compile errors of our own."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from inspector.core.errors import N_
from inspector.core.institution import InstitutionType
from inspector.core.norm import Confidence
from inspector.core.verdict import Severity
from inspector.forms import derived
from inspector.forms.authoring_macros import OWN_COLUMNS, VERDICT_LIST
from inspector.forms.authoring_outline import CHECKS, EXPRESSIONS, OPENING, Entry, Outline, languages_of
from inspector.forms.authoring_sheets import Sheet, SheetRow, Workbook
from inspector.forms.authoring_unreachable import Reach
from inspector.forms.errors import Problem
from inspector.forms.patterns import usable
from inspector.forms.references import Reference
from inspector.forms.xpath_syntax import Call, Literal, walk

TRANSLATED: Final = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
SURVEY_COLUMNS: Final = frozenset({
    "type", "name", "label", "hint", "guidance_hint", "relevant", "required", "required_message", "constraint",
    "constraint_message", "calculation", "default", "appearance", "choice_filter", "read_only", "repeat_count",
    "trigger", "parameters", "note", *OWN_COLUMNS,
})  # fmt: skip
_MEDIA: Final = frozenset({"image", "audio", "video", "big-image", "media", "body", "instance", "bind"})
COLUMNS: Final[Mapping[str, frozenset[str]]] = {
    "settings": frozenset({
        "form_title", "form_id", "version", "default_language", "instance_name", "style", "allow_choice_duplicates",
        "public_key", "submission_url", "auto_send", "auto_delete", "kk_reviewed_by", "kk_reviewed_on",
    }),
    "norms": frozenset({"key", "act", "paragraph", "edition", "confidence", "title_ru", "title_kk", "applies"}),
    "parameters": frozenset({"name", "value", "unit", "source", "changed_by"}),
}  # fmt: skip
_REQUIRED_SHEETS: Final = ("survey", "settings", "norms", "parameters")
_CHANGED_BY: Final = frozenset({"law", "hq", "region", "assignment"})
_VALUES: Final[Mapping[str, frozenset[str]]] = {
    "severity": frozenset(one.value for one in Severity if one),
    "evidence": frozenset({"none", "optional", "bad", "always"}),
    "answered_by": frozenset({"inspector", "hq"}),
    "personal": frozenset({"yes", "no"}),
    "restricted": frozenset({"yes", "no"}),
}
_BELONGS: Final[Mapping[str, frozenset[str]]] = {
    "expression": frozenset({"rule"}),
    "function": frozenset({"derived"}),
    "arguments": frozenset({"derived"}),
    "numerator": frozenset({"indicator"}),
    "denominator": frozenset({"indicator"}),
    "lower": frozenset({"indicator"}),
    "upper": frozenset({"indicator"}),
    "declared_of": frozenset({"indicator"}),
    "evidence": CHECKS,
    "answered_by": CHECKS,
    "severity": CHECKS | {"rule"},
    "norm": CHECKS | {"rule"},
    "official": CHECKS | {"rule"},
    "key": frozenset({"begin_repeat"}),
}
_NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "check": ("name",),
    "begin_check": ("name",),
    "rule": ("name", "expression"),
    "derived": ("name", "function"),
    "indicator": ("name", "numerator", "denominator"),
}
_UNIQUE: Final = CHECKS | {"rule", "indicator"}
_LABELLED: Final = CHECKS | {"rule", "note", "text", "integer", "decimal", "date", "time", "dateTime", "image"}
_OFFICIAL: Final = re.compile(r"[\w.\-]+:[\w.\-]+(?:[\s,;]+[\w.\-]+:[\w.\-]+)*\Z")
_CLOCK: Final = frozenset({"today", "now"})

NO_SHEET = N_("The workbook has no sheet named {sheet}.")
UNKNOWN_COLUMN = N_("There is no column named {column}.")
NAMELESS_COLUMN = N_("This cell stands under no column name.")
NOT_TRANSLATABLE = N_("Write a column for each language: {column}::Русский (ru) and {column}::Қазақша (kk).")
NO_LANGUAGE = N_("The text is missing in {language}.")
WRONG_VALUE = N_("{value} is not one of: {allowed}.")
WRONG_PLACE = N_("This column does not belong to the type {type}.")
NEEDED = N_("This cell must not be empty.")
UNKNOWN_NORM = N_("There is no norm with the key {norm}.")
SEVERITY_UNREAD = N_("A severity needs a norm that was read with high or medium confidence.")
CLOCK = N_("today() and now() change after the visit: use ${{visit_date}}.")
DUPLICATE = N_("The name {name} is used more than once.")
IN_REPEAT = N_("An indicator cannot stand inside a repeat.")
BOUNDS = N_("{name} can be unchecked, so the indicator needs lower and upper bounds.")
UNKNOWN_FUNCTION = N_("There is no derived function named {name}.")
WRONG_ARGUMENTS = N_("The function {name} takes {count} arguments.")
NO_SUCH_KEY = N_("The repeat has no question named {name}.")
BAD_OFFICIAL = N_("An official item is written BODY:item.")
NO_PARAMETER = N_("The sheet parameters has no row for {name}.")
OTHER_DEFAULT = N_("The default differs from the parameter's value {value}.")
SECRET_LEAKS = N_("It copies {name}, which is personal or restricted: mark it the same way.")
RESERVED_LIST = N_("The list name verdict is reserved for the four answers.")
BAD_PATTERN = N_("The regular expression cannot be read, or could take for ever to match.")
NOT_REVIEWED = N_("Nobody has confirmed the Kazakh texts: acts will say ЖОБА (draft).")


class Checks:
    """Checks one workbook. `problems` holds what was found, warnings included."""

    def __init__(self, book: Workbook, outline: Outline) -> None:
        self._book = book
        self._outline = outline
        self.problems: list[Problem] = []
        self._norms = {row.get("key"): row for row in self._rows("norms")}
        self._parameters = {row.get("name"): row for row in self._rows("parameters")}

    def run(self) -> list[Problem]:
        """Check everything; sorted by sheet and row."""
        for name in _REQUIRED_SHEETS:
            if name not in self._book:
                self._add(name, 0, "", NO_SHEET, sheet=name)
        self._columns()
        self._settings()
        self._norm_rows()
        self._parameter_rows()
        self._choices()
        for entry in self._outline.entries:
            if entry.type not in OPENING.values():
                self._entry(entry)
        self._duplicates()
        self.problems += self._outline.problems
        self.problems += Reach(self._outline, self._rows("choices")).problems()
        order = list(_REQUIRED_SHEETS)
        self.problems.sort(key=lambda one: (order.index(one.sheet) if one.sheet in order else len(order), one.row))
        return self.problems

    def _add(self, place: str, row: int, where: str, sentence: str, /, **params: str) -> None:
        warning = sentence == NOT_REVIEWED
        self.problems.append(
            Problem(sheet=place, row=row, column=where, sentence=sentence, params=params, warning=warning)
        )

    def _note(self, entry: Entry, where: str, sentence: str, /, **params: str) -> None:
        self._add("survey", entry.row.number, where, sentence, **params)

    def _rows(self, sheet: str) -> tuple[SheetRow, ...]:
        found = self._book.get(sheet)
        return found.rows if found else ()

    # columns and other sheets

    def _columns(self) -> None:
        survey = self._book.get("survey")
        if survey is not None:
            self._sheet_columns(survey, lambda base: base in SURVEY_COLUMNS, TRANSLATED)
        choices = self._book.get("choices")
        if choices is not None:
            self._sheet_columns(choices, lambda _base: True, ("label",))
        for name, known in COLUMNS.items():
            sheet = self._book.get(name)
            if sheet is not None:
                self._sheet_columns(sheet, known.__contains__, ())

    def _sheet_columns(self, sheet: Sheet, known: Callable[[str], bool], translated: tuple[str, ...]) -> None:
        for column in sheet.columns:
            base = column.partition("::")[0]
            ours_by_hand = column.startswith("bind::q:")
            if not column or ours_by_hand or not (known(base) or (base in _MEDIA and "::" in column)):
                self._add(sheet.name, 1, column, UNKNOWN_COLUMN, column=column or "—")
            elif column in translated:
                self._add(sheet.name, 1, column, NOT_TRANSLATABLE, column=column)
        for row in sheet.rows:
            for column in row.cells:
                if column not in sheet.columns:
                    self._add(sheet.name, row.number, column, NAMELESS_COLUMN)
        for base, languages in languages_of(sheet.columns).items():
            missing = [code for code in ("ru", "kk") if code not in languages]
            for code in missing if base in translated else ():
                self._add(sheet.name, 1, next(iter(languages.values())), NO_LANGUAGE, language=code)

    def _translations(self, sheet: str, row: SheetRow, *, label_needed: bool) -> None:
        """Each text of a row stands in Russian and Kazakh, or in neither."""
        columns = self._book[sheet].columns if sheet in self._book else ()
        for base, languages in languages_of(columns).items():
            if base not in TRANSLATED:
                continue
            written = any(row.get(column) for column in languages.values())
            if not written and not (base == "label" and label_needed):
                continue
            for code in ("ru", "kk"):
                column = languages.get(code)
                if column and not row.get(column):
                    self._add(sheet, row.number, column, NO_LANGUAGE, language=code)

    def _settings(self) -> None:
        row = next(iter(self._rows("settings")), None)
        if "settings" not in self._book:
            return
        for column in ("form_title", "form_id", "version", "default_language"):
            if row is None or not row.get(column):
                self._add("settings", row.number if row else 2, column, NEEDED)
        if row is None or not (row.get("kk_reviewed_by") and row.get("kk_reviewed_on")):
            self._add("settings", row.number if row else 2, "kk_reviewed_by", NOT_REVIEWED)

    def _norm_rows(self) -> None:
        seen: set[str] = set()
        for row in self._rows("norms"):
            for column in ("key", "act", "confidence", "title_ru", "title_kk"):
                if not row.get(column):
                    self._add("norms", row.number, column, NEEDED)
            confidence = row.get("confidence")
            if confidence and confidence not in set(Confidence):
                self._add("norms", row.number, "confidence", WRONG_VALUE, value=confidence, allowed=_told(Confidence))
            for kind in row.get("applies").split():
                if kind not in set(InstitutionType):
                    self._add("norms", row.number, "applies", WRONG_VALUE, value=kind, allowed=_told(InstitutionType))
            if row.get("key") in seen:
                self._add("norms", row.number, "key", DUPLICATE, name=row.get("key"))
            seen.add(row.get("key"))

    def _parameter_rows(self) -> None:
        seen: set[str] = set()
        for row in self._rows("parameters"):
            for column in ("name", "changed_by"):
                if not row.get(column):
                    self._add("parameters", row.number, column, NEEDED)
            if row.get("name") in seen:
                self._add("parameters", row.number, "name", DUPLICATE, name=row.get("name"))
            seen.add(row.get("name"))
            if row.get("source") and row.get("source") not in self._norms:
                self._add("parameters", row.number, "source", UNKNOWN_NORM, norm=row.get("source"))
            changed = row.get("changed_by")
            if changed and changed not in _CHANGED_BY:
                self._add(
                    "parameters", row.number, "changed_by", WRONG_VALUE, value=changed, allowed=_told(_CHANGED_BY)
                )

    def _choices(self) -> None:
        for row in self._rows("choices"):
            if row.get("list_name") == VERDICT_LIST:
                self._add("choices", row.number, "list_name", RESERVED_LIST)
            for column in ("list_name", "name"):
                if not row.get(column):
                    self._add("choices", row.number, column, NEEDED)
            self._translations("choices", row, label_needed=True)

    # rows of the survey

    def _entry(self, entry: Entry) -> None:
        for column in _NEEDED.get(entry.type, ()):
            if not entry.get(column):
                self._note(entry, column, NEEDED)
        for column, allowed in _VALUES.items():
            if entry.get(column) and entry.get(column) not in allowed:
                self._note(entry, column, WRONG_VALUE, value=entry.get(column), allowed=_told(allowed))
        for column, types in _BELONGS.items():
            if entry.get(column) and entry.type not in types:
                self._note(entry, column, WRONG_PLACE, type=entry.type)
        labelled = entry.type in _LABELLED or entry.type.startswith("select")
        self._translations("survey", entry.row, label_needed=labelled)
        self._outline.check_expressions(entry)
        self._norm(entry)
        self._clock(entry)
        self._patterns(entry)
        if entry.get("official") and not _OFFICIAL.match(entry.get("official")):
            self._note(entry, "official", BAD_OFFICIAL)
        if entry.type == "indicator":
            self._indicator(entry)
        if entry.type == "derived":
            self._derived(entry)
        if entry.get("key"):
            self._key(entry)
        if entry.name.startswith("p_"):
            self._parameter(entry)
        self._leak(entry)

    def _norm(self, entry: Entry) -> None:
        norm = self._norms.get(entry.get("norm"))
        if entry.get("norm") and norm is None:
            self._note(entry, "norm", UNKNOWN_NORM, norm=entry.get("norm"))
        elif entry.get("severity"):
            read = norm is not None and norm.get("confidence") in {Confidence.HIGH, Confidence.MEDIUM}
            if not read:
                self._note(entry, "severity", SEVERITY_UNREAD)

    def _clock(self, entry: Entry) -> None:
        if entry.type not in _UNIQUE | {"derived"} and entry.check is None:
            return
        for column in (*EXPRESSIONS, "arguments", "default"):
            if _CLOCK & self._outline.calls(entry, column):
                self._note(entry, column, CLOCK)

    def _patterns(self, entry: Entry) -> None:
        for column in EXPRESSIONS:
            for node in (node for tree in self._outline.trees(entry, column) for node in walk(tree)):
                match node:
                    case Call(name="regex", arguments=(_, Literal(pattern))) if not usable(pattern):
                        self._note(entry, column, BAD_PATTERN)

    def _indicator(self, entry: Entry) -> None:
        if entry.repeats:
            self._note(entry, "type", IN_REPEAT)
        if entry.get("lower") and entry.get("upper"):
            return
        for column in ("numerator", "denominator"):
            for reference in self._outline.references(entry, column):
                if self._can_be_unchecked(reference):
                    name = reference.path.rpartition("/")[2]
                    missing = "upper" if entry.get("lower") else "lower"
                    self._note(entry, missing, BOUNDS, name=name)
                    return

    def _can_be_unchecked(self, reference: Reference) -> bool:
        target = self._outline.by_path.get(reference.path)
        if target is None:
            parent = self._outline.by_path.get(reference.path.rpartition("/")[0])
            return parent is not None and parent.type in CHECKS and reference.path.endswith("/verdict")
        if target.type in {"rule", "derived"}:
            return True
        return any(
            row.get("list_name") == target.choices and row.get("name") == "unchecked" for row in self._rows("choices")
        )

    def _derived(self, entry: Entry) -> None:
        function = derived.TABLE.get(entry.get("function"))
        if function is None:
            if entry.get("function"):
                self._note(entry, "function", UNKNOWN_FUNCTION, name=entry.get("function"))
            return
        compiled = self._outline.compiled(entry, "arguments")
        most = len(function.arguments)
        readable = compiled or not entry.get("arguments")
        if readable and not most - function.optional <= len(compiled) <= most:
            count = str(most) if not function.optional else f"{most - function.optional}-{most}"
            self._note(entry, "arguments", WRONG_ARGUMENTS, name=entry.get("function"), count=count)

    def _key(self, entry: Entry) -> None:
        inside = any(
            other.name == entry.get("key") and other.parents[-1:] == (entry,) for other in self._outline.entries
        )
        if not inside:
            self._note(entry, "key", NO_SUCH_KEY, name=entry.get("key"))

    def _parameter(self, entry: Entry) -> None:
        row = self._parameters.get(entry.name)
        if row is None:
            self._note(entry, "name", NO_PARAMETER, name=entry.name)
        elif entry.get("default") and entry.get("default") != row.get("value"):
            self._note(entry, "default", OTHER_DEFAULT, value=row.get("value") or "—")

    def _leak(self, entry: Entry) -> None:
        """What is calculated from a secret value, or begins as one, is secret itself."""
        for column in () if _is_secret(entry) else ("calculation", "default"):
            for reference in self._outline.references(entry, column):
                target = self._outline.by_path.get(reference.path)
                if target is not None and _is_secret(target):
                    self._note(entry, column, SECRET_LEAKS, name=target.name)
                    return

    def _duplicates(self) -> None:
        """Names of checks, rules and indicators are unique in the whole form, with the names made from them."""
        taken: dict[str, int] = {}
        for entry in self._outline.entries:
            if entry.type in OPENING.values() or not entry.name:
                continue
            if len(self._outline.by_name.get(entry.name, ())) > 1 and any(
                other.type in _UNIQUE for other in self._outline.by_name[entry.name]
            ):
                self._note(entry, "name", DUPLICATE, name=entry.name)
            for made in _made_names(entry):
                if made in self._outline.by_name or made in taken:
                    self._note(entry, "name", DUPLICATE, name=made)
                taken[made] = entry.row.number


def _made_names(entry: Entry) -> Iterator[str]:
    """The names of the nodes a macro makes beside its own."""
    if entry.type in CHECKS:
        yield f"{entry.name}_photos"
    elif entry.type == "rule":
        yield f"{entry.name}_message"
    elif entry.type == "indicator":
        yield from (f"{entry.name}_{part}" for part in ("of", "lower", "upper"))


def _told(values: object) -> str:
    return ", ".join(sorted(str(value) for value in values))  # type: ignore[attr-defined]


def _is_secret(entry: Entry) -> bool:
    """Marked itself, or by a group around it."""
    return any("yes" in {one.get("personal"), one.get("restricted")} for one in (entry, *entry.parents))
