"""Matrices: where dimensions meet OPDs and objectives, and which OPD needs which, as a workbook with colours."""

import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

import msgspec
import openpyxl
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from graph.export import settled
from graph.export.table import text_cell
from graph.model import DimensionLevel
from graph.snapshot import PlanGraph
from graph.traversal import Coverage, dimensions_by_objective, dimensions_by_opd, opd_matrix

_WHITE: Final = "FFFFFF"
_BLUE: Final = "2E75B6"
_FIRST_ROW: Final = 4
"""Row of the headings; above stand the sheet's title and what its cells count."""


class Matrix(msgspec.Struct, frozen=True, kw_only=True):
    """One sheet: what it shows, the names of rows and columns, and the numbers where they meet."""

    name: str
    title: str
    unit: str
    rows: Sequence[str]
    columns: Sequence[str]
    cells: Mapping[tuple[int, int], int]
    """By the positions of row and column, from 0; what is not there is empty."""


def matrices(plan: PlanGraph) -> tuple[Matrix, ...]:
    """Give the matrices of a plan with the links of knowledge laid over it."""
    sub = DimensionLevel.SUB_DIMENSION
    by_opd = dimensions_by_opd(plan)
    by_objective = dimensions_by_objective(plan)
    return (
        _covered(plan, by_opd, "OPD x dimensi", "Perangkat daerah dan dimensi"),
        _covered(plan, by_opd, "OPD x dimensi (Rp)", "Perangkat daerah dan dimensi", money=True),
        _covered(plan, dimensions_by_opd(plan, level=sub), "OPD x subdimensi", "Perangkat daerah dan subdimensi"),
        _covered(plan, by_objective, "sasaran x dimensi", "Sasaran dan dimensi"),
        _covered(plan, dimensions_by_objective(plan, level=sub), "sasaran x subdimensi", "Sasaran dan subdimensi"),
        _ties(plan),
    )


def _covered(plan: PlanGraph, coverage: Coverage, name: str, title: str, *, money: bool = False) -> Matrix:
    """Coverage turned, since there are more OPDs and objectives than dimensions."""
    down = {id_: number for number, id_ in enumerate(coverage.columns)}
    across = {id_: number for number, id_ in enumerate(coverage.rows)}
    return Matrix(
        name=name,
        title=title,
        unit="rupiah; yang melayani dua dimensi dihitung penuh di keduanya" if money else "jumlah program",
        rows=[plan.nodes[id_].label for id_ in coverage.columns],
        columns=[plan.nodes[id_].label for id_ in coverage.rows],
        cells={
            (down[cell.column], across[cell.row]): cell.rupiah if money else len(cell.programs)
            for cell in coverage.cells
        },
    )


def _ties(plan: PlanGraph) -> Matrix:
    place = {opd.id: number for number, opd in enumerate(plan.opds)}
    names = [opd.label for opd in plan.opds]
    return Matrix(
        name="OPD x OPD",
        title="Ketergantungan antar perangkat daerah: baris memerlukan kolom",
        unit="jumlah ketergantungan",
        rows=names,
        columns=names,
        cells={(place[tie.opd], place[tie.needed]): tie.count for tie in opd_matrix(plan)},
    )


def matrices_workbook(plan: PlanGraph) -> bytes:
    """Give the matrices as a workbook, each sheet with a colour scale from white to blue."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for matrix in matrices(plan):
        _write(book.create_sheet(matrix.name), matrix)
    out = io.BytesIO()
    book.save(out)
    return settled(out.getvalue())


def _write(sheet: Any, matrix: Matrix) -> None:
    sheet["A1"], sheet["A2"] = text_cell(matrix.title), text_cell(f"Isi sel: {matrix.unit}")
    sheet["A1"].font = Font(bold=True, size=13)
    sheet.column_dimensions["A"].width = 44
    for number, name in enumerate(matrix.columns, start=2):
        cell = sheet.cell(_FIRST_ROW, number, text_cell(name))
        cell.data_type, cell.font = "s", Font(bold=True)
        cell.alignment = Alignment(
            text_rotation=90 if len(matrix.columns) > 8 else 0, wrap_text=True, vertical="bottom"
        )
        sheet.column_dimensions[get_column_letter(number)].width = 6 if len(matrix.columns) > 8 else 20
    for number, name in enumerate(matrix.rows, start=_FIRST_ROW + 1):
        cell = sheet.cell(number, 1, text_cell(name))
        cell.data_type, cell.alignment = "s", Alignment(wrap_text=True, vertical="top")
    for (row, column), value in sorted(matrix.cells.items()):
        sheet.cell(_FIRST_ROW + 1 + row, 2 + column, value).number_format = "#,##0"
    sheet.freeze_panes = sheet.cell(_FIRST_ROW + 1, 2)
    if matrix.cells:
        last = f"{get_column_letter(len(matrix.columns) + 1)}{_FIRST_ROW + len(matrix.rows)}"
        scale = ColorScaleRule(start_type="min", start_color=_WHITE, end_type="max", end_color=_BLUE)
        sheet.conditional_formatting.add(f"B{_FIRST_ROW + 1}:{last}", scale)
    else:
        sheet["A3"] = "Rencana ini belum memuat apa yang disandingkan di sini."
