"""Propose: what the columns of an unknown table may hold, by likeness of their headings and by what their cells are."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from graph.intake.cells import SAMPLE, Content, Grid, GridRow, content_of, likely
from graph.intake.formats import plan_rows
from graph.intake.limits import LIMITS, Limits
from graph.intake.opening import Document, Exported, Reader, display_name
from graph.intake.recognising import DEEPEST, LOOK, combined
from graph.intake.unknown.mapping import Mapping, Proposed
from graph.record import refusal
from graph.reference import normalised

LEAST: Final = 0.6
"""A column is proposed from this sureness on."""
_BONUS: Final = 0.1
"""What cells of the right kind add to the likeness of a heading."""
_CUTOFF: Final = 100 * (LEAST - _BONUS) - 1
"""A likeness below this is never enough."""
_SAID: Final = {
    Content.CODE: "isinya kode",
    Content.MONEY: "isinya uang",
    Content.MEASURE: "isinya angka kinerja",
    Content.YEAR: "isinya tahun",
    Content.OPD: "isinya nama perangkat daerah",
    Content.TEXT: "isinya tulisan",
}


class _Candidate(msgspec.Struct, frozen=True, kw_only=True):
    heading: str
    at: int
    column: str
    sureness: float
    reason: str


def propose(path: Path, limits: Limits = LIMITS) -> Mapping:
    """Propose the mapping of an unknown table; a person looks through it, corrects it and saves it.

    Raises
    ------
    RefusedFiles
        Where the file cannot be opened, or holds nothing like a table with a heading.
    """
    with Reader(limits) as reader:
        grids = reader.read(path)
    if isinstance(grids, Document | Exported):
        raise refusal(
            display_name(path), "berkas ini bukan tabel", "Yang dapat dipetakan: CSV, XLSX, XLS, ODS, JSON, PDF."
        )
    best = max((propose_grid(grid) for grid in grids), key=_worth, default=None)
    if best is None or not best.columns:
        hint = "Pastikan ada satu baris judul kolom di atas isinya."
        raise refusal(display_name(path), "tidak ada judul kolom yang dapat ditebak", hint)
    return best


def _worth(mapping: Mapping) -> float:
    return sum(each.sureness for each in mapping.reasons)


def propose_grid(grid: Grid) -> Mapping:
    """Propose the mapping of one grid; without columns where nothing in it looks like a heading."""
    best = Mapping(format=plan_rows.FORMAT.id)
    rows = [row for row in grid.rows if not row.loose]
    for first, row in enumerate(rows[:LOOK]):
        if len(row.filled) < 2 or row.figures:
            continue
        for depth in range(1, min(DEEPEST, len(rows) - first)):
            block, below = rows[first : first + depth], rows[first + depth :]
            if any(each.figures for each in block):
                break
            mapping = _proposed(combined(block), below[:SAMPLE])
            if _worth(mapping) > _worth(best) + 1e-9:
                best = mapping
    return best


def _proposed(headings: Sequence[str], below: Sequence[GridRow]) -> Mapping:
    candidates: list[_Candidate] = []
    for at, heading in enumerate(headings):
        if not normalised(heading) or len(heading) > 200:
            continue
        candidates += _candidates(heading, at, below)
    chosen: dict[int, _Candidate] = {}
    names: set[str] = set()
    for each in sorted(candidates, key=lambda one: (-one.sureness, one.at, one.column)):
        if (
            each.at not in chosen
            and each.column not in names
            and each.heading not in {c.heading for c in chosen.values()}
        ):
            chosen[each.at] = each
            names.add(each.column)
    inside = [chosen[at] for at in sorted(chosen)]
    return Mapping(
        format=plan_rows.FORMAT.id,
        columns={each.heading: each.column for each in inside},
        reasons=tuple(
            Proposed(heading=each.heading, column=each.column, sureness=each.sureness, reason=each.reason)
            for each in inside
        ),
    )


def _candidates(heading: str, at: int, below: Sequence[GridRow]) -> Iterator[_Candidate]:
    """Score the columns that one heading may be: how alike the words are, and whether the cells are of the kind."""
    found = likely(normalised(heading), _CUTOFF)
    content = content_of([row.cell(at) for row in below if row.cell(at)]) if found else None
    for column, likeness, word in found:
        wanted = plan_rows.FORMAT.column(column)
        fits = wanted is not None and content is wanted.content
        typed = wanted is not None and wanted.content is not Content.TEXT
        bonus = _BONUS if fits and typed else 0.0
        if content is not None and not fits and (typed or content in {Content.MONEY, Content.YEAR}):
            bonus = -0.35
        sureness = round(min(max(likeness / 100 + bonus, 0.0), 1.0), 3)
        if sureness >= LEAST:
            said = f"judul mirip '{word}'" + (f", {_SAID[content]}" if content is not None and fits else "")
            yield _Candidate(heading=heading, at=at, column=column, sureness=sureness, reason=said)
