"""What the delivery screen says, as plain values: built from the seal and what was added to it. No Qt."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from inspector.core.calendar import KAZAKHSTAN
from inspector.core.deadlines import Term, Way, begins, delivery_overdue, last_day_to_ask, least_days, terms
from inspector.core.errors import N_
from inspector.core.verdict import Severity
from inspector.services.ports import Added, AfterSeal
from inspector.ui import language, wording
from inspector.ui.language import day_month, ntr, tr
from inspector.wire.errors import REGISTRY

SCAN, OBJECTION, REPAIR = "scan", "objection", "repair"

WAYS: Mapping[Way, tuple[str, str, str]] = {
    Way.PAPER: ("file-text", N_("On paper, against a signature"), ""),
    Way.USB: ("device-usb", N_("On a drive"), N_("the electronic act, checked without a network")),
    Way.POST: ("mail", N_("By registered post"), N_("the term begins with the notice")),
    Way.REFUSED: ("hand-stop", N_("Refused to accept it"), N_("two witnesses are needed")),
}

STATES: Mapping[str, tuple[str, str, str]] = {
    "waiting": ("none", "ink2", N_("waits to be sent")),
    "sent": ("half", "brand", N_("files are being sent")),
    "accepted": ("ok", "ok", N_("accepted by headquarters")),
    "refused": ("bad", "bad", N_("not accepted")),
}

_TONES = {Severity.GROSS: "bad", Severity.SIGNIFICANT: "warn"}


@dataclass(slots=True)
class Form:
    """What is being written, as it is written: days and times are texts until they are read."""

    way: Way = Way.PAPER
    day: str = ""
    time: str = ""
    receiver: str = ""
    post: str = ""
    number: str = ""
    witnesses: list[list[str]] = field(default_factory=lambda: [["", ""], ["", ""]])
    notice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A shape, its tone token, and the words beside it."""

    shape: str
    tone: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TermLine:
    """One term: how many findings of what, for how many days, until when. `date` "" before delivery."""

    shape: str
    tone: str
    count: str
    word: str
    days: str
    date: str
    weekday: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The pane at the right. `notes` are (icon, words)."""

    since: str
    lines: tuple[TermLine, ...]
    without: str
    notes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that was added: what it is, and how far it is."""

    words: str
    state: State


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """One kind of thing that may be added."""

    kind: str
    key: str
    icon: str
    title: str
    note: str
    state: State | None
    action: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """The delivery that counts. `notice` True while the post's notice is waited for."""

    icon: str
    title: str
    lines: tuple[str, ...]
    state: State
    notice: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryPage:
    """The whole screen. `recorded` is None while the form is open; `problem` is why `finish` cannot be pressed."""

    place: str
    subtitle: str
    chip: State
    recorded: Recorded | None
    terms: Terms
    later: tuple[Later, ...]
    finish: str
    problem: str


def chip(after: AfterSeal, today: date) -> State:
    """Where the act stands."""
    delivery = after.delivery.addition.delivery if after.delivery else None
    if delivery is None:
        late = delivery_overdue(after.sealed_at.date(), after.parameters.get("p_delivery_days", ""), today)
        if late:
            return State(shape="bad", tone="bad", words=tr("not delivered in time"))
        return State(shape="warn", tone="warn", words=tr("not delivered"))
    day = datetime.fromisoformat(delivery.at).date()
    if delivery.way == Way.REFUSED:
        return State(shape="ok", tone="ok", words=tr("refused on {date}", date=day_month(day)))
    if delivery.way != Way.POST:
        return State(shape="ok", tone="ok", words=tr("delivered on {date}", date=day_month(day)))
    if after.notice is None:
        return State(shape="half", tone="brand", words=tr("posted, the notice is waited for"))
    noticed = noticed_on(after)
    return State(shape="ok", tone="ok", words=tr("delivered on {date}", date=day_month(noticed or day)))


def noticed_on(after: AfterSeal) -> date | None:
    """The day on the notice of the delivery that counts."""
    facts = after.notice.addition.notice if after.notice else None
    return date.fromisoformat(facts.date) if facts else None


def way_of(after: AfterSeal) -> Way:
    """How the act was delivered; on paper while it was not."""
    facts = after.delivery.addition.delivery if after.delivery else None
    return Way(facts.way) if facts else Way.PAPER


def day_zero(after: AfterSeal) -> date | None:
    """The day from which terms run by what is recorded."""
    facts = after.delivery.addition.delivery if after.delivery else None
    if facts is None:
        return None
    return begins(Way(facts.way), datetime.fromisoformat(facts.at).date(), noticed_on(after))


def terms_of(after: AfterSeal, since: date | None, way: Way, today: date) -> Terms:
    """The terms with day 0 `since` (None: not known yet)."""
    found = terms(((finding.severity, finding.days) for finding in after.findings), since)
    lines = tuple(_term(term, since, today) for term in found if term.days is not None)
    without = sum(term.count for term in found if term.days is None)
    said = tr("after the notice of the post") if way is Way.POST else tr("the day of delivery is not known yet")
    if since is not None:
        words = N_("refused on {date}, {weekday}") if way is Way.REFUSED else N_("delivered on {date}, {weekday}")
        said = tr(words, date=day_month(since), weekday=_weekday(since))
    return Terms(
        since=said,
        lines=lines,
        without=ntr("{n} recommendation, no term", "{n} recommendations, no term", without) if without else "",
        notes=_notes(after, since) if lines else (),
    )


def _term(term: Term, since: date | None, today: date) -> TermLine:
    tone, last = _TONES.get(term.severity, ""), term.last_day
    weekday = ""
    if last is not None and since is not None:
        weekday = _weekday(last)
        if last.year != since.year:
            weekday = tr("{weekday}, {year}", weekday=weekday, year=last.year)
        if term.overdue(today):
            weekday = tr("the term is over")
    days = term.days or 0
    words = {
        Severity.GROSS: ntr("gross finding", "gross findings", term.count),
        Severity.SIGNIFICANT: ntr("significant finding", "significant findings", term.count),
        Severity.MINOR: ntr("minor finding", "minor findings", term.count),
    }
    over = term.overdue(today)
    return TermLine(
        shape={"bad": "bad", "warn": "warn"}.get(tone, "none"),
        tone="bad" if over else tone,
        count=wording.number(term.count),
        word=words.get(term.severity) or ntr("recommendation with a term", "recommendations with a term", term.count),
        days=ntr("{n} day from the delivery of the act", "{n} days from the delivery of the act", days),
        date=day_month(last) if last is not None else "",
        weekday=weekday,
    )


def _notes(after: AfterSeal, since: date | None) -> tuple[tuple[str, str], ...]:
    fixed = tr("The days stand in the sealed act and do not change.")
    least = least_days(after.kind, after.parameters.get("p_fix_days_min", ""))
    if least is not None:
        fixed += " " + ntr("The law: not less than {n} day.", "The law: not less than {n} days.", least)
    found = [("lock", fixed)]
    asked = after.parameters.get("p_more_time_days", "")
    last = last_day_to_ask(after.kind, since, asked, KAZAKHSTAN)
    if last is not None:
        working = ntr("{n} working day", "{n} working days", int(asked))
        found.append(
            (
                "calendar-due",
                tr("More time may be asked for until {date} ({days}).", date=day_month(last), days=working),
            )
        )
    return tuple(found)


def recorded(after: AfterSeal) -> Recorded | None:
    """The delivery that counts, as it was recorded."""
    added = after.delivery
    facts = added.addition.delivery if added else None
    if added is None or facts is None:
        return None
    icon, title, _ = WAYS[Way(facts.way)]
    at = datetime.fromisoformat(facts.at)
    who = ", ".join(part for part in (facts.receiver, facts.post) if part)
    lines = [tr("{date} at {time}", date=wording.day(at.date()), time=f"{at:%H:%M}"), who]
    if facts.number:
        lines.append(tr("Postal number {number}", number=facts.number))
    lines += [
        tr("Witness: {name}", name=", ".join(part for part in (each.name, each.post) if part))
        for each in facts.witnesses
    ]
    noticed = noticed_on(after)
    if noticed is not None:
        lines.append(tr("Notice of {date}", date=wording.day(noticed)))
    state = state_of(after.notice or added)
    waits = facts.way == Way.POST and noticed is None
    return Recorded(icon=icon, title=tr(title), lines=tuple(filter(None, lines)), state=state, notice=waits)


def state_of(added: Added) -> State:
    """How far one item is; for a refused one, why."""
    shape, tone, words = STATES[added.state]
    said = tr(words)
    if added.state == "refused":
        refusal = REGISTRY.get(added.problem)
        if refusal is not None:
            said = tr(refusal.sentence).format_map(_Blank(added.problem_params))
    return State(shape=shape, tone=tone, words=said)


class _Blank(dict[str, str]):
    """Places nobody filled are left out: an old reason must never break the screen."""

    def __missing__(self, key: str) -> str:
        del key
        return "?"


def later(after: AfterSeal) -> tuple[Later, ...]:
    """The three kinds of things that may be added at any time."""
    nothing = State(shape="none", tone="ink2", words=tr("none yet"))
    scans = _items(after, SCAN, _scan)
    waited = State(shape="warn", tone="warn", words=tr("the scan is waited for")) if after.on_paper else nothing
    signers = tr("Signed on paper: {names}", names=", ".join(after.on_paper))
    return (
        Later(
            kind=SCAN, key="6", icon="scan", title=tr("Scan of the signed page"),
            note=signers if after.on_paper else tr("When the page was signed by hand"),
            state=None if scans else waited, action=tr("Add"), items=scans,
        ),
        Later(
            kind=OBJECTION, key="5", icon="message-2", title=tr("Objections that came later"),
            note=tr("Words or scan of the letter, its day and author"),
            state=None if after.of(OBJECTION) else nothing, action=tr("Add"),
            items=_items(after, OBJECTION, _objection),
        ),
        Later(
            kind=REPAIR, key="8", icon="photo-up", title=tr("Evidence of repair"),
            note=tr("Photos and words of the institution, by violation"),
            state=None if after.of(REPAIR) else nothing, action=tr("Add"),
            items=_items(after, REPAIR, lambda added: _repair(after, added)),
        ),
    )  # fmt: skip


def _items(after: AfterSeal, kind: str, said: Callable[[Added], str]) -> tuple[Item, ...]:
    return tuple(Item(words=said(added), state=state_of(added)) for added in after.of(kind))


def _scan(added: Added) -> str:
    pdf = any(file.media_type == "application/pdf" for file in added.addition.files)
    return " · ".join((_day(added), tr("PDF") if pdf else tr("picture")))


def _objection(added: Added) -> str:
    facts = added.addition.objection
    if facts is None:
        return ""
    day = wording.day(date.fromisoformat(facts.date))
    pages = len(added.addition.files)
    letter = ntr("{n} page of the letter", "{n} pages of the letter", pages) if pages else ""
    return " · ".join(part for part in (day, facts.author, letter, _short(added.words.get("text", ""))) if part)


def _repair(after: AfterSeal, added: Added) -> str:
    facts = added.addition.repair
    if facts is None:
        return ""
    named = [
        each for each in after.findings if (each.check, each.row, each.node) == (facts.check, facts.row, facts.node)
    ]
    what = finding_text(named[0].message) if named else ""
    photos = len(added.addition.files)
    said = ntr("{n} photo", "{n} photos", photos) if photos else ""
    return " · ".join(
        part for part in (_day(added), _short(what, 60), said or _short(added.words.get("text", ""))) if part
    )


def finding_text(message: Mapping[str, str]) -> str:
    """A finding in the current language, else in Russian."""
    return message.get(language.current.code) or message.get("ru", "")


def _day(added: Added) -> str:
    return wording.day(datetime.fromisoformat(added.addition.added_at).date())


def _short(text: str, length: int = 48) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def _weekday(day: date) -> str:
    return tr(wording.WEEKDAYS[day.weekday()])
