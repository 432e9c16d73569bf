"""Inviting: an administrator gives people access to the plans of a region by a link that is shown once."""

from datetime import date

from acts.access import Role
from acts.desk import Desk
from acts.naming import opd
from acts.refusal import ProblemCode, missing, unusable
from graph.sentence import Sentence
from graph.store import NewToken, Token, TokenRole, UnknownToken, UnusableToken


async def give_access(desk: Desk, name: str, role: Role, opds: tuple[str, ...], expires: date) -> NewToken:
    """Give somebody a role in the region; its secret is given this once.

    Raises
    ------
    Refused
        Where the name or the day cannot be used, or where the role speaks for agencies and none is named, or is
        another and one is.
    """
    if bool(opds) is not (role is Role.AGENCY):
        message = Sentence(
            "opds diisi untuk peran Perangkat Daerah, dan hanya untuk peran itu.",
            "opds is given for the role of an agency, and for that role alone.",
        )
        raise unusable(("opds",), ProblemCode.REQUIRED, message)
    bound = set(opds)
    if await desk.earlier() is None:
        bound = {await opd(desk, each, ("opds", at)) for at, each in enumerate(opds)}
    given, by = TokenRole[role.name], desk.author
    try:
        return await desk.store.access.give(
            desk.slug, name, given, expires, opds=tuple(sorted(bound)), actor=by, asked=desk.asked
        )
    except UnusableToken as error:
        raise unusable(("name",), ProblemCode.OUT_OF_RANGE, error.message) from error


async def revoke_access(desk: Desk, id_: str) -> Token:
    """Let an access of the region count no longer.

    Raises
    ------
    Refused
        Where the region has no such access that still counts.
    """
    try:
        return await desk.store.access.revoke(desk.slug, id_, desk.author, desk.asked)
    except UnknownToken as error:
        raise missing(("access",), error.message) from error
