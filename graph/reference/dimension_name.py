"""Dimension names: which dimension or sub-dimension people mean, however they write it."""

import re
from functools import cache
from importlib import resources
from typing import Any, Final

import yaml

from graph.reference.framework import FILE, framework
from graph.reference.nomenclature import normalised

_CODE: Final = re.compile(r"(?<![a-z])(sg|sb|sen|sev|se|sl|ss)[\s.\-]*([1-3])?(?![a-z0-9])", re.I)
_OTHER_CODES: Final = {"SEV": "SEN"}
_SMALL: Final = re.compile(r"\b(?:dimensi|sub ?dimensi|subdimensi|dimension|sub|pilar|kota|smart city)\b")
_NUMBER: Final = re.compile(r"^\s*(?:\d{1,2}|[ivx]{1,4}|[a-f])[.)]\s*", re.I)
_CODED: Final = re.compile(r"(?:[\d.]+\s+)?((?:sg|sb|sen|sev|se|sl|ss)\s?-?\s?[1-3]\b)", re.I)
_LISTED: Final = re.compile(r"[;,/|\n]")
_TOLD: Final = re.compile(r"\b(?:sub ?)?(?:dimensi|pilar|dimension)\s{0,9}[:\-–]?\s{1,9}(\S.*)", re.I)
_APART: Final = re.compile(r"[;,:/|()\n]|(?<=\s)[-–](?=\s)")


def dimensions_named(text: str, above: str = "") -> tuple[str, ...]:
    """Give the ids of the dimensions and sub-dimensions that a cell names, in its order; none where nobody can tell.

    Of a dimension and its own sub-dimension in one cell only the latter counts.

    Parameters
    ----------
    above
        Id of the dimension that is already known: the cell names a sub-dimension of it.

    Examples
    --------
    >>> dimensions_named("SG-3 Birokrasi"), dimensions_named("Tata Kelola"), dimensions_named("SMART BRANDING")
    (('dimension/SG-3',), ('dimension/SG',), ('dimension/SB',))
    >>> dimensions_named("Smart Living - Kesehatan"), dimensions_named("Smart Economy; Smart Society")
    (('dimension/SL-2',), ('dimension/SE', 'dimension/SS'))
    >>> dimensions_named("SG-1 Pelayanan Publik; SE-2, SL"), dimensions_named("SB-3 Wajah Kota")
    (('dimension/SG-1', 'dimension/SE-2', 'dimension/SL'), ('dimension/SB-3',))
    >>> dimensions_named("1. Smart Governance (Tata Kelola)"), dimensions_named("Smart Governance: Birokrasi")
    (('dimension/SG',), ('dimension/SG-3',))
    >>> dimensions_named("Wisata", above="dimension/SG"), dimensions_named("tidak disebut")
    ((), ())
    """
    text = _NUMBER.sub("", text)
    whole = "" if _CODE.match(text.strip()) and _LISTED.search(text) else _one(text, above)
    parts = (whole,) if whole else tuple(_one(part, above) for part in _APART.split(text))
    found = dict.fromkeys(filter(None, parts))
    wholes = _wholes()
    return tuple(id_ for id_ in found if not any(wholes.get(other) == id_ for other in found))


def dimension_within(text: str) -> str:
    """Give the id of the one dimension that a title names among other words; empty where it names none or several.

    >>> dimension_within("Tabel 4.1 Program Smart Governance"), dimension_within("3. Subdimensi: Kesehatan")
    ('dimension/SG', 'dimension/SL-2')
    >>> dimension_within("4.1.1 SG-2 Kebijakan"), dimension_within("SE Wali Kota Nomor 3")
    ('dimension/SG-2', '')
    >>> dimension_within("Masterplan Smart City Kota Sehat"), dimension_within("Smart Living dan Smart Economy")
    ('', '')
    """
    told = _CODED.match(text.strip()) or _TOLD.search(text)
    if told and len(named := dimensions_named(told[1])) == 1:
        return named[0]
    words = f" {normalised(text)} "
    whole = (each for each in _names().items() if each[0].startswith("smart ") or each[0].endswith(" cerdas"))
    found = {ids[0] for name, ids in whole if f" {name} " in words}
    return found.pop() if len(found) == 1 else ""


def _one(text: str, above: str) -> str:
    if match := _CODE.match(text.strip()):
        code = match[1].upper()
        id_ = f"dimension/{_OTHER_CODES.get(code, code)}" + (f"-{match[2]}" if match[2] else "")
        return id_ if id_ in _wholes() and (not above or _wholes()[id_] == above) else ""
    words = " ".join(_SMALL.sub(" ", normalised(text)).split())
    named = [id_ for id_ in _names().get(words, ()) if not above or _wholes()[id_] == above]
    return named[0] if named else ""


@cache
def _wholes() -> dict[str, str]:
    """By the id of each dimension and sub-dimension that of the dimension above it; empty for a dimension."""
    dimensions, links = framework()
    return {each.id: "" for each in dimensions} | {link.target_id: link.source_id for link in links}


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """What dimensions are called, dimensions before sub-dimensions."""
    text = resources.files("graph.reference").joinpath(FILE).read_text("utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    entries = [*data["dimensi"], *(sub for each in data["dimensi"] for sub in each["sub_dimensi"])]
    found: dict[str, dict[str, None]] = {}
    for each in entries:
        for name in (each["nama_en"], each["nama_id"], *each["sebutan"]):
            found.setdefault(normalised(name), {})[f"dimension/{each['kode']}"] = None
    return {name: tuple(ids) for name, ids in found.items()}
