"""One inspection's answers, always recomputed: what a screen asks and tells, without a screen.

A session is single-threaded. Nodes are named by schema path with row UUIDs: `/data/guards[0190…]/iin`.
"""

import itertools
import uuid
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from inspector.core.finding import Finding, Indicator
from inspector.core.ids import new_id
from inspector.core.verdict import Severity
from inspector.forms import judging, submissions, terms
from inspector.forms.computing import Computing
from inspector.forms.errors import NotAnAnswer, NotARow, UnknownNode
from inspector.forms.form import Bind, Choice, Form, Texts
from inspector.forms.instance import Any_, Node, Rows, Tree
from inspector.forms.judging import FormProblem, Progress
from inspector.forms.safexml import writable
from inspector.forms.wording import choices_of, naming, spoken
from inspector.forms.xpath import Expression

__all__ = ["Changed", "FormProblem", "Progress", "Session"]

Lists = Mapping[str, Sequence[Mapping[str, str]]]
_NOTHING: Mapping[str, str] = {}
_NO_LISTS: Lists = {}


@dataclass(frozen=True, slots=True)
class Changed:
    """The nodes whose value, relevance, requirement, label or choices may read differently now."""

    nodes: frozenset[str]


class Session:
    """The answers to one checklist.

    `preload` fills top-level hidden questions by name (`visit_date`, `p_…`, `declared_…`, `instanceID`) and beats
    the form's defaults, a blank too; parameters of terms (`p_fix_days_…`) count even without a question. `lists`
    fill external secondary instances. With `first_rows`, every repeat starts with the row of the standard
    instead of none.
    """

    def __init__(
        self,
        form: Form,
        *,
        preload: Mapping[str, str] = _NOTHING,
        lists: Lists = _NO_LISTS,
        first_rows: bool = False,
    ) -> None:
        self._begin(form, preload, lists, first_rows=first_rows)
        self._computing.first_load()
        self._computing.everything()

    def _begin(self, form: Form, preload: Mapping[str, str], lists: Lists, *, first_rows: bool = False) -> None:
        self.form = form
        self.preload = dict(preload)
        self.tree = Tree(form, standard=first_rows)
        self.unknown: tuple[str, ...] = ()
        self._problems: dict[str, tuple[FormProblem, ...]] = {}
        submissions.fill_lists(self.tree, lists)
        meta = self.tree.nodes.get(f"{form.root.path}/meta/instanceID")
        if isinstance(meta, Node):
            meta.element.text = preload.get("instanceID") or f"uuid:{uuid.uuid4()}"
        for name, value in preload.items():
            node = self.tree.root.children.get(name)
            if isinstance(node, Node) and not node.children:
                node.element.text = writable(value)
        self._computing = Computing(self.tree, lambda node: naming(self, node, form.languages[0]))

    @classmethod
    def from_submission(
        cls, form: Form, xml: bytes, *, preload: Mapping[str, str] = _NOTHING, lists: Lists = _NO_LISTS
    ) -> "Session":
        """Read answers from XML; what they hold beats `preload`. Calculated values are computed anew.

        Raises FormRefused for what is not XML and InstanceRefused for another checklist's answers; nodes the form
        does not have become problems.
        """
        session = cls.__new__(cls)
        session._begin(form, preload, lists)
        session.unknown = submissions.load(session.tree, xml)
        session._computing.everything()
        return session

    # what a person does

    def set(self, node: str, value: str) -> Changed:
        """Answer a question. Raises UnknownNode, or NotAnAnswer for what is computed or grouped."""
        found = self._leaf(node)
        if found.spec.calculated or found.spec.children or found.spec.kind in {"note", "rule", "derived", "indicator"}:
            raise NotAnAnswer(node=found.spec.path)
        changed = self._computing.answer(found, writable(value))
        changed |= terms.preset(self, found)
        return self._moved(changed)

    def add_row(self, repeat: str, row: str | None = None, before: str | None = None) -> str:
        """Add a row to a repeat, at the end or before another; the node of the new row."""
        return self.insert_row(repeat, row, before)[0]

    def insert_row(self, repeat: str, row: str | None = None, before: str | None = None) -> tuple[str, Changed]:
        """As `add_row`, with what changed beside it."""
        rows = self._rows(repeat)
        place = self._row(before) if before else None
        if place is not None and place not in rows.rows:
            raise NotARow(node=rows.spec.path)
        identity = row or new_id()
        if f"{rows.address}[{identity}]" in self.tree.nodes:
            raise NotARow(node=rows.spec.path)
        added, changed = self._computing.add_row(rows, identity, place)
        return added.address, self._moved(changed)

    def move_row(self, row: str, before: str | None = None) -> Changed:
        """Give a row another place in its repeat, before another or at the end; its nodes keep their addresses."""
        found, place = self._row(row), self._row(before) if before else None
        if place is found or (place is not None and place not in self.tree.rows_of(found).rows):
            raise NotARow(node=found.spec.path)
        return self._moved(self._computing.move_row(found, place))

    def remove_row(self, row: str) -> Changed:
        """Remove a row with everything in it."""
        return self._moved(self._computing.remove_row(self._row(row)))

    def held(self, *, whole: bool = False) -> AbstractContextManager[None]:
        """Many changes with one computation at the end of them; each as usual where their order may matter.

        Inside, nothing computed may be asked: relevance and choices are those of before. `settled` tells what moved;
        with `whole`, for so many changes that all is computed anew, nobody may ask what moved.
        """
        self._problems.clear()
        return self._computing.held(whole=whole) if self.form.orderless else nullcontext()

    def settled(self) -> frozenset[str]:
        """The nodes that may read differently since changes were held, told once."""
        return frozenset(self._computing.settled())

    def preset_terms(self) -> Changed:
        """Give every failed check without a term of repair the one its severity asks for."""
        changed: set[str] = set()
        for verdict in self._nodes("verdict"):
            changed |= terms.preset(self, verdict)
        return Changed(frozenset(changed))

    # what a screen asks

    def rows(self, repeat: str) -> tuple[str, ...]:
        """The nodes of a repeat's rows, in order."""
        return tuple(row.address for row in self._rows(repeat).rows)

    def value(self, node: str) -> str:
        """The text a node holds, also while it is irrelevant; "" for groups."""
        found = self.node(node)
        return found.value if isinstance(found, Node) and not found.spec.children else ""

    def relevant(self, node: str) -> bool:
        """Whether the node is asked, with everything around it."""
        return self.node(node).relevant

    def required(self, node: str) -> bool:
        """Whether a relevant node must be answered before sealing."""
        return judging.is_required(self, self.node(node))

    def readonly(self, node: str) -> bool:
        """Whether the node is only shown: computed, locked by the form, or answered by headquarters."""
        found = self.node(node)
        if found.spec.calculated or found.spec.kind not in {"question", "verdict"}:
            return True
        if judging.answered_by_others(self.form, found.spec):
            return True
        return self._truth(found, self._bind(found).readonly, otherwise=False)

    def label(self, node: str, language: str) -> str:
        """What the node is called, with its places filled."""
        return self._spoken(node, self._bind(self.node(node)).label, language)

    def hint(self, node: str, language: str) -> str:
        """The help below the question."""
        return self._spoken(node, self._bind(self.node(node)).hint, language)

    def constraint_message(self, node: str, language: str) -> str:
        """What is said when the answer breaks the question's constraint."""
        return self._spoken(node, self._bind(self.node(node)).constraint_message, language)

    def choices(self, node: str, language: str) -> tuple[Choice, ...]:
        """The possible answers now."""
        return choices_of(self, self.node(node), language)

    def declared(self, node: str) -> str:
        """What was reported for a check or indicator, "" when nothing; never an answer."""
        return self._told(node, self._bind(self.node(node)).declared)

    def last(self, node: str) -> str:
        """What the last visit found, "" when nothing."""
        return self._told(node, self._bind(self.node(node)).last)

    def severity(self, node: str) -> Severity:
        """The severity a failed check or rule has at this institution; none for a recommendation."""
        return terms.severity(self, self.node(node).spec)

    def norm(self, node: str) -> str:
        """The key of the norm a check or rule stands on at this institution, "" without one."""
        spec = self.node(node).spec
        return spec.norm if terms.speaks_of_place(self, spec) else ""

    # what the answers say

    def problems(self) -> tuple[FormProblem, ...]:
        """Everything that stands between these answers and a seal."""
        for name, part in self.tree.root.children.items():
            if name not in self._problems:  # an answer touches one part or two, and a screen asks several times
                self._problems[name] = tuple(judging.problems(self, part))
        parts = (self._problems[name] for name in self.tree.root.children)
        return (*itertools.chain.from_iterable(parts), *judging.unknown(self))

    def findings(self) -> tuple[Finding, ...]:
        """Failed checks and rules in document order, worst not first."""
        return judging.findings(self)

    def indicators(self, name: str = "") -> tuple[Indicator, ...]:
        """What headquarters counts, all or those of that name; an irrelevant indicator is absent."""
        return judging.indicators(self, name)

    def checks(self, section: str | None = None) -> tuple[str, ...]:
        """The relevant checks of a section (a schema path) or of everything, in document order."""
        return tuple(node.address for node in judging.open_checks(self, section))

    def progress(self, section: str) -> Progress:
        """How far a section is."""
        return judging.progress(self, section)

    def submission(self) -> bytes:
        """The answers as XML: irrelevant nodes and wholly blank keyed rows left out, row UUIDs kept."""
        return submissions.write(self.tree)

    def irrelevant(self) -> tuple[str, ...]:
        """Every irrelevant node, with positions in place of row UUIDs."""
        return tuple(self.tree.positional(n) for n in self.tree.root.walk() if not n.relevant)

    def positional(self, node: str) -> str:
        """The node with positions counted from 1 in place of row UUIDs."""
        return self.tree.positional(self.node(node))

    def _moved(self, changed: Iterable[str]) -> Changed:
        """What changed; problems in its parts of the form are looked for anew."""
        start = len(self.form.root.path) + 1
        for address in changed:
            self._problems.pop(address[start:].partition("/")[0].partition("[")[0], None)
        return Changed(frozenset(changed))

    # finding nodes

    def node(self, address: str) -> Any_:
        """The node at an address. Raises UnknownNode."""
        found = self.tree.nodes.get(address)
        if found is None:
            raise UnknownNode(node=_without_rows(address))
        return found

    def _leaf(self, address: str) -> Node:
        found = self.node(address)
        if isinstance(found, Rows):
            raise NotAnAnswer(node=found.spec.path)
        return found

    def _rows(self, address: str) -> Rows:
        found = self.node(address)
        if not isinstance(found, Rows):
            raise NotARow(node=found.spec.path)
        return found

    def _row(self, address: str) -> Node:
        found = self.node(address)
        if isinstance(found, Rows) or not found.row:
            raise NotARow(node=found.spec.path)
        return found

    def _nodes(self, kind: str) -> tuple[Node, ...]:
        return tuple(n for n in self.tree.root.walk() if isinstance(n, Node) and n.spec.kind == kind)

    def _bind(self, node: Any_) -> Bind:
        return self.form.bind(node.spec.path)

    def _truth(self, node: Any_, expression: Expression | None, *, otherwise: bool) -> bool:
        return self._computing.truth(node, expression, otherwise=otherwise)

    def _spoken(self, node: str, texts: Texts, language: str) -> str:
        return spoken(self, self.node(node), texts, language)

    def _told(self, node: str, expression: Expression | None) -> str:
        return self._computing.text(self.node(node), expression) if expression else ""

    def text_at(self, node: Any_, expression: Expression) -> str:
        """An expression's text at a node; "" when it has none."""
        return self._computing.text(node, expression)

    def truth_at(self, node: Any_, expression: Expression | None, *, otherwise: bool) -> bool:
        """An expression's truth at a node; `otherwise` when there is none."""
        return self._computing.truth(node, expression, otherwise=otherwise)


def _without_rows(address: str) -> str:
    """An address that can be shown: what stands in brackets may be anything a person typed."""
    return "".join(part.partition("]")[2] if at else part for at, part in enumerate(address.split("[")))[:200]
