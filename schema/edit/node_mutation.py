"""Node mutation: add, edit and remove each kind of node, from one table."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any, Final, NamedTuple, Optional

import strawberry
from strawberry.types.field import StrawberryField

from acts import Draft, Operation, Revised, camel
from schema.core import described_input, field, said
from schema.core.described import described
from schema.edit import node_input
from schema.edit.mutation_input import Outcome, PlanMutationInput, revise
from schema.edit.node_draft import add_node, edit_node, remove_node
from schema.edit.node_record import local
from schema.edit.payload import Payload
from schema.node import (
    Asset,
    Dimension,
    Indicator,
    Masterplan,
    MasterplanProgram,
    Objective,
    Opd,
    Partner,
    PlanNode,
    Program,
    Theme,
)
from schema.request import Info

_WHICH: Final = "Id of the node: its global `id`, or its id within the plan."
_TIED: Final = ", with its links to the node above it and to its OPD"


class _Kind(NamedTuple):
    """A kind of node that can be added, edited and removed."""

    type: type[PlanNode]
    called: str
    """What a node of this kind is called, with its article."""
    tied: str = ""
    """The links that are added with it."""


_KINDS: Final = (
    _Kind(Dimension, "a dimension or sub-dimension"),
    _Kind(Objective, "an objective", _TIED),
    _Kind(Indicator, "an indicator"),
    _Kind(Program, "a program, activity or sub-activity", _TIED),
    _Kind(Opd, "an OPD"),
    _Kind(Partner, "a partner"),
    _Kind(Asset, "an asset"),
    _Kind(Theme, "a theme"),
    _Kind(Masterplan, "a masterplan"),
    _Kind(MasterplanProgram, "a masterplan program", ", with its links to all that it names"),
)


@described_input
class RemoveNodeInput(PlanMutationInput):
    """Input of the mutations that remove a node."""

    id: strawberry.ID = strawberry.field(description=_WHICH)
    with_parts: bool = strawberry.field(
        default=False,
        description="True: also remove the nodes that it contains and the indicators that measure only these, and "
        "leave the work that it leads without a lead. False: remove nothing if there are any.",
    )


def _input(name: str, **fields: tuple[object, str]) -> type[PlanMutationInput]:
    """Make the input of one mutation: its own fields, each with its type and description, beside those of all."""
    body: dict[str, Any] = {
        "__doc__": f"Input of `{name[0].lower()}{name[1:].removesuffix('Input')}`.",
        "__module__": __name__,
        "__annotations__": {each: type_ for each, (type_, _) in fields.items()},
    }
    body |= {each: strawberry.field(description=text) for each, (_, text) in fields.items()}
    return described_input(type(name, (PlanMutationInput,), body))


def _mutation(
    name: str, kind: _Kind, given: type, about: str, says: str, work: Callable[[Info, Any], Awaitable[Outcome[Revised]]]
) -> StrawberryField:
    async def resolver(self: object, info: Info, input: Any) -> Any:  # noqa: ARG001
        return Payload(outcome=await work(info, input))

    resolver.__name__, resolver.__doc__ = name, says
    answer = Optional[Payload[kind.type]]  # type: ignore[name-defined]  # noqa: UP045 - a name that is made
    resolver.__annotations__ = {"info": Info, "input": Annotated[given, said(about)], "return": answer}
    return field(resolver)


def _mutations(kind: _Kind) -> dict[str, StrawberryField]:
    """The three mutations of one kind of node."""
    name = kind.type.__name__
    word = str(kind.type.represents.__struct_config__.tag)
    what, changes = getattr(node_input, f"{name}Input"), getattr(node_input, f"{name}Edit")
    add_input = _input(f"Add{name}Input", **{word: (what, "The node to add.")})
    edit_input = _input(
        f"Edit{name}Input",
        id=(strawberry.ID, _WHICH),
        **{word: (changes, "Fields to change. Fields that are left out stay; null clears a field that may be empty.")},
    )

    async def add(info: Info, given: Any) -> Outcome[Revised]:
        async def make(draft: Draft) -> str:
            return add_node(draft, getattr(given, word), (camel(word),))

        return await revise(info, given, Operation.CHANGE_PLAN, make)

    async def edit(info: Info, given: Any) -> Outcome[Revised]:
        async def make(draft: Draft) -> str:
            return await edit_node(draft, given.id, getattr(given, word), (camel(word),))

        return await revise(info, given, Operation.CHANGE_PLAN, make)

    async def remove(info: Info, given: RemoveNodeInput) -> Outcome[Revised]:
        async def make(draft: Draft) -> str:
            id_ = local(draft, given.id)
            remove_node(draft, given.id, word, ("id",), with_parts=given.with_parts)
            return id_

        return await revise(info, given, Operation.CHANGE_PLAN, make)

    called = kind.called
    removes = f"Remove {called}, with all its links."
    return {
        f"add_{word}": _mutation(f"add_{word}", kind, add_input, "The node to add.", f"Add {called}{kind.tied}.", add),
        f"edit_{word}": _mutation(
            f"edit_{word}", kind, edit_input, "The node, and the fields to change.", f"Edit {called}.", edit
        ),
        f"remove_{word}": _mutation(f"remove_{word}", kind, RemoveNodeInput, "The node to remove.", removes, remove),
    }


class NodeMutation:
    """Add, edit and remove nodes."""


for _kind in _KINDS:
    for _name, _made in _mutations(_kind).items():
        setattr(NodeMutation, _name, _made)
described(NodeMutation)
