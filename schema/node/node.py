"""Node: what all nodes of a plan have in common, and the references between them."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, Self, TypeVar

import strawberry
from strawberry import relay

from acts import SeenPlan
from graph import model
from graph.snapshot import PlanGraph
from rules.finding import Text
from schema.core import Language, described_interface, field
from schema.core.described import described
from schema.node.advised import Advised
from schema.request import Context, Identified

N = TypeVar("N", bound="PlanNode")
_TYPES: dict[type[model.Node], type["PlanNode"]] = {}


@described
class Mark:
    """A warning from reading a file, kept on the node that it concerns."""

    code: model.MarkCode = strawberry.field(description="Kind of warning.")
    message: str = strawberry.field(description="The warning, in Indonesian.")
    file: str = strawberry.field(description="Name of the file; empty if the warning comes from no file.")
    row: int = strawberry.field(
        description="Row in the file, counted from 1, the heading included; 0 if the warning concerns no row."
    )
    column: str = strawberry.field(description="Column in the file; empty if the warning concerns no column.")
    value: str = strawberry.field(description="Content of the cell, as written.")


@described_interface
class PlanNode(Advised, Identified, relay.Node):
    """A node in the graph of a plan: a dimension, objective, indicator, program, OPD, partner, asset, theme,
    masterplan or masterplan program.
    """

    record: strawberry.Private[Any]
    seen: strawberry.Private[SeenPlan]

    represents: ClassVar[type[model.Node]]

    def own_id(self) -> str:
        """The plan and its state, a slash, and the node's id within the plan."""
        return f"{self.seen.name}/{self.record.id}"

    @classmethod
    async def find(cls, context: Context, reference: str, as_of: int | None) -> Self | None:
        """Give the node of a reference, as it is at a revision; None where it is not there, or of another kind."""
        name, _, id_ = reference.partition("/")
        seen = await context.state(name, as_of)
        record = seen.plan.nodes.get(id_) if seen else None
        return cls(record=record, seen=seen) if seen and isinstance(record, cls.represents) else None

    @property
    def plan(self) -> PlanGraph:
        """The plan that the node stands in."""
        return self.seen.plan

    @field
    def label(self) -> str:
        """Name to show for the node: the text of an objective, the short name of an OPD, else the name."""
        return str(self.record.label)

    @field
    def marks(self) -> list[Mark]:
        """Warnings from reading the file that the node comes from."""
        return [
            Mark(
                code=mark.code,
                message=mark.message,
                file=mark.file,
                row=mark.row,
                column=mark.column,
                value=mark.value,
            )
            for mark in self.record.marks
        ]

    @field
    def source(self) -> str:
        """The file, regulation or person that the node comes from."""
        return str(self.record.source)


def represents(record: type[model.Node]) -> Callable[[type[N]], type[N]]:
    """Say which record a type of the schema shows."""

    def note(cls: type[N]) -> type[N]:
        cls.represents = record
        _TYPES[record] = cls
        return cls

    return note


def shown(seen: SeenPlan, id_: str) -> Any:
    """Give the node of an id as the type of the schema that shows it.

    Raises
    ------
    KeyError
        Where the plan has no such node.
    """
    return showing(seen, seen.plan.nodes[id_])


def showing(seen: SeenPlan, record: model.Node) -> Any:
    """Give the type of the schema that shows a node of a plan."""
    return _TYPES[type(record)](record=record, seen=seen)


def type_name(record: model.Node) -> str:
    """Give the name of the type of the schema that shows a node."""
    return _TYPES[type(record)].__name__


def all_showing(seen: SeenPlan, records: Iterable[model.Node]) -> list[Any]:
    """Give the types of the schema that show nodes of a plan."""
    return [_TYPES[type(each)](record=each, seen=seen) for each in records]


def all_shown(seen: SeenPlan, ids: Iterable[str]) -> list[Any]:
    """Give the nodes with these ids; ids that the plan lacks are skipped."""
    nodes = seen.plan.nodes
    return all_showing(seen, (nodes[id_] for id_ in ids if id_ in nodes))


def is_of(plan: PlanGraph, id_: str, opd: str) -> bool:
    """Whether an OPD, named by id, runs something, or answers for the work of its unit."""
    return any(each is not None and each.id == opd for each in (plan.runner(id_), plan.lead(id_)))


def in_language(text: Text, language: Language) -> str:
    """Give a text in the language that was asked for."""
    return text.en if language is Language.EN else text.id
