"""Export file: a file that can be downloaded, and where."""

from collections.abc import Iterable
from typing import Final
from urllib.parse import quote

import strawberry

from graph.export import Offered
from schema.core.described import described

PATH: Final = "/export"
"""Where the files are: ``/export/{slug}/{name}?revision={number}``."""


@described
class ExportFile:
    """A downloadable file: of a plan, such as its findings, or of a meeting, such as its minutes."""

    format: str = strawberry.field(description="Format of the file, such as `xlsx`.")
    name: str = strawberry.field(description="Name of the file, such as `bahan-rapat.pdf`.")
    media_type: str = strawberry.field(description="Media type of the file.")
    title: str = strawberry.field(description="Title of the file, in Indonesian.")
    url: str = strawberry.field(
        description="URL of the file, relative to the address of the service; for users who may read what it holds."
    )


def files_of(offered: Iterable[Offered], slug: str, part: str, number: int, named: str = "") -> list[ExportFile]:
    """Give the files of a part of a plan, such as a meeting, by its number; ``named`` is added to their titles."""
    return [
        ExportFile(
            format=each.format,
            name=each.name,
            media_type=each.media_type,
            title=f"{each.title}{named} ({each.format.upper()})",
            url=f"{PATH}/{quote(slug, safe='')}/{part}/{number}/{each.name}",
        )
        for each in offered
    ]
