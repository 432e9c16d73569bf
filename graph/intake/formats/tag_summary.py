"""Tag summary: how many sub-activities of each field and its OPDs carry a tag; known, but no part of a plan."""

from typing import Final

from graph import code as codes
from graph.intake.cells import Content, Table, tidy_code
from graph.intake.drafting import Draft
from graph.intake.recognising import Column, Format, same
from graph.record import Severity


def read(table: Table, draft: Draft) -> None:
    """Check the fields, and say that the table counts what others hold, so that a plan has no place for it."""
    for row in draft.each(table):
        if codes.level(codes.canonical(tidy_code(row["kode_bidang"]))) != "field":
            reason = "kode ini bukan kode bidang urusan"
            draft.problem(table.problem(row, "kode_bidang", reason, "Tulis misalnya 1.02."))
    tags = len({row["tag"] for row in table.rows})
    draft.problem(
        table.problem(
            None,
            "",
            f"rekapitulasi {tags} tag per bidang urusan dikenali, tetapi tidak dimasukkan ke rencana: isinya jumlah, "
            "bukan program",
            "Muat daftar tag per sub kegiatan (kolom tag, kode sub kegiatan, unit) bila programnya perlu diberi tag.",
            severity=Severity.WARNING,
        )
    )
    draft.note_read(table, "tag-bidang")


FORMAT: Final = Format(
    id="tag-bidang",
    name="Rekapitulasi tag per bidang urusan",
    columns=(
        *same("tag", key=True),
        Column("kode_bidang", r"kode bidang(?: urusan)?", Content.CODE),
        Column("bidang_urusan", r"(?:nama )?bidang urusan"),
        Column("opd", r"unit|opd|perangkat daerah|nama (?:opd|skpd)", Content.OPD),
        *same("jumlah_opd", "jumlah_sub_kegiatan", "jumlah_baris", "asal"),
    ),
    needed=(frozenset({"tag", "kode_bidang", "jumlah_sub_kegiatan"}),),
    read=read,
    order=95,
    seen="berkas nyata",
)
