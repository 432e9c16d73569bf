"""Export: the downloadable files of a plan, with their URLs."""

from typing import Final
from urllib.parse import quote

import strawberry

from graph.export import EXPORTS
from schema.core.described import described

PATH: Final = "/export"
"""Where the files are: ``/export/{slug}/{name}?revision={number}``."""


@described
class ExportFile:
    """A downloadable file of a plan: the plan itself, its findings, initiatives or matrices, or a meeting paper."""

    format: str = strawberry.field(description="Format of the file, such as `xlsx`.")
    name: str = strawberry.field(description="Name of the file, such as `bahan-rapat.pdf`.")
    media_type: str = strawberry.field(description="Media type of the file.")
    title: str = strawberry.field(description="Title of the file, in Indonesian.")
    url: str = strawberry.field(
        description="URL of the file, relative to the address of the service; for users who may read the plan."
    )


def export_files(slug: str, revision: int) -> list[ExportFile]:
    """Give the files of a plan at a revision."""
    return [
        ExportFile(
            format=each.format,
            name=each.name,
            media_type=each.media_type,
            title=f"{each.title} ({each.format.upper()})",
            url=f"{PATH}/{quote(slug, safe='')}/{each.name}?revision={revision}",
        )
        for each in EXPORTS
    ]
