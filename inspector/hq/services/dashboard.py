"""The numbers of the first page: regions from the worst, what was declared beside what was verified.

Both sides are summed over the same institutions: those whose last visit was confirmed. A region with few visits is
shown and not ranked.
"""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from inspector.core.finding import Indicator
from inspector.core.regions import BY_CODE, Region
from inspector.hq.store.database import Database
from inspector.hq.store.records import (
    CountryFigures,
    IndicatorLabel,
    RegionFigures,
    RevisionDetail,
    RevisionSummary,
)

CHILDREN = "children_covered"
"""The headline: children fully covered by working cameras."""

BESIDE = ("cameras_working", "button_works", "cou_linked")
FEW_VISITS = 30
FEW_PERCENT = 5


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
class InspectionView:
    """One inspection with the names of its checklist's indicators; `indicators` in its order, children first."""

    detail: RevisionDetail
    indicators: tuple[Indicator, ...]
    labels: dict[str, IndicatorLabel]
    region: Region | None


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


def inspection(database: Database, identity: str) -> InspectionView | None:
    """The newest revision of one inspection, None when there is none."""
    with database.reading() as work:
        detail = work.figures.detail(identity)
        if detail is None:
            return None
        place = detail.summary.institution
        labels = work.checklists.labels(detail.checklist)
        order = {name: number for number, name in enumerate((CHILDREN, *labels))} | {CHILDREN: 0}
        return InspectionView(
            detail=detail,
            indicators=tuple(sorted(detail.indicators, key=lambda one: order.get(one.name, len(order)))),
            labels=labels,
            region=BY_CODE.get(place.region) if place else None,
        )


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
