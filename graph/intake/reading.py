"""Reading: files of any formats together, in whatever order they are given, as one draft of a plan."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Mapping as Mapped
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

import msgspec

from graph.change import EMPTY, Change, Contents, PutLink, difference, validate
from graph.intake.cells import Grid, unread_rows, warning
from graph.intake.drafting import (
    Draft,
    compare_sums,
    directory,
    mark_implausible,
    retyped,
    same_agencies,
    settle_agencies,
    tell_same,
    with_whole_codes,
)
from graph.intake.formats import FORMATS, budget_form, plan_book, rpjmd_document
from graph.intake.limits import LIMITS, Limits
from graph.intake.opening import Document, Exported, Reader, display_name
from graph.intake.progress import Progress, Rows, Step, silent
from graph.intake.recognising import Found, tables
from graph.intake.unknown import Mapping, propose_grid
from graph.model import Dimension, Link, LinkKind, Opd, Origin, Standing
from graph.record import FileProblem, FileRead, Place, RefusedFiles, Report, Severity, UnreadColumn, worst_first

MOST_FILES: Final = 500
"""More files at once are refused."""
EXPORTED: Final = "rencana"
"""The format of a plan that was exported."""
_MOST_PROPOSED: Final = 20
"""For so many unknown tables a mapping is proposed."""


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """What the columns of a table of no known format may hold, for a person to correct."""

    file: str
    sheet: str
    mapping: Mapping
    others: tuple[UnreadColumn, ...] = ()
    """The filled columns of which nothing can be guessed."""


class Intake(msgspec.Struct, frozen=True, kw_only=True):
    """What files say: the contents of a plan, the report of what was read and marked, and what was not understood."""

    contents: Contents
    report: Report
    problems: tuple[FileProblem, ...] = ()
    """Everything that was not understood, worst first; where there is an error, the contents are not whole."""
    proposals: tuple[Proposal, ...] = ()
    """For tables of no known format."""
    places: Mapped[str, Place] = {}
    """Where each link is said, by its id."""
    edited: frozenset[str] = frozenset()
    """The ids of nodes that stand here as a person changed them, with all else that the plan has of them."""
    untied: frozenset[str] = frozenset()
    """The ids of links that a person took away."""
    is_part: bool = False
    """Whether what the files do not name stays as it is, even where the files are said to be the whole plan."""

    @property
    def errors(self) -> tuple[FileProblem, ...]:
        """Why the files cannot be taken in."""
        return tuple(problem for problem in self.problems if problem.severity is Severity.ERROR)


def read_files(
    paths: Sequence[Path],
    *,
    mapping: Mapping | Sequence[Mapping] = (),
    plan: Contents = EMPTY,
    year: int | None = None,
    limits: Limits = LIMITS,
    progress: Progress = silent,
) -> Intake:
    """Read files of any known formats together, in whatever order they are given.

    A mapping says what the columns of an unknown table are; it holds for every table that has all its headings.
    Names and codes in the files may refer to the OPDs and programs of ``plan``; ``year`` is that of rows that say none,
    where the plan is of exactly one.

    Raises
    ------
    RefusedFiles
        Where any file cannot be read or understood; every problem names file, sheet, row and column.
    """
    intake = look(paths, mapping=mapping, plan=plan, year=year, limits=limits, progress=progress)
    if intake.errors:
        raise RefusedFiles(intake.errors)
    return intake


def look(
    paths: Sequence[Path],
    *,
    mapping: Mapping | Sequence[Mapping] = (),
    plan: Contents = EMPTY,
    year: int | None = None,
    limits: Limits = LIMITS,
    progress: Progress = silent,
) -> Intake:
    """Read files as far as they can be understood, for a preview; what cannot be understood is in the problems."""
    mappings = (mapping,) if isinstance(mapping, Mapping) else tuple(mapping)
    unknown: list[Grid] = []
    with Reader(limits) as reader:
        draft = Draft(plan, year=year)
        with suppress(RefusedFiles):  # so many problems that reading on is of no use; the draft holds them
            opened = _opened(paths, mappings, draft, reader, progress, unknown)
            draft = _drafted(opened, draft, progress)
    contents, report = draft.finish()
    if draft.is_part:
        contents = _part(contents, plan)
    return Intake(
        contents=contents,
        report=report,
        problems=worst_first((*draft.problems, *draft.notices, *draft.cells)),
        proposals=tuple(_proposals(unknown)),
        places=draft.places,
        edited=frozenset(draft.edited),
        untied=frozenset(draft.untied),
        is_part=draft.is_part,
    )


def _part(contents: Contents, plan: Contents) -> Contents:
    """What files say that are a part of a plan: without the dimensions that neither it nor they speak of."""
    spoken = {link.target_id for link in contents.links.values() if link.kind is LinkKind.ALIGNS}
    unsaid = {
        id_
        for id_, node in contents.nodes.items()
        if isinstance(node, Dimension) and id_ not in plan.nodes and id_ not in spoken
    }
    nodes = {id_: node for id_, node in contents.nodes.items() if id_ not in unsaid}
    links = {id_: link for id_, link in contents.links.items() if not {link.source_id, link.target_id} & unsaid}
    return Contents(nodes=nodes, links=links)


def _proposals(unknown: Sequence[Grid]) -> Iterator[Proposal]:
    for grid in unknown[:_MOST_PROPOSED]:
        guess = propose_grid(grid)
        if guess.mapping.columns or len(guess.others) > 1:
            yield Proposal(file=grid.file, sheet=grid.sheet, mapping=guess.mapping, others=guess.others)


class _Opened(msgspec.Struct, frozen=True):
    """What the files hold, before it is put into a draft."""

    tables: tuple[Found, ...] = ()
    documents: tuple[Document, ...] = ()


def _opened(
    paths: Sequence[Path],
    mappings: tuple[Mapping, ...],
    draft: Draft,
    reader: Reader,
    progress: Progress,
    unknown: list[Grid],
) -> _Opened:
    for mapping in mappings:
        try:
            mapping.check()
        except RefusedFiles as refused:
            draft.problem(refused.problems[0])
            return _Opened()
    found: list[Found] = []
    documents: list[Document] = []
    if len(paths) > MOST_FILES:
        draft.problem(FileProblem(file="", reason=f"lebih dari {MOST_FILES} berkas sekaligus"))
        return _Opened()
    for number, path in enumerate(sorted(paths, key=lambda each: (each.name, str(each)))):
        told = partial(progress, Step.READING, number, None, display_name(path))
        told()
        try:
            opened_ = reader.read(path, told)
        except RefusedFiles as refused:
            for problem in refused.problems:
                draft.problem(problem)
            continue
        if isinstance(opened_, Exported):
            _take_over(opened_, len(paths), draft)
            return _Opened()
        if isinstance(opened_, Document):
            documents.append(opened_)
        else:
            found.extend(_recognised(display_name(path), opened_, mappings, draft, unknown, told))
    tables = sorted(
        (each for each in found if each.table.rows or len(found) == 1),
        key=lambda one: (one.format.order, one.format.id, one.table.file),
    )
    return _Opened(tuple(tables), tuple(documents))


def _drafted(opened: _Opened, before: Draft, progress: Progress) -> Draft:
    """Read what was opened into a draft; once more where that shows that two names are of one agency."""
    if not opened.tables and not opened.documents:
        return before
    called = directory(each.table for each in opened.tables)
    draft = before.again(called)
    _put(opened, draft, progress)
    if same := same_agencies(draft):
        draft = before.again({**called, **same})
        tell_same(draft, same)
        _put(opened, draft, progress)
    settle_agencies(draft)
    mark_implausible(draft)
    compare_sums(draft)
    return draft


def _put(opened: _Opened, draft: Draft, progress: Progress) -> None:
    draft.rows = Rows(progress, sum(len(each.table.rows) for each in opened.tables))
    with suppress(RefusedFiles):  # so many problems that reading on is of no use; the draft holds them
        for each in opened.tables:
            each.format.read(with_whole_codes(each.table, draft.nomenclature), draft)
        for document in opened.documents:
            rpjmd_document.read(document.file, document.data, draft)


def _take_over(exported: Exported, files: int, draft: Draft) -> None:
    """Take over a plan that was exported; it stands for itself, so that no other file is read beside it."""
    if files > 1:
        hint = "Impor berkas ini sendiri, lalu berkas lainnya."
        reason = "ini rencana utuh yang diekspor Sinergi, tidak dapat dibaca bersama berkas lain"
        draft.problem(FileProblem(file=exported.file, reason=reason, hint=hint))
        return

    def told(id_: str, year: int, field: str, reason: str, hint: str) -> None:
        draft.problem(exported.place(id_, year, field).problem(reason, hint))

    contents = retyped(exported.contents, draft.plan, told)
    made = tuple(difference(EMPTY, contents))
    places = {id_: Place(file=exported.file, sheet=exported.sheet, row=row) for id_, row in exported.rows.items()}
    for each in validate(EMPTY, made, lawful=False):
        change = made[each.position]
        place = places.get(change.link.id if isinstance(change, PutLink) else "", Place(file=exported.file))
        draft.problem(place.problem(each.message.rstrip(".")))
    draft.take_over(contents, places)
    rows = len(contents.nodes) + len(contents.links)
    draft.files.append(FileRead(file=exported.file, format=EXPORTED, rows=rows))


def _recognised(
    file: str,
    grids: Sequence[Grid],
    mappings: tuple[Mapping, ...],
    draft: Draft,
    unknown_of_all: list[Grid],
    told: Callable[[], object],
) -> list[Found]:
    """Find the tables of one file; a sheet that holds none is told, a file that holds none is a problem."""
    found: list[Found] = []
    unknown: list[Grid] = []
    for grid in grids:
        for note in grid.notes:
            draft.problem(note)
        _tell(grid.unread, draft)
        in_grid = _tables(grid, mappings, told)
        found.extend(in_grid)
        if not in_grid and grid.rows:
            unknown.append(grid)
        for each in in_grid:
            _check(each, draft)
    if (twice := plan_book.told_twice(found)) is not None:
        draft.problem(twice)
    for grid in unknown:
        if not found or any(len(row.filled) >= 3 for row in grid.rows):
            unknown_of_all.append(grid)
            if found:
                _tell((unread_rows(grid.file, grid.sheet, [row for row in grid.rows if row.filled]),), draft)
            draft.problem(_unknown(grid, Severity.WARNING if found else Severity.ERROR))
    broken = any(problem.severity is Severity.ERROR for each in found for problem in each.table.left_out)
    if found and not broken and not any(each.table.rows for each in found):
        table = found[0].table
        reason = "tabel ini tidak berisi satu baris pun"
        draft.problem(FileProblem(file=table.file, sheet=table.sheet, reason=reason))
    if not found and not unknown and not any(note.severity is Severity.ERROR for grid in grids for note in grid.notes):
        draft.problem(FileProblem(file=file, reason="berkas ini kosong"))
    return found


def _tables(grid: Grid, mappings: tuple[Mapping, ...], told: Callable[[], object]) -> tuple[Found, ...]:
    """The tables of a grid, by a mapping where one fits, else by the formats."""
    for mapping in mappings:
        if found := tables(grid, (mapping.as_format,), told):
            return tuple(mapping.applied(each) for each in found)
    if plan_book.is_book(grid):
        return tables(grid, plan_book.FORMATS, told)
    if budget_form.is_form(grid):
        return budget_form.forms(grid)
    return tables(grid, FORMATS, told)


def _check(found: Found, draft: Draft) -> None:
    for problem in found.table.left_out:
        if problem.severity is Severity.ERROR:
            draft.problem(problem)
        else:
            draft.cells.append(problem)
    _tell(found.table.unread, draft)


def _tell(unread: Iterable[UnreadColumn], draft: Draft) -> None:
    """Note what nobody reads, with a warning where a plan should not lose it."""
    for each in unread:
        draft.unread.append(each)
        if told := warning(each):
            draft.problem(told)


def _unknown(grid: Grid, severity: Severity) -> FileProblem:
    first = next((row for row in grid.rows if len(row.filled) > 1 and not row.loose), grid.rows[0])
    return FileProblem(
        file=grid.file,
        sheet=first.sheet or grid.sheet,
        row=first.number or 1,
        value=", ".join(cell for cell in first.cells if cell)[:120],
        reason="format tabel ini tidak dikenal dari judul kolomnya",
        hint="Petakan kolomnya dulu (pemetaan), atau pakai templat. Yang dikenal: "
        + ", ".join(format_.name for format_ in FORMATS)
        + f", {budget_form.FORMAT.name}, RPJMD (YAML).",
        severity=severity,
    )


def changes(
    plan: Contents, read: Contents, *, whole: bool = False, untied: frozenset[str] = frozenset()
) -> Iterable[Change]:
    """Give the changes that bring a plan to what files say.

    What people added or said of links stays, but for those in ``untied``. With ``whole``, what the files no longer say
    is removed as well, unless a person confirmed or rejected it.
    """
    kept_links = {
        id_: link
        for id_, link in plan.links.items()
        if id_ not in read.links
        and id_ not in untied
        and (not whole or link.standing is not Standing.OPEN or link.origin != Origin.DECLARED)
    }
    judged = {
        id_: msgspec.structs.replace(link, standing=plan.links[id_].standing) if id_ in plan.links else link
        for id_, link in read.links.items()
    }
    moved = _handed_down(plan, read)
    placing = {LinkKind.LEADS, LinkKind.CONTAINS}
    kept_links = {
        id_: link for id_, link in kept_links.items() if link.target_id not in moved or link.kind not in placing
    }
    ends = {end for link in kept_links.values() for end in (link.source_id, link.target_id)}
    kept_nodes = {id_: node for id_, node in plan.nodes.items() if id_ not in read.nodes and (not whole or id_ in ends)}
    after = Contents(nodes={**read.nodes, **kept_nodes}, links={**judged, **kept_links})
    return tuple(difference(plan, after))


def _handed_down(plan: Contents, read: Contents) -> frozenset[str]:
    """The work that the plan has as an agency's own and of which files say that a unit of the agency runs it."""
    agency = {
        link.target_id: link.source_id
        for link in read.links.values()
        if link.kind is LinkKind.CONTAINS and isinstance(read.nodes.get(link.target_id), Opd)
    }
    led = (link for link in read.links.values() if link.kind is LinkKind.LEADS and link.source_id in agency)
    return frozenset(
        link.target_id
        for link in led
        if Link(kind=LinkKind.LEADS, source_id=agency[link.source_id], target_id=link.target_id).id in plan.links
    )
