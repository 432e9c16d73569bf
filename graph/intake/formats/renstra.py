"""Renstra table of Inmendagri 2/2025: programs to sub-activities, each with rows of its outcomes or outputs, by year.

A row with a code names work and its money; the rows below it that have none name what comes of it, with indicators.
"""

import re
from typing import Final

import msgspec

from graph import code as codes
from graph.intake.cells import Content, Row, Table, split_code, tidy_code
from graph.intake.drafting import Draft, PlanLines
from graph.intake.formats.whose import agency
from graph.intake.formats.work import CODE
from graph.intake.recognising import Column, Format
from graph.record import Severity

_OVER: Final = r"(?:target dan pagu(?: indikatif)?(?: tahun)? )?"
_UNIT: Final = re.compile(r"(?P<name>.*\S)\s*\((?P<unit>[^()]{1,30})\)", re.DOTALL)


def read(table: Table, draft: Draft) -> None:
    """Read the table; outcomes of programs are objectives that they serve, outputs stand in their indicators."""
    if any(_code(row) for row in table.rows):
        table = _by_work(table, draft)
    PlanLines(table, draft).read("renstra")


def _code(row: Row) -> str:
    return codes.canonical(tidy_code(row.get("kode")) or tidy_code(split_code(row.get("nama"))[0]))


def _by_work(table: Table, draft: Draft) -> Table:
    """A table whose rows without a code are indicators of the work above them."""
    rows: list[Row] = []
    outputs: list[Row] = []
    above: str | None = None
    for row in table.rows:
        cells = {**row.cells, **_measured(row)}
        if code := _code(row):
            above = codes.level(code)
        elif row.get("nama"):
            cells |= {"nama": "", "sasaran": row.get("nama") if above == "program" else ""}
            outputs += [row] * (above != "program")
        rows.append(msgspec.structs.replace(row, cells=cells))
    if outputs:
        reason = f"keluaran pada {len(outputs)} baris dibaca lewat indikatornya saja"
        draft.problem(table.problem(outputs[0], "nama", reason, severity=Severity.NOTE))
    return msgspec.structs.replace(table, rows=tuple(rows))


def _measured(row: Row) -> dict[str, str]:
    """The indicator and the unit that stands in brackets behind it, where the table has no column of units."""
    found = None if row.get("satuan") else _UNIT.fullmatch(row.get("indikator"))
    return {"indikator": found["name"], "satuan": found["unit"].strip()} if found else {}


FORMAT: Final = Format(
    id="renstra",
    name="Renstra 2025-2029: program sampai sub kegiatan dengan outcome dan output",
    columns=(
        Column("no", r"no|nomor", key=True),
        *agency(carried=True),
        CODE,
        Column(
            "nama",
            r"(?:urusan )?(?:bidang urusan )?program outcome kegiatan(?: dan)? sub ?kegiatan(?: output)?",
            key=True,
            joined=" ",
        ),
        Column("indikator", r"indikator(?: kinerja)?(?: outcome)?(?: dan| atau)?(?: output)?"),
        Column("satuan", r"satuan"),
        Column("baseline", r"(?:base ?line|kondisi awal|data awal)(?: tahun)?(?: 20\d\d)?", Content.MEASURE),
        Column("target_{year}", rf"{_OVER}(?P<year>20\d\d) target", Content.MEASURE),
        Column("pagu_indikatif_{year}", rf"{_OVER}(?P<year>20\d\d) (?:pagu|rp)(?: indikatif)?(?: rp)?", Content.MONEY),
        Column("lokasi", r"lokasi"),
    ),
    needed=(frozenset({"nama", "indikator", "target", "pagu_indikatif"}),),
    read=read,
    order=40,
    seen="kode aplikasi dan Inmendagri 2/2025",
)
