"""Masterplan table: the programs of a masterplan as rows under the headings of our template, to be read back.

One row holds a program; where it has money from several sources, or several indicators, rows with only these follow.
"""

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Final

from graph.export import Table
from graph.export.table import Cell, text_cell
from graph.masterplan import (
    Document,
    MasterplanFund,
    MasterplanProgram,
    QuickWinAnswer,
    Readiness,
    ReadinessAspect,
    Risk,
)
from graph.model import Indicator, LinkKind, Opd, Partner, Program
from graph.snapshot import PlanGraph
from graph.vocabulary import called

_ASPECTS: Final = {
    ReadinessAspect.REGULATION: "Regulasi",
    ReadinessAspect.INFRASTRUCTURE: "Infrastruktur",
    ReadinessAspect.APPLICATION: "Aplikasi",
    ReadinessAspect.PEOPLE: "SDM",
}


def masterplan_table(plan: PlanGraph) -> Table:
    """Give the table; a column of a year stands where any program says something of that year."""
    rows = [row for each in plan.masterplan_programs for row in _rows(plan, each)]
    headings = dict.fromkeys(name for row in rows for name in row)
    ordered = sorted(headings, key=lambda name: (_place(name), name))
    return Table(
        name="Masterplan", headings=tuple(ordered), rows=[tuple(row.get(name) for name in ordered) for row in rows]
    )


_FIRST: Final = (
    *("Masterplan", "Kode", "Dimensi", "Nama Program", "Uraian", "Quick Win", "Asal", "Jangka", "Penanggung Jawab"),
    *("OPD Pendukung", "Mitra", "Tahun Mulai", "Tahun Selesai", "Target", "Realisasi", "Status", "Anggaran"),
    *("Sumber Dana", "Pengusung", "Sasaran RPJMD", "Indikator", "Satuan", "Sebelum", "Sesudah"),
    *("Kesiapan", "Kriteria", "Risiko", "Penanganan Risiko", "Bukti", "Sumber"),
)


def _place(name: str) -> int:
    """Where a column stands; those of years and of aspects stand together."""
    return _FIRST.index(name if name in _FIRST else name.split(maxsplit=1)[0])


def _rows(plan: PlanGraph, program: MasterplanProgram) -> Iterator[Mapping[str, Cell]]:
    whole = _whole(plan, program)
    sources = list(dict.fromkeys(_source(each) for each in program.funds))
    indicators = plan.indicators_of(program.id)
    again = {name: whole[name] for name in ("Masterplan", "Dimensi", "Nama Program", "Penanggung Jawab")}
    pairs = list(zip_longest(sources, indicators))
    yield whole | (_more(program, *pairs[0]) if pairs else {})
    for pair in pairs[1:]:
        yield again | _more(program, *pair)


def _more(program: MasterplanProgram, source: str | None, indicator: Indicator | None) -> dict[str, Cell]:
    """The money of one source, and one indicator, of a program."""
    row = _cells({"Sumber Dana": source or ""})
    for fund in program.funds:
        if source and _source(fund) == source and fund.budget:
            amount = fund.budget.amount
            row[f"Anggaran {fund.year}"] = text_cell(fund.budget.text) if amount is None else amount
    if indicator:
        last = program.end_year or program.start_year  # the year that the column is read for
        after = next((each.realised for each in indicator.years if each.year == last), None)
        before = indicator.baseline.text if indicator.baseline else ""
        row |= _cells({"Indikator": indicator.name, "Satuan": indicator.unit, "Sebelum": before})
        row |= _cells({"Sesudah": after.text if after else ""})
    return row


def _whole(plan: PlanGraph, program: MasterplanProgram) -> dict[str, Cell]:
    above, lead = plan.parent(program.id), plan.lead(program.id)
    supporters = [plan.nodes[link.source_id] for link in plan.into(program.id, LinkKind.SUPPORTS)]
    opds = [each.label for each in supporters if isinstance(each, Opd)]
    partners = [each.label for each in supporters if isinstance(each, Partner)]
    responses = [each.response for each in program.risks]
    said = {
        "Masterplan": above.label if above else "",
        "Kode": program.code,
        "Dimensi": "; ".join(f"{each.code} {each.name}" for each in plan.placed_in(program.id)),
        "Nama Program": program.name,
        "Uraian": program.description,
        "Quick Win": "ya" if program.quick_win else "",
        "Asal": called(program.program_origin).id if program.program_origin else "",
        "Jangka": called(program.term).id if program.term else "",
        "Penanggung Jawab": lead.label if lead else program.written_lead,
        "OPD Pendukung": "; ".join(opds),
        "Mitra": "; ".join((*partners, *program.written_partners)),
        "Pengusung": "; ".join(_carrier(plan, each) for each in plan.carriers_of(program.id)),
        "Sasaran RPJMD": "; ".join(each.code or each.text for each in plan.objectives_of(program.id)),
        "Risiko": "; ".join(map(_risk, program.risks)),
        "Penanganan Risiko": "; ".join(each or "-" for each in responses) if any(responses) else "",
        "Bukti": "; ".join(map(_document, program.evidence)),
        "Sumber": program.source,
    }
    said |= {f"Kesiapan {_ASPECTS[each.aspect]}": _readiness(each) for each in program.readiness}
    said |= {f"Kriteria {called(each.criterion).id.title()}": _answer(each) for each in program.criteria}
    for year in program.years:
        said |= {f"Target {year.year}": year.target.text} if year.target else {}
        said |= {f"Realisasi {year.year}": year.realised.text} if year.realised else {}
        said |= {f"Status {year.year}": called(year.progress).id} if year.progress else {}
    years: dict[str, Cell] = {"Tahun Mulai": program.start_year, "Tahun Selesai": program.end_year}
    return _cells(said) | years


def _cells(said: Mapping[str, str]) -> dict[str, Cell]:
    return {name: text_cell(text) if text else None for name, text in said.items()}


def _source(fund: MasterplanFund) -> str:
    name = called(fund.fund).id
    return f"{name}: {fund.giver}" if fund.giver else name


def _carrier(plan: PlanGraph, work: Program) -> str:
    lead = plan.lead(work.id)
    return f"{lead.label} | {work.code or work.name}" if lead else work.code or work.name


def _readiness(said: Readiness) -> str:
    return called(said.state).id + (f": {said.note}" if said.note else "")


def _answer(said: QuickWinAnswer) -> str:
    if said.met is None:
        return said.note
    return ("ya" if said.met else "belum") + (f": {said.note}" if said.note else "")


def _risk(risk: Risk) -> str:
    return risk.text + (f" ({called(risk.severity).id})" if risk.severity else "")


def _document(document: Document) -> str:
    size = str(document.size) if document.size is not None else ""
    place = document.place if document.place != document.name else ""
    return " | ".join(filter(None, (document.name, place, size, document.sha256)))
