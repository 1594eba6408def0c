"""How an act looks: from documents (one per language) to the pages of a PDF, with ReportLab.

One PDF holds the full text in each language under one number, then what belongs to both: objections in their own
words, signatures, photos. The output depends on its input alone: no clock, no random ids.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer, Table

from inspector import i18n
from inspector.acts import qr, styles
from inspector.acts.closing import Closing
from inspector.acts.document import ActDocument, Fact, Item, Skipped
from inspector.acts.fonts import REGULAR
from inspector.acts.pictures import photo_pages
from inspector.acts.sheet import WIDTH, Sheet
from inspector.acts.styles import both, grid, para
from inspector.core.errors import N_
from inspector.core.proof import PointPlace

_MONITORING = N_("Act of inspection (monitoring)")
_FORMAL = N_("Annex to the act on the results of a check")
TITLES = (_MONITORING, _FORMAL)
_SUBJECT = N_("safety of an education institution")
_FORMAL_NOTE = N_("Accompanies the act on the results of the check and does not replace it")
_PROOF_NOTE = N_("DRAFT OF THE ACT: not signed, has no number, may still change")
_DRAFT_NOTE = N_("DRAFT: nobody has reviewed the Kazakh text of the checklist")
_CLOSED = N_(
    "Names, identification numbers and places are not in this act: the list is in the closed annex, "
    "which only headquarters can open."
)


def title(document: ActDocument) -> str:
    """The message id of the act's title."""
    return _FORMAL if document.formal else _MONITORING


def render(
    documents: Sequence[ActDocument], photos: Mapping[str, bytes], places: list[PointPlace] | None = None
) -> bytes:
    """The PDF of one act in the languages of `documents`. `photos` are the files by their names in the instance.

    Where each point came to stand is added to `places`. Raises PhotoMissing.
    """
    first = documents[0]
    heading = f"№ {first.number}" if first.number else both(documents, N_("DRAFT, not signed"))
    names = " / ".join(dict.fromkeys(document.institution for document in documents))
    sheet = Sheet(
        title=f"{both(documents, title(first))} {heading}",
        footer=(heading, names),
        page_of=lambda number, count: both(documents, N_("page {number} of {count}"), number=number, count=count),
        code=qr.content(first.number, first.digest) if first.digest else "",
        short_digest=f"SHA-256 {styles.grouped(first.digest[:32])}" if first.digest else "",
        watermark=tuple(i18n.text(N_("DRAFT"), document.language) for document in documents) if first.proof else (),
    )
    story: list[Any] = []
    for index, document in enumerate(documents):
        story += ([PageBreak()] if index else []) + _Text(document, places).flow()
    return sheet.make(story + Closing(documents).flow() + photo_pages(documents, photos))


class _Mark(Flowable):  # type: ignore[misc]
    """Takes no room and draws nothing: it notes where a point of the act came to stand."""

    def __init__(self, number: int, places: list[PointPlace]) -> None:
        super().__init__()
        self.width = self.height = 0
        self._number, self._places = number, places

    def draw(self) -> None:
        top = A4[1] - self.canv.absolutePosition(0, 0)[1]
        self._places.append(PointPlace(number=self._number, page=self.canv.getPageNumber() - 1, top=top))


class _Text:
    """The full text in one language."""

    def __init__(self, document: ActDocument, places: list[PointPlace] | None = None) -> None:
        self.document = document
        self.section = 0
        self.places = places

    def say(self, message: str, **places: object) -> str:
        return i18n.text(message, self.document.language).format_map(places)

    def text(self, message: str, **places: object) -> Any:
        return para(self.say(message, **places), styles.TEXT)

    def under(self, message: str, *flowables: Any) -> list[Any]:
        """A numbered heading with what stands under it, never alone at the foot of a page."""
        self.section += 1
        story = [para(f"{self.section}. {self.say(message)}", styles.OVER_TABLE), *flowables]
        return [CondPageBreak(styles.room(story)), *story]

    def flow(self) -> list[Any]:
        found = self.declared_and_verified() + self.violations() + self.recommendations()
        return self.head() + found + self.not_checked() + self.rosters()

    def head(self) -> list[Any]:
        document = self.document
        story: list[Any] = [para(self.say(title(document)), styles.TITLE), para(self.say(_SUBJECT), styles.CENTRED)]
        if document.number:
            story.append(para(f"№ {document.number}", styles.NUMBER))
        if document.proof:
            story.append(para(self.say(_PROOF_NOTE), styles.NOTICE))
        if document.draft:
            story.append(para(self.say(_DRAFT_NOTE), styles.NOTICE))
        if document.formal:
            story.append(para(self.say(_FORMAL_NOTE), styles.CENTRED))
        return [*story, Spacer(0, 2 * mm), _facts(document.facts)]

    def declared_and_verified(self) -> list[Any]:
        if not self.document.indicators:
            return []
        cells: list[list[Any]] = [self.row(N_("Indicator"), N_("Declared"), N_("Verified"), N_("Gap"))]
        for row in self.document.indicators:
            verified = [para(row.verified, styles.CELL)]
            if row.bounds:
                verified.append(para(row.bounds, styles.SMALL))
            gap = para(row.gap, styles.STRONG if row.differs else styles.CELL)
            cells.append([para(row.label, styles.CELL), para(row.declared, styles.CELL), verified, gap])
        return self.under(N_("Declared and verified"), grid(cells, (0.36, 0.22, 0.27, 0.15)))

    def violations(self) -> list[Any]:
        title, tally = N_("Violations and terms"), para(self.document.tally, styles.TEXT)
        if not self.document.violations:
            clear = [self.text(N_("No violations were found."))] if self.document.complete else []
            return self.under(title, tally, *clear)
        cells: list[list[Any]] = [self.row(N_("No."), N_("Violation"), N_("Degree"), N_("Term"))]
        for item in self.document.violations:
            severity, term = para(item.severity, styles.CELL), para(item.term, styles.CELL)
            cells.append([self.number(item), self.item(item), severity, term])
        return self.under(title, tally, grid(cells, (0.06, 0.54, 0.18, 0.22)))

    def recommendations(self) -> list[Any]:
        title = N_("Recommendations")
        if not self.document.recommendations:
            return self.under(title, self.text(N_("There are no recommendations.")))
        cells = [[self.number(item), self.item(item)] for item in self.document.recommendations]
        note = self.text(N_("A recommendation has no degree and no term."))
        return self.under(title, note, grid(cells, (0.06, 0.94), head=False))

    def number(self, item: Item) -> list[Any]:
        """The number of a point; where it stands is noted when somebody wants to know."""
        mark = [] if self.places is None else [_Mark(item.number, self.places)]
        return [*mark, para(str(item.number), styles.CELL)]

    def item(self, item: Item) -> list[Any]:
        found = [para(text, styles.CELL) for text in (*item.texts, *item.notes)]
        photos = ", ".join(str(number) for number in item.photos)
        basis = self.say(N_("Basis: {norm}"), norm=item.norm) if item.norm else ""
        shown = self.say(N_("Photo: {numbers}"), numbers=photos) if photos else ""
        small = ". ".join(part.rstrip(".") for part in (basis, item.official, shown) if part)
        return [*found, para(small, styles.SMALL)] if small else found

    def not_checked(self) -> list[Any]:
        title = N_("Not checked")
        story: list[Any] = []
        if self.document.unchecked:
            note = self.text(N_("Not checked means neither compliant nor not compliant."))
            story = self.under(title, note, self.skipped(self.document.unchecked))
        elif self.document.complete:
            story = self.under(title, self.text(N_("Everything that applies to this institution was checked.")))
        if self.document.not_applicable:
            story += self.under(N_("Not applicable"), self.skipped(self.document.not_applicable))
        if self.document.withdrawn:
            title = N_("Taken back by the inspector after the first act")
            story += self.under(title, self.skipped(self.document.withdrawn))
        return story

    def skipped(self, items: Sequence[Skipped]) -> Table:
        cells = [self.row(N_("Item"), N_("Reason"))]
        cells += [[para(item.text, styles.CELL), para(item.reason, styles.CELL)] for item in items]
        return grid(cells, (0.6, 0.4))

    def rosters(self) -> list[Any]:
        if not self.document.rosters:
            return []
        counts = "; ".join(f"{roster.label}: {roster.value}" for roster in self.document.rosters)
        return self.under(N_("Lists"), para(f"{counts}.", styles.TEXT), self.text(_CLOSED))

    def row(self, *messages: str) -> list[Any]:
        return [para(self.say(message), styles.HEAD) for message in messages]


def _facts(facts: Sequence[Fact]) -> Table:
    rows = [[para(fact.label, styles.LABEL), para(fact.value, styles.CELL)] for fact in facts]
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5),
        ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 4),
    ]  # fmt: skip
    return Table(rows, colWidths=[WIDTH * 0.27, WIDTH * 0.73], style=style, hAlign="LEFT")
