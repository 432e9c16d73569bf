"""Lists of OPDs and of partners."""

import re
from typing import Final

from graph import code as codes
from graph.intake.cells import Content, Table
from graph.intake.drafting import Draft, slug, unit_of_row, with_mandates
from graph.intake.formats.whose import AGENCY, AGENCY_CODE, NAMED_AGENCY, UNITS
from graph.intake.recognising import Column, Format
from graph.model import Opd, Partner, PartnerKind
from graph.reference import tidy_unit_code

_FIELD: Final = re.compile(r"\b\d\.\d{1,2}\b")
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
    return tuple(
        codes.canonical(found[0])
        for part in re.split(r"[;,]\s*|(?<!\s)\s+dan\s+", text)
        if (found := _FIELD.search(part))
    )


def read_opds(table: Table, draft: Draft) -> None:
    """Read a list of OPDs with short names."""
    for row in draft.each(table):
        short = row.get("singkatan") or row["nama_lengkap"]
        if not slug(short):
            draft.problem(table.problem(row, "nama_lengkap", "nama perangkat daerah kosong"))
            continue
        aliases = tuple(name.strip(' "') for name in row.get("alias").split(";") if name.strip(' "'))
        opd = Opd(
            id=f"opd/{slug(short)}",
            name=row["nama_lengkap"] or short,
            short_name=short,
            aliases=tuple(re.sub(r'"?(?<!\s)\s+in E\.81$', "", alias) for alias in aliases),
            mandates=_mandates(row.get("kode_bidang_urusan")),
            source=table.source,
        )
        draft.put(with_mandates(opd))
        unit_of_row(draft, opd, row, table.source)
    draft.note_read(table, "daftar-opd")


def read_skpds(table: Table, draft: Draft) -> None:
    """Read a SIPD list of SKPDs; their codes become aliases, by which SIPD rows find them."""
    for row in draft.each(table):
        if not slug(row["nama_skpd"]):
            draft.problem(table.problem(row, "nama_skpd", "nama perangkat daerah kosong"))
            continue
        name, code = row["nama_skpd"], tidy_unit_code(row["kode_skpd"]) or row["kode_skpd"]
        listed = draft.node(Opd, f"opd/{slug(name)}")
        is_other = listed is not None and code and listed.aliases and code not in listed.aliases
        opd = Opd(
            id=f"opd/{slug(name)}-{slug(code)}" if is_other else f"opd/{slug(name)}",
            name=name,
            short_name=row.get("singkatan") or name,
            aliases=(code,) if code else (),
            mandates=_mandates(row.get("kode_bidang_urusan")),
            source=table.source,
        )
        draft.put(with_mandates(opd))
        unit_of_row(draft, opd, row, table.source)
    draft.note_read(table, "daftar-skpd-sipd")


def partner_kind(written: str) -> PartnerKind | None:
    """The kind of partner that a word names; None where no word of ours is in it.

    >>> partner_kind("Badan usaha swasta"), partner_kind("?")
    (<PartnerKind.PRIVATE: 'private'>, None)
    """
    return next((kind for word, kind in _PARTNER_KINDS if word in written.casefold()), None)


def read_partners(table: Table, draft: Draft) -> None:
    """Read a list of partners; a kind that no word of ours names is a problem."""
    for row in draft.each(table):
        kind = partner_kind(row["jenis"])
        if kind is None:
            hint = "Pakai misalnya BUMN, swasta, perguruan tinggi, komunitas, media, kementerian."
            draft.problem(table.problem(row, "jenis", "jenis mitra ini tidak dikenal", hint))
            continue
        if not slug(row["nama"]):
            draft.problem(table.problem(row, "nama", "nama mitra kosong"))
            continue
        draft.put(
            Partner(
                id=f"partner/{slug(row['nama'])}",
                name=row["nama"],
                partner_kind=kind,
                written_kind=row["jenis"],
                aliases=tuple(part.strip() for part in row.get("alias").split(";") if part.strip()),
                source=row.get("sumber") or table.source,
            )
        )
    draft.note_read(table, "daftar-mitra")


_NUMBER: Final = Column("no", r"no|nomor|no urut", key=True)
_FIELDS: Final = Column(
    "kode_bidang_urusan", r"(?:kode )?bidang urusan|kode urusan|urusan(?: pemerintahan)?(?: yang diampu)?", Content.CODE
)

_PLAN_WORK: Final = frozenset(
    {"program", "kode_program", "kegiatan", "kode_kegiatan", "sub_kegiatan", "kode_sub_kegiatan"}
    | {"indikator", "target", "realisasi", "baseline"}
)
"""A table that has one of these beside names of agencies says what they do, which a list of agencies does not."""
OPDS: Final = Format(
    id="daftar-opd",
    name="Daftar perangkat daerah",
    columns=(
        _NUMBER,
        Column("singkatan", r"singkatan(?: opd| skpd| perangkat daerah)?|akronim|nama singkat", Content.OPD),
        Column("nama_lengkap", rf"nama lengkap|{AGENCY}|nama", Content.OPD, key=True),
        *UNITS,
        _FIELDS,
        Column("alias", r"alias|nama lain|sebutan lain"),
    ),
    needed=(frozenset({"singkatan", "nama_lengkap", "kode_bidang_urusan"}), frozenset({"singkatan", "nama_lengkap"})),
    foreign=_PLAN_WORK,
    read=read_opds,
    order=10,
    seen="berkas nyata",
)
SKPDS: Final = Format(
    id="daftar-skpd-sipd",
    name="Daftar SKPD SIPD-RI",
    columns=(
        _NUMBER,
        Column("kode_skpd", AGENCY_CODE, Content.CODE, key=True),
        Column("nama_skpd", NAMED_AGENCY, Content.OPD, key=True),
        *UNITS,
        Column("singkatan", r"singkatan|akronim", Content.OPD),
        _FIELDS,
        Column("total_sub_kegiatan", r"total (?:sub ?kegiatan|sub giat|giat)"),
        Column("set_pagu", r"set pagu (?:skpd|giat)|pagu(?: 20\d\d)?(?: rp)?", Content.MONEY),
    ),
    needed=(frozenset({"kode_skpd", "nama_skpd"}),),
    foreign=_PLAN_WORK,
    read=read_skpds,
    order=10,
    seen="berkas nyata",
)
PARTNERS: Final = Format(
    id="daftar-mitra",
    name="Daftar mitra di luar perangkat daerah",
    columns=(
        _NUMBER,
        Column("nama", r"nama(?: mitra| lembaga| instansi| organisasi)?|mitra", key=True),
        Column("jenis", r"jenis(?: mitra| lembaga)?|kategori(?: mitra)?"),
        Column("alias", r"alias|nama lain|sebutan lain"),
        Column("sumber", r"sumber"),
    ),
    needed=(frozenset({"nama", "jenis", "alias"}), frozenset({"nama", "jenis", "sumber"})),
    foreign=_PLAN_WORK,
    read=read_partners,
    order=10,
    seen="berkas nyata",
)
