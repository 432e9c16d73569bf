"""Plan rows: our own plain table of programs, and what an unknown table is mapped to."""

from typing import Final

import msgspec

from graph.intake.cells import Content, Table
from graph.intake.drafting import Draft, PlanLines
from graph.intake.formats.performance import MONEY_BY_PART, OUTPUT_BY_QUARTER, REACHED, TARGETS
from graph.intake.formats.whose import agency, or_unit
from graph.intake.formats.work import OF_WORK, WORK
from graph.intake.recognising import Column, Format


def read(table: Table, draft: Draft) -> None:
    """Read rows that each say something of a program, activity or sub-activity."""
    PlanLines(table, draft).read("baris")


FORMAT: Final = Format(
    id="baris",
    name="Baris program, kegiatan, sub kegiatan",
    columns=(
        Column("no", r"no|nomor|no urut", key=True),
        Column("tahun", r"(?:tahun|thn|th)(?: anggaran)?|ta|t a", Content.YEAR, carried=True),
        *agency(carried=True),
        Column("tujuan", r"tujuan(?: pd| opd| renstra)?", key=True, carried=True),
        Column("sasaran", r"sasaran(?: pd| opd| renstra| renja)?", key=True, carried=True),
        *WORK,
        Column("kode", r"kode(?: rekening| nomenklatur)?", Content.CODE, key=True, joined="."),
        Column("nama", r"nama|uraian|program kegiatan(?: sub ?kegiatan)?", key=True, joined=" "),
        Column("tingkat", r"tingkat|level"),
        Column("indikator", rf"(?:indikator|tol[ao]k ukur)(?: kinerja)?{OF_WORK}"),
        *TARGETS,
        *OUTPUT_BY_QUARTER,
        *REACHED,
        Column("pagu_{year}", r"(?:pagu|anggaran) (?:tahun )?(?P<year>20\d\d)(?: rp)?", Content.MONEY),
        Column(
            "pagu", r"(?:pagu(?: indikatif)?|anggaran)(?: rp)?|target(?: kinerja)?(?: dan anggaran)? rp", Content.MONEY
        ),
        Column("tahap", r"tahap(?:an)?(?: anggaran| penganggaran)?|status anggaran|jadwal anggaran"),
        Column("pagu_semula_{year}", r"pagu semula (?P<year>20\d\d)", Content.MONEY),
        Column("pagu_semula", r"(?:pagu|anggaran) semula(?: rp)?", Content.MONEY),
        Column("pagu_usulan_{year}", r"pagu tahap usulan (?P<year>20\d\d)", Content.MONEY),
        Column("pagu_usulan", r"pagu tahap usulan", Content.MONEY),
        Column("pagu_indikatif_{year}", r"pagu tahap indikatif (?P<year>20\d\d)", Content.MONEY),
        Column("pagu_indikatif", r"pagu tahap indikatif", Content.MONEY),
        Column("pagu_akhir", r"(?:pagu|anggaran) akhir(?: rp)?", Content.MONEY),
        *MONEY_BY_PART,
        Column("realisasi_rp_{year}", r"realisasi anggaran (?:tahun )?(?P<year>20\d\d)(?: rp)?", Content.MONEY),
        Column("realisasi_rp", r"realisasi (?:(?:anggaran|keuangan|belanja)(?: rp)?|rp)", Content.MONEY),
        Column("lokasi", r"lokasi"),
        Column("kelompok_sasaran", r"kelompok sasaran|penerima manfaat"),
        Column("label", r"label|tag|tema"),
        Column("penanggung_jawab", r"(?:unit |opd |perangkat daerah )?penanggung ?jawab", Content.OPD, carried=True),
    ),
    needed=or_unit(
        frozenset({"opd", "nama", "pagu"}),
        frozenset({"opd", "nama", "kode"}),
        frozenset({"opd", "sub_kegiatan", "pagu"}),
        frozenset({"opd", "sub_kegiatan", "indikator"}),
        frozenset({"opd", "kode_sub_kegiatan", "pagu"}),
        frozenset({"opd", "kode_sub_kegiatan", "indikator"}),
        frozenset({"opd", "program", "kegiatan", "pagu"}),
        frozenset({"opd", "program", "kegiatan", "indikator"}),
    ),
    enough=(
        frozenset({"kode", "nama", "pagu"}),
        frozenset({"kode_program", "nama", "pagu"}),
        frozenset({"nama", "indikator", "target", "pagu"}),
        frozenset({"program", "kegiatan", "indikator", "target", "pagu"}),
        frozenset({"sub_kegiatan", "indikator", "target", "pagu"}),
    ),
    foreign=frozenset({"kegiatan", "kode_kegiatan", "sub_kegiatan", "kode_sub_kegiatan"}),
    read=read,
    order=40,
    seen="tabel kita sendiri",
)
MAPPED: Final = msgspec.structs.replace(
    FORMAT,
    needed=tuple(
        frozenset({name})
        for name in ("nama", "kode", "sub_kegiatan", "kode_sub_kegiatan", "kegiatan", "kode_kegiatan", "program")
    ),
)
"""The same, for a table whose columns a mapping names: anything that names a program is enough."""
