"""The smart city framework: six dimensions with three sub-dimensions each, as nodes and links.

Source: the structure of the guide to smart city masterplans of the Ministry of Communication and Informatics
(Gerakan Menuju 100 Smart City); the descriptions are the project's own.
"""

from functools import cache
from importlib import resources
from typing import Any

import yaml

from graph.model import Dimension, DimensionLevel, Link, LinkKind

FILE = "smart_city_framework.yaml"


@cache
def framework() -> tuple[tuple[Dimension, ...], tuple[Link, ...]]:
    """The dimensions, their sub-dimensions and the links between them."""
    text = resources.files("graph.reference").joinpath(FILE).read_text("utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    nodes: list[Dimension] = []
    links: list[Link] = []
    for each in data["dimensi"]:
        above = Dimension(
            id=f"dimension/{each['kode']}",
            code=each["kode"],
            level=DimensionLevel.DIMENSION,
            name=each["nama_id"],
            name_en=each["nama_en"],
            description=each["tujuan"],
            source=FILE,
        )
        nodes.append(above)
        for sub in each["sub_dimensi"]:
            node = Dimension(
                id=f"dimension/{sub['kode']}",
                code=sub["kode"],
                level=DimensionLevel.SUB_DIMENSION,
                name=sub["nama_id"],
                name_en=sub["nama_en"],
                description=sub["deskripsi"],
                source=FILE,
            )
            nodes.append(node)
            links.append(Link(kind=LinkKind.CONTAINS, source_id=above.id, target_id=node.id, source=FILE))
    return tuple(nodes), tuple(links)
