"""IKU: a region's indicators with a target per year, grouped under the OPD that answers for them."""

import re
from typing import Final

from rapidfuzz import fuzz, process

from graph.intake.draft import Draft, slug
from graph.intake.problem import FileProblem
from graph.intake.report import FileRead
from graph.intake.table import Table
from graph.model import Indicator, IndicatorYear, LinkKind, Mark, MarkCode, Opd
from graph.reference import normalised
from graph.reference.nomenclature import NEAR

HEADINGS: Final = frozenset({"urusan", "uraian", "satuan", "base", "skpd"})


def read(table: Table, draft: Draft) -> None:
    """Read the table; field and OPD stand only on the first row of their group and hold for the rows below."""
    years = [heading for heading in table.headings if re.fullmatch(r"20\d\d", heading)]
    group, skpd = "", ""
    for row in table.rows:
        group = row["urusan"] or group
        skpd = row["skpd"] or skpd
        if not row["uraian"]:
            draft.problem(FileProblem(file=table.file, row=row.number, column="uraian", reason="nama indikator kosong"))
            continue
        marks: list[Mark] = []
        measures = {year: draft.measure(table.file, row, year, marks) for year in years}
        opd = _opd(draft, skpd)
        if opd is None:
            marks.append(
                Mark(
                    code=MarkCode.UNKNOWN_OPD,
                    message="Pengampu ini bukan perangkat daerah yang terdaftar; indikator tanpa penanggung jawab.",
                    file=table.file,
                    row=row.number,
                    column="skpd",
                    value=skpd,
                )
            )
        id_ = _free_id(draft, f"indicator/daerah/{slug(group, 40)}/{slug(row['uraian'])}")
        draft.put(
            Indicator(
                id=id_,
                name=row["uraian"],
                unit=row["satuan"],
                baseline=draft.measure(table.file, row, "base", marks),
                end_target=measures[years[-1]] if years else None,
                years=tuple(IndicatorYear(year=int(year), target=measures[year]) for year in years if measures[year]),
                marks=tuple(marks),
                source=table.file,
            )
        )
        if opd is not None:
            draft.tie(LinkKind.LEADS, opd.id, id_, table.file)
    draft.files.append(FileRead(file=table.file, format="iku", rows=len(table.rows)))


def _opd(draft: Draft, name: str) -> Opd | None:
    """The OPD of that name, also where the cell holds its beginning, more than its name, or a misspelling."""
    found = draft.find_opd(name)
    if found is not None or len(name) < 12:
        return found
    words = normalised(name)
    opds = {normalised(node.name): node for node in draft.nodes.values() if isinstance(node, Opd)}
    longer = [opd for words_, opd in sorted(opds.items()) if words_.startswith(words) or words.startswith(words_)]
    if len(longer) == 1:
        return longer[0]
    near = process.extractOne(words, opds.keys(), scorer=fuzz.ratio, score_cutoff=NEAR)
    return opds[near[0]] if near else None


def _free_id(draft: Draft, id_: str) -> str:
    """The id, or with a number where an earlier row of the file has it."""
    number = 2
    free = id_
    while free in draft.nodes:
        free = f"{id_}-{number}"
        number += 1
    return free
