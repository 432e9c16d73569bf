"""Budget lines: RKA and DPA of SIPD, and e-budgeting exports; one row per account, added up per sub-activity."""

from typing import Final

from graph.intake.cells import Content, Table
from graph.intake.drafting import Draft, PlanLines
from graph.intake.recognising import Column, Format, same

_MONTHS: Final = tuple(f"bulan{number}" for number in range(1, 13))


def read_accounts(table: Table, draft: Draft) -> None:
    """Read the account rows of SIPD; monthly cash plans are checked to be money, and not kept."""
    for row in draft.each(table):
        for month in ("total_rak", *_MONTHS):
            draft.money(table, row, month)
    PlanLines(table, draft, adds=True).read("rka-dpa")


def read_ebudgeting(table: Table, draft: Draft) -> None:
    """Read an e-budgeting export: code and name in one cell; the changed amount counts where there is one."""
    PlanLines(table, draft, adds=True).read("e-budgeting")


ACCOUNTS: Final = Format(
    id="rka-dpa",
    name="Rincian belanja RKA/DPA SIPD",
    columns=(
        Column("tahun", r"tahun(?: anggaran)?", Content.YEAR),
        Column("kode_opd", r"kode skpd", Content.CODE, key=True),
        Column("opd", r"nama skpd", Content.OPD, key=True),
        *same("kode_sub_skpd", "kode_program", "kode_kegiatan", "kode_sub_kegiatan", content=Content.CODE, key=True),
        *same("nama_sub_skpd", key=True),
        Column("program", r"nama program", key=True),
        Column("kegiatan", r"nama kegiatan", key=True),
        Column("sub_kegiatan", r"nama sub ?kegiatan", key=True),
        Column("kode_akun", r"kode (?:akun|rekening)", Content.CODE),
        Column("nama_akun", r"nama (?:akun|rekening)|uraian(?: belanja)?"),
        Column("pagu", r"nilai rincian|nilai|jumlah(?: rp)?|pagu", Content.MONEY),
        Column("total_rak", r"total rak", Content.MONEY),
        *(Column(month, rf"{month[:5]} ?{month[5:]}", Content.MONEY) for month in _MONTHS),
    ),
    needed=(frozenset({"kode_opd", "opd", "kode_sub_kegiatan", "sub_kegiatan", "kode_akun", "pagu"}),),
    read=read_accounts,
    order=40,
    seen="kode aplikasi",
)
EBUDGETING: Final = Format(
    id="e-budgeting",
    name="E-budgeting (rincian belanja, semula dan perubahan)",
    columns=(
        Column("tahun", r"tahun(?: anggaran)?", Content.YEAR),
        Column("opd", r"skpd|opd|perangkat daerah", Content.OPD, key=True),
        Column("program", r"program", key=True),
        Column("kegiatan", r"kegiatan", key=True),
        Column("sub_kegiatan", r"sub ?kegiatan", key=True),
        Column("sub_keluaran", r"sub ?keluaran"),
        Column("uraian", r"uraian belanja|uraian"),
        Column("sumber_dana", r"sumber ?dana"),
        Column("sumber_dana_perubahan", r"sumber ?dana perubahan"),
        Column("pagu_semula", r"jumlah(?: semula| sebelum perubahan)?", Content.MONEY),
        Column("pagu", r"jumlah (?:perubahan|menjadi|setelah perubahan)", Content.MONEY),
    ),
    needed=(frozenset({"opd", "program", "kegiatan", "sub_kegiatan", "uraian", "pagu_semula"}),),
    read=read_ebudgeting,
    order=40,
    seen="berkas nyata",
)
