"""Sums: what programs and activities are said to get, held against what the work within them gets in the same file."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final, NamedTuple

import msgspec

from graph.figure import in_rupiah
from graph.intake.drafting.draft import Draft
from graph.model import LinkKind, Program
from graph.record import Place, Severity

_MOST: Final = 40
"""So many amounts that are not their sums are told one by one."""
_HINT: Final = "Periksa apakah ada pekerjaan yang tidak tertulis, atau jumlahnya memang ditulis lain."


class _Sum(NamedTuple):
    program: Program
    year: int
    written: int
    summed: int


def compare_sums(draft: Draft) -> None:
    """Tell which amounts are not the sum of what stands below them, and how many are."""
    agree: Counter[str] = Counter()
    others: dict[str, list[_Sum]] = defaultdict(list)
    for each in _sums(draft):
        if each.written == each.summed:
            agree[each.program.source] += 1
        else:
            others[each.program.source].append(each)
    places = _places(draft) if others else {}
    for source, found in sorted(others.items()):
        found.sort(key=lambda each: (-abs(each.written - each.summed), each.program.id, each.year))
        largest = found[0]
        reason = (
            f"pagu {len(found)} program atau kegiatan per tahun tidak sama dengan jumlah pekerjaan di bawahnya "
            f"({agree[source]} sama); yang terbesar selisihnya {_said(largest)}"
        )
        where = places.get(largest.program.id, Place(file=source))
        draft.problem(where.problem(reason, _HINT, severity=Severity.WARNING))
        for each in found[1:_MOST]:
            where = places.get(each.program.id, Place(file=source))
            draft.cells.append(where.problem(f"bukan jumlahnya: {_said(each)}", severity=Severity.NOTE))


def _said(each: _Sum) -> str:
    written, summed = in_rupiah(each.written), in_rupiah(each.summed)
    return f"{each.program.label} {each.year}: tertulis {written}, jumlahnya {summed}"


def _sums(draft: Draft) -> Iterator[_Sum]:
    """The amounts of a year that stand beside amounts of what is within, all from one file."""
    within: dict[str, list[Program]] = defaultdict(list)
    for link in draft.links.values():
        above, below = draft.nodes.get(link.source_id), draft.nodes.get(link.target_id)
        if link.kind is LinkKind.CONTAINS and isinstance(above, Program) and isinstance(below, Program):
            within[above.id].append(below)
    for id_, parts in sorted(within.items()):
        above = draft.nodes[id_]
        if not isinstance(above, Program) or any(part.source != above.source for part in parts):
            continue
        for year in above.years:
            said = {part.id: amount for part in parts if (amount := _amount(part, year.year)) is not None}
            if said and year.budget is not None and year.budget.amount is not None:
                yield _Sum(above, year.year, year.budget.amount, sum(said.values()))


def _amount(program: Program, year: int) -> int | None:
    """What a program's budget of a year is written as, plausible or not."""
    return next((each.budget.amount for each in program.years if each.year == year and each.budget), None)


def _places(draft: Draft) -> dict[str, Place]:
    """Where each program is first named."""
    return {
        draft.links[id_].target_id: msgspec.structs.replace(place, column="", value="")
        for id_, place in draft.places.items()
        if id_ in draft.links and draft.links[id_].kind is LinkKind.LEADS
    }
