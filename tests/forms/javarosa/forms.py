"""Random XLSForms: groups, nested repeats, relevance, constraints, calculations over rows, every kind of answer."""

from random import Random

from pyxform.xls2xform import convert

Row = dict[str, str]
Repeats = tuple[str, ...]
LISTS = {"yn": ("yes", "no"), "abc": ("a", "b", "c", "d")}
TYPES = {
    "int": "integer", "dec": "decimal", "text": "text", "one": "select_one abc", "multi": "select_multiple abc",
    "date": "date",
}  # fmt: skip


class Author:
    """Writes one form. Every choice comes from `chance`, so hypothesis can take it back to a smaller one."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.rows: list[Row] = []
        self.known: list[tuple[str, str, Repeats]] = []

    def form(self) -> str:
        """The compiled XForm."""
        for _ in range(2):
            self.question(())
        self.block((), 3)
        for _ in range(3):
            self.question(())
        choices = [
            {"list_name": name, "name": value, "label": value} for name, values in LISTS.items() for value in values
        ]
        settings = {"form_id": "random", "form_title": "t", "version": "1"}
        book = {"survey": self.rows, "choices": choices, "settings": [settings]}
        headers = {f"{name}_header": [dict.fromkeys(key for row in rows for key in row)] for name, rows in book.items()}
        return str(convert({**book, **headers}).xform)

    def block(self, repeats: Repeats, depth: int) -> None:
        """Some questions, groups and repeats."""
        for _ in range(self.chance.randint(1, 4)):
            kind = self.chance.choice(["group", "repeat", "question", "question", "question"]) if depth else "question"
            if kind == "question" or (kind == "repeat" and len(repeats) == 2):
                self.question(repeats)
                continue
            name = f"{kind[0]}{len(self.rows)}"
            self.rows.append({"type": f"begin {kind}", "name": name, "label": name} | self.maybe_relevant(repeats))
            self.block((*repeats, name) if kind == "repeat" else repeats, depth - 1)
            self.rows.append({"type": f"end {kind}", "name": name})

    def question(self, repeats: Repeats) -> None:
        """One question or calculation."""
        kind = self.chance.choice([*TYPES, "number", "words", "truth", "rows"])
        name = f"{kind[0]}{len(self.rows)}"
        if kind in TYPES:
            row = {"type": TYPES[kind], "name": name, "label": name}
            if kind == "int" and self.chance.random() < 0.3:
                row |= {"default": "3", "constraint": ". >= 0 and . < 30"}
        else:
            written = {"number": self.number, "words": self.words, "truth": self.truth, "rows": self.over_rows}
            row = {"type": "calculate", "name": name, "calculation": written[kind](repeats)}
        self.rows.append(row | self.maybe_relevant(repeats))
        self.known.append((name, kind, repeats))

    def maybe_relevant(self, repeats: Repeats) -> Row:
        """A relevance, more often not."""
        return {"relevant": self.truth(repeats)} if self.chance.random() < 0.35 else {}

    def seen(self, *kinds: str, repeats: Repeats) -> list[str]:
        """What an expression may name: questions around it, each of them a single node."""
        return [f"${{{name}}}" for name, kind, own in self.known if kind in kinds and own == repeats[: len(own)]]

    def number(self, repeats: Repeats, depth: int = 2) -> str:
        """A numeric expression."""
        pick, seen = self.chance.choice, self.seen("int", "dec", "number", repeats=repeats)
        plain = [*seen, *seen, "0", "1", "10", "2.5"]
        if not depth:
            return pick(plain)

        def one() -> str:
            return self.number(repeats, depth - 1)

        chosen = self.seen("multi", repeats=repeats)
        return pick([
            lambda: pick(plain), lambda: f"({one()} {pick(['+', '-', '*', 'div', 'mod'])} {one()})",
            lambda: f"if({self.truth(repeats, depth - 1)}, {one()}, {one()})", lambda: f"round({one()}, {pick('012')})",
            lambda: f"coalesce({one()}, {one()})", lambda: f"int({one()})",
            lambda: f"string-length({self.words(repeats, depth - 1)})", lambda: "position(..)" if repeats else "4",
            lambda: f"count-selected({pick(chosen)})" if chosen else "7",
        ])()  # fmt: skip

    def words(self, repeats: Repeats, depth: int = 1) -> str:
        """An expression of text."""
        pick = self.chance.choice
        seen = self.seen("text", "one", "multi", "words", repeats=repeats)
        plain = [*seen, *seen, "'x'", "''", "'a b'"]
        if not depth:
            return pick(plain)

        def one() -> str:
            return self.words(repeats, depth - 1)

        chosen = self.seen("multi", repeats=repeats)
        return pick([
            lambda: pick(plain), lambda: f"concat({one()}, '-', {one()})", lambda: f"substr({one()}, {pick('01')}, 3)",
            lambda: f"if({self.truth(repeats, 0)}, {one()}, {one()})", lambda: f"string({self.number(repeats, 1)})",
            lambda: f"selected-at({pick(chosen)}, {pick('01')})" if chosen else one(),
        ])()  # fmt: skip

    def truth(self, repeats: Repeats, depth: int = 2) -> str:
        """A condition."""
        pick = self.chance.choice
        one, multi, dates, truths = (
            self.seen(kind, repeats=repeats) or ["'a'"] for kind in ("one", "multi", "date", "truth")
        )
        compared = f"{self.number(repeats, 0)} {pick(['>', '<', '>=', '<=', '=', '!='])} {self.number(repeats, 0)}"
        if not depth:
            return compared
        return pick([
            lambda: compared, lambda: f"{pick(one)} {pick(['=', '!='])} '{pick('abcd')}'",
            lambda: f"selected({pick(multi)}, '{pick('abcd')}')", lambda: f"{self.words(repeats, 0)} = ''",
            lambda: f"{pick(dates)} > date('2020-05-15')", lambda: pick(truths),
            lambda: f"not({self.truth(repeats, depth - 1)})",
            lambda: f"({self.truth(repeats, depth - 1)} {pick(['and', 'or'])} {self.truth(repeats, depth - 1)})",
        ])()  # fmt: skip

    def over_rows(self, repeats: Repeats) -> str:
        """Something of all rows of a repeat below, or a number when there is none."""
        below = [
            (f"${{{name}}}", kind, own)
            for name, kind, own in self.known
            if len(own) > len(repeats) == len([one for one, two in zip(own, repeats, strict=False) if one == two])
            and kind in {"int", "text"}
        ]
        if not below:
            return self.number(repeats)
        name, kind, own = self.chance.choice(below)
        told = [f"count(${{{own[-1]}}})", f"count-non-empty({name})", f"join(' ', {name})", f"concat({name})"]
        if kind == "int":
            told += [f"sum({name})", f"max({name})", f"min({name})"]
        if len(own) == len(repeats) + 1:
            told += [f"indexed-repeat({name}, ${{{own[-1]}}}, {self.chance.choice('12')})"]
        return self.chance.choice(told)
