"""Tabel T-C.33: the annual plan of one OPD (Permendagri 86/2017); the forward estimate is not kept."""

from typing import Final

from graph.intake.cells import Content, Table
from graph.intake.drafting import Draft, PlanLines
from graph.intake.formats.whose import agency
from graph.intake.formats.work import CODE
from graph.intake.recognising import Column, Format

_PLAN: Final = r"(?:rencana (?:tahun )?(?:20\d\d|anggaran)?(?: ?tahun rencana)? ?)?"
_MONEY: Final = r"(?:kebutuhan dana pagu indikatif|pagu indikatif|kebutuhan dana|pagu|anggaran)(?: rp)?"
_TARGET: Final = r"target(?: capaian)?(?: kinerja)?"


def read(table: Table, draft: Draft) -> None:
    """Read the table; its OPD and year stand above it."""
    PlanLines(table, draft).read("t-c.33")


FORMAT: Final = Format(
    id="t-c.33",
    name="Tabel T-C.33 (Renja perangkat daerah)",
    columns=(
        Column("no", r"no|nomor", key=True),
        *agency(carried=True),
        CODE,
        Column("nama", r"urusan .*program.*kegiatan.*|program(?: dan)? kegiatan.*", key=True, joined=" "),
        Column("indikator", r"indikator kinerja.*|indikator"),
        Column("lokasi", rf"{_PLAN}lokasi"),
        Column("target", rf"{_PLAN}{_TARGET}", Content.MEASURE),
        Column("pagu", rf"{_PLAN}{_MONEY}", Content.MONEY),
        Column("sumber_dana", rf"{_PLAN}sumber dana"),
        Column("catatan", r"catatan(?: penting)?"),
        Column("target_maju", rf"prakiraan maju.* {_TARGET}|{_TARGET}", Content.MEASURE),
        Column("pagu_maju", rf"prakiraan maju.* {_MONEY}|{_MONEY}", Content.MONEY),
        Column(
            "penanggung_jawab", r"(?:unit )?(?:kerja )?(?:opd|perangkat daerah|pd)? ?penanggung ?jawab", Content.OPD
        ),
    ),
    needed=(
        frozenset({"kode", "nama", "indikator", "pagu", "target", "sumber_dana"}),
        frozenset({"kode", "nama", "indikator", "pagu", "target", "catatan"}),
        frozenset({"kode", "nama", "indikator", "pagu", "target", "pagu_maju"}),
    ),
    read=read,
    order=40,
    seen="Permendagri 86/2017",
)
