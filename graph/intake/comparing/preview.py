"""Preview: what an import would do to a plan, as data: new, changed field by field, gone, and not understood."""

from collections import ChainMap
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, TypeVar, overload

import msgspec

from graph.change import Change, Contents, PutLink, PutNode, RemoveLink, RemoveNode
from graph.figure import in_rupiah
from graph.intake.comparing.matching import Matched, Matching, Question, matching
from graph.intake.drafting import joined_year, stageless
from graph.intake.progress import EVERY, Progress, Step, silent
from graph.intake.reading import Intake, Proposal, changes
from graph.model import (
    AnyNode,
    Indicator,
    IndicatorYear,
    Link,
    Mark,
    MarkCode,
    MasterplanProgram,
    Measure,
    Money,
    Opd,
    Program,
    ProgramYear,
)
from graph.record import FileProblem, Report, Severity
from graph.reference import nomenclature, normalised

Y = TypeVar("Y", ProgramYear, IndicatorYear)


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """A node or link that would be new or gone."""

    id: str
    kind: str
    label: str
    source: str


class Things(Sequence[Thing]):
    """Nodes and links as things, each made when it is asked for: a large file brings hundreds of thousands."""

    def __init__(self, records: Sequence[AnyNode | Link] = (), nodes: Mapping[str, AnyNode] | None = None) -> None:
        self._records = records
        self._nodes = nodes or {}

    def __len__(self) -> int:
        return len(self._records)

    @overload
    def __getitem__(self, index: int) -> Thing: ...

    @overload
    def __getitem__(self, index: slice) -> "Things": ...

    def __getitem__(self, index: int | slice) -> "Thing | Things":
        if isinstance(index, slice):
            return Things(self._records[index], self._nodes)
        record = self._records[index]
        return _tie(record, self._nodes) if isinstance(record, Link) else _thing(record)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Things) and list(self) == list(other)

    def __hash__(self) -> int:
        return len(self)

    def only(self, wanted: Callable[[str], bool]) -> "Things":
        """Give those of some kinds."""
        return Things([each for each in self._records if wanted(str(each.kind))], self._nodes)


class FieldChange(msgspec.Struct, frozen=True, kw_only=True):
    """One field that would change: ``years.2024.budget`` from and to, as written; money in rupiah."""

    field: str
    before: str
    after: str
    difference: str = ""
    """How much more or less it is in rupiah, where both are money."""


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """A node or link that would change."""

    id: str
    kind: str
    label: str
    source: str
    fields: tuple[FieldChange, ...]


_SOURCE: Final = frozenset({"source", "written_code", "marks"})
"""Fields that say where something stands and how it is written, not what it is."""


class Preview(msgspec.Struct, frozen=True, kw_only=True):
    """What an import would do; where ``importable`` is false it would be refused."""

    importable: bool
    new: Things
    changed: tuple[Changed, ...]
    gone: tuple[Thing, ...]
    """What the files speak of the like of, and no longer say; it is removed only where the files are the whole plan."""
    unchanged: int
    """Nodes and links that the files say as the plan has them."""
    not_understood: tuple[FileProblem, ...]
    matched: tuple[Matched, ...]
    questions: tuple[Question, ...]
    changes: tuple[Change, ...]
    """What applying it would change, without what is still asked: questions count as new until they are answered."""
    report: Report
    proposals: tuple[Proposal, ...] = ()
    """What the columns of tables of no known format may hold."""
    written: Mapping[str, str] = {}
    """By the id of a node the id that the files gave it, before it was matched with the plan's."""

    @property
    def only_source(self) -> tuple[Changed, ...]:
        """What changes in nothing but where it stands, or in how its code is written."""
        return tuple(each for each in self.changed if {one.field for one in each.fields} <= _SOURCE)


def preview(
    plan: Contents,
    read: Intake,
    *,
    whole: bool = False,
    answers: Mapping[str, str] | None = None,
    progress: Progress = silent,
) -> Preview:
    """Say what an import would do to a plan.

    What files say of a node that the plan has is added to it: a year that the files do not speak of stays, and an
    empty cell does not empty a field. With ``whole`` the files are the whole plan, and replace it.

    Parameters
    ----------
    plan
        What the plan holds now.
    read
        What ``look`` or ``read_files`` gave.
    whole
        Whether what the files no longer say goes.
    answers
        Answers to questions of an earlier preview: the plan's id that is meant, or nothing where the thing is new.
    progress
        Is told how far it is; what it raises passes through.

    Raises
    ------
    UnfitAnswer
        Where an answer names what its thing cannot be.
    """
    found = matching(plan, read.contents, answers, progress)
    whole = whole and not read.is_part
    after = found.contents if whole else _added(plan, found.contents, read.edited)
    made = tuple(changes(plan, after, whole=whole, untied=read.untied))
    return _told(plan, after, made, read, found, whole=whole, progress=progress)


def _told(
    plan: Contents,
    after: Contents,
    made: tuple[Change, ...],
    read: Intake,
    found: Matching,
    *,
    whole: bool,
    progress: Progress,
) -> Preview:
    labels = ChainMap(dict(after.nodes), dict(plan.nodes))
    new: list[AnyNode | Link] = []
    changed: list[Changed] = []
    removed: list[Thing] = []
    for number, change in enumerate(made):
        if number % EVERY == 0:
            progress(Step.COMPARING, number, len(made))
        match change:
            case PutNode(node=node):
                old = plan.nodes.get(node.id)
                if old is None or old.kind != node.kind:
                    new.append(node)
                else:
                    changed.append(_changed(old, node, node.label))
            case PutLink(link=link):
                was = plan.links.get(link.id)
                if was is None:
                    new.append(link)
                else:
                    changed.append(_changed(was, link, _tie(link, labels).label))
            case RemoveNode(id=id_):
                removed.append(_thing(plan.nodes[id_]))
            case RemoveLink(id=id_):
                removed.append(_tie(plan.links[id_], labels))
    return Preview(
        importable=not any(problem.severity is Severity.ERROR for problem in read.problems),
        new=Things(new, labels),
        changed=tuple(changed),
        gone=tuple(removed) if whole or read.is_part else tuple(_no_longer_said(plan, after)),
        unchanged=len(after.nodes) + len(after.links) - len(new) - len(changed),
        not_understood=read.problems,
        matched=found.matched,
        questions=found.questions,
        changes=made,
        report=read.report,
        proposals=read.proposals,
        written=found.written,
    )


def _thing(node: AnyNode) -> Thing:
    return Thing(id=node.id, kind=node.kind, label=node.label, source=node.source)


def _tie(link: Link, nodes: Mapping[str, AnyNode]) -> Thing:
    ends = [nodes[end].label if end in nodes else end for end in (link.source_id, link.target_id)]
    return Thing(id=link.id, kind=str(link.kind), label=" → ".join(ends), source=link.source)


def _owner(node: AnyNode) -> tuple[str, str]:
    """The kind of a node, and whose it is where its kind belongs to OPDs."""
    owned = node.kind in {"program", "objective", "indicator"} and node.id.count("/") > 1
    return node.kind, node.id.split("/")[1] if owned else ""


def _no_longer_said(plan: Contents, after: Contents) -> Iterator[Thing]:
    """Nodes of the kinds and owners that the files speak of, and that the files no longer name."""
    spoken = {_owner(node) for node in after.nodes.values() if node.kind != "dimension"}
    for id_ in sorted(plan.nodes.keys() - after.nodes.keys()):
        if _owner(plan.nodes[id_]) in spoken:
            yield _thing(plan.nodes[id_])


# -- adding what files say to what a plan has ---------------------------------------------------------------------


def _added(plan: Contents, read: Contents, edited: frozenset[str]) -> Contents:
    nodes = {id_: node if id_ in edited else joined(plan.nodes.get(id_), node) for id_, node in read.nodes.items()}
    return Contents(nodes=nodes, links=read.links)


_NAMES: Final = frozenset({"name", "short_name", "text"})
"""Fields that keep the plan's writing where the files differ only in case, blanks and marks."""


def joined(old: AnyNode | None, new: AnyNode) -> AnyNode:
    """Give what files say of a node together with what the plan has of it."""
    if old is None or old.kind != new.kind:
        return new
    filled: dict[str, object] = {}
    is_official = isinstance(new, Program) and isinstance(old, Program) and _is_misspelt(old, new)
    for name in new.__struct_fields__:
        written, known = getattr(new, name), getattr(old, name)
        is_empty = name not in {"id", "marks", "source"} and written in ("", (), None)
        if is_empty or (name in _NAMES and (normalised(written) == normalised(known) or is_official)):
            filled[name] = known
    if isinstance(new, Program) and isinstance(old, Program):
        filled["years"] = _years(old.years, new.years)
        filled["marks"] = tuple(dict.fromkeys((*new.marks, *_stageless(old, new))))
        filled["tags"] = tuple(dict.fromkeys((*old.tags, *new.tags)))
    if isinstance(new, Indicator) and isinstance(old, Indicator):
        filled["years"] = _years(old.years, new.years)
    if isinstance(new, MasterplanProgram) and isinstance(old, MasterplanProgram):
        filled |= {"years": new.joined(old).years, "quick_win": new.quick_win or old.quick_win}
    if isinstance(new, Opd) and isinstance(old, Opd):
        filled["aliases"] = tuple(dict.fromkeys((*old.aliases, *new.aliases)))
    return msgspec.structs.replace(new, **filled)


def _is_misspelt(old: Program, new: Program) -> bool:
    """Whether the plan has the official name of a code and the files another."""
    entry = nomenclature().find(new.code) if new.code and new.code == old.code else None
    return entry is not None and normalised(entry.name) == normalised(old.name) != normalised(new.name)


def _years(old: tuple[Y, ...], new: tuple[Y, ...]) -> tuple[Y, ...]:
    years = {year.year: year for year in old}
    for year in new:
        years[year.year] = joined_year(years[year.year], year) if year.year in years else year
    return tuple(years[number] for number in sorted(years))


def _stageless(old: Program, new: Program) -> tuple[Mark, ...]:
    """What is to be told of amounts of no said stage that do not count beside the plan's."""
    known = {year.year: year for year in old.years}
    told = [said for year in new.years if year.year in known for said in stageless(year, known[year.year], old.source)]
    return tuple(Mark(code=MarkCode.REPEATED, message=said, file=new.source) for said in told)


# -- field by field -------------------------------------------------------------------------------------------------


def _changed(old: AnyNode | Link, new: AnyNode | Link, label: str) -> Changed:
    before, after = _fields(old), _fields(new)
    fields = tuple(
        FieldChange(field=name, before=was, after=now, difference=_difference(before.get(name), after.get(name)))
        for name in sorted(before.keys() | after.keys())
        if (was := _written(before.get(name))) != (now := _written(after.get(name)))
    )
    kind = str(new.kind)
    return Changed(id=new.id, kind=kind, label=label, source=new.source, fields=fields)


def _difference(old: object, new: object) -> str:
    if not isinstance(old, Money) or not isinstance(new, Money) or old.amount is None or new.amount is None:
        return ""
    more = new.amount - old.amount
    return "+" * (more > 0) + in_rupiah(more) if more else ""


def _fields(record: AnyNode | Link) -> dict[str, object]:
    found: dict[str, object] = {}
    for name in record.__struct_fields__:
        value = getattr(record, name)
        if name == "years":
            for year in value:
                for part in year.__struct_fields__:
                    if part != "year":
                        found[f"years.{year.year}.{part}"] = getattr(year, part)
        else:
            found[name] = value
    return found


def _written(value: object) -> str:
    match value:
        case Money():
            written = value.text if value.amount is None else in_rupiah(value.amount)
            return written if value.plausible else f"{written} (tidak dijumlahkan)"
        case Measure():
            return value.text
        case Mark():
            return f"{value.code}: {value.message} ({value.file}, {value.row})"
        case msgspec.Struct():
            return " ".join(filter(None, (_written(getattr(value, name)) for name in value.__struct_fields__)))
        case tuple():
            return "; ".join(_written(each) for each in value)
    return "" if value is None else str(value)
