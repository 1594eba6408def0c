"""Our row types written out in standard XLSForm rows, before pyxform sees them."""

from collections.abc import Iterator, Mapping
from typing import Final

from inspector.forms.authoring_outline import CHECKS, NAME, Entry, Outline, languages_of
from inspector.forms.form import OURS

Row = dict[str, str]
NAMESPACES: Final = f'q="{OURS}"'
_BIND: Final = "bind::q:"
OWN_COLUMNS: Final = (
    "key", "personal", "restricted", "expression", "function", "arguments", "numerator", "denominator", "lower",
    "upper", "declared", "declared_of", "last", "evidence", "severity", "norm", "official", "answered_by",
)  # fmt: skip

_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "verdict": {"ru": "Результат", "kk": "Нәтиже", "en": "Verdict"},
    "reason": {"ru": "Причина", "kk": "Себебі", "en": "Reason"},
    "note": {"ru": "Заметка", "kk": "Ескертпе", "en": "Note"},
    "due_days": {
        "ru": "Срок устранения, дней со дня вручения акта",
        "kk": "Жою мерзімі, акт тапсырылған күннен бастап күн",
        "en": "Fix within, days from delivery of the act",
    },
    "photos": {"ru": "Фото", "kk": "Фото", "en": "Photos"},
    "photo": {"ru": "Фото", "kk": "Фото", "en": "Photo"},
}
_VERDICTS: Final[Mapping[str, Mapping[str, str]]] = {
    "ok": {"ru": "Соответствует", "kk": "Сәйкес", "en": "Compliant"},
    "bad": {"ru": "Не соответствует", "kk": "Сәйкес емес", "en": "Not compliant"},
    "na": {"ru": "Неприменимо", "kk": "Қатысы жоқ", "en": "Not applicable"},
    "unchecked": {"ru": "Не проверено", "kk": "Тексерілмеді", "en": "Not checked"},
}
VERDICT_LIST: Final = "verdict"


class Macros:
    """Writes out one survey. `defaults` are the parameters' values, for `p_` questions without a default.

    `applies` are the kinds of institution by norm, where the norm does not speak of all.
    """

    def __init__(
        self,
        outline: Outline,
        columns: tuple[str, ...],
        defaults: Mapping[str, str],
        applies: Mapping[str, str],
        *,
        titled: bool,
    ) -> None:
        self._titled = titled
        self._outline = outline
        self._defaults = defaults
        self._applies = applies
        self._languages = languages_of(columns).get("label", {})
        self.rows: list[Row] = []
        self.sources: list[int] = []
        """The row of the sheet that each written row came from."""

    def write(self) -> None:
        """Write out every row."""
        open_checks: list[Entry] = []
        for entry in self._outline.entries:
            if entry.type == "begin_check":
                open_checks.append(entry)
            written = list(self._expanded(entry, open_checks))
            if entry.type == "end_check" and open_checks:
                open_checks.pop()
            self.rows += written
            self.sources += [entry.row.number] * len(written)

    def verdict_choices(self, columns: tuple[str, ...]) -> list[Row]:
        """The four answers, in the languages the choices sheet has; the survey's languages when it has none."""
        languages = languages_of(columns).get("label") or self._languages
        return [
            {"list_name": VERDICT_LIST, "name": value}
            | {column: words[code] for code, column in languages.items() if code in words}
            for value, words in _VERDICTS.items()
        ]

    def _expanded(self, entry: Entry, open_checks: list[Entry]) -> Iterator[Row]:
        match entry.type:
            case "check":
                yield self._check_group(entry)
                yield from self._card(entry)
                yield {"type": "end_group", "name": entry.name}
            case "begin_check":
                yield self._check_group(entry)
            case "end_check":
                if open_checks:
                    yield from self._card(open_checks[-1])
                yield {"type": "end_group"}
            case "rule":
                yield from self._rule(entry)
            case "derived":
                standard = self._standard(entry)
                yield standard | {"type": "hidden"} | self._ours(entry, "function", "arguments") | _kind("derived")
            case "indicator":
                yield from self._indicator(entry)
            case _:
                row = self._standard(entry)
                if entry.name in self._defaults and not row.get("default") and self._defaults[entry.name]:
                    row["default"] = self._defaults[entry.name]
                yield row | self._ours(entry, "key", "personal", "restricted", "declared", "last")

    def _standard(self, entry: Entry) -> Row:
        """The standard columns of a row, as they are."""
        return {column: text for column, text in entry.row.cells.items() if column not in OWN_COLUMNS}

    def _ours(self, entry: Entry, *columns: str) -> Row:
        return {_BIND + column: entry.get(column) for column in columns if entry.get(column)}

    def _law(self, entry: Entry) -> Row:
        """Severity and norm, and whom the norm speaks of."""
        applies = self._applies.get(entry.get("norm"), "")
        return self._ours(entry, "severity", "norm") | ({f"{_BIND}applies": applies} if applies else {})

    def _label(self, word: str) -> Row:
        return {column: _WORDS[word][code] for code, column in self._languages.items() if code in _WORDS[word]}

    def _check_group(self, entry: Entry) -> Row:
        ours = self._law(entry) | self._ours(entry, "official", "evidence", "declared", "last", "answered_by")
        standard = {
            column: text for column, text in self._standard(entry).items() if column.partition("::")[0] != "hint"
        }
        return standard | {"type": "begin_group"} | _kind("check") | ours

    def _card(self, entry: Entry) -> Iterator[Row]:
        """What stands on every check's card after the author's own questions.

        A group shows no hint in an XForm, so the check's hint stands at its verdict.
        """
        hints = {column: text for column, text in entry.row.cells.items() if column.partition("::")[0] == "hint"}
        by_inspector = entry.get("answered_by") in {"", "inspector"}
        required = {"required": "yes"} if by_inspector else {}
        yield (
            {"type": f"select_one {VERDICT_LIST}", "name": "verdict"}
            | required | self._label("verdict") | hints | _kind("verdict")
        )  # fmt: skip
        unsettled = "../verdict = 'na' or ../verdict = 'unchecked'"
        yield {"type": "text", "name": "reason", "relevant": unsettled} | required | self._label("reason")
        yield {"type": "text", "name": "note"} | self._label("note")
        yield {"type": "integer", "name": "due_days", "relevant": "../verdict = 'bad'"} | self._label("due_days")
        photos = f"{entry.name}_photos"
        yield {"type": "begin_repeat", "name": photos} | self._label("photos")
        yield {"type": "image", "name": "photo"} | self._label("photo")
        yield {"type": "end_repeat", "name": photos}

    def _rule(self, entry: Entry) -> Iterator[Row]:
        standard = self._standard(entry)
        spoken = {column: text for column, text in standard.items() if column.partition("::")[0] in {"label", "hint"}}
        silent = {column: text for column, text in standard.items() if column not in spoken}
        ours = self._law(entry) | self._ours(entry, "official", "declared", "last")
        yield silent | {"type": "calculate", "calculation": self.wrapped(entry)} | _kind("rule") | ours
        failed = f"${{{entry.name}}} = 'bad'"
        own = silent.get("relevant", "")
        yield (
            {column: text for column, text in silent.items() if column not in {"relevant", "calculation"}}
            | {"type": "note", "name": f"{entry.name}_message", "relevant": f"({own}) and {failed}" if own else failed}
            | spoken
        )

    def wrapped(self, entry: Entry) -> str:
        """The rule's expression, judged only when there is something to judge.

        A row without key and a blank parameter judge nothing (""); any other blank input is "unchecked".
        """
        keys: dict[str, None] = {}
        for repeat in entry.repeats:
            key = repeat.get("key")
            if key:
                keys[f"${{{key}}}"] = None
        parameters: dict[str, None] = {}
        inputs: dict[str, None] = {}
        for found in self._inputs(entry):
            (parameters if found.startswith("${p_") else inputs)[found] = None
        text = entry.get("expression")
        for one in reversed([one for one in inputs if one not in keys]):
            text = f"if({one} = '', 'unchecked', {text})"
        for one in reversed([*keys, *parameters]):
            text = f"if({one} = '', '', {text})"
        return text

    def _inputs(self, entry: Entry) -> Iterator[str]:
        """The single inputs of an expression as written: `${name}`, and `${check}/verdict` and the like."""
        text = entry.get("expression")
        for match in NAME.finditer(text):
            target = self._outline.named(match.group(1))
            if target is None or target is entry:
                continue
            tail = _tail(text, match.end())
            if any(repeat not in entry.repeats for repeat in target.repeats) or target.type == "begin_repeat":
                continue
            if target.type in CHECKS:
                yield f"${{{target.name}}}{tail or '/verdict'}"
            elif target.type != "begin_group":
                yield f"${{{target.name}}}"

    def _indicator(self, entry: Entry) -> Iterator[Row]:
        """Its calculates. With `titled` the first keeps the label, which pyxform puts among the form's texts."""
        standard = {
            column: text
            for column, text in self._standard(entry).items()
            if column.partition("::")[0] not in {"label", "hint"}
        }
        title = {column: text for column, text in entry.row.cells.items() if column.partition("::")[0] == "label"}
        for suffix, column in (("", "numerator"), ("_of", "denominator"), ("_lower", "lower"), ("_upper", "upper")):
            if not entry.get(column):
                continue
            row = standard | {"type": "calculate", "name": entry.name + suffix, "calculation": entry.get(column)}
            if not suffix:
                row |= _kind("indicator") | self._ours(entry, "declared", "declared_of", "last")
                row |= title if self._titled else {}
            yield row


def _kind(kind: str) -> Row:
    return {f"{_BIND}kind": kind}


def _tail(text: str, place: int) -> str:
    """The path steps written directly after a `${name}`."""
    end = place
    while end < len(text) and (text[end] == "/" or text[end] == "_" or text[end].isalnum()):
        end += 1
    return text[place:end] if text[place : place + 1] == "/" else ""
