"""Export: the files that a plan is given as, and where they are."""

from typing import Final
from urllib.parse import quote

import strawberry

from graph.export import FORMATS, PlanFormat
from schema.core.described import described

PATH: Final = "/export"
"""Where the files are: ``/export/{slug}/{name}?revision={number}``."""
PLAN: Final = "rencana"
_SHEET: Final = FORMATS[PlanFormat.XLSX][1]
_MADE: Final = (
    ("temuan", "Temuan", (("xlsx", _SHEET), ("csv", "text/csv; charset=utf-8"), ("json", "application/json"),
                          ("sarif", "application/sarif+json"))),
    ("rekomendasi", "Rekomendasi", (("xlsx", _SHEET), ("csv", "text/csv; charset=utf-8"),
                                    ("json", "application/json"))),
    ("matriks", "Matriks cakupan dan keterkaitan OPD", (("xlsx", _SHEET),)),
    ("bahan-rapat", "Bahan rapat",
     (("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"), ("pdf", "application/pdf"))),
)  # fmt: skip


@described
class ExportFile:
    """A file that a plan, or what the rules make of it, is given as."""

    format: str = strawberry.field(description="The kind of file, such as `xlsx`.")
    name: str = strawberry.field(description="Its name within the plan, such as `bahan-rapat.pdf`.")
    media_type: str = strawberry.field(description="Its media type.")
    title: str = strawberry.field(description="What it holds, in Indonesian.")
    url: str = strawberry.field(
        description="Where it is, relative to the address of the service; whoever may read the plan gets it."
    )


def export_files(slug: str, revision: int) -> list[ExportFile]:
    """List the files of a plan at a revision."""

    def file(word: str, format_: str, suffix: str, media: str, title: str) -> ExportFile:
        name = f"{word}.{suffix}"
        url = f"{PATH}/{quote(slug, safe='')}/{name}?revision={revision}"
        return ExportFile(format=format_, name=name, media_type=media, title=f"{title} ({format_.upper()})", url=url)

    plan = [file(PLAN, str(each), suffix, media, "Rencana") for each, (suffix, media, _) in FORMATS.items()]
    made = [file(word, each, each, media, title) for word, title, kinds in _MADE for each, media in kinds]
    return [*plan, *made]
