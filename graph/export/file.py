"""File: what can be given of a plan as which kinds of file; command line, API and HTTP offer what stands here."""

from enum import StrEnum
from typing import Final

import msgspec

from graph.export.text import file_name
from graph.snapshot import PlanGraph


class What(StrEnum):
    """What can be exported: a plan, what the rules make of it, its review and masterplan, and a template to fill in."""

    PLAN = "plan"
    FINDINGS = "findings"
    INITIATIVES = "initiatives"
    MATRICES = "matrices"
    MEETING = "meeting"
    REVIEW = "review"
    MASTERPLAN = "masterplan"
    TEMPLATE = "template"


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
    PPTX = "pptx"


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A file that can be handed out: its name, its media type, and its bytes."""

    name: str
    media_type: str
    data: bytes


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """One file that is offered of something."""

    format: FileFormat
    subject: str
    """What it holds, as its name says it."""
    title: str
    """What it holds, in Indonesian."""
    media_type: str
    ending: str

    @property
    def name(self) -> str:
        """Its name within that, such as ``temuan.xlsx``."""
        return f"{self.subject}.{self.ending}"


class Export(Offered, frozen=True, kw_only=True):
    """One file that is offered of a plan."""

    what: What

    def of(self, plan: PlanGraph, data: bytes) -> File:
        """Give a plan's file; its name tells plan and revision, and what it holds where that is not the plan."""
        parts = [plan.info.slug, f"r{plan.revision}", *([] if self.what is What.PLAN else [self.subject])]
        return File(name=file_name(*parts, suffix=self.ending), media_type=self.media_type, data=data)


_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_XLSX: Final = (FileFormat.XLSX, f"{_OFFICE}spreadsheetml.sheet", "xlsx")
_CSV: Final = (FileFormat.CSV, "text/csv; charset=utf-8", "csv")
_JSON: Final = (FileFormat.JSON, "application/json", "json")
_DOCX: Final = (FileFormat.DOCX, f"{_OFFICE}wordprocessingml.document", "docx")
_PDF: Final = (FileFormat.PDF, "application/pdf", "pdf")
_PPTX: Final = (FileFormat.PPTX, f"{_OFFICE}presentationml.presentation", "pptx")
_OFFERED: Final = (
    (What.PLAN, "rencana", "Rencana", (
        _XLSX,
        (FileFormat.CSV, "application/zip", "zip"),
        _JSON,
        (FileFormat.GRAPHML, "application/graphml+xml", "graphml"),
        (FileFormat.GEXF, "application/gexf+xml", "gexf"),
        (FileFormat.DOT, "text/vnd.graphviz", "dot"),
    )),
    (What.FINDINGS, "temuan", "Temuan", (_XLSX, _CSV, _JSON, (FileFormat.SARIF, "application/sarif+json", "sarif"))),
    (What.INITIATIVES, "rekomendasi", "Rekomendasi", (_XLSX, _CSV, _JSON)),
    (What.MATRICES, "matriks", "Matriks cakupan dan keterkaitan OPD", (_XLSX,)),
    (What.MEETING, "bahan-rapat", "Bahan rapat", (_DOCX, _PDF, _PPTX)),
    (What.REVIEW, "tinjauan", "Tinjauan keselarasan", (_DOCX, _PDF, _PPTX, _JSON)),
    (What.MASTERPLAN, "masterplan", "Masterplan Kota Cerdas", (_DOCX, _PDF, _XLSX, _CSV)),
    (What.TEMPLATE, "templat", "Templat untuk diisi", (_XLSX,)),
)  # fmt: skip
EXPORTS: Final = tuple(
    Export(what=what, format=format_, subject=subject, title=title, media_type=media_type, ending=ending)
    for what, subject, title, kinds in _OFFERED
    for format_, media_type, ending in kinds
)
"""All files that are offered of a plan, the usual kind of each first."""
MINUTES: Final = tuple(
    Offered(format=kind, subject=subject, title=title, media_type=media_type, ending=ending)
    for subject, title, (kind, media_type, ending) in (
        ("berita-acara", "Berita acara", _DOCX),
        ("berita-acara", "Berita acara", _PDF),
        ("butir-rapat", "Butir rapat", _PPTX),
        ("data-rapat", "Data rapat", _JSON),
    )
)
"""All files that are offered of a meeting."""
ASSESSED: Final = tuple(
    Offered(format=kind, subject="evaluasi", title="Evaluasi", media_type=media_type, ending=ending)
    for kind, media_type, ending in (_XLSX, _DOCX, _PDF)
)
"""All files that are offered of a round of the yearly evaluation."""
CROSS_IMPACT: Final = tuple(
    Offered(format=kind, subject="pengaruh-silang", title="Pengaruh silang", media_type=media_type, ending=ending)
    for kind, media_type, ending in (_XLSX, _CSV)
)
"""All files that are offered of a cross-impact round."""


def formats(what: What) -> tuple[FileFormat, ...]:
    """Give the kinds of file that something can be given as, the usual one first.

    >>> [str(each) for each in formats(What.INITIATIVES)]
    ['xlsx', 'csv', 'json']
    """
    return tuple(each.format for each in EXPORTS if each.what is what)


def export_of(what: What, format_: FileFormat) -> Export:
    """Give what is offered of something as a kind of file.

    Raises
    ------
    ValueError
        Where it is not given as that kind of file; the sentence says what can be.
    """
    for each in EXPORTS:
        if each.what is what and each.format is format_:
            return each
    raise ValueError(f"{what} tidak dapat ditulis sebagai {format_}. Yang bisa: {', '.join(formats(what))}.")
