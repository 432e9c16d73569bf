"""Plain: the same part of the schema on the same rows as a strawberry app that one would write in an afternoon.

Nothing is worked out beforehand but the objects themselves, with references to each other, and of which wholes each
program is part; so most fields need no resolver of their own. Run by uvicorn, with uvloop and httptools.
"""

import json
import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import strawberry
from starlette.applications import Starlette
from strawberry.asgi import GraphQL

ROWS: dict[str, Any] = json.loads(Path(os.environ["BENCH_ROWS"]).read_text("utf-8"))


@strawberry.interface
class PlanNode:
    id: strawberry.ID
    label: str
    key: strawberry.Private[str]


@strawberry.type
class Opd(PlanNode):
    short_name: str
    name: str


@strawberry.type
class Dimension(PlanNode):
    name: str


@strawberry.type
class Reach:
    distance: int
    node: PlanNode


@strawberry.type
class Program(PlanNode):
    code: str | None
    name: str
    opd: Opd | None = None
    dimensions: list[Dimension] = strawberry.field(default_factory=list)

    @strawberry.field
    def dependencies(self, depth: int | None = 1) -> list[Reach]:
        return list(walk(self.key, depth))


@strawberry.type
class Theme(PlanNode):
    pass


@strawberry.type
class Partner(PlanNode):
    pass


@strawberry.type
class Indicator(PlanNode):
    pass


@strawberry.type
class Asset(PlanNode):
    pass


@strawberry.type
class Objective(PlanNode):
    pass


@strawberry.type
class Finding:
    rule: str
    message: str
    nodes: list[PlanNode]


@strawberry.type
class Initiative:
    title: str
    lead: Opd
    findings: list[Finding]


@strawberry.type
class ProgramConnection:
    nodes: list[Program]


@strawberry.type
class InitiativeConnection:
    nodes: list[Initiative]


@strawberry.type
class Plan:
    @strawberry.field
    def programs(self, first: int | None = None) -> ProgramConnection:
        return ProgramConnection(nodes=PROGRAMS[:first])

    @strawberry.field
    def program(self, code: str) -> Program | None:
        return BY_CODE.get(code)

    @strawberry.field
    def initiatives(self, first: int | None = None) -> InitiativeConnection:
        return InitiativeConnection(nodes=INITIATIVES[:first])

    @strawberry.field
    def opd(self, short_name: str) -> Opd | None:
        return BY_SHORT_NAME.get(short_name)


@strawberry.type
class Query:
    @strawberry.field
    def plan(self, slug: str) -> Plan:
        if slug != ROWS["slug"]:
            raise LookupError(slug)
        return Plan()


KINDS = (Opd, Dimension, Program, Theme, Partner, Indicator, Asset, Objective)


def node(row: dict[str, Any]) -> PlanNode:
    kind = {each.__name__: each for each in KINDS}[row["__typename"]]
    names = {"shortName": "short_name"}
    return kind(**{names.get(name, name): value for name, value in row.items() if name != "__typename"})


NODES: dict[str, Any] = {row["key"]: node(row) for row in ROWS["nodes"]}
PROGRAMS: list[Program] = []
PARENT: dict[str, str | None] = {}
for row in ROWS["programs"]:
    program = NODES[row["key"]]
    program.opd = NODES.get(row["opd"])
    program.dimensions = [NODES[key] for key in row["dimensions"]]
    PARENT[row["key"]] = row["parent"]
    PROGRAMS.append(program)
BY_CODE = {each.code: each for each in reversed(PROGRAMS)}
BY_SHORT_NAME = {each.short_name: each for each in NODES.values() if isinstance(each, Opd)}
INITIATIVES = [
    Initiative(
        title=row["title"],
        lead=NODES[row["lead"]],
        findings=[
            Finding(rule=each["rule"], message=each["message"], nodes=[NODES[key] for key in each["nodes"]])
            for each in row["findings"]
        ],
    )
    for row in ROWS["initiatives"]
]


def wholes(key: str | None) -> Iterator[str]:
    while key is not None:
        yield key
        key = PARENT.get(key)


NEEDS: dict[str, list[str]] = defaultdict(list)
PARTS: dict[str, list[str]] = defaultdict(list)
for source, target in ROWS["dependencies"]:
    for whole in wholes(source):
        NEEDS[whole].append(target)
for key in PARENT:
    for whole in wholes(key):
        PARTS[whole].append(key)


def walk(start: str, depth: int | None) -> Iterator[Reach]:
    """Breadth first, what is equally far by key; what the parts of a program need, the program needs."""
    front = PARTS[start]
    seen = set(front)
    distance = 0
    while front and distance != depth:
        distance += 1
        front = sorted({target for key in front for target in NEEDS.get(key, ())} - seen)
        seen.update(front)
        for key in front:
            yield Reach(distance=distance, node=NODES[key])


SCHEMA = strawberry.Schema(Query, types=KINDS)
app = Starlette()
app.mount("/", GraphQL(SCHEMA))
