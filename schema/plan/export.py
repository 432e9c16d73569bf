"""Export: the downloadable files of a plan, with their URLs."""

from urllib.parse import quote

from graph.export import EXPORTS
from schema.core import PATH, ExportFile


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
