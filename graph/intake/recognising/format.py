"""Format: what tells a kind of table from all others, and how it is read."""

import re
from collections.abc import Callable, Mapping, Sequence, Set
from functools import cache
from typing import Final, TypeVar

import msgspec

from graph.figure import rank_of
from graph.intake.cells import BUDGETS, Content, MoneyHeading, Table, spelled_out
from graph.intake.drafting import Draft
from graph.reference import normalised

V = TypeVar("V")
YEAR: Final = "{year}"
"""Stands in a column's name for the year that its heading names."""


class Column(msgspec.Struct, frozen=True):
    """One column: our name for it, and the headings by which files call it."""

    name: str
    headings: str
    """Regular expression on the normalised heading; a named group ``year`` fills YEAR in the name."""
    content: Content = Content.TEXT
    key: bool = False
    """Whether it says what a row is about; a row of totals announces itself in such a column."""
    carried: bool = False
    """Whether an empty cell means the one above it, as under a merged cell."""
    spread: bool = False
    """Whether what a merged cell shows is said of every row that it reaches over."""
    joined: str | None = None
    """Where one heading stands over several columns, what joins their cells."""
    otherwise: str = ""
    """Headings by which files call it only where no other column of theirs is it, as ``headings``."""

    def named(self, heading: str) -> str | None:
        """Give our name for a normalised heading; None where it is not this column."""
        return self._named(self.headings, heading)

    def otherwise_named(self, heading: str) -> str | None:
        """Give our name for a normalised heading that may be this column where no other is; else None."""
        return self._named(self.otherwise, heading) if self.otherwise else None

    def _named(self, headings: str, heading: str) -> str | None:
        found = _compiled(headings).fullmatch(heading)
        if found is None:
            return None
        return self.name.replace(YEAR, found["year"]) if YEAR in self.name else self.name

    def is_called(self, name: str) -> bool:
        """Whether this is the column of that name, also where the name holds a year."""
        stem, mark, end = self.name.partition(YEAR)
        return name == self.name if not mark else bool(re.fullmatch(re.escape(stem) + r"20\d\d" + re.escape(end), name))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def same(*names: str, content: Content = Content.TEXT, key: bool = False) -> tuple[Column, ...]:
    """Give columns that files call as we do."""
    return tuple(Column(name, re.escape(normalised(name)).replace("\\ ", " "), content, key) for name in names)


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of table."""

    id: str
    name: str
    """What planners call it."""
    columns: tuple[Column, ...]
    needed: tuple[frozenset[str], ...]
    """A table is of this format where it has all columns of any of these sets."""
    read: Callable[[Table, Draft], None]
    order: int
    """Formats with lower numbers are read first, since others refer to what they name."""
    enough: tuple[frozenset[str], ...] = ()
    """The same, where the table is of no other format: what it lacks may stand in its title, sections or name."""
    foreign: frozenset[str] = frozenset()
    """What its tables never have: where another column likely is one of these, the table is of another format."""
    seen: str = ""
    """How its columns are known: from real files, from code that writes it, or from the regulation."""

    def column(self, name: str) -> Column | None:
        """The column of that name."""
        key = (self.id, name)
        if key not in _known_columns:
            _make_room(_known_columns)
            _known_columns[key] = next((column for column in self.columns if column.is_called(name)), None)
        return _known_columns[key]

    def names(self, heading: str) -> tuple[str, ...]:
        """Our names of the columns that a normalised heading may stand for, as written or spelled out."""
        return (
            self.plainly(heading) or _otherwise(self.columns, heading) or _otherwise(self.columns, spelled_out(heading))
        )

    def plainly(self, heading: str) -> tuple[str, ...]:
        """The same, without those that it stands for only where no other heading does."""
        return _names(self.id, self.columns, heading) or _names(self.id, self.columns, spelled_out(heading))

    def abbreviated(self, heading: str) -> bool:
        """Whether a normalised heading stands for a column only when it is spelled out."""
        return not _names(self.id, self.columns, heading) and bool(self.names(heading))

    @property
    def fewest(self) -> int:
        """A heading of this format names at least so many columns."""
        return min(len(needed) for needed in (*self.needed, *self.enough))

    def assigned(
        self,
        headings: Sequence[str],
        money: Mapping[int, tuple[MoneyHeading, tuple[str, ...]]],
        needed: tuple[frozenset[str], ...],
        shares: Set[int] = frozenset(),
    ) -> dict[int, str] | None:
        """Say which position holds which column; None where the headings name none of the sets that are needed.

        ``money`` says by position what headings of money say, for columns that the format does not know by its own;
        ``shares`` are the positions of percentages, which are no money.
        """
        taken: dict[int, str] = {}
        names: set[str] = set()
        open_: tuple[str, str] | None = None
        for position, heading in enumerate(headings):
            if open_ is not None and (heading in {"", open_[0]} or open_[1] in self.plainly(heading)):
                taken[position] = open_[1]
                continue
            open_ = None
            fitting = (each for each in self.plainly(heading) if each not in names) if heading else ()
            name = next((each for each in fitting if position not in shares or not self._is_money(each)), None)
            if name is not None:
                taken[position] = name
                names.add(name)
                column = self.column(name)
                open_ = (heading, name) if column is not None and column.joined is not None else None
        self._assign_money(taken, money)
        for position, heading in enumerate(headings):
            if heading and position not in taken and position not in shares and position not in money:
                stems = {stem(name) for name in taken.values()}
                name = next(iter(self.names(heading)), None)
                if name is not None and stem(name) not in stems:
                    taken[position] = name
        names = set(taken.values())
        names |= {stem(name) for name in names}
        return taken if any(each <= names for each in needed) else None

    def _is_money(self, name: str) -> bool:
        column = self.column(name)
        return column is not None and column.content is Content.MONEY

    def _assign_money(self, taken: dict[int, str], money: Mapping[int, tuple[MoneyHeading, tuple[str, ...]]]) -> None:
        """Assign headings of money by what they say of the budget, those of the latest stage first."""
        meant = {
            at: name
            for at, (_, standard) in money.items()
            if (name := next((name for each in standard for name in self.names(each)), None)) is not None
        }
        wanted = {name for at, name in meant.items() if at not in taken}
        for at, name in meant.items():
            if taken.get(at, name) != name and taken[at] in wanted:
                del taken[at]
        for at in sorted(meant, key=lambda at: (-rank_of(money[at][0].stage), at)):
            if at not in taken and meant[at] not in taken.values():
                taken[at] = meant[at]
        for budget in BUDGETS:
            # of one year and a column without one nobody knows whether they are the same money
            plain = [at for at, name in taken.items() if name == budget]
            dated = [at for at, name in taken.items() if stem(name) == budget != name]
            for at in (plain if len(dated) > 1 else dated) if plain and dated else ():
                del taken[at]


def stem(name: str) -> str:
    """Give the name of a column without the year that its heading names."""
    return re.sub(r"_20\d\d$", "", name)


_known_names: dict[tuple[str, str], tuple[str, ...]] = {}
_known_columns: dict[tuple[str, str], Column | None] = {}
_MOST_KNOWN: Final = 50_000


def _make_room(known: dict[tuple[str, str], V]) -> None:
    if len(known) >= _MOST_KNOWN:
        known.clear()


def _names(id_: str, columns: tuple[Column, ...], heading: str) -> tuple[str, ...]:
    """Give the columns of a format that a heading may stand for; the id of a format stands for its columns."""
    key = (id_, heading)
    known = _known_names.get(key)
    if known is None:
        known = ()
        if _any_of(tuple(column.headings for column in columns)).fullmatch(heading):
            known = tuple(name for column in columns if (name := column.named(heading)) is not None)
        _make_room(_known_names)
        _known_names[key] = known
    return known


def _otherwise(columns: tuple[Column, ...], heading: str) -> tuple[str, ...]:
    return tuple(name for column in columns if (name := column.otherwise_named(heading)) is not None)


def any_heading(formats: Sequence[Format]) -> re.Pattern[str]:
    """Give what fits each normalised heading of any column of some formats."""
    columns = [column for format_ in formats for column in format_.columns]
    return _any_of(tuple(dict.fromkeys(each for one in columns for each in (one.headings, one.otherwise) if each)))


@cache
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern.replace('?P<year>', '?:')})" for pattern in patterns))
