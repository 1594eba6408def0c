"""Two laptops on one draft: whatever both did, nothing of either is lost, and it does not matter how it is brought."""

import json
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from inspector.services.merging import Disagreement, Merged, Picture, merge
from inspector.services.ports import Operation, OperationKind

KIND = OperationKind
QUESTIONS = ("/d/a", "/d/b", "/d/check/verdict", "/d/check/note", "/d/check/reason")
CHECK = "/d/check"
ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["set", "set", "add", "remove", "attach", "detach", "row"]),
        st.integers(0, 6),
        st.integers(0, 3),
    ),
    max_size=9,
)


def unit(node: str) -> str:
    return CHECK if node.startswith(CHECK) else node


@dataclass
class Laptop:
    """Makes a journal that fits what it has, as the program does."""

    who: str
    picture: Picture = field(default_factory=Picture)
    journal: list[Operation] = field(default_factory=list)

    def act(self, kind: KIND, node: str, old: str, new: str) -> None:
        at = f"2026-11-24T10:{len(self.journal) // 60:02}:{len(self.journal) % 60:02}+05:00"
        operation = Operation(kind=kind, node=node, old=old, new=new, at=at, monotonic=len(self.journal), who=self.who)
        self.picture.apply(kind, node, new)
        self.journal.append(operation)

    def play(self, actions: list[tuple[str, int, int]]) -> "Laptop":
        for what, which, value in actions:
            rows = sorted(row for row in self.picture.rows if row not in self.picture.photos)
            photos = sorted(self.picture.photos)
            if what == "set":
                self._set(QUESTIONS[which % len(QUESTIONS)], str(value))
            elif what == "add":
                self.act(KIND.ADD, f"/d/g[{self.who}{len(self.journal)}]", "", "")
            elif what == "attach":
                self.act(KIND.ATTACH, f"{CHECK}/p[{self.who}{len(self.journal)}]", "", f"{self.who}-{which}.jpg")
            elif what == "row" and rows:
                self._set(f"{rows[which % len(rows)]}/name", str(value))
            elif what == "remove" and rows:
                row = rows[which % len(rows)]
                values = [
                    [node[len(row) :], text] for node, text in self.picture.values.items() if node.startswith(row)
                ]
                self.act(KIND.REMOVE, row, json.dumps({"before": "", "rows": [], "values": values}), "")
            elif what == "detach" and photos:
                row = photos[which % len(photos)]
                self.act(KIND.DETACH, row, self.picture.photos[row], "")
        return self

    def _set(self, node: str, value: str) -> None:
        if self.picture.values.get(node, "") != value:
            self.act(KIND.SET, node, self.picture.values.get(node, ""), value)


@dataclass
class Lead:
    """The lead's journal, and which of its entries came with which share."""

    base: tuple[Operation, ...]
    journal: list[Operation]
    came: dict[str, set[int]] = field(default_factory=dict)

    def take(self, share: str, fresh: list[Operation]) -> Merged:
        mine = self.came.setdefault(share, set())
        after = list(enumerate(self.journal))[len(self.base) :]
        ours = [one for place, one in after if place not in mine]
        taken = [one for place, one in after if place in mine]
        merged = merge(self.base, ours, taken, fresh, self.picture(), unit)
        for entry in merged.entries:
            if isinstance(entry, Operation):
                mine.add(len(self.journal))
                self.journal.append(entry)
            else:
                if entry.repair:
                    mine.add(len(self.journal))
                self.journal.append(
                    Operation(
                        kind=entry.kind, node=entry.node, old=entry.old, new=entry.new, at="z", monotonic=0, who="lead"
                    )
                )
        return merged

    def picture(self) -> Picture:
        """Refuses a journal that could not be read again."""
        standing = Picture()
        for one in self.journal:
            if one.kind in (KIND.REMOVE, KIND.DETACH):
                assert one.node in standing.rows
            if one.kind is KIND.SET and "[" in one.node:
                assert one.node.rpartition("/")[0] in standing.rows
            if one.kind in (KIND.ADD, KIND.ATTACH):
                assert one.node not in standing.rows
            standing.apply(one.kind, one.node, one.new)
        return standing


def divided(base: list, ours: list, theirs: list) -> tuple[Lead, list[Operation]]:
    first = Laptop("lead").play(base)
    lead = Laptop("lead", Picture().all(first.journal), list(first.journal)).play(ours)
    other = Laptop("other", Picture().all(first.journal), list(first.journal)).play(theirs)
    count = len(first.journal)
    return Lead(tuple(first.journal), list(lead.journal)), other.journal[count:]


def facts(picture: Picture) -> tuple[object, ...]:
    return {node: text for node, text in picture.values.items() if text}, picture.rows, picture.photos


@settings(max_examples=150, deadline=None)
@given(ACTIONS, ACTIONS, ACTIONS)
def test_nothing_of_either_is_lost(base: list, ours: list, theirs: list) -> None:
    lead, fresh = divided(base, ours, theirs)
    before = list(lead.journal)
    mine, other = Picture().all(before), Picture().all(lead.base).all(fresh)
    merged = lead.take("s", fresh)
    after = lead.picture()
    assert lead.journal[: len(before)] == before
    gone = {one.node for one in before if one.kind in (KIND.REMOVE, KIND.DETACH)}
    for one in fresh:  # its author's own entry stands there, unless both removed the same thing
        assert one in lead.journal or (one.kind in (KIND.REMOVE, KIND.DETACH) and one.node in gone)
    decided = {found.unit for found in merged.disagreements}
    touched = {unit(one.node) for one in fresh if one.kind is KIND.SET}
    for node in {*mine.values, *other.values}:
        if "[" not in node and unit(node) not in decided:
            set_by_them = any(one.node == node for one in fresh)
            assert after.values.get(node, "") == (other if set_by_them else mine).values.get(node, "")
        elif "[" not in node:
            assert after.values.get(node, "") == mine.values.get(node, "")
            assert unit(node) in touched
    for found in merged.disagreements:
        keep(found, after, mine, other)
    for row in mine.rows | other.rows:
        removed = any(one.node == row and one.kind in (KIND.REMOVE, KIND.DETACH) for one in [*before, *fresh])
        both = {name for found in merged.disagreements for name, _ in found.theirs.photos}
        assert row in after.rows or removed or row in both


def keep(found: Disagreement, after: Picture, mine: Picture, other: Picture) -> None:
    """Both sides can be read in a disagreement, and they differ."""
    assert (found.mine.values, found.mine.removed) != (found.theirs.values, found.theirs.removed)
    for node, value in found.mine.values.items():
        assert after.values.get(node, "") == value
    for node, value in found.theirs.values.items():
        assert other.values.get(node, "") == value
    assert not (found.mine.removed and found.theirs.removed)


@settings(max_examples=100, deadline=None)
@given(ACTIONS, ACTIONS, ACTIONS, st.data())
def test_in_several_steps_as_in_one(base: list, ours: list, theirs: list, data: st.DataObject) -> None:
    at_once, fresh = divided(base, ours, theirs)
    stepwise, _ = divided(base, ours, theirs)
    at_once.take("s", fresh)
    place = data.draw(st.integers(0, len(fresh)))
    first = stepwise.take("s", fresh[:place])
    stepwise.take("s", fresh[place:])
    # Where a first step put our answer back, a person has been asked: what comes later does not undo that silently.
    if not first.disagreements:
        assert facts(stepwise.picture()) == facts(at_once.picture())
    assert stepwise.take("s", []).entries == ()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 3), max_size=4), st.lists(st.integers(0, 3), max_size=4))
def test_the_order_of_two_shares_does_not_matter(first: list[int], second: list[int]) -> None:
    one = Laptop("one").play([("set", 0, value) for value in first] + [("add", 0, 0)])
    two = Laptop("two").play([("set", 2, value) for value in second] + [("attach", 0, 0)])
    here, there = Lead((), []), Lead((), [])
    for share, journal in (("1", one.journal), ("2", two.journal)):
        assert here.take(share, journal).disagreements == ()
    for share, journal in (("2", two.journal), ("1", one.journal)):
        there.take(share, journal)
    assert facts(here.picture()) == facts(there.picture())


def test_the_same_answer_twice_is_no_disagreement() -> None:
    lead, fresh = divided([], [("set", 2, 1)], [("set", 2, 1), ("set", 3, 2)])
    assert lead.take("s", fresh).disagreements == ()
    assert lead.picture().values == {"/d/check/verdict": "1", "/d/check/note": "2"}


def test_both_answers_with_their_photos_are_handed_out() -> None:
    lead, fresh = divided([], [("set", 2, 1), ("attach", 1, 0)], [("set", 2, 2), ("attach", 2, 0), ("set", 3, 3)])
    (found,) = lead.take("s", fresh).disagreements
    assert found.unit == CHECK
    assert (found.mine.values["/d/check/verdict"], found.mine.who) == ("1", "lead")
    assert (found.theirs.values["/d/check/verdict"], found.theirs.who) == ("2", "other")
    assert [name for _, name in found.mine.photos] == ["lead-1.jpg"]
    assert [name for _, name in found.theirs.photos] == ["other-2.jpg"]
    standing = lead.picture()
    assert standing.values["/d/check/verdict"] == "1"
    assert list(standing.photos.values()) == ["lead-1.jpg"]
    assert {one.who for one in lead.journal if one.node == "/d/check/verdict"} == {"lead", "other"}
