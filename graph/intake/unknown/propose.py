"""Propose: what the columns of an unknown table may hold, by likeness of their headings and by what their cells are."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec
from rapidfuzz import fuzz

from graph.figure import rank_of
from graph.intake.cells import (
    SAMPLE,
    Content,
    Grid,
    GridRow,
    MoneyHeading,
    content_of,
    holds,
    likely,
    spelled_out,
    standard_headings,
)
from graph.intake.formats import iku, opd_list, plan_rows, rpjmd_cascade
from graph.intake.limits import LIMITS, Limits
from graph.intake.opening import Document, Exported, Reader, display_name
from graph.intake.recognising import DEEPEST, LOOK, Format, combined, is_numbering, stem
from graph.intake.unknown.mapping import Mapping, Proposed
from graph.record import MOST_SHOWN, UnreadColumn, refusal
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


_PLAIN_WORDS: Final = frozenset({"nama", "kode", "no", "nomor", "id", "data", "str", "text", "jumlah", "sub"})
"""Words that say nothing of what a column is about."""
_LEADING: Final = frozenset({"indikator", "target", "realisasi", "lokasi"})
_TOLD: Final = 88.0
_SAME_WORD: Final = 78
_CODE_OF: Final = {
    "opd": "kode_opd",
    "program": "kode_program",
    "kegiatan": "kode_kegiatan",
    "sub_kegiatan": "kode_sub_kegiatan",
    "nama": "kode",
}
_AGENCY: Final = frozenset({"no", "tahun", "opd", "kode_opd", "nama"})
_WORK: Final = frozenset(
    {
        "kode",
        "nama",
        "program",
        "kode_program",
        "kegiatan",
        "kode_kegiatan",
        "sub_kegiatan",
        "kode_sub_kegiatan",
        "pagu",
    }
)
_CASCADE: Final = frozenset({"tujuan", "sasaran"})
_YEARLY: Final = frozenset({"uraian"})


class Guess(msgspec.Struct, frozen=True, kw_only=True):
    """What the columns of an unknown table may hold, and the filled ones of which nothing can be guessed."""

    mapping: Mapping
    others: tuple[UnreadColumn, ...] = ()


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
    best = max((propose_grid(grid).mapping for grid in grids), key=_worth, default=None)
    if best is None or not best.columns:
        hint = "Pastikan ada satu baris judul kolom di atas isinya."
        raise refusal(display_name(path), "tidak ada judul kolom yang dapat ditebak", hint)
    return best


def _worth(mapping: Mapping) -> float:
    return sum(each.sureness for each in mapping.reasons)


def propose_grid(grid: Grid) -> Guess:
    """Propose the mapping of one grid; without columns where nothing in it looks like a heading that we know."""
    best = Mapping(format=plan_rows.FORMAT.id)
    headings: Sequence[str] = ()
    below: Sequence[GridRow] = ()
    rows = [row for row in grid.rows if not row.loose]
    for first, row in enumerate(rows[:LOOK]):
        if len(row.filled) < 2 or row.figures:
            continue
        for depth in range(1, min(DEEPEST, len(rows) - first)):
            block, under = rows[first : first + depth], rows[first + depth :]
            if any(each.figures and not is_numbering(each) for each in block):
                break
            texts = combined(block)
            mapping = _proposed(texts, under[:SAMPLE])
            if _worth(mapping) > _worth(best) + 1e-9 or not headings:
                best, headings, below = mapping, texts, under
    return Guess(mapping=best, others=tuple(_others(grid, best, headings, below)))


def _others(grid: Grid, mapping: Mapping, headings: Sequence[str], below: Sequence[GridRow]) -> Iterator[UnreadColumn]:
    """The filled columns that a mapping leaves out; of those with one heading the first, for they are named by it."""
    named = set(mapping.columns)
    for at, heading in enumerate(headings):
        cells = [row.cell(at) for row in below if row.cell(at)]
        if any(each.isalpha() for each in heading) and heading not in named and cells:
            named.add(heading)
            yield UnreadColumn(
                file=grid.file,
                sheet=grid.sheet,
                column=heading,
                filled=len(cells),
                holds=holds(heading, cells[:SAMPLE]),
                example=cells[0][:MOST_SHOWN],
            )


def _proposed(headings: Sequence[str], below: Sequence[GridRow]) -> Mapping:
    money = standard_headings(headings)
    years = {said.year for said, _ in money.values() if said.year}
    candidates: list[_Candidate] = []
    for at, heading in enumerate(headings):
        cells = [row.cell(at) for row in below if row.cell(at)]
        if normalised(heading) and len(heading) <= 200 and cells:  # what is empty is never proposed
            of_money = [*_of_money(*money[at], yearly=len(years) > 1)] if at in money else None
            candidates += _candidates(heading, at, cells, of_money)
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
    if other := _of_another_kind(headings, below, names):
        return other
    if names <= _AGENCY and names >= {"opd", "kode_opd"}:  # a table that only names agencies is a list of them
        listed = {"opd": "nama_skpd", "kode_opd": "kode_skpd"}
        inside = [msgspec.structs.replace(each, column=listed[each.column]) for each in inside if each.column in listed]
        return _mapping(opd_list.SKPDS, inside)
    return _mapping(plan_rows.FORMAT, inside)


def _mapping(format_: Format, inside: Sequence[_Candidate], constants: dict[str, str] | None = None) -> Mapping:
    return Mapping(
        format=format_.id,
        columns={each.heading: each.column for each in inside},
        constants=constants or {},
        reasons=tuple(
            Proposed(heading=each.heading, column=each.column, sureness=each.sureness, reason=each.reason)
            for each in inside
        ),
    )


def _of_another_kind(headings: Sequence[str], below: Sequence[GridRow], names: set[str]) -> Mapping | None:
    """The mapping of a table of objectives or of indicators a year, which has no programs; what it lacks is empty."""
    if names & _WORK:
        return None
    for format_, telling in ((rpjmd_cascade.FORMAT, _CASCADE), (iku.FORMAT, _YEARLY)):
        inside: list[_Candidate] = []
        for at, heading in enumerate(headings):
            taken = {each.column for each in inside}
            name = next((name for name in format_.names(normalised(heading)) if name not in taken), None)
            if name is not None and any(row.cell(at) for row in below):
                said = f"judul kolom {format_.name}"
                inside.append(_Candidate(heading=heading, at=at, column=name, sureness=1.0, reason=said))
        found = {each.column for each in inside}
        years = {name for name in found if name.isdecimal()}
        if telling <= found and (format_ is not iku.FORMAT or len(years) > 1):
            missing = min((needed - found for needed in format_.needed), key=len)
            return _mapping(format_, inside, dict.fromkeys(sorted(missing), ""))
    return None


def _candidates(
    heading: str, at: int, cells: Sequence[str], of_money: list[tuple[str, float, str]] | None
) -> Iterator[_Candidate]:
    """Score the columns that one heading may be: how alike the words are, and whether the cells are of the kind."""
    text = spelled_out(normalised(heading))
    content = content_of(cells)
    if of_money is not None:
        found = of_money
    elif known := plan_rows.FORMAT.names(normalised(heading)):
        found = [(known[0], 100.0, normalised(heading))]
    elif first := _by_word(text):
        found = [(first, _TOLD, first)]
    else:
        found = [each for each in likely(text, _CUTOFF) if _is_about(text, each[2])]
    for column, likeness, word in found:
        if content is Content.CODE and column in _CODE_OF:
            column = _CODE_OF[column]  # noqa: PLW2901 - the codes of what the heading names
        wanted = plan_rows.FORMAT.column(column)
        fits = wanted is not None and content is wanted.content
        typed = wanted is not None and wanted.content is not Content.TEXT
        small = of_money is not None and content is Content.MEASURE
        bonus = _BONUS if fits and typed else 0.0
        if not fits and not small and (typed or content in {Content.MONEY, Content.YEAR}):
            bonus = -0.35
        sureness = round(min(max(likeness / 100 + bonus, 0.0), 1.0), 3)
        if sureness >= LEAST:
            said = f"judul mirip '{word}'" + (f", {_SAID[content]}" if content is not None and fits else "")
            yield _Candidate(heading=heading, at=at, column=column, sureness=sureness, reason=said)


def _by_word(text: str) -> str:
    """The column that a heading names by one word, whatever else it says: a unit, or what it begins with."""
    words = text.split()
    if "satuan" in words and not {"harga", "biaya", "kerja", "unit"} & set(words):
        return "satuan"
    return words[0] if words and words[0] in _LEADING else ""


def _of_money(said: MoneyHeading, standard: Sequence[str], *, yearly: bool) -> Iterator[tuple[str, float, str]]:
    """The column that a heading of money may be; amounts of later stages are proposed before others."""
    names = [name for each in standard for name in plan_rows.FORMAT.names(each) if yearly or stem(name) == name]
    if names:
        yield names[0], 85.0 + rank_of(said.stage), standard[0]


def _is_about(text: str, word: str) -> bool:
    """Whether a heading and a word for a column are about one thing, not just alike by words such as *nama*.

    >>> _is_about("nama satker", "nama kegiatan"), _is_about("kode rek", "kode rekening"), _is_about("klpd", "nama")
    (False, True, False)
    """
    mine, its = set(text.split()) - _PLAIN_WORDS, set(word.split()) - _PLAIN_WORDS
    if not mine or not its:
        return not mine
    return any(
        fuzz.ratio(one, other) >= _SAME_WORD or (min(len(one), len(other)) > 2 and _begins(one, other))
        for one in mine
        for other in its
    )


def _begins(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)
