"""RKPD with what was before and after a change side by side: flat, or as a printed table; and Renja tables T-C.33."""

from typing import Final

from graph.intake.cells import Content, Table
from graph.intake.drafting import Draft, PlanLines
from graph.intake.formats.whose import agency
from graph.intake.formats.work import CODE, WORK
from graph.intake.recognising import Column, Format

_AFTER: Final = r"(?:menjadi|setelah(?: perubahan)?|perubahan|sesudah(?: perubahan)?)"
_BEFORE: Final = r"(?:semula|sebelum(?: perubahan)?|murni)"
_MONEY: Final = r"(?:anggaran|pagu(?: indikatif)?|kebutuhan dana(?: pagu indikatif)?|dana)(?: rp)?"
_TARGET: Final = r"target(?: capaian)?(?: kinerja)?"
_NAME: Final = (
    r"uraian|(?:urusan )?(?:bidang urusan(?: pemerintahan daerah)?(?: dan)? )?program"
    r"(?: dan)? kegiatan(?:(?: dan)? sub ?kegiatan)?|nama(?: program.*)?"
)


def read_changed(table: Table, draft: Draft) -> None:
    """Read the table; the new amount and target hold where a row has them, else the old."""
    PlanLines(table, draft, adds=True).read("rkpd-perubahan")


def read_printed(table: Table, draft: Draft) -> None:
    """Read the table; the new amount and target hold where a row has them, else the old."""
    PlanLines(table, draft).read("rkpd-semula-menjadi")


FLAT: Final = Format(
    id="rkpd-perubahan",
    name="RKPD perubahan (ekspor e-planning)",
    columns=(
        Column("tahun", r"tahun", Content.YEAR),
        *agency(),
        *WORK,
        Column("kode_sub_keluaran", r"kode sub ?keluaran", Content.CODE),
        Column("indikator", r"uraian"),
        Column("target_semula", r"target", Content.MEASURE),
        Column("satuan", r"satuan"),
        Column("pagu_semula", r"anggaran|pagu", Content.MONEY),
        Column("lokasi", r"lokasi"),
        Column("target", r"menjadi target", Content.MEASURE),
        Column("satuan_menjadi", r"menjadi satuan"),
        Column("pagu", r"menjadi (?:anggaran|pagu)", Content.MONEY),
        Column("lokasi_menjadi", r"menjadi lokasi"),
    ),
    needed=(frozenset({"kode_opd", "kode_sub_kegiatan", "pagu_semula", "pagu", "target"}),),
    read=read_changed,
    order=40,
    seen="berkas nyata",
)
PRINTED: Final = Format(
    id="rkpd-semula-menjadi",
    name="RKPD dengan kolom semula dan menjadi",
    columns=(
        Column("no", r"no|nomor", key=True),
        Column("tahun", r"tahun", Content.YEAR),
        *agency(carried=True),
        CODE,
        Column("nama", _NAME, key=True, joined=" "),
        Column("indikator", r"indikator(?: kinerja)?(?: .*)?"),
        Column("satuan", r"satuan"),
        Column("target_semula", rf"{_BEFORE}(?: .*)? {_TARGET}|{_TARGET} {_BEFORE}", Content.MEASURE),
        Column("pagu_semula", rf"{_BEFORE}(?: .*)? {_MONEY}|{_MONEY} {_BEFORE}", Content.MONEY),
        Column("target", rf"{_AFTER}(?: .*)? {_TARGET}|{_TARGET} {_AFTER}", Content.MEASURE),
        Column("pagu", rf"{_AFTER}(?: .*)? {_MONEY}|{_MONEY} {_AFTER}", Content.MONEY),
        Column("lokasi", rf"(?:(?:{_AFTER}|{_BEFORE}) )?lokasi"),
        Column("kelompok_sasaran", r"kelompok sasaran"),
        Column("penanggung_jawab", r"(?:unit )?(?:opd|perangkat daerah|pd)? ?penanggung ?jawab", Content.OPD),
    ),
    needed=(frozenset({"kode", "nama", "pagu_semula", "pagu"}),),
    read=read_printed,
    order=40,
    seen="judul kolom umum",
)
