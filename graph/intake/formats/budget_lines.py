"""Budget lines: RKA and DPA of SIPD, e-budgeting exports and registers of payments (SP2D), added up by sub-activity."""

from typing import Final

from graph.intake.cells import Content, Table
from graph.intake.drafting import Draft, PlanLines
from graph.intake.formats.whose import agency
from graph.intake.formats.work import WORK
from graph.intake.recognising import Column, Format

_NILAI: Final = r"nilai rincian|nilai|jumlah(?: rp)?|pagu|anggaran"
_BEFORE: Final = r"(?:semula|murni|sebelum(?: perubahan| pergeseran)?)"
_AFTER: Final = r"(?:menjadi|perubahan|(?:setelah|sesudah)(?: perubahan| pergeseran)?)"
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


def read_payments(table: Table, draft: Draft) -> None:
    """Read a register of payment orders: what each paid is money spent, never a budget."""
    PlanLines(table, draft, adds=True).read("sp2d")


ACCOUNTS: Final = Format(
    id="rka-dpa",
    name="Rincian belanja RKA/DPA SIPD",
    columns=(
        Column("tahun", r"tahun(?: anggaran)?", Content.YEAR),
        *agency(),
        *WORK,
        Column("kode_akun", r"kode (?:akun|rekening)", Content.CODE),
        Column("nama_akun", r"nama (?:akun|rekening)|uraian(?: belanja)?"),
        Column("pagu", rf"(?:{_NILAI})(?: {_AFTER})?", Content.MONEY),
        Column("pagu_semula", rf"(?:{_NILAI}) {_BEFORE}", Content.MONEY),
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
        *agency(),
        *WORK,
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
PAYMENTS: Final = Format(
    id="sp2d",
    name="Register SP2D (realisasi belanja)",
    columns=(
        Column("tahun", r"tahun(?: anggaran)?|(?:tanggal|tgl)(?: (?:sp2d|pencairan))?", Content.YEAR),
        Column("tanggal", r"(?:tanggal|tgl)(?: (?:sp2d|pencairan))?"),
        *agency(),
        *WORK,
        Column("nomor_sp2d", r"(?:no|nomor) sp2d"),
        Column("kode_akun", r"kode (?:akun|rekening)", Content.CODE),
        Column("nama_akun", r"(?:nama )?(?:akun|rekening)"),
        Column("uraian", r"(?:keterangan|uraian)(?: sp2d| belanja)?|keperluan"),
        Column(
            "realisasi_rp", r"(?:nilai|jumlah|realisasi)(?: sp2d| bruto| belanja| realisasi)?(?: rp)?", Content.MONEY
        ),
    ),
    needed=(
        frozenset({"nomor_sp2d", "sub_kegiatan", "realisasi_rp"}),
        frozenset({"nomor_sp2d", "kode_sub_kegiatan", "realisasi_rp"}),
        frozenset({"nomor_sp2d", "kegiatan", "realisasi_rp"}),
    ),
    read=read_payments,
    order=40,
    seen="kode aplikasi",
)
