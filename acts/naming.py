"""Naming: what is named of a plan as it is now: its agencies, partners and other nodes."""

from acts.desk import Desk
from acts.refusal import Path, ProblemCode, missing, unusable
from graph.agreement import Party
from graph.model import AnyNode, Opd, Partner
from graph.sentence import Sentence


async def node(desk: Desk, reference: str, path: Path) -> AnyNode:
    """Give a node by its id, or an agency by its short name.

    Raises
    ------
    Refused
        Where there is none.
    """
    plan = (await desk.evaluations.seen(desk.stored)).plan
    found = plan.nodes.get(reference)
    if found is None:
        wanted = reference.strip().casefold()
        opds = (each for each in plan.nodes.values() if isinstance(each, Opd))
        found = next((each for each in opds if each.short_name.casefold() == wanted), None)
    if found is None:
        raise missing(
            path,
            Sentence(f"{reference} tidak ada di rencana {desk.slug}.", f"{reference} is not in plan {desk.slug}."),
        )
    return found


async def opd(desk: Desk, reference: str, path: Path) -> str:
    """Give the id of an agency by its id or short name.

    Raises
    ------
    Refused
        Where there is none, or where it is no agency.
    """
    found = await node(desk, reference, path)
    if not isinstance(found, Opd):
        raise unusable(
            path,
            ProblemCode.WRONG_KIND,
            Sentence(f"{reference} bukan Perangkat Daerah.", f"{reference} is no agency."),
        )
    return found.id


async def party(desk: Desk, reference: str, path: Path, persons: tuple[str, ...] = ()) -> Party:
    """Give an agency or a partner as it is called now.

    Raises
    ------
    Refused
        Where there is none, or where it is neither.
    """
    found = await node(desk, reference, path)
    if not isinstance(found, Opd | Partner):
        message = Sentence(
            f"{reference} bukan Perangkat Daerah atau mitra.", f"{reference} is neither an agency nor a partner."
        )
        raise unusable(path, ProblemCode.WRONG_KIND, message)
    return Party(id=found.id, name=found.name, persons=persons)
