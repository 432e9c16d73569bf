"""Export file: a file that can be downloaded, and where."""

from typing import Final

import strawberry

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
