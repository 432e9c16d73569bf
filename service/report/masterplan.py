"""Masterplan: the Smart City masterplan itself, in the order of its book, with what changed in it since a revision."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from graph.masterplan import Masterplan, MasterplanFund, MasterplanProgram, MasterplanYear, Readiness
from graph.model import Dimension, Measure, ObjectiveLevel
from graph.snapshot import PlanGraph
from graph.vocabulary import called
from rules.review import Review
from service.report import words
from service.report.document import Block, Document, Facts, Grid, Heading, Paragraph
from service.report.masterplan_change import changes
from service.report.review_words import index

EMPTY = "belum diisi"


def masterplan_document(plan: PlanGraph, review: Review, before: PlanGraph | None = None) -> Document:
    """Give the masterplan of a plan: legal act, vision, gaps, programs by dimension, targets, road map, quick wins.

    Parameters
    ----------
    before
        The plan from which changes are listed; None where there is no earlier one.
    """
    info = plan.info
    titles = [each.name for each in plan.masterplans]
    return Document(
        title=titles[0] if titles else "Masterplan Kota Cerdas",
        subtitle=f"{info.region_name} · {info.title}",
        footer=f"{info.region_name} · masterplan · revisi {plan.revision}",
        blocks=tuple(_blocks(plan, review, before)),
    )


def _blocks(plan: PlanGraph, review: Review, before: PlanGraph | None) -> Iterator[Block]:
    yield from _grounds(plan.masterplans)
    yield from _rpjmd(plan)
    yield from _gaps(review)
    if not plan.masterplan_programs:
        yield Heading(text="Program")
        yield Paragraph(text="Program masterplan belum dimuat.")
        return
    yield from _programs(plan)
    yield from _targets(plan)
    yield from _road_map(plan)
    yield from _quick_wins(plan)
    yield from _risks(plan)
    yield from changes(plan, before)


def _grounds(masterplans: Sequence[Masterplan]) -> Iterator[Block]:
    yield Heading(text="Dasar dan visi")
    if not masterplans:
        yield Paragraph(text="Masterplan belum dimuat: dasar hukum, periode dan visinya belum dapat ditulis.")
    for each in masterplans:
        years = [str(year) for year in (each.start_year, each.end_year) if year]
        yield Facts(
            items=(
                ("Masterplan", each.name),
                ("Dasar hukum", each.legal_act or EMPTY),
                ("Periode", " s.d. ".join(years) or EMPTY),
                ("Visi", each.vision or EMPTY),
                ("Buku", "; ".join(book.name for book in each.books) or EMPTY),
            )
        )


def _rpjmd(plan: PlanGraph) -> Iterator[Block]:
    yield Heading(text="Keterkaitan dengan RPJMD")
    levels = (ObjectiveLevel.VISION, ObjectiveLevel.MISSION)
    above = [each for level in levels for each in plan.objectives if each.level is level]
    if above:
        yield Facts(items=tuple((f"{called(each.level).begun().id} {each.code}".strip(), each.text) for each in above))
    else:
        yield Paragraph(text="Visi dan misi RPJMD belum dibaca.")


def _gaps(review: Review) -> Iterator[Block]:
    yield Heading(text="Kesenjangan dan capaian")
    if not review.dimensions:
        yield Paragraph(text="Rencana ini belum memuat dimensi.")
        return
    yield Grid(
        headings=("Dimensi", "Indeks", "Putusan"),
        rows=tuple((row.name.id, index(row.index), row.verdict.id) for row in review.dimensions),
        widths=(0.22, 0.1, 0.68),
        numbers=frozenset({1}),
    )


def _programs(plan: PlanGraph) -> Iterator[Block]:
    yield Heading(text="Program menurut dimensi", on_new_page=True)
    for title, programs in by_dimension(plan):
        yield Heading(text=title, level=2)
        yield Grid(
            headings=("Program", "Asal", "OPD", "Jangka", "Diusung oleh", "Kesiapan"),
            rows=tuple(_program(plan, each) for each in programs),
            widths=(0.28, 0.1, 0.14, 0.1, 0.21, 0.17),
        )


def by_dimension(plan: PlanGraph) -> Iterator[tuple[str, tuple[MasterplanProgram, ...]]]:
    """Give the programs of each dimension or sub-dimension that has any, by code, then those that stand in none."""
    placed: dict[str, list[MasterplanProgram]] = defaultdict(list)
    for program in plan.masterplan_programs:
        for id_ in [each.id for each in plan.placed_in(program.id)] or [""]:
            placed[id_].append(program)
    for dimension in sorted(plan.of(Dimension), key=lambda each: each.code):
        if dimension.id in placed:
            yield f"{dimension.code} {dimension.name}", _ordered(placed[dimension.id])
    if "" in placed:
        yield "Belum ditempatkan di suatu dimensi", _ordered(placed[""])


def _ordered(programs: Iterable[MasterplanProgram]) -> tuple[MasterplanProgram, ...]:
    return tuple(sorted(programs, key=lambda each: (each.code, each.id)))


def _program(plan: PlanGraph, program: MasterplanProgram) -> tuple[str, ...]:
    carriers = [each.name for each in plan.carriers_of(program.id)]
    return (
        f"{program.code} {program.name}".strip() + (" (quick win)" if program.quick_win else ""),
        called(program.program_origin).id if program.program_origin else "-",
        _lead(plan, program),
        called(program.term).id if program.term else "-",
        "; ".join(words.short(each, 60) for each in carriers[:3]) + (f"; +{len(carriers) - 3}" if carriers[3:] else "")
        if carriers
        else "belum ada",
        _readiness(program.readiness),
    )


def _lead(plan: PlanGraph, program: MasterplanProgram) -> str:
    lead = plan.lead(program.id)
    return lead.label if lead else program.written_lead or "-"


def _readiness(readiness: Sequence[Readiness]) -> str:
    return "; ".join(f"{called(each.aspect).id}: {called(each.state).id}" for each in readiness) or EMPTY


def _targets(plan: PlanGraph) -> Iterator[Block]:
    yield Heading(text="Indikator dan target")
    rows = [
        (
            program.name,
            each.name,
            _said(each.baseline),
            "; ".join(f"{year.year}: {_said(year.target)}" for year in each.years if year.target) or "-",
            "; ".join(f"{year.year}: {_said(year.realised)}" for year in each.years if year.realised) or "-",
        )
        for program in plan.masterplan_programs
        for each in plan.indicators_of(program.id)
    ]
    if not rows:
        yield Paragraph(text="Indikator program masterplan belum diisi.")
        return
    yield Grid(
        headings=("Program", "Indikator", "Awal", "Target", "Capaian"),
        rows=tuple(rows),
        widths=(0.28, 0.28, 0.1, 0.17, 0.17),
    )


def _said(measure: Measure | None) -> str:
    return measure.text if measure else "-"


def _road_map(plan: PlanGraph) -> Iterator[Block]:
    yield Heading(text="Peta jalan menurut tahun", on_new_page=True)
    years: dict[int, list[tuple[MasterplanProgram, MasterplanYear | None, list[MasterplanFund]]]] = defaultdict(list)
    for program in plan.masterplan_programs:
        own = {each.year: each for each in program.years}
        spans = range(program.start_year, (program.end_year or program.start_year) + 1) if program.start_year else ()
        for year in sorted({*own, *(fund.year for fund in program.funds), *spans}):
            funds = [fund for fund in program.funds if fund.year == year]
            years[year].append((program, own.get(year), funds))
    if not years:
        yield Paragraph(text="Tahun pelaksanaan, target dan dana program masterplan belum diisi.")
    for year, rows in sorted(years.items()):
        yield Heading(text=str(year), level=2)
        yield Grid(
            headings=("Program", "OPD", "Target", "Status", "Dana"),
            rows=tuple(
                (
                    program.name,
                    _lead(plan, program),
                    _said(row.target) if row else "-",
                    called(row.progress).id if row and row.progress else "-",
                    "; ".join(_fund(fund) for fund in funds) or "-",
                )
                for program, row, funds in rows
            ),
            widths=(0.36, 0.14, 0.16, 0.12, 0.22),
        )


def _fund(fund: MasterplanFund) -> str:
    money = words.rupiah(fund.budget.amount).id if fund.budget and fund.budget.amount is not None else EMPTY
    doubt = "" if fund.budget is None or fund.budget.plausible else " (tidak masuk akal)"
    return f"{called(fund.fund).id}: {money}{doubt}"


def _quick_wins(plan: PlanGraph) -> Iterator[Block]:
    yield Heading(text="Quick win")
    found = [each for each in plan.masterplan_programs if each.quick_win]
    if not found:
        yield Paragraph(text="Belum ada program yang ditandai sebagai quick win.")
    for each in found:
        yield Heading(text=each.name, level=3)
        yield Grid(
            headings=("Kriteria", "Terpenuhi", "Penjelasan"),
            rows=tuple(
                (
                    called(answer.criterion).id,
                    EMPTY if answer.met is None else "ya" if answer.met else "tidak",
                    answer.note or "-",
                )
                for answer in each.criteria
            )
            or (("-", EMPTY, "-"),),
            widths=(0.3, 0.14, 0.56),
        )


def _risks(plan: PlanGraph) -> Iterator[Block]:
    rows = [
        (program.name, risk.text, called(risk.severity).id if risk.severity else "-", risk.response or "-")
        for program in plan.masterplan_programs
        for risk in program.risks
    ]
    yield Heading(text="Risiko")
    if not rows:
        yield Paragraph(text="Risiko program masterplan belum diisi.")
        return
    yield Grid(headings=("Program", "Risiko", "Berat", "Penanganan"), rows=tuple(rows), widths=(0.28, 0.32, 0.1, 0.3))
