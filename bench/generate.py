"""A generator of large plans: the example plan, copied as often as asked for.

Every copy has the programs, indicators, objectives, OPDs and partners of the example under ids of its own; all copies
share the dimensions. So a plan of N copies has N times the nodes and links of a real plan, and the same numbers of
links per node, lengths of names and spread of budgets.
"""

import csv
import random
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from graph.change import Contents
from graph.intake import read_files
from graph.model import AnyNode, Dimension, Link, LinkKind, Opd
from service import demo

SEED: Final = 6471
STRAY: Final = 0.05
"""Share of the dependencies of a copy that lead to another copy, so that the copies hang together."""

_MARK: Final = "@"
"""Stands between an id or a name and the number of its copy."""
_NAMED: Final = {"singkatan", "nama_lengkap", "unit", "penanggung_jawab", "nama"}
"""Columns of the example's tables that name an OPD or a partner."""


def example() -> Contents:
    """The contents of the example plan, as its files say them."""
    return read_files(demo.files(demo.FIRST)).contents


def generate(contents: Contents, times: int, seed: int = SEED, stray: float = STRAY) -> Contents:
    """Give contents that hold the given ones several times over.

    Parameters
    ----------
    contents
        The contents to copy, with or without knowledge laid over them.
    times
        How many copies to make; the first keeps its ids.
    seed
        Decides which dependencies lead to another copy, and the order of all records, so that nothing profits from
        finding them sorted.
    stray
        Share of the dependencies of each copy that lead to the same work of another copy.

    Returns
    -------
    Contents
        A valid plan. Dimensions are there once; all else is there as often as asked for.

    Raises
    ------
    ValueError
        Where there are to be no copies, or where the contents are copies already.
    """
    if times < 1:
        raise ValueError(times)
    if any(_MARK in id_ for id_ in contents.nodes):
        raise ValueError(_MARK)
    draw = random.Random(seed)
    nodes = [node for copy in range(times) for node in _nodes(contents, copy)]
    links = [link for copy in range(times) for link in _links(contents, copy, times, draw, stray)]
    draw.shuffle(nodes)
    draw.shuffle(links)
    return Contents(nodes={node.id: node for node in nodes}, links={link.id: link for link in links})


def _nodes(contents: Contents, copy: int) -> Iterator[AnyNode]:
    for node in contents.nodes.values():
        if isinstance(node, Opd):
            name, short = _suffixed(node.name, copy), _suffixed(node.short_name, copy)
            yield msgspec.structs.replace(node, id=_suffixed(node.id, copy), name=name, short_name=short)
        else:
            yield msgspec.structs.replace(node, id=_id(contents.nodes, node.id, copy))


def _links(contents: Contents, copy: int, times: int, draw: random.Random, stray: float) -> Iterator[Link]:
    for link in contents.links.values():
        strays = link.kind is LinkKind.DEPENDS_ON and draw.random() < stray
        target = draw.randrange(times) if strays else copy
        yield msgspec.structs.replace(
            link,
            source_id=_id(contents.nodes, link.source_id, copy),
            target_id=_id(contents.nodes, link.target_id, target),
        )


def _id(nodes: Mapping[str, AnyNode], id_: str, copy: int) -> str:
    return id_ if isinstance(nodes[id_], Dimension) else _suffixed(id_, copy)


def _suffixed(text: str, copy: int) -> str:
    return f"{text}{_MARK}{copy + 1}" if copy else text


def generate_files(folder: Path, times: int) -> tuple[Path, ...]:
    """Write the example's files into a folder, with the rows of its tables several times over.

    Parameters
    ----------
    folder
        Where to write; it must be there.
    times
        How often each OPD and each partner comes, with all its rows; the first keeps its name.
    """
    return tuple(_file(path, folder / path.name, times) for path in demo.files(demo.FIRST))


def _file(original: Path, path: Path, times: int) -> Path:
    if original.suffix != ".csv":
        shutil.copy(original, path)
        return path
    with original.open(encoding="utf-8-sig", newline="") as source, path.open("w", encoding="utf-8", newline="") as to:
        table = csv.DictReader(source)
        rows = list(table)
        writer = csv.DictWriter(to, table.fieldnames or ())
        writer.writeheader()
        writer.writerows(_row(row, copy) for copy in range(times) for row in rows)
    return path


def _row(row: Mapping[str, str], copy: int) -> dict[str, str]:
    alone = {"alias": ""} if copy and "alias" in row else {}
    names = {key: _suffixed(value, copy) for key, value in row.items() if key in _NAMED and value}
    return {**row, **names, **alone}
