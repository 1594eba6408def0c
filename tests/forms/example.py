"""The checklist of the contract, compiled and run, and small forms written by hand."""

from functools import cache
from pathlib import Path

from lxml import etree

from inspector.forms.form import Form
from inspector.forms.session import Session

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
WORKBOOK = GOLDEN / "checklist-example.md"
COMPILED = GOLDEN / "checklist-example.xml"
PRELOAD = {"visit_date": "2026-05-01", "visit_kind": "monitoring", "body": ""}
ADULT = "900101300126"
"""A valid IIN, born 1 January 1990."""


@cache
def example_form() -> Form:
    return Form.parse(COMPILED.read_bytes())


def example_session(**preload: str) -> Session:
    return Session(example_form(), preload={**PRELOAD, **preload})


def form_of(instance: str, binds: str = "", body: str = "", extra: str = "") -> Form:
    """A form with `instance` inside <data>; every path in `body` is given whole."""
    return Form.parse(
        f"""<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
        xmlns:jr="http://openrosa.org/javarosa" xmlns:q="urn:qorgan:checklist:1"><h:head><h:title>t</h:title>
        <model><instance><data id="f" version="1">{instance}</data></instance>{extra}{binds}</model></h:head>
        <h:body>{body}</h:body></h:html>""".encode()
    )


def canonical(element: etree._Element) -> list[object]:
    """An element as nested lists in which attribute order and white space do not count."""
    text = " ".join((element.text or "").split())
    attributes = sorted((str(name), " ".join(str(value).split())) for name, value in element.attrib.items())
    tails = [" ".join((child.tail or "").split()) for child in element]
    return [element.tag, attributes, text, tails, [canonical(child) for child in element]]
