"""The numbers of the first page: regions from the worst, what was declared beside what was verified.

Both sides are summed over the same institutions: those whose last visit was confirmed. A region with few visits is
shown and not ranked.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

import msgspec

from inspector.core.finding import Indicator
from inspector.core.regions import BY_CODE, Region
from inspector.hq.services.delivered import day_zero
from inspector.hq.services.known_forms import KnownForm, KnownForms
from inspector.hq.store.database import Database
from inspector.hq.store.records import (
    CountryFigures,
    IndicatorLabel,
    RegionFigures,
    RevisionDetail,
    RevisionSummary,
)
from inspector.hq.store.reviews import CommentRecord, Earlier, ReviewRecord
from inspector.hq.store.violations import ViolationRecord
from inspector.wire.additions import Addition, read_addition
from inspector.wire.manifest import Manifest
from inspector.wire.reviews import OPEN

CHILDREN = "children_covered"
"""The headline: children fully covered by working cameras."""

BESIDE = ("cameras_working", "button_works", "cou_linked")
FEW_VISITS = 30
FEW_PERCENT = 5

_ROW = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionLine:
    """One region. `rank` counts from the worst; None where too few were visited to rank it."""

    region: Region
    figures: RegionFigures
    rank: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dashboard:
    """Everything the first page shows. `findings` are counts of the counted visits by severity."""

    at: datetime
    institutions: int
    inspected: int
    children: CountryFigures | None
    beside: tuple[CountryFigures, ...]
    labels: dict[str, IndicatorLabel]
    findings: dict[str, int]
    regions: tuple[RegionLine, ...]
    received: tuple[RevisionSummary, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One comment and what the laptop answered. `question` is the question's text by language."""

    comment: CommentRecord
    question: dict[str, str]
    reply: str
    visit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One review with the thread under it."""

    review: ReviewRecord
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedLine:
    """Something that was added after the seal, and the finding it speaks of."""

    addition: Addition
    received_at: datetime
    finding: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionView:
    """One inspection with the names of its checklist's indicators; `indicators` in its order, children first.

    `rounds` are headquarters' reviews, `withdrawn` the reason of each finding taken back, `captions` of photos, both
    by node or hash; `followed` are the violations of the institution, open ones first, by term;
    `earlier` are the revisions this one supersedes; `manifest` is what was sealed; `delivered` the day terms count
    from, None before it.
    """

    detail: RevisionDetail
    manifest: Manifest
    indicators: tuple[Indicator, ...]
    labels: dict[str, IndicatorLabel]
    region: Region | None
    rounds: tuple[Round, ...] = ()
    withdrawn: dict[str, str] = field(default_factory=dict)
    captions: dict[str, str] = field(default_factory=dict)
    added: tuple[AddedLine, ...] = ()
    followed: tuple[ViolationRecord, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    delivered: date | None = None


def dashboard(database: Database, now: datetime) -> Dashboard:
    """Read the numbers in one transaction."""
    with database.reading() as work:
        institutions, inspected = work.figures.totals()
        country = work.figures.country((CHILDREN, *BESIDE))
        return Dashboard(
            at=now,
            institutions=institutions,
            inspected=inspected,
            children=country.get(CHILDREN),
            beside=tuple(country[name] for name in BESIDE if name in country),
            labels=work.checklists.labels(),
            findings=work.figures.open_findings(),
            regions=ranked(work.figures.regions(CHILDREN)),
            received=work.figures.received(),
        )


def inspection(database: Database, forms: KnownForms, identity: str) -> InspectionView | None:
    """The newest revision of one inspection, None when there is none."""
    with database.reading() as work:
        detail = work.figures.detail(identity)
        if detail is None:
            return None
        place = detail.summary.institution
        labels = work.checklists.labels(detail.checklist)
        reviews = work.reviews.of(identity)
        received = work.additions.received(identity)
        followed = work.violations.of(place.id) if place else ()
        earlier = work.reviews.earlier(identity, detail.summary.number)
        order = {name: number for number, name in enumerate((CHILDREN, *labels))} | {CHILDREN: 0}
    manifest = msgspec.json.decode(detail.manifest, type=Manifest)
    known = forms.get(detail.checklist) if reviews else None
    added = tuple(_added(read_addition(text), at, manifest) for text, at in received)
    return InspectionView(
        detail=detail,
        manifest=manifest,
        indicators=tuple(sorted(detail.indicators, key=lambda one: order.get(one.name, len(order)))),
        labels=labels,
        region=BY_CODE.get(place.region) if place else None,
        rounds=tuple(_round(review, manifest, known) for review in reviews),
        withdrawn={each.node: each.reason for each in manifest.withdrawn},
        captions={each.sha256: each.caption for each in manifest.evidence},
        added=added,
        delivered=day_zero(line.addition for line in added),
        earlier=earlier,
        followed=tuple(sorted(followed, key=lambda one: (one.state != OPEN, not one.due, one.due, one.opened))),
    )


def _added(addition: Addition, at: datetime, manifest: Manifest) -> AddedLine:
    node = addition.repair.node if addition.repair else ""
    about = next((each.message for each in manifest.findings if node and each.node == node), {})
    return AddedLine(addition=addition, received_at=at, finding=about)


def _round(review: ReviewRecord, manifest: Manifest, known: KnownForm | None) -> Round:
    replies = {each.comment: each for each in manifest.replies}
    said = []
    for comment in review.comments:
        reply = replies.get(comment.id)
        said.append(
            Said(
                comment=comment,
                question=_question(known, comment.node),
                reply=reply.text if reply else "",
                visit=bool(reply and reply.visit),
            )
        )
    return Round(review=review, said=tuple(said))


def _question(known: KnownForm | None, node: str) -> dict[str, str]:
    """The question's text by language, without what rows would fill in."""
    path = _ROW.sub("", node)
    if known is None or not known.form.has(path):
        return {}
    labels = known.form.bind(path).label
    return {
        language: "".join(part for part in text.parts if isinstance(part, str)).strip()
        for language, text in labels.items()
    }


def is_few(figures: RegionFigures) -> bool:
    """Under 30 visits or 5 % of the institutions nothing can be said of a region."""
    return figures.counted < FEW_VISITS or figures.counted * 100 < figures.institutions * FEW_PERCENT


def ranked(regions: tuple[RegionFigures, ...]) -> tuple[RegionLine, ...]:
    """Regions from the smallest share of children seen; equal shares by children not seen; those with few last."""
    enough = [figures for figures in regions if not is_few(figures) and figures.of > 0]
    few = [figures for figures in regions if figures not in enough]
    enough.sort(key=lambda figures: (Fraction(figures.n, figures.of), figures.n - figures.of))
    few.sort(key=lambda figures: (-figures.counted, figures.region))
    lines = [
        RegionLine(region=BY_CODE[figures.region], figures=figures, rank=rank)
        for rank, figures in enumerate(enough, start=1)
    ]
    return (*lines, *(RegionLine(region=BY_CODE[figures.region], figures=figures, rank=None) for figures in few))
