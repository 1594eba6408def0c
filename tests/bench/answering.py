"""One answer in a large checklist, and opening it, against the same number of bare lxml evaluations.

The checklist has 1,000 questions in 400 checks, a roster of 200 rows with two rules each, and 10 indicators over the
roster with bounds. An answer is followed by everything a screen asks for: findings and indicators.
"""

import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from lxml import etree

from inspector.forms.form import Form
from inspector.forms.session import Session
from inspector.forms.xpath import Expression
from tests.bench.measure import Comparison

ANSWER_GOAL = 6.0
OPEN_GOAL = 15.0
CHOICES_GOAL = 15.0
"""The floor takes some 2, 30 and 40 ms on the machine these were set on: 16 ms, 500 ms and 2 s are far above."""
ANSWERS = 120
ROWS = 200
CHECKS = 400
SECTIONS = 20
PRELOAD = {"visit_date": "2026-11-24", "visit_kind": "monitoring", "body": ""}
SHORT = "if(../place = '', '', if(../days = '', 'unchecked', if(../days &lt; 30, 'bad', 'ok')))"
DEAD = "if(../place = '', '', if(../works = 'yes', 'ok', 'bad'))"
HEAD = """<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
xmlns:jr="http://openrosa.org/javarosa" xmlns:q="urn:qorgan:checklist:1"><h:head><h:title>Large</h:title><model>"""


def large_form() -> bytes:
    """The checklist as a compiled form."""
    instance, binds, body = ["<visit_date/>", "<visit_kind/>", "<body/>"], [], []
    for section in range(SECTIONS):
        instance.append(f"<s{section}>")
        body.append(f'<group ref="/data/s{section}">')
        for number in range(CHECKS // SECTIONS):
            name, path = f"k{section}_{number}", f"/data/s{section}/k{section}_{number}"
            instance.append(f"<{name}><verdict/><note/></{name}><n{section}_{number}/>")
            binds += [
                f'<bind nodeset="{path}" q:kind="check" q:evidence="none"/>',
                f'<bind nodeset="{path}/verdict" type="string" required="true()" q:kind="verdict"/>',
                f'<bind nodeset="{path}/note" relevant="../verdict = \'bad\'"/>',
                f'<bind nodeset="/data/s{section}/n{section}_{number}" type="int" relevant="{path}/verdict = \'\'"/>',
            ]
            body += [
                f'<group ref="{path}"><label>Item {number}</label><select1 ref="{path}/verdict"><label>V</label>',
                "".join(f"<item><label>{one}</label><value>{one}</value></item>" for one in ("ok", "bad", "na")),
                f'</select1><input ref="{path}/note"><label>Note</label></input></group>',
            ]
            if number % 2:
                body.append(f'<input ref="/data/s{section}/n{section}_{number}"><label>How many</label></input>')
        instance.append(f"</s{section}>")
        body.append("</group>")
    return _closed(instance, binds, body)


def _closed(instance: list[str], binds: list[str], body: list[str]) -> bytes:
    """The roster and the indicators over it, and everything in its place."""
    instance.append("<cams><place/><works/><days/><short/><dead/></cams>")
    binds += [
        '<bind nodeset="/data/cams" q:key="place"/>',
        '<bind nodeset="/data/cams/days" type="int"/>',
        f'<bind nodeset="/data/cams/short" q:kind="rule" calculate="{SHORT}"/>',
        f'<bind nodeset="/data/cams/dead" q:kind="rule" calculate="{DEAD}"/>',
    ]
    body.append('<group ref="/data/cams"><repeat nodeset="/data/cams">')
    body += [f'<input ref="/data/cams/{name}"><label>{name}</label></input>' for name in ("place", "works", "days")]
    body.append("</repeat></group>")
    for number in range(10):
        parts = {
            "": f"count(/data/cams[works = 'yes' and days &gt; {number}])",
            "_of": "count(/data/cams[place != ''])",
            "_lower": "count(/data/cams[works = 'yes'])",
            "_upper": "count(/data/cams[works != 'no'])",
        }
        for suffix, calculate in parts.items():
            instance.append(f"<i{number}{suffix}/>")
            kind = "" if suffix else 'q:kind="indicator"'
            binds.append(f'<bind nodeset="/data/i{number}{suffix}" {kind} calculate="{calculate}"/>')
    form = (
        f'{HEAD}<instance><data id="large" version="1">{"".join(instance)}</data></instance>{"".join(binds)}'
        f"</model></h:head><h:body>{''.join(body)}</h:body></h:html>"
    )
    return form.encode()


def choices_form() -> bytes:
    """A form of 3 MB with 10,000 choices in two languages."""
    letters = "Орта мектеп, город Алматы, Ауэзовский район, улица Саина"
    texts = [f'<text id="t{number}"><value>{letters} {number}</value></text>' for number in range(10_000)]
    items = [
        f"<item><itextId>t{number}</itextId><name>c{number}</name><region>r{number % 20}</region></item>"
        for number in range(10_000)
    ]
    languages = "".join(
        f'<translation lang="{name}">{"".join(texts)}</translation>' for name in ("Русский (ru)", "Қазақша (kk)")
    )
    form = (
        f'{HEAD}<itext>{languages}</itext><instance><data id="c" version="1"><region/><school/></data></instance>'
        f'<instance id="schools"><root>{"".join(items)}</root></instance></model></h:head><h:body>'
        '<input ref="/data/region"><label>R</label></input><select1 ref="/data/school"><label>S</label>'
        '<itemset nodeset="instance(\'schools\')/root/item[region = /data/region]"><value ref="name"/>'
        '<label ref="jr:itext(itextId)"/></itemset></select1></h:body></h:html>'
    )
    return form.encode()


def filled(form: Form) -> Session:
    """Every check answered, every fourth failed, and the whole roster."""
    session = Session(form, preload=PRELOAD)
    for number, check in enumerate(session.checks()):
        session.set(f"{check}/verdict", "ok" if number % 4 else "bad")
    for number in range(ROWS):
        row = session.add_row("/data/cams")
        for name, value in (("place", f"p{number}"), ("works", "yes"), ("days", str(number))):
            session.set(f"{row}/{name}", value)
    return session


def slowest(times: list[float]) -> float:
    """The time that 99 of 100 stay below, in seconds."""
    return statistics.quantiles(times, n=100)[98]


def evaluated(session: Session, node: str) -> list[tuple[etree.XPath, etree._Element]]:
    """What one answer evaluates, as plain XPath: functions that lxml lacks are taken as their first argument."""
    seen: list[tuple[str, etree._Element]] = []
    plain = Expression.evaluate

    def noted(self: Expression, context: etree._Element) -> object:
        seen.append((self.source, context))
        return plain(self, context)

    with patch.object(Expression, "evaluate", noted):
        session.set(node, "no")
        session.findings(), session.indicators()
    bare: list[tuple[etree.XPath, etree._Element]] = []
    for source, context in seen:
        text = source if source.startswith("count(") else "../place = '' or ../works = 'yes'"
        bare.append((etree.XPath(text.replace("/data/", "/w/data/")), context))
    return bare


@contextmanager
def answering(_: Path) -> Iterator[Comparison]:
    """An answer in the roster with findings and indicators; the slowest of a hundred."""
    session = filled(Form.parse(large_form()))
    rows = session.rows("/data/cams")
    bare = evaluated(session, f"{rows[0]}/works")

    def ours() -> float:
        times = []
        for number in range(ANSWERS):
            began = time.perf_counter()
            session.set(f"{rows[number % ROWS]}/works", ("no", "yes")[session.value(f"{rows[number]}/works") == "no"])
            session.findings(), session.indicators()
            times.append(time.perf_counter() - began)
        return slowest(times)

    def floor() -> float:
        times = []
        for _ in range(ANSWERS):
            began = time.perf_counter()
            for run, context in bare:
                run(context)
            times.append(time.perf_counter() - began)
        return slowest(times)

    yield Comparison(
        name="answer in 1,000 questions and 200 rows, p99", ours=ours, floor=floor,
        floor_name=f"{len(bare)} bare lxml evaluations", goal=ANSWER_GOAL,
    )  # fmt: skip


def _opening(xml: bytes, name: str, goal: float) -> Comparison:
    def ours() -> float:
        began = time.perf_counter()
        session = Session(Form.parse(xml), preload=PRELOAD)
        session.problems()
        return time.perf_counter() - began

    def floor() -> float:
        began = time.perf_counter()
        root = etree.fromstring(xml)
        for number, element in enumerate(root.iter("{*}bind")):
            etree.XPath(f"{number} = 1 or ../verdict = 'bad'")(element)
        return time.perf_counter() - began

    return Comparison(name=name, ours=ours, floor=floor, floor_name="bare lxml parse, compile, evaluate", goal=goal)


@contextmanager
def opening(_: Path) -> Iterator[Comparison]:
    """From the form's bytes to a session that knows its problems."""
    yield _opening(large_form(), "open 1,000 questions", OPEN_GOAL)


@contextmanager
def choices(_: Path) -> Iterator[Comparison]:
    """The same for a form that is mostly choices."""
    xml = choices_form()
    yield _opening(xml, f"open {len(xml) / 1e6:.0f} MB with 10,000 choices", CHOICES_GOAL)
