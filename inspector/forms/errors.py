"""What the checklist engine refuses, each with one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from inspector.core.errors import N_, BadInput, NotFound


class FormRefused(BadInput):
    """A compiled form that cannot be run."""

    code = "form_refused"
    sentence = N_("This file is not a checklist that can be used.")


class FormTooBig(FormRefused):
    """Larger or deeper than any honest form or instance."""

    code = "form_too_big"
    sentence = N_("The file is too large or too deeply nested to be a checklist.")


class FormNotXml(FormRefused):
    """Not well-formed XML, or XML with entity declarations, which are never expanded."""

    code = "form_not_xml"
    sentence = N_("The file is damaged: it is not plain, well-formed XML (line {line}).")


class FormIncomplete(FormRefused):
    """Well-formed, but a part every XForm has is missing or contradicts another."""

    code = "form_incomplete"
    sentence = N_("The checklist lacks or contradicts itself in a needed part: {part}.")


class FormCycle(FormRefused):
    """Values that are computed from each other in a circle."""

    code = "form_cycle"
    sentence = N_("These values are computed from each other in a circle: {names}.")


class ExpressionRefused(BadInput):
    """An XPath expression that cannot be read."""

    code = "expression_refused"
    sentence = N_("The expression cannot be read at character {place}: {expression}")


class UnknownFunction(ExpressionRefused):
    """An expression that calls a function which does not exist, or with the wrong number of arguments."""

    code = "unknown_function"
    sentence = N_("There is no function {function} with {count} arguments.")


class EvaluationRefused(BadInput):
    """A readable expression that has no value here."""

    code = "evaluation_refused"
    sentence = N_("The expression has no value: {expression}")


class UnknownNode(NotFound):
    """A node that the form or the instance does not have."""

    code = "unknown_node"
    sentence = N_("The checklist has no such question or row: {node}.")


class NotAnAnswer(BadInput):
    """Something computed, preloaded or grouped was to be answered."""

    code = "not_an_answer"
    sentence = N_("This is not a question that can be answered: {node}.")


class NotARow(BadInput):
    """A row was to be added or removed where there are no rows."""

    code = "not_a_row"
    sentence = N_("This is not a list with rows: {node}.")


class InstanceRefused(BadInput):
    """Answers that belong to another checklist."""

    code = "instance_refused"
    sentence = N_("These answers belong to another checklist: {form}.")


class ScriptRefused(BadInput):
    """A line of a script that cannot be followed."""

    code = "script_refused"
    sentence = N_("Line {line} of the script cannot be followed.")


class NotALine(BadInput):
    """A line of a batch of expressions that is not what a batch wants."""

    code = "not_a_line"
    sentence = N_("Each line must be a JSON object with an expr.")


class AttachedUnreadable(BadInput):
    """A list beside a form that is neither readable CSV nor XML."""

    code = "attached_unreadable"
    sentence = N_("The list {name} beside the checklist cannot be read.")


class CommitmentMismatch(BadInput):
    """A revealed value that is not the one that was sealed."""

    code = "commitment_mismatch"
    sentence = N_("The value of {node} is not the one that was sealed.")


class CommitmentIncomplete(BadInput):
    """A sealed instance and its secret fields do not belong together."""

    code = "commitment_incomplete"
    sentence = N_("The sealed answers and the envelope do not belong together: {node}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One mistake in a workbook. `row` counts from 1 as the spreadsheet shows it; 0 is the whole sheet.

    `sentence` is a message id with {places} filled from `params`; `warning` does not stop compiling.
    """

    sheet: str
    row: int
    column: str
    sentence: str
    params: dict[str, str] = field(default_factory=dict)
    warning: bool = False

    @property
    def level(self) -> str:
        """As a word: "error" or "warning"."""
        return "warning" if self.warning else "error"

    @property
    def message(self) -> str:
        """The English sentence."""
        return self.sentence.format_map(self.params)


class AuthoringErrors(BadInput):
    """A workbook that cannot become a checklist; `problems` holds every mistake found."""

    code = "authoring_errors"
    sentence = N_(
        "The workbook has mistakes: {count}. The first is on the sheet {sheet}, row {row}; "
        "«inspector checklist check» lists all."
    )

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        super().__init__(count=len(self.problems), sheet=first.sheet, row=first.row)


class WorkbookUnreadable(BadInput):
    """A file that is neither an .xlsx workbook nor a .md table."""

    code = "workbook_unreadable"
    sentence = N_("The file {name} is not a readable .xlsx or .md workbook.")
