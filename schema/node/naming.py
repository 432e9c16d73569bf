"""Naming: which node an argument names: by its id, of whichever state, or by a name of its own."""

from collections.abc import Iterable, Iterator, Sequence

from acts import SeenPlan
from graph import code as codes
from graph import model
from graph.reference import nomenclature
from schema.core import either, unknown
from schema.request import within


def node_id(seen: SeenPlan, given: str, kind: type[model.Node], argument: str) -> str:
    """Give the id within the plan of the node that an argument names.

    Raises
    ------
    GraphQLError
        Where it names none of this kind: with code ``UNKNOWN_NAME`` and the names that are like it.
    """
    found = find(seen, given, kind)
    if found is None:
        raise unknown(argument, given, (_names(each)[0] for each in seen.plan.of(kind)))
    return found


def node_ids(
    seen: SeenPlan, one: str | None, several: Sequence[str] | None, kind: type[model.Node], arguments: tuple[str, str]
) -> frozenset[str] | None:
    """Give the ids of the nodes that a filter allows which names one, several or both; None where it names none.

    Raises
    ------
    GraphQLError
        As ``node_id``.
    """
    alone = None if one is None else node_id(seen, one, kind, arguments[0])
    named = None if several is None else dict.fromkeys(several)  # a name may be given ten thousand times
    return either(alone, None if named is None else [node_id(seen, each, kind, arguments[1]) for each in named])


def find(seen: SeenPlan, given: str, kind: type[model.Node]) -> str | None:
    """Give the id within the plan of the node that is named; None where none of this kind is."""
    id_ = within(given, seen.plan.info.slug)
    if isinstance(seen.plan.nodes.get(id_), kind):
        return id_
    asked = given.casefold()
    ranked = (
        (rank, each.id)
        for each in seen.plan.of(kind)
        for rank, name in enumerate(_names(each))
        if name.casefold() == asked
    )
    return min(ranked, default=(0, None))[1]


def known_id(seen: SeenPlan, given: str, argument: str) -> str:
    """Give the id within the plan of a node of any kind.

    Raises
    ------
    GraphQLError
        As ``node_id``.
    """
    id_ = within(given, seen.plan.info.slug)
    if id_ not in seen.plan.nodes:
        raise unknown(argument, given, _ids(seen.plan.nodes, id_))
    return id_


def known_code(seen: SeenPlan | None, given: str, argument: str) -> str:
    """Give a nomenclature code, or a beginning of one, as it is written.

    Raises
    ------
    GraphQLError
        Where neither the nomenclature nor the plan has such a code: with code ``UNKNOWN_NAME``.
    """
    code = codes.canonical(given)
    every = nomenclature()
    if code in every.fields or every.find(code):
        return code
    own = [each.code for each in seen.plan.of(model.Program)] if seen else []
    known = [*own, *(each for level in model.Level for each in every.entries(level))]
    if not any(codes.within(each, code) for each in known):
        raise unknown(argument, given, known)
    return code


def known_field(given: str, argument: str) -> str:
    """Give the code of a field of government.

    Raises
    ------
    GraphQLError
        Where the nomenclature has none such: with code ``UNKNOWN_NAME``.
    """
    if given not in nomenclature().fields:
        raise unknown(argument, given, nomenclature().fields)
    return given


def _ids(nodes: Iterable[str], given: str) -> Iterator[str]:
    """The ids that may have been meant: those of the kind that is named, where one is."""
    kind = given.partition("/")[0]
    every = list(nodes)
    mine = [each for each in every if each.startswith(f"{kind}/")]
    return iter(mine or every)


def _names(node: model.Node) -> Sequence[str]:
    """What a node is called, the usual name first."""
    match node:
        case model.Opd(short_name=short, name=name, aliases=aliases):
            return (short, name, *aliases)
        case model.Theme(id=id_, name=name, name_en=english):
            return (id_.partition("/")[2], name, english)
        case model.Dimension(code=code, name=name, name_en=english):
            return (code, name, english)
    return (node.label,)
