"""Nomenclature lists: SIPD's master of sub-activities and plain lists of codes, which make more codes known.

A decree adds codes every year; read beside a plan, such a list tells the official names of those that the
nomenclature of the package does not have. It puts nothing into the plan.
"""

from typing import Final

from graph import code as codes
from graph.intake.cells import Content, Row, Table, split_code, tidy_code
from graph.intake.drafting import Draft
from graph.intake.recognising import Column, Format, same
from graph.model import Level
from graph.record import Severity
from graph.reference import Entry, Nomenclature


def read(table: Table, draft: Draft) -> None:
    """Add the codes, and the names of sub-activities, that the nomenclature of the package does not have."""
    base = draft.nomenclature
    entries = {level: dict(base.entries(level)) for level in Level}
    before = sum(len(found) for found in entries.values())
    own = next((name for name in ("nama", "kegiatan", "program", "bidang") if name in table.headings), "nama")
    pairs = [("kode_program", "program"), ("kode_kegiatan", "kegiatan")]
    pairs = [("kode", own), *((code, name) for code, name in pairs if name != own)]
    for row in draft.each(table):
        for code_column, name_column in pairs:
            _add(entries, row, table, draft, code_column, name_column)
    draft.nomenclature = Nomenclature(base.fields, entries)
    added = sum(len(found) for found in entries.values()) - before
    reason = f"daftar nomenklatur: {added} kode baru dikenal selama berkas ini dibaca"
    draft.problem(table.problem(None, "", reason, severity=Severity.NOTE))
    draft.note_read(table, "nomenklatur")


def _add(
    entries: dict[Level, dict[str, Entry]], row: Row, table: Table, draft: Draft, code_column: str, name_column: str
) -> None:
    code, name = split_code(row.get(name_column))
    code = codes.canonical(tidy_code(row.get(code_column)) or tidy_code(code))
    level = codes.level(code) if code else None
    if level is None and code_column == "kode" and code_column in row.cells:
        draft.problem(table.problem(row, code_column, "kode ini bukan kode program, kegiatan atau sub kegiatan"))
    if level in (None, "field") or not name:
        return
    known = entries[Level(level)].get(code)
    if known is None or not known.has_name:
        entries[Level(level)][code] = Entry(code, name, known.version) if known else Entry(code, name)


FORMAT: Final = Format(
    id="nomenklatur",
    name="Master sub kegiatan SIPD atau daftar nomenklatur",
    columns=(
        *same("no", "id", "stt", "id1", "id2", "id3", "id4", "lock"),
        Column("kode", r"kode(?: sub ?(?:kegiatan|giat))?", Content.CODE, key=True),
        Column("nama", r"nama(?: sub ?(?:kegiatan|giat))?|sub ?kegiatan", key=True),
        Column("kode_kegiatan", r"kode (?:kegiatan|giat)", Content.CODE),
        Column("kegiatan", r"(?:nama )?(?:kegiatan|giat)"),
        Column("kode_program", r"kode program", Content.CODE),
        Column("program", r"(?:nama )?program"),
        Column("kode_bidang", r"kode bidang(?: urusan)?", Content.CODE),
        Column("bidang", r"(?:nama )?bidang(?: urusan)?"),
        Column("urusan", r"(?:nama )?urusan"),
        *same("indikator_contoh", "satuan_contoh", "sumber_indikator", "sumber", "kode_urusan"),
    ),
    needed=(
        frozenset({"kode", "nama", "kegiatan", "program", "bidang", "id1"}),
        frozenset({"kode", "nama", "kode_kegiatan", "kode_program"}),
        frozenset({"kode", "kegiatan", "kode_program", "program", "sumber"}),
        frozenset({"kode", "program", "kode_bidang", "sumber"}),
        frozenset({"kode_urusan", "urusan", "kode_bidang", "bidang"}),
    ),
    foreign=frozenset({"opd", "kode_opd", "target", "realisasi", "baseline", "pagu", "realisasi_rp"}),
    read=read,
    order=5,
    seen="berkas nyata",
)
