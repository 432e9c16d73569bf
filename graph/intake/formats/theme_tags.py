"""Theme tags: a list of sub-activities per theme that cuts across OPDs, such as stunting or inflation."""

from typing import Final

import msgspec

from graph.intake.cells import Content, Row, Table
from graph.intake.drafting import Draft
from graph.intake.formats.sipd_labels import put_labels
from graph.intake.formats.whose import UNITS
from graph.intake.recognising import Column, Format, same


def read(table: Table, draft: Draft) -> None:
    """Put the tags on the programs of the code; rows without a code are left out."""
    coded = tuple(row for row in table.rows if row["kode"])
    put_labels(msgspec.structs.replace(table, rows=coded), draft, "kode", _tag)
    draft.note_read(table, "tag-tema")


def _tag(row: Row) -> list[str]:
    return [row["tag"]]


FORMAT: Final = Format(
    id="tag-tema",
    name="Tag tema lintas perangkat daerah",
    columns=(
        *same("tag", key=True),
        Column("kode", r"kode sub ?(?:kegiatan|giat)", Content.CODE),
        Column("opd", r"unit|opd|perangkat daerah|nama (?:opd|skpd)", Content.OPD),
        *UNITS,
        Column("nama", r"sub ?kegiatan|nama sub ?(?:kegiatan|giat)"),
    ),
    needed=(frozenset({"tag", "kode", "opd"}),),
    read=read,
    order=90,
    seen="berkas nyata",
)
