"""Many answers computed at once come to the same as each on its own."""

from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.forms.form import Form
from inspector.forms.instance import Node
from inspector.forms.session import Session
from tests.forms.schools import form

PRELOAD = {"visit_date": "2026-11-24", "visit_kind": "monitoring", "site_type": "school", "p_guard_min_age": "19"}
ALONE = {
    "/data/cctv/cctv_installed/verdict": ("ok", "bad", ""),
    "/data/guarding/guard_mode": ("agency", "watchman", "none", ""),
    "/data/card/roll": ("54", "0", "много", ""),
}
ROWS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "/data/zones": {"zone_name": ("Вход", "Крыло"), "zone_kind": ("entrance", "wing", "common")},
    "/data/cctv/cameras": {"place": ("а", "б"), "zone": ("Вход", "Крыло"), "works": ("yes", "no", "unchecked"),
                           "fault": ("absent", "black")},
    "/data/guards": {"iin": ("591023300123", "x"), "role": ("guard", "watchman"), "course": ("yes", "no")},
}  # fmt: skip
Change = tuple[str, str, str]


@st.composite
def changes(draw: st.DrawFn) -> list[Change]:
    """Answers, rows and removed rows, each fitting what came before."""
    made: list[Change] = []
    rows: dict[str, list[str]] = {repeat: [] for repeat in ROWS}
    for number in range(draw(st.integers(1, 14))):
        kind = draw(st.sampled_from(("set", "add", "cell", "remove")))
        repeat = draw(st.sampled_from(sorted(ROWS)))
        if kind == "set":
            node = draw(st.sampled_from(sorted(ALONE)))
            made.append(("set", node, draw(st.sampled_from(ALONE[node]))))
        elif kind == "add" or not rows[repeat]:
            rows[repeat].append(f"r{number}")
            made.append(("add", repeat, f"r{number}"))
        elif kind == "remove":
            made.append(("remove", f"{repeat}[{rows[repeat].pop()}]", ""))
        else:
            name = draw(st.sampled_from(sorted(ROWS[repeat])))
            node = f"{repeat}[{draw(st.sampled_from(rows[repeat]))}]/{name}"
            made.append(("set", node, draw(st.sampled_from((*ROWS[repeat][name], "")))))
    return made


def make(session: Session, change: Change) -> None:
    kind, node, value = change
    if kind == "set":
        session.set(node, value)
    elif kind == "add":
        session.add_row(node, value)
    else:
        session.remove_row(node)


def read(session: Session) -> dict[str, str | None]:
    """What every node holds; None where it is not asked: nobody reads what was computed there before."""
    found = session.tree.root.walk()
    return {
        node.address: (node.value if isinstance(node, Node) else "") if node.relevant else None
        for node in found
        if not node.address.endswith("/instanceID")
    }


@settings(max_examples=15, deadline=None)
@given(made=changes())
def test_held_or_not_the_answers_come_to_the_same(made: list[Change]) -> None:
    plain, held, whole = (Session(form(), preload=PRELOAD) for _ in range(3))
    before = read(held)
    for change in made:
        make(plain, change)
    for session, at_once in ((held, False), (whole, True)):
        with session.held(whole=at_once):
            for change in made:
                make(session, change)
    moved = held.settled()
    after = read(held)
    assert after == read(plain) == read(whole)
    assert held.problems() == plain.problems() == whole.problems()
    assert {node for node in before if node in after and before[node] != after[node]} <= moved
    assert held.settled() == frozenset()


def test_where_the_order_may_matter_nothing_is_held() -> None:
    assert form().orderless
    instance = "<a/><b/><c/>"
    triggered = (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"'
        ' xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>T</h:title><model><instance>'
        f'<data id="t" version="1">{instance}</data></instance>'
        '<bind nodeset="/data/a"/><bind nodeset="/data/b"/><bind nodeset="/data/c" calculate="/data/b + 1"/>'
        "</model></h:head><h:body>"
        '<input ref="/data/a"><label>A</label><setvalue ref="/data/b" event="xforms-value-changed" value="/data/c"/>'
        '</input><input ref="/data/b"><label>B</label></input></h:body></h:html>'
    )
    found = Form.parse(triggered.encode())
    assert not found.orderless
    plain, held = Session(found), Session(found)
    for session in (plain, held):
        session.set("/data/b", "1")
    plain.set("/data/a", "x")
    with held.held():
        held.set("/data/a", "x")
    assert held.value("/data/b") == plain.value("/data/b") == "2"
