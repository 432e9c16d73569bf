"""Files: what can be given of a plan as which kinds of file, and the making of each.

What makes them is loaded only when it is asked for, since drawing and setting type take long to load.
"""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import PurePath
from typing import Final

import msgspec

from graph.record import Decision, Report
from graph.snapshot import PlanGraph
from rules.configuration import DEFAULT, Configuration
from rules.engine import Evaluation
from rules.knowledge import configured
from rules.rule import installed_rules

DISCUSSED: Final = 10
"""Recommendations that a meeting has time for."""


class What(StrEnum):
    """What can be exported."""

    PLAN = "plan"
    FINDINGS = "findings"
    INITIATIVES = "initiatives"
    MATRICES = "matrices"
    MEETING = "meeting"


class FileFormat(StrEnum):
    """The kinds of file."""

    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"
    GRAPHML = "graphml"
    GEXF = "gexf"
    DOT = "dot"
    SARIF = "sarif"
    DOCX = "docx"
    PDF = "pdf"


FORMATS: Final[dict[What, tuple[FileFormat, ...]]] = {
    What.PLAN: (
        FileFormat.XLSX,
        FileFormat.CSV,
        FileFormat.JSON,
        FileFormat.GRAPHML,
        FileFormat.GEXF,
        FileFormat.DOT,
    ),
    What.FINDINGS: (FileFormat.XLSX, FileFormat.CSV, FileFormat.JSON, FileFormat.SARIF),
    What.INITIATIVES: (FileFormat.XLSX, FileFormat.CSV, FileFormat.JSON),
    What.MATRICES: (FileFormat.XLSX,),
    What.MEETING: (FileFormat.DOCX, FileFormat.PDF),
}
"""What can be given as which kinds of file, the usual one first."""

_ENDINGS: Final = {str(format_): format_ for format_ in FileFormat} | {"zip": FileFormat.CSV}

NETWORKS: Final = frozenset({FileFormat.GRAPHML, FileFormat.GEXF, FileFormat.DOT})
"""Formats that are looked at and never loaded again, so that they may hold the links of knowledge too."""

MEDIA_TYPES: Final[dict[FileFormat, str]] = {
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileFormat.CSV: "text/csv; charset=utf-8",
    FileFormat.JSON: "application/json",
    FileFormat.SARIF: "application/sarif+json",
    FileFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileFormat.PDF: "application/pdf",
}
"""Media types of what the rules make of a plan; those of plans are in ``graph.export.FORMATS``."""


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file that can be handed out: its name, its media type, and its bytes."""

    name: str
    media_type: str
    data: bytes


def chosen(what: What | None, format_: FileFormat | None, name: str = "") -> tuple[What, FileFormat]:
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
        what = next((each for each, formats in FORMATS.items() if format_ in formats), What.PLAN)
    if format_ is None:
        format_ = FORMATS[what][0]
    if format_ not in FORMATS[what]:
        raise ValueError(f"{what} tidak dapat ditulis sebagai {format_}. Yang bisa: {', '.join(FORMATS[what])}.")
    return what, format_


def plan_file(plan: PlanGraph, format_: FileFormat) -> File:
    """Give a whole plan as a file."""
    from graph import export

    found = export.plan_file(plan, export.PlanFormat(format_))
    return File(name=found.name, media_type=found.media_type, data=found.data)


def evaluation_file(
    evaluation: Evaluation,
    what: What,
    format_: FileFormat,
    *,
    reports: Sequence[tuple[int, Report]] = (),
    decisions: Sequence[Decision] = (),
    configuration: Configuration = DEFAULT,
    most: int = DISCUSSED,
) -> File:
    """Give what the rules make of a plan as a file.

    ``reports`` are those of the imports that made the plan, and ``configuration`` the one that it was evaluated
    with; both are told in the meeting report, which discusses the first ``most`` initiatives. ``decisions`` are the
    latest ones on its initiatives.
    """
    from graph.export import file_name

    if what is What.MEETING:
        data = _meeting(evaluation, format_, reports, decisions, configuration, most)
    elif what is What.MATRICES:
        from service.report.matrices import matrices_workbook

        data = matrices_workbook(evaluation.plan)
    elif format_ is FileFormat.SARIF:
        from service.report.sarif import sarif

        data = sarif(evaluation)
    else:
        data = _rows(evaluation, what, format_, decisions)
    plan = evaluation.plan
    name = file_name(plan.info.slug, f"r{plan.revision}", _NAMES[what], suffix=format_)
    return File(name=name, media_type=MEDIA_TYPES[format_], data=data)


_NAMES: Final = {
    What.FINDINGS: "temuan",
    What.INITIATIVES: "rekomendasi",
    What.MATRICES: "matriks",
    What.MEETING: "bahan-rapat",
}


def _rows(evaluation: Evaluation, what: What, format_: FileFormat, decisions: Sequence[Decision]) -> bytes:
    from service.report.decided import by_initiative
    from service.report.rows import as_csv, finding_row, initiative_row

    said = by_initiative(decisions)
    rows = (
        [finding_row(evaluation.plan, each) for each in evaluation.findings]
        if what is What.FINDINGS
        else [initiative_row(evaluation.plan, each, said.get(each.fingerprint)) for each in evaluation.initiatives]
    )
    if format_ is FileFormat.JSON:
        return msgspec.json.format(msgspec.json.encode(rows), indent=2) + b"\n"
    if format_ is FileFormat.CSV:
        return as_csv(rows).encode("utf-8-sig")
    from service.report.tabular import rows_workbook

    return rows_workbook(_NAMES[what], rows)


def _meeting(
    evaluation: Evaluation,
    format_: FileFormat,
    reports: Sequence[tuple[int, Report]],
    decisions: Sequence[Decision],
    configuration: Configuration,
    most: int,
) -> bytes:
    from service.report.decided import by_initiative
    from service.report.docx import word
    from service.report.meeting import meeting
    from service.report.pdf import pdf

    asked = [rule for rule in installed_rules() if configuration.runs(rule.code)]
    known = configured(configuration)
    document = meeting(evaluation, reports, most=most, known=known, rules=asked, decisions=by_initiative(decisions))
    return pdf(document) if format_ is FileFormat.PDF else word(document)
