"""What the exchange screen says, as plain values: built from the overview and the exchange under way. No Qt."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from inspector.core.errors import N_
from inspector.i18n import sentence
from inspector.services.overviewing import Overview, Waiting
from inspector.services.ports import InspectionState, InspectionSummary
from inspector.ui import language, wording
from inspector.ui.exchange import Exchange
from inspector.ui.language import ntr, tr
from inspector.ui.screens.home.page import moment
from inspector.ui.wording import NBSP

EARLIER = 20
"""How many inspections accepted on other days are listed; all of them stand under «Acts»."""

FRESH_DAYS = 7
"""After so many days without an exchange the lists may be old, and the screen says so by its shape."""

_STAGES = {"pull": N_("Loading schools and rules"), "facts": N_("Sending inspections"), "files": N_("Sending files")}
_LOOKS = {"off": ("cloud-off", "warn"), "ok": ("cloud-check", "ok"), "up": ("cloud-up", "brand")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One card. `share` is how much of it is at headquarters (0..1), None where it says nothing."""

    key: str
    shape: str
    title: str
    below: str
    heading: str
    right: str = ""
    action: str = ""
    marked: bool = False
    share: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A line at the right: a shape ("" for none), what it is, and its value."""

    shape: str
    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The card on top. `done` of `of` fill its bar; `of` 0 hides it."""

    icon: str
    tone: str
    title: str
    text: str
    numbers: str
    last: str
    done: int
    of: int
    running: bool
    held: bool = False
    """Photos wait for a word: the button sends them."""


def megabytes(size: int) -> str:
    """Bytes in MB: one place below ten."""
    value = max(size, 100_000 if size else 0) / 1_000_000
    text = f"{value:.1f}".replace(".", ",") if 0 < value < 10 else wording.number(round(value))
    return tr("{n} MB", n=text).replace(" ", NBSP)


def head(exchange: Exchange) -> Head:
    """What goes on now."""
    look, words = exchange.pill()
    icon, tone = _LOOKS.get(look, ("cloud-x", "bad"))
    progress = exchange.progress if exchange.running else None
    state = exchange.state
    last = state.last_exchange if state is not None else None
    numbers, done, of = "", 0, 0
    if progress is not None:
        done, of = progress.done, progress.total
        said = (megabytes(done), megabytes(of)) if progress.stage == "files" else (str(done), str(of))
        counted = tr("{n} of {of}", n=said[0], of=said[1]) if of else wording.number(done)
        numbers = f"{tr(_STAGES[progress.stage])} · {counted}"
    return Head(
        icon=icon,
        tone=tone,
        title=words,
        text=exchange.why_held()
        or exchange.why_offline()
        or tr("You can go on working. The exchange resumes where it stopped."),
        numbers=numbers,
        last=tr("Last exchange: {time}", time=moment(last)) if last else tr("No exchange yet"),
        done=done,
        of=of,
        running=exchange.running,
        held=exchange.held > 0,
    )


def items(overview: Overview) -> tuple[Item, ...]:
    """Everything in its groups: what needs a decision, what goes out, what went."""
    names = {one.id: one.institution.name(language.current.code) for one in overview.summaries}
    refused = [one for one in overview.waiting if one.problem is not None]
    going = [one for one in overview.waiting if one.problem is None]
    return (
        *(_refused(one, names) for one in refused),
        *_answers(overview, names),
        *(_going(one, number, names) for number, one in enumerate(going, 1)),
        *_accepted(overview, names),
    )


def _refused(told: Waiting, names: Mapping[str, str]) -> Item:
    """What happened, what to do, one button; and what of it is at headquarters all the same."""
    problem = told.problem
    parts = [sentence(problem, language.current.code)] if problem is not None else []
    if problem is not None and problem.code not in ("conflict", "addition_conflict"):
        parts.append(tr("It is kept here whole. Call your coordinator and name the code {code}.", code=problem.code))
    if told.files_there:
        there = ntr("{n} file", "{n} files", told.files_there)
        parts.append(tr("Already at headquarters: {parts}.", parts=there))
    twice = problem is not None and problem.code in ("conflict", "addition_conflict")
    name = names.get(told.inspection, "")
    return Item(
        key=f"act:{told.inspection}",
        shape="bad",
        title=f"{name} — {tr('two versions') if twice else tr('not accepted')}",
        below=" ".join(parts),
        heading=tr("Needs your decision"),
        action=tr("Open the act"),
        marked=True,
    )


def _answers(overview: Overview, names: Mapping[str, str]) -> Iterator[Item]:
    for inspection, found in groupby(overview.answers, key=lambda one: one.inspection):
        told = list(found)
        who = sorted({one.names.get(side.who, "") for one in told for side in (one.mine, one.theirs)} - {""})
        title = ntr("{n} question with two answers", "{n} questions with two answers", len(told))
        yield Item(
            key=f"conflict:{inspection}",
            shape="warn",
            title=f"{names.get(inspection, '')} — {title}",
            below=tr("{who} answered differently. Both answers are kept.", who=", ".join(who)),
            heading=tr("Needs your decision"),
            action=tr("Compare"),
        )


def _going(told: Waiting, number: int, names: Mapping[str, str]) -> Item:
    sent = told.state == "sent"
    below = tr("In the queue, {size}", size=megabytes(told.size))
    if sent:
        counted = tr("{n} of {of}", n=told.files_there, of=told.files)
        below = tr("The facts are at headquarters. Files: {counted}", counted=counted)
    return Item(
        key=f"act:{told.inspection}",
        shape="half" if sent else "none",
        title=f"{names.get(told.inspection, '')} — {_contents(told)}",
        below=below,
        heading=tr("Being sent"),
        right=tr("{n} of {of}", n=megabytes(told.size_there), of=megabytes(told.size)) if sent else f"№ {number}",
        share=told.size_there / told.size if sent and told.size else None,
    )


def _contents(told: Waiting) -> str:
    if told.kind != "inspection":
        return tr("what was added to the act")
    photos = ntr("{n} photo", "{n} photos", max(0, told.files - 1))
    return tr("act and {photos}", photos=photos) if told.files > 1 else tr("act")


def _accepted(overview: Overview, names: Mapping[str, str]) -> Iterator[Item]:
    today = datetime.now().astimezone().date()
    done = [one for one in overview.summaries if one.state is InspectionState.ACCEPTED]
    latest = sorted(done, key=lambda one: _received(one, overview), reverse=True)
    for told in (one for one in latest if _received(one, overview).astimezone().date() == today):
        yield _done(told, overview, names, tr("Sent today"))
    for told in [one for one in latest if _received(one, overview).astimezone().date() != today][:EARLIER]:
        yield _done(told, overview, names, tr("Accepted earlier"))


def _received(told: InspectionSummary, overview: Overview) -> datetime:
    return overview.accepted.get(told.id, told.last_saved)


def _done(told: InspectionSummary, overview: Overview, names: Mapping[str, str], heading: str) -> Item:
    at = moment(_received(told, overview))
    return Item(
        key=f"act:{told.id}",
        shape="ok",
        title=names.get(told.id, ""),
        below=tr("Headquarters confirmed it at {time}", time=at),
        heading=heading,
        right=at,
    )


def facts(overview: Overview, last: datetime | None) -> Sequence[Fact]:
    """How fresh what is kept here is, and what waits."""
    age = (datetime.now().astimezone() - last).days if last is not None else None
    fresh = "ok" if age is not None and age < FRESH_DAYS else "warn"
    when = f" · {moment(last)}" if last is not None else ""
    going = [one for one in overview.waiting if one.problem is None]
    files = sum(one.files - one.files_there for one in going)
    size = sum(one.size - one.size_there for one in going)
    reported = wording.day_of(overview.declared_as_of) if overview.declared_as_of else tr("none yet")
    version = tr("version {version}", version=overview.checklist) if overview.checklist else tr("none yet")
    return (
        Fact(shape=fresh, name=tr("List of institutions"), value=f"{wording.number(overview.institutions)}{when}"),
        Fact(shape=fresh if overview.checklist else "warn", name=tr("Rules of the campaign"), value=version),
        Fact(shape="ok" if overview.declared_as_of else "none", name=tr("Reported data"), value=reported),
        Fact(
            shape="",
            name=tr("Wait to be sent"),
            value=ntr("{n} inspection", "{n} inspections", len({one.inspection for one in going})),
        ),
        Fact(shape="", name=tr("Files"), value=f"{wording.number(files)} · {megabytes(size)}" if files else "0"),
    )
