"""Tabel T-C.27: the strategic plan of one OPD with target and money per year (Permendagri 86/2017)."""

from typing import Final

from graph.intake.cells import Content, Table
from graph.intake.drafting import Draft, PlanLines
from graph.intake.formats.whose import agency
from graph.intake.formats.work import CODE
from graph.intake.recognising import Column, Format

_FRAME: Final = r"(?:(?:target|capaian) kinerja(?: program)?(?: dan)? kerangka pendanaan.*? ?)?"


def read(table: Table, draft: Draft) -> None:
    """Read the table; a row that names no program tells an objective and its indicator."""
    PlanLines(table, draft).read("t-c.27")


FORMAT: Final = Format(
    id="t-c.27",
    name="Tabel T-C.27 (Renstra perangkat daerah)",
    columns=(
        Column("no", r"no|nomor", key=True),
        *agency(carried=True),
        Column("tujuan", r"tujuan", key=True, carried=True),
        Column("sasaran", r"sasaran", key=True, carried=True),
        Column("indikator_sasaran", r"indikator sasaran"),
        CODE,
        Column("nama", r"(?:urusan )?(?:bidang urusan )?program(?: dan)? kegiatan.*", key=True, joined=" "),
        Column("indikator", r"indikator kinerja.*|indikator program.*"),
        Column("satuan", r"satuan"),
        Column("baseline", r"data capaian pada tahun awal.*|kondisi awal.*|data awal.*", Content.MEASURE),
        Column("target_{year}", rf"{_FRAME}(?:tahun )?(?:ke )?(?:\d )?(?P<year>20\d\d) (?:target|k)", Content.MEASURE),
        Column("pagu_{year}", rf"{_FRAME}(?:tahun )?(?:ke )?(?:\d )?(?P<year>20\d\d) (?:rp|pagu)", Content.MONEY),
        Column("target_akhir", r"kondisi kinerja pada akhir.* target|kondisi kinerja pada akhir.*", Content.MEASURE),
        Column("pagu_akhir", r"kondisi kinerja pada akhir.* rp", Content.MONEY),
        Column(
            "penanggung_jawab", r"unit kerja.*penanggung ?jawab|(?:perangkat daerah )?penanggung ?jawab", Content.OPD
        ),
        Column("lokasi", r"lokasi"),
    ),
    needed=(frozenset({"tujuan", "sasaran", "kode", "nama", "indikator"}),),
    read=read,
    order=40,
    seen="kode aplikasi dan Permendagri 86/2017",
)
