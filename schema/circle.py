"""Circle: no node may contain itself, since walks upwards would never end."""

from collections.abc import Iterable

from graph.model import Link, LinkKind
from schema.problem import Path, unusable


def refuse_circles(links: Iterable[Link], added: Iterable[tuple[Link, Path]]) -> None:
    """See that no node contains itself; ``added`` are the links that may have made it so, ``links`` are all.

    Raises
    ------
    Refused
        Where one does.

    Notes
    -----
    O(m) for the m links, and for each added one the nodes above it.
    """
    new = [(link, path) for link, path in added if link.kind is LinkKind.CONTAINS]
    if not new:
        return
    above: dict[str, set[str]] = {}
    for link in links:
        if link.kind is LinkKind.CONTAINS:
            above.setdefault(link.target_id, set()).add(link.source_id)
    for link, path in new:
        seen: set[str] = set()
        wave = {link.source_id}
        while wave:
            seen |= wave
            wave = {each for id_ in wave for each in above.get(id_, ())} - seen
        if link.target_id in seen:
            message = f"{link.target_id} tidak dapat menjadi bagian dari bagiannya sendiri."
            raise unusable(path, "CIRCLE", message)
