"""IKU: a region's indicators with a target per year, grouped under the OPD that answers for them."""

import re
from typing import Final

from rapidfuzz import fuzz, process

from graph.intake.cells import Content, Row, Table
from graph.intake.drafting import Draft, free_objective_id, opd_of_unit, put_objective, slug, unit_of_row
from graph.intake.formats.whose import AGENCY_CODE, UNITS
from graph.intake.recognising import YEAR, Column, Format
from graph.model import Indicator, IndicatorYear, LinkKind, Mark, MarkCode, Objective, ObjectiveLevel, Opd
from graph.reference import fields_of_name, normalised, tidy_unit_code
from graph.reference.agency import SURE
from graph.reference.nomenclature import NEAR


def read(table: Table, draft: Draft) -> None:
    """Read the table; field and OPD stand only on the first row of their group and hold for the rows below."""
    years = sorted(heading for heading in table.headings if re.fullmatch(r"20\d\d", heading))
    for row in draft.each(table):
        if not row["uraian"]:
            draft.problem(table.problem(row, "uraian", "nama indikator kosong"))
            continue
        _indicator(table, row, draft, years)
    draft.note_read(table, "iku")


def _indicator(table: Table, row: Row, draft: Draft, years: list[str]) -> None:
    skpd = row.get("skpd")
    marks: list[Mark] = []
    measures = {year: draft.measure(table, row, year, marks) for year in years}
    named = _opd(draft, skpd, table.source)
    if code := tidy_unit_code(row.get("kode_opd")):
        named = opd_of_unit(draft, code, named.name if named else skpd or code, table.source)
    opd = named and unit_of_row(draft, named, row, table.source)
    if opd is None and skpd:
        message = "Pengampu ini bukan perangkat daerah yang terdaftar; indikator tanpa penanggung jawab."
        marks.append(draft.cell_mark(MarkCode.UNKNOWN_OPD, message, table, row, "skpd"))
    id_ = _free_id(draft, f"indicator/daerah/{slug(row.get('urusan'), 40)}/{slug(row['uraian'])}")
    draft.put(
        Indicator(
            id=id_,
            name=row["uraian"],
            unit=row.get("satuan"),
            baseline=draft.measure(table, row, "base", marks),
            end_target=measures[years[-1]] if years else None,
            years=tuple(IndicatorYear(year=int(year), target=measures[year]) for year in years if measures[year]),
            marks=tuple(marks),
            source=table.source,
        )
    )
    if opd is not None:
        draft.tie(LinkKind.LEADS, opd.id, id_, table.source)
    if slug(row.get("sasaran")):
        draft.tie(LinkKind.MEASURES, id_, _objective(draft, row["sasaran"], opd, table.source), table.source)


def _objective(draft: Draft, text: str, opd: Opd | None, source: str) -> str:
    """The outcome that an indicator measures: the region's own where it has one of these words, else the OPD's."""
    id_ = free_objective_id(draft, f"objective/sasaran/{slug(text)}", text)
    if draft.node(Objective, id_) is None and opd is not None:
        return put_objective(draft, opd, text, source)
    if draft.node(Objective, id_) is None:
        draft.put(Objective(id=id_, level=ObjectiveLevel.OUTCOME, text=text, source=source))
    return id_


def _opd(draft: Draft, name: str, source: str) -> Opd | None:
    """The OPD of that name, also where the cell holds its beginning, more than its name, or a misspelling.

    One that nobody named before is made where its whole name is that of an agency.
    """
    found = draft.find_opd(name)
    if found is not None or len(name) < 12:
        return found
    words = normalised(name)
    opds = {normalised(node.name): node for node in draft.known_opds()}
    longer = [opd for words_, opd in sorted(opds.items()) if words_.startswith(words) or words.startswith(words_)]
    if len(longer) == 1:
        return draft.find_opd(longer[0].name)
    near = process.extractOne(words, opds.keys(), scorer=fuzz.ratio, score_cutoff=NEAR)
    if near:
        return draft.find_opd(opds[near[0]].name)
    return draft.opd(name, source) if fields_of_name(name).confidence >= SURE else None


def _free_id(draft: Draft, id_: str) -> str:
    """The id, or with a number where an earlier row of the file has it."""
    number = 2
    free = id_
    while free in draft.nodes:
        free = f"{id_}-{number}"
        number += 1
    return free


FORMAT: Final = Format(
    id="iku",
    name="Indikator Kinerja Utama/Daerah per tahun",
    columns=(
        Column("no", r"no|nomor|no urut", key=True),
        Column("urusan", r"(?:bidang )?urusan|aspek(?: .*)?|kelompok", key=True, carried=True),
        Column("sasaran", r"sasaran(?: (?:strategis|daerah|rpjmd|renstra|pd|opd))?", key=True, carried=True),
        Column(
            "uraian", r"uraian|indikator(?: kinerja(?: utama| daerah| kunci)?)?|uraian indikator.*|iku|nama indikator"
        ),
        Column("satuan", r"satuan"),
        Column("base", r"base|base ?line.*|kondisi awal.*|capaian(?: tahun)? 20\d\d|data dasar", Content.MEASURE),
        Column(YEAR, r"(?:target )?(?:tahun )?(?P<year>20\d\d)", Content.MEASURE),
        Column(
            "skpd",
            r"skpd|opd|perangkat daerah|(?:opd |perangkat daerah )?(?:pengampu|penanggung ?jawab)",
            Content.OPD,
            carried=True,
        ),
        Column("kode_opd", AGENCY_CODE, Content.CODE, carried=True),
        *UNITS,
    ),
    needed=(frozenset({"uraian", "satuan", "skpd"}),),
    foreign=frozenset(
        {"program", "kode_program", "kegiatan", "kode_kegiatan", "sub_kegiatan", "kode_sub_kegiatan", "kode", "nama"}
        | {"pagu", "realisasi_rp", "target", "realisasi"}
    ),
    read=read,
    order=60,
    seen="berkas nyata",
)
