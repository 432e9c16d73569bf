"""Lists of OPDs and of partners."""

import re
from typing import Final

from graph import code as codes
from graph.intake.draft import Draft, slug
from graph.intake.problem import FileProblem
from graph.intake.report import FileRead
from graph.intake.table import Table
from graph.model import Opd, Partner, PartnerKind

OPD_HEADINGS: Final = frozenset({"singkatan", "nama_lengkap", "kode_bidang_urusan"})
SKPD_HEADINGS: Final = frozenset({"kode_skpd", "nama_skpd", "kode_bidang_urusan", "total_sub_kegiatan"})
PARTNER_HEADINGS: Final = frozenset({"nama", "jenis", "alias"})

_PARTNER_KINDS: Final = (
    ("perguruan tinggi", PartnerKind.UNIVERSITY),
    ("universitas", PartnerKind.UNIVERSITY),
    ("media", PartnerKind.MEDIA),
    ("bumd", PartnerKind.REGIONAL_ENTERPRISE),
    ("bumn", PartnerKind.STATE_ENTERPRISE),
    ("pemerintah daerah lain", PartnerKind.REGION),
    ("provinsi", PartnerKind.PROVINCE),
    ("swasta", PartnerKind.PRIVATE),
    ("asosiasi usaha", PartnerKind.PRIVATE),
    ("komunitas", PartnerKind.COMMUNITY),
    ("organisasi", PartnerKind.COMMUNITY),
    ("vertikal", PartnerKind.CENTRAL),
    ("kementerian", PartnerKind.CENTRAL),
    ("lembaga negara", PartnerKind.CENTRAL),
    ("badan publik", PartnerKind.CENTRAL),
    ("tni", PartnerKind.CENTRAL),
    ("polri", PartnerKind.CENTRAL),
    ("pusat", PartnerKind.CENTRAL),
)


def _mandates(text: str) -> tuple[str, ...]:
    return tuple(codes.canonical(part) for part in re.split(r"[;,]\s*", text) if part.strip())


def read_opds(table: Table, draft: Draft) -> None:
    """Read a list of OPDs with short names."""
    for row in table.rows:
        short = row["singkatan"] or row["nama_lengkap"]
        if not short:
            draft.problem(
                FileProblem(
                    file=table.file, row=row.number, column="nama_lengkap", reason="nama perangkat daerah kosong"
                )
            )
            continue
        aliases = tuple(name.strip(' "') for name in row.get("alias").split(";") if name.strip(' "'))
        mandates = _mandates(row["kode_bidang_urusan"])
        name = row["nama_lengkap"] or short
        draft.put(
            Opd(
                id=f"opd/{slug(short)}",
                name=name,
                short_name=short,
                aliases=tuple(re.sub(r'"?\s+in E\.81$', "", alias) for alias in aliases),
                mandates=mandates,
                source=table.file,
            )
        )
    draft.files.append(FileRead(file=table.file, format="daftar-opd", rows=len(table.rows)))


def read_skpds(table: Table, draft: Draft) -> None:
    """Read a SIPD list of SKPDs; their codes become aliases, by which SIPD rows find them."""
    for row in table.rows:
        draft.put(
            Opd(
                id=f"opd/{slug(row['nama_skpd'])}",
                name=row["nama_skpd"],
                short_name=row["nama_skpd"],
                aliases=(row["kode_skpd"],),
                mandates=_mandates(row["kode_bidang_urusan"]),
                source=table.file,
            )
        )
    draft.files.append(FileRead(file=table.file, format="daftar-skpd-sipd", rows=len(table.rows)))


def read_partners(table: Table, draft: Draft) -> None:
    """Read a list of partners; a kind that no word of ours names is a problem."""
    for row in table.rows:
        written = row["jenis"].casefold()
        kind = next((kind for word, kind in _PARTNER_KINDS if word in written), None)
        if kind is None:
            draft.problem(
                FileProblem(
                    file=table.file,
                    row=row.number,
                    column="jenis",
                    value=row["jenis"],
                    reason="jenis mitra ini tidak dikenal",
                    hint="Pakai misalnya BUMN, swasta, perguruan tinggi, komunitas, media, kementerian.",
                )
            )
            continue
        draft.put(
            Partner(
                id=f"partner/{slug(row['nama'])}",
                name=row["nama"],
                partner_kind=kind,
                written_kind=row["jenis"],
                aliases=tuple(part.strip() for part in row["alias"].split(";") if part.strip()),
                source=row.get("sumber") or table.file,
            )
        )
    draft.files.append(FileRead(file=table.file, format="daftar-mitra", rows=len(table.rows)))
