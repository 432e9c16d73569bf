"""Schema: the JSON Schema of the document that a plan is written as, each field with its meaning in Indonesian.

``python -m graph.export.schema`` prints it, as ``docs/plan.schema.json`` holds it.
"""

import sys
from typing import Any, Final

import msgspec

from graph.export.json import PlanFile
from graph.export.legend import COLUMNS, TABLES

_DOCUMENT: Final = {
    "format": "Nama dan versi format ini",
    "plan": "Rencana ini: judul, daerah dan tahunnya",
    "revision": "Revisi rencana yang ditulis",
    "nodes": "Semua simpul menurut id",
    "links": "Semua keterkaitan, juga yang ditolak orang",
    "slug": "Nama pendek rencana",
    "title": "Judul rencana",
    "region_code": "Kode Kemendagri daerah",
    "region_name": "Nama daerah",
    "start_year": "Tahun pertama",
    "end_year": "Tahun terakhir",
    "type": "Jenis simpul",
    "marks": TABLES["node.marks"],
}

_LISTED: Final = {name.replace("_", ""): meaning for name, meaning in TABLES.items()}


def schema() -> bytes:
    """Give the JSON Schema (draft 2020-12) of a plan's document."""
    described: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Sinergi plan",
        **msgspec.json.schema(PlanFile),
    }
    for name, record in described["$defs"].items():
        for field, kind in record.get("properties", {}).items():
            kind["description"] = _meaning(name, field)
    return msgspec.json.format(msgspec.json.encode(described), indent=2) + b"\n"


def _meaning(record: str, field: str) -> str:
    return _DOCUMENT.get(field) or _LISTED.get(f"{record.casefold()}.{field}") or COLUMNS[field]


if __name__ == "__main__":
    sys.stdout.buffer.write(schema())
