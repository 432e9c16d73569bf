"""E.81 summary: the lines below a form (averages, ratings, factors, follow-up); known, but no part of a plan."""

from typing import Final

from graph.intake.cells import Content, Table
from graph.intake.drafting import Draft
from graph.intake.recognising import Format, same
from graph.record import Severity


def read(table: Table, draft: Draft) -> None:
    """Say that the lines are known and that a plan has no place for them."""
    reason = "ringkasan penilaian formulir dikenali; rencana tidak menyimpannya"
    draft.problem(table.problem(None, "", reason, severity=Severity.NOTE))
    draft.note_read(table, "e81-ringkasan")


FORMAT: Final = Format(
    id="e81-ringkasan",
    name="Ringkasan penilaian Formulir E.81",
    columns=(*same("tahun", content=Content.YEAR), *same("unit", "salinan_ke", "halaman", "label", "nilai")),
    needed=(frozenset({"tahun", "unit", "label", "nilai"}),),
    read=read,
    order=95,
    seen="berkas nyata",
)
