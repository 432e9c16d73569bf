"""Files: makes the files of what the rules make of a plan.

What makes them is loaded only when it is asked for, since drawing and setting type take long to load.
"""

from collections.abc import Callable, Collection, Sequence
from pathlib import PurePath
from typing import Final

import msgspec

from acts import Assessed
from graph.agreement import CrossImpact, ImpactScore, Meeting, Task
from graph.export import EXPORTS, Export, File, FileFormat, What, export_of, formats
from graph.record import Decision, Report
from graph.snapshot import PlanGraph
from rules.configuration import DEFAULT, Configuration
from rules.engine import Evaluation
from rules.finding import Finding
from rules.knowledge import configured
from rules.recommend import Initiative
from rules.rule import installed_rules
from service.report.document import Document

DISCUSSED: Final = 10
"""Recommendations that a meeting has time for."""

_ENDINGS: Final = {each.ending: each.format for each in EXPORTS}

NETWORKS: Final = frozenset({FileFormat.GRAPHML, FileFormat.GEXF, FileFormat.DOT})
"""Formats that are looked at and never loaded again, so that they may hold the links of knowledge too."""


def chosen(what: What | None, format_: FileFormat | None, name: str = "") -> Export:
    """Give what is meant where only a part is said: the format from a file's name, what from the format.

    Raises
    ------
    ValueError
        Where it cannot be given as that kind of file, or the name's ending is none; the sentence says what can be.
    """
    ending = PurePath(name).suffix.removeprefix(".").casefold()
    if format_ is None and ending:
        if ending not in _ENDINGS:
            raise ValueError(f"Jenis berkas {name} tidak dikenal dari namanya. Yang bisa: {', '.join(_ENDINGS)}.")
        format_ = _ENDINGS[ending]
    if what is None:
        what = next((each.what for each in EXPORTS if each.format is format_), What.PLAN)
    if format_ is None:
        format_ = formats(what)[0]
    return export_of(what, format_)


def evaluation_file(
    evaluation: Evaluation,
    export: Export,
    *,
    reports: Sequence[tuple[int, Report]] = (),
    decisions: Sequence[Decision] = (),
    configuration: Configuration = DEFAULT,
    most: int = DISCUSSED,
    before: PlanGraph | None = None,
    only: Collection[str] = (),
) -> File:
    """Give what the rules make of a plan as a file.

    ``reports`` are those of the imports that made the plan, and ``configuration`` the one that it was evaluated
    with; both are told in the meeting report, which discusses the first ``most`` initiatives. ``decisions`` are the
    latest ones on its initiatives. ``before`` is the plan from which the changes of its masterplan are listed. With
    ``only``, fingerprints, a report, findings or initiatives are of these alone.
    """
    if export.what is What.MEETING and only:
        from service.report.decided import by_initiative
        from service.report.selection import selection

        data = writer(export.format)(selection(evaluation, only, decisions=by_initiative(decisions)))
    elif export.what is What.MEETING:
        data = _meeting(evaluation, export.format, reports, decisions, configuration, most)
    elif export.what is What.REVIEW:
        data = _review(evaluation, export.format, configuration)
    elif export.what is What.MASTERPLAN:
        data = _masterplan(evaluation, export.format, configuration, before)
    elif export.what is What.MATRICES:
        from service.report.matrices import matrices_workbook

        data = matrices_workbook(evaluation.plan)
    elif export.format is FileFormat.SARIF:
        from service.report.sarif import sarif

        data = sarif(evaluation)
    else:
        data = _rows(evaluation, export, decisions, only)
    return export.of(evaluation.plan, data)


def _rows(evaluation: Evaluation, export: Export, decisions: Sequence[Decision], only: Collection[str]) -> bytes:
    from service.report.decided import by_initiative
    from service.report.rows import as_csv, finding_row, initiative_row

    said = by_initiative(decisions)

    def among(each: Finding | Initiative) -> bool:
        return not only or each.fingerprint in only

    rows = (
        [finding_row(evaluation.plan, each, evaluation.doubts) for each in evaluation.findings if among(each)]
        if export.what is What.FINDINGS
        else [initiative_row(evaluation.plan, each, said) for each in evaluation.initiatives if among(each)]
    )
    if export.format is FileFormat.JSON:
        return msgspec.json.format(msgspec.json.encode(rows), indent=2) + b"\n"
    if export.format is FileFormat.CSV:
        return as_csv(rows, ";").encode("utf-8-sig")  # opens in columns where a comma is the decimal mark
    from service.report.tabular import rows_workbook

    return rows_workbook(export.subject, rows)


def _meeting(
    evaluation: Evaluation,
    format_: FileFormat,
    reports: Sequence[tuple[int, Report]],
    decisions: Sequence[Decision],
    configuration: Configuration,
    most: int,
) -> bytes:
    from service.report.decided import by_initiative
    from service.report.meeting import meeting

    asked = [rule for rule in installed_rules() if configuration.runs(rule.code)]
    known = configured(configuration)
    document = meeting(evaluation, reports, most=most, known=known, rules=asked, decisions=by_initiative(decisions))
    return writer(format_)(document)


def _review(evaluation: Evaluation, format_: FileFormat, configuration: Configuration) -> bytes:
    from rules.review import by_year, review
    from service.report.review import review_document
    from service.report.review_rows import review_row

    plan = evaluation.plan
    found, years = review(plan, configuration=configuration), by_year(plan, configuration=configuration)
    if format_ is FileFormat.JSON:
        return msgspec.json.format(msgspec.json.encode(review_row(plan, found, years)), indent=2) + b"\n"
    return writer(format_)(review_document(evaluation, found, years))


def _masterplan(
    evaluation: Evaluation, format_: FileFormat, configuration: Configuration, before: PlanGraph | None
) -> bytes:
    plan = evaluation.plan
    if format_ in {FileFormat.XLSX, FileFormat.CSV}:
        from graph.export.sheets import workbook
        from service.report.masterplan_table import masterplan_table
        from service.report.rows import table_csv

        table = masterplan_table(plan)
        return workbook([table]) if format_ is FileFormat.XLSX else table_csv(table)
    from rules.review import review
    from service.report.masterplan import masterplan_document

    return writer(format_)(masterplan_document(plan, review(plan, configuration=configuration), before))


def round_file(plan: PlanGraph, made: Assessed, recommended: Sequence[Task], format_: FileFormat) -> bytes:
    """Give a round of the yearly evaluation as a file, with the tasks that its assessors recommended."""
    if format_ is FileFormat.XLSX:
        from service.report.evaluation_book import evaluation_book

        return evaluation_book(plan, made, recommended)
    from service.report.evaluation import evaluation_document

    return writer(format_)(evaluation_document(plan, made, recommended))


def template_file(plan: PlanGraph, export: Export) -> File:
    """Give the workbook that planners fill in, for one plan."""
    from graph.intake import template

    return export.of(plan, template())


def minutes_file(plan: PlanGraph, meeting: Meeting, tasks: Sequence[Task], format_: FileFormat) -> bytes:
    """Give the minutes of a meeting as a file, its items as slides, or all of it as data."""
    from service.report.minutes import meeting_data, minutes

    if format_ is FileFormat.JSON:
        return meeting_data(plan.info.slug, meeting, tasks)
    return writer(format_)(minutes(plan, meeting, tasks))


def scored_file(
    plan: PlanGraph, of: CrossImpact, scores: Sequence[ImpactScore], format_: FileFormat, *, names_judges: bool
) -> bytes:
    """Give a cross-impact round with its scores as a file."""
    from rules.cross_impact import scored_matrix
    from service.report.cross_impact import cross_impact_file

    return cross_impact_file(plan, of, scored_matrix(of, scores), format_, names_judges=names_judges)


def writer(format_: FileFormat) -> Callable[[Document], bytes]:
    """What writes a document as a kind of file."""
    if format_ is FileFormat.PDF:
        from service.report.pdf import pdf

        return pdf
    if format_ is FileFormat.PPTX:
        from service.report.pptx import slides

        return slides
    from service.report.docx import word

    return word
