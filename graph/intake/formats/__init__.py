"""Formats: one module per kind of table that planners have; the registry by which tables are recognised."""

from typing import Final

from graph.intake.formats import (
    budget_lines,
    e81,
    e81_print,
    e81_summary,
    iku,
    masterplan,
    nomenclature_list,
    opd_list,
    plan_rows,
    renstra,
    rkpd,
    rpjmd_cascade,
    sipd_labels,
    sipd_renja,
    tag_summary,
    tc27,
    tc33,
    template_sheets,
    theme_tags,
)
from graph.intake.recognising import Format

FORMATS: Final[tuple[Format, ...]] = (
    opd_list.OPDS,
    opd_list.SKPDS,
    opd_list.PARTNERS,
    nomenclature_list.FORMAT,
    e81.FORMAT,
    e81_print.FORMAT,
    e81_summary.FORMAT,
    sipd_renja.FORMAT,
    sipd_labels.FORMAT,
    budget_lines.ACCOUNTS,
    budget_lines.EBUDGETING,
    budget_lines.PAYMENTS,
    rkpd.FLAT,
    rkpd.PRINTED,
    tc33.FORMAT,
    tc27.FORMAT,
    renstra.FORMAT,
    rpjmd_cascade.FORMAT,
    iku.FORMAT,
    theme_tags.FORMAT,
    tag_summary.FORMAT,
    masterplan.FORMAT,
    template_sheets.OBJECTIVES,
    template_sheets.INDICATORS,
    template_sheets.CONNECTIONS,
    plan_rows.FORMAT,
)
"""Where a heading fits several formats, the one of which it names the most columns; of equal ones the first."""

__all__ = ["FORMATS"]
