"""A compiled checklist, as it is run: the tree of its questions and the expressions that bind them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from lxml.etree import _Element

from inspector.core.verdict import Severity
from inspector.forms.errors import UnknownNode
from inspector.forms.xpath import Expression

OURS: Final = "urn:qorgan:checklist:1"
CONTAINERS: Final = frozenset({"group", "repeat", "check"})
ANSWERED: Final = frozenset({"question", "verdict"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeSpec:
    """One node of the form.

    `path` is its schema path; `kind` is group, repeat, check, rule, derived, indicator, question, note, hidden,
    verdict or meta; `type` is the bind type (string, int, decimal, date, time, dateTime, binary, geopoint ...);
    `control` is the body element that shows it ("" when nothing does). `applies` are the kinds of institution its norm
    speaks of, none when it speaks of all. `parent` is a schema path, "" at the root.
    `required` says that it can be required; ask the session whether it is now. `key` is the name of the child that
    names a row. `declared`, `declared_of` and `last` are the expressions as written. `choices` is the id of the
    list it chooses from. `namespace` is that of its element when it is not the form's own.
    """

    path: str
    name: str
    kind: str
    type: str = "string"
    control: str = ""
    appearance: str = ""
    parent: str = ""
    children: "tuple[NodeSpec, ...]" = ()
    required: bool = False
    readonly: bool = False
    calculated: bool = False
    personal: bool = False
    restricted: bool = False
    severity: Severity = Severity.NONE
    norm: str = ""
    applies: tuple[str, ...] = ()
    evidence: str = ""
    official: str = ""
    answered_by: str = "inspector"
    key: str = ""
    declared: str = ""
    declared_of: str = ""
    last: str = ""
    choices: str = ""
    media: str = ""
    default: str = ""
    namespace: str = ""

    @property
    def secret(self) -> bool:
        """Whether its value leaves the laptop only inside the envelope."""
        return self.personal or self.restricted

    def child(self, name: str) -> "NodeSpec | None":
        """The child of that name."""
        return next((child for child in self.children if child.name == name), None)

    def walk(self) -> "Iterator[NodeSpec]":
        """Itself and everything below, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Text:
    """A text with places: strings and expressions in turn."""

    parts: tuple["str | Expression", ...]

    @property
    def expressions(self) -> tuple[Expression, ...]:
        """The places to be filled."""
        return tuple(part for part in self.parts if isinstance(part, Expression))


Texts = Mapping[str, Text]
"""One text per short language code."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSet:
    """Where a question's choices come from: written in place, or the nodes of an expression.

    `value` and `label` are child names; with `by_itext` the label's child holds the id of a text.
    """

    items: tuple[tuple[str, Texts], ...] = ()
    nodes: Expression | None = None
    value: str = "name"
    label: str = "label"
    by_itext: bool = False


@dataclass(frozen=True, slots=True)
class Trigger:
    """When the question at `source` changes, the node is set to `expression`."""

    source: str
    expression: Expression | None


@dataclass(slots=True, kw_only=True)
class Bind:
    """Everything that moves one node. Expressions are evaluated at the node itself.

    `preload` says how a node is filled when an instance is begun: "date", "timestamp start" and the like.
    """

    relevant: Expression | None = None
    calculate: Expression | None = None
    required: Expression | None = None
    readonly: Expression | None = None
    constraint: Expression | None = None
    count: Expression | None = None
    function: str = ""
    arguments: tuple[Expression, ...] = ()
    declared: Expression | None = None
    declared_of: Expression | None = None
    last: Expression | None = None
    first_load: Expression | None = None
    new_row: Expression | None = None
    triggers: "tuple[Trigger, ...]" = ()
    preload: str = ""
    label: Texts = field(default_factory=dict)
    hint: Texts = field(default_factory=dict)
    constraint_message: Texts = field(default_factory=dict)
    required_message: Texts = field(default_factory=dict)
    items: ItemSet | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """The instances a session starts from: the main one (templates included) and the secondary ones.

    `external` is where the outside secondary instances would be read from (`jr://file-csv/schools.csv`), by id.
    """

    main: _Element
    secondary: Mapping[str, _Element]
    external: Mapping[str, str]
    item_texts: Mapping[str, Texts]


class Form:
    """A compiled checklist. Immutable once parsed; one form serves any number of sessions."""

    def __init__(
        self,
        *,
        form_id: str,
        version: str,
        title: str,
        languages: tuple[str, ...],
        root: NodeSpec,
        binds: Mapping[str, Bind],
        sources: Sources,
    ) -> None:
        from inspector.forms.graph import Graph

        self.form_id = form_id
        self.version = version
        self.title = title
        self.languages = languages
        self.root = root
        self.binds = binds
        self.sources = sources
        self._specs = {spec.path: spec for spec in root.walk()}
        self._leading: dict[tuple[str, ...], frozenset[str]] = {}
        self.graph = Graph(self)

    @staticmethod
    def parse(xml: bytes) -> "Form":
        """Read a compiled XForm. Raises FormRefused (or a subclass) or ExpressionRefused."""
        from inspector.forms.reading import read_form

        return read_form(xml)

    @property
    def sections(self) -> tuple[NodeSpec, ...]:
        """The top-level groups and repeats, in order."""
        return tuple(child for child in self.root.children if child.kind in CONTAINERS)

    def spec(self, path: str) -> NodeSpec:
        """The node at a schema path. Raises UnknownNode."""
        found = self._specs.get(path)
        if found is None:
            raise UnknownNode(node=path)
        return found

    def has(self, path: str) -> bool:
        """Whether the form has that schema path."""
        return path in self._specs

    def bind(self, path: str) -> Bind:
        """The bind of a schema path; an empty one where the form says nothing."""
        return self.binds.get(path) or _NO_BIND

    def walk(self) -> Iterator[NodeSpec]:
        """Every node below the root, in document order."""
        specs = self.root.walk()
        next(specs)
        yield from specs

    @cached_property
    def repeats(self) -> frozenset[str]:
        """The schema paths of all repeats."""
        return frozenset(spec.path for spec in self.walk() if spec.kind == "repeat")

    def repeat_of(self, path: str) -> str:
        """The schema path of the innermost repeat around (or at) a path, "" when there is none."""
        current: str = path
        while current:
            if current in self.repeats:
                return current
            current = current.rpartition("/")[0]
        return ""

    def leading_to(self, kinds: tuple[str, ...]) -> frozenset[str]:
        """The schema paths of nodes of these kinds, and of everything around them."""
        found = self._leading.get(kinds)
        if found is None:
            around: set[str] = set()
            for spec in self.root.walk():
                path = spec.path if spec.kind in kinds else ""
                while path and path not in around:
                    around.add(path)
                    path = path.rpartition("/")[0]
            found = self._leading[kinds] = frozenset(around)
        return found

    @cached_property
    def of_others(self) -> frozenset[str]:
        """The schema paths of checks that headquarters answers, and of everything in them."""
        return frozenset(spec.path for spec in self.root.walk() if self._of_others(spec))

    def _of_others(self, spec: NodeSpec) -> bool:
        if spec.answered_by != "inspector":
            return True
        parent = self.spec(spec.parent) if spec.parent else None
        while parent is not None and parent.kind != "check":
            parent = self.spec(parent.parent) if parent.parent else None
        return parent is not None and parent.answered_by != "inspector"

    @cached_property
    def triggered_by(self) -> Mapping[str, tuple[tuple[str, Expression | None], ...]]:
        """For each question, the paths that are set anew when it changes (`trigger`), and to what."""
        found: dict[str, tuple[tuple[str, Expression | None], ...]] = {}
        for path, bind in self.binds.items():
            for trigger in bind.triggers:
                found[trigger.source] = (*found.get(trigger.source, ()), (path, trigger.expression))
        return found

    @cached_property
    def orderless(self) -> bool:
        """Whether the answers alone decide what is computed, in whatever order they were given.

        Not so where a change sets another question (`trigger`), where a new row is filled by an expression, or where
        the number of rows follows from an answer.
        """
        if self.triggered_by or any(bind.new_row is not None for bind in self.binds.values()):
            return False
        counts = [bind.count for bind in self.binds.values() if bind.count is not None]
        waiting, seen = [reference.path for count in counts for reference in count.references], set[str]()
        while waiting:
            path = waiting.pop()
            if path in seen or not self.has(path):
                continue
            seen.add(path)
            spec, bind = self.spec(path), self.bind(path)
            if spec.children or (spec.kind in ANSWERED and not spec.calculated):
                return False
            read = [bind.calculate, bind.relevant, *bind.arguments]
            waiting += [reference.path for each in read if each is not None for reference in each.references]
        return True

    @cached_property
    def bodies(self) -> frozenset[str]:
        """The supervising bodies whose official checklists this form maps: a formal check is offered for these."""
        return frozenset(body for spec in self.walk() for body in official_bodies(spec.official))

    @cached_property
    def secret_paths(self) -> frozenset[str]:
        """The schema paths of personal and restricted nodes."""
        return frozenset(spec.path for spec in self.walk() if spec.secret)


_NO_BIND: Final = Bind()


def official_bodies(official: str) -> Sequence[str]:
    """The bodies named in an `official` cell: `BODY:item`, several separated by spaces, commas or semicolons."""
    items = official.replace(",", " ").replace(";", " ").split()
    return [item.partition(":")[0] for item in items if ":" in item]
