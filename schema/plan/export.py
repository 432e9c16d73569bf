"""Export: the files that a plan is given as, and where they are."""

from typing import Final
from urllib.parse import quote

import strawberry

from graph.export import EXPORTS
from schema.core.described import described

PATH: Final = "/export"
"""Where the files are: ``/export/{slug}/{name}?revision={number}``."""


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
