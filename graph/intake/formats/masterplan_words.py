"""Masterplan words: the words that stand in the cells of a table of masterplan programs."""

import re
from collections.abc import Mapping
from typing import Final, TypeAlias, TypeVar

from graph.masterplan import (
    Document,
    FundSource,
    MasterplanOrigin,
    Progress,
    QuickWinCriterion,
    ReadinessAspect,
    ReadinessState,
    Risk,
    RiskLevel,
    Term,
)
from graph.reference import normalised

W = TypeVar("W")
Words: TypeAlias = Mapping[str, W]

_NOTHING: Final = re.compile(
    r"[-–—.]*|n/?a|nihil|none|null|(?:tidak|belum) (?:disebut(?:kan)?|diketahui|ditetapkan|ditentukan|jelas|tersedia"
    r"|ada)(?: \w+){0,2}",
    re.I,
)
ORIGINS: Final = {
    "rpjmd": MasterplanOrigin.RPJMD,
    "renstra": MasterplanOrigin.RENSTRA,
    "inovasi": MasterplanOrigin.INNOVATION,
    "innovation": MasterplanOrigin.INNOVATION,
}
TERMS: Final = {
    "pendek": Term.SHORT,
    "menengah": Term.MEDIUM,
    "panjang": Term.LONG,
    "short": Term.SHORT,
    "medium": Term.MEDIUM,
    "long": Term.LONG,
}
PROGRESS: Final = {
    "belum mulai": Progress.PLANNED,
    "direncanakan": Progress.PLANNED,
    "rencana": Progress.PLANNED,
    "berjalan": Progress.RUNNING,
    "berlangsung": Progress.RUNNING,
    "terlaksana": Progress.FINISHED,
    "selesai": Progress.FINISHED,
    "tertunda": Progress.DELAYED,
    "terlambat": Progress.DELAYED,
    "berhenti": Progress.STOPPED,
    "terhenti": Progress.STOPPED,
    "dihentikan": Progress.STOPPED,
}
FUNDS: Final = {
    "bantuan provinsi": FundSource.PROVINCE,
    "apbd provinsi": FundSource.PROVINCE,
    "bantuan keuangan": FundSource.PROVINCE,
    "apbd": FundSource.APBD,
    "pad": FundSource.APBD,
    "apbn": FundSource.APBN,
    "dak": FundSource.APBN,
    "hibah": FundSource.GRANT,
    "csr": FundSource.CORPORATE,
    "tjsl": FundSource.CORPORATE,
    "kpbu": FundSource.PUBLIC_PRIVATE,
    "swadaya": FundSource.COMMUNITY,
    "masyarakat": FundSource.COMMUNITY,
    "lainnya": FundSource.OTHER,
    "sumber lain": FundSource.OTHER,
}
ASPECTS: Final = {
    ReadinessAspect.REGULATION: "regulasi",
    ReadinessAspect.INFRASTRUCTURE: "infrastruktur",
    ReadinessAspect.APPLICATION: "aplikasi",
    ReadinessAspect.PEOPLE: "sdm",
}
STATES: Final = {
    "tidak perlu": ReadinessState.NOT_NEEDED,
    "tidak diperlukan": ReadinessState.NOT_NEEDED,
    "sebagian": ReadinessState.PARTLY,
    "proses": ReadinessState.PARTLY,
    "belum": ReadinessState.MISSING,
    "tidak": ReadinessState.MISSING,
    "siap": ReadinessState.READY,
    "ada": ReadinessState.READY,
    "tersedia": ReadinessState.READY,
    "ya": ReadinessState.READY,
}

MET: Final = {"ya": True, "ada": True, "terpenuhi": True, "v": True, "√": True, "tidak": False, "belum": False}
CRITERIA: Final = {
    QuickWinCriterion.FORMULATION: "perumusan|formulasi",
    QuickWinCriterion.ATTRACTION: "daya tarik|atraksi",
    QuickWinCriterion.BENEFIT: "(?:ke)?manfaat(?:an)?",
    QuickWinCriterion.UNIQUENESS: "keunikan",
    QuickWinCriterion.PARTNERSHIP: "kemitraan",
    QuickWinCriterion.DEVELOPMENT: "(?:potensi )?pengembangan",
    QuickWinCriterion.CONTINUITY: "keberlangsungan|kontinuitas",
    QuickWinCriterion.RESOURCES: "sumber daya",
    QuickWinCriterion.RISK_MANAGEMENT: "manajemen risiko",
    QuickWinCriterion.SUSTAINED: "keberlanjutan",
}
"""By what a column of a quick win's criterion is called, as a pattern."""
_KINDS: Final = frozenset({word for kind in FUNDS for word in kind.split()} | {"lain"})
_SHA256: Final = re.compile(r"[0-9a-f]{64}", re.I)
_LEVELS: Final = {
    "ringan": RiskLevel.LOW,
    "rendah": RiskLevel.LOW,
    "sedang": RiskLevel.MEDIUM,
    "berat": RiskLevel.HIGH,
    "tinggi": RiskLevel.HIGH,
}
_GRAVE: Final = re.compile(rf"(.*\S)\s*\(({'|'.join(_LEVELS)})\)", re.I)
_MARKS: Final = frozenset("√✓✔☑vx•●■█*") | {"ya", "xx", "1"}


def giver(text: str) -> str:
    """Give who gives some money, where a cell says more than of what kind it is.

    >>> giver("hibah"), giver("Hibah: ICLEI"), giver("hibah luar negeri ICLEI"), giver("TJSL/CSR")
    ('', 'ICLEI', 'hibah luar negeri ICLEI', '')
    """
    kind, colon, name = text.partition(":")
    is_kind = all(word in _KINDS for word in normalised(kind).split())
    return (name.strip() if colon else "") if is_kind else text


def document(text: str) -> Document:
    """Give the book or evidence that a cell names: its name, and after bars its place, its size and its SHA-256.

    >>> document("SK Tim | rak 3 | 1200"), document("https://x.id/a.pdf").place
    (Document(name='SK Tim', size=1200, sha256='', place='rak 3'), 'https://x.id/a.pdf')
    """
    name, *more = (part.strip() for part in text.split("|"))
    sha256 = next((part.lower() for part in more if _SHA256.fullmatch(part)), "")
    size = next((int(part) for part in more if part.isdecimal()), None)
    places = [part for part in more if part and not _SHA256.fullmatch(part) and not part.isdecimal()]
    place = " | ".join(places) or (name if "://" in name else "")
    return Document(name=name, size=size, sha256=sha256, place=place)


def risk(text: str, response: str) -> Risk:
    """Give a risk; how grave it is may stand behind it in brackets.

    >>> risk("Jaringan lemah (berat)", "Menara").severity, risk("Listrik (PLN) padam", "").text
    (<RiskLevel.HIGH: 'high'>, 'Listrik (PLN) padam')
    """
    found = _GRAVE.fullmatch(text)
    severity = _LEVELS[found[2].casefold()] if found else None
    return Risk(text=found[1] if found else text, severity=severity, response=response)


def is_mark(cell: str) -> bool:
    """Whether a cell below a year only marks it, as in a road map.

    >>> is_mark("√"), is_mark("V"), is_mark("5 layanan"), is_mark("")
    (True, True, False, False)
    """
    return cell.strip().casefold() in _MARKS


def said(text: str) -> str:
    """Give what a cell says; nothing where it says that nothing is known.

    >>> said("tidak disebut"), said("belum ditetapkan pengelolanya"), said("-"), said("Tidak Perlu Antre")
    ('', '', '', 'Tidak Perlu Antre')
    """
    written = " ".join(text.split())
    return "" if _NOTHING.fullmatch(written) else written


def named(text: str, known: Words[W]) -> W | None:
    """Give what the first known word means that a text has; None where it has none.

    >>> named("Jangka Pendek (1-3 tahun)", TERMS), named("APBD Provinsi", FUNDS), named("kelak", TERMS)
    (<Term.SHORT: 'short'>, <FundSource.PROVINCE: 'province'>, None)
    """
    row = f" {normalised(text)} "
    return next((meaning for word, meaning in known.items() if f" {word} " in row), None)


def is_quick_win(cell: str, kind: str, heading: str) -> bool:
    """Whether a program is a quick win, by the column of that name, its kind, or what its table calls its names."""
    return (
        is_mark(cell)
        or normalised(cell) in {"yes", "true", "quick win", "quick wins"}
        or any("quick win" in normalised(said) for said in (kind, heading))
    )


def parts(text: str) -> tuple[str, ...]:
    """The parts of a cell, one a line or parted by semicolons.

    >>> parts("Dinkes; puskesmas"), parts("")
    (('Dinkes', 'puskesmas'), ())
    """
    return tuple(found for part in re.split(r"[;\n]", text) if (found := said(part.strip(" -•"))))


def is_grouped(cells: list[str]) -> bool:
    """Whether cells look as if each filled one stood for the empty ones below it: nobody can tell.

    >>> is_grouped(["SG", "", "", "SE", "", ""]), is_grouped(["SG", "SG", "", "SE"]), is_grouped(["", "", "SE"])
    (True, False, False)
    """
    written = [cell for cell in cells if cell]
    return len(written) > 1 and bool(cells[0]) and len(written) == len({*written}) and len(cells) >= 2 * len(written)
