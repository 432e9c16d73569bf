"""Cross-impact: planners open a round over items of the plan, people and invited agencies score it, it is closed."""

import asyncio
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from acts.access import Role, allowed
from acts.agreeing import own_opd
from acts.desk import Desk
from acts.naming import node, opd
from acts.refusal import Forbidden, Path, ProblemCode, Refused, missing, unusable
from acts.text import required, text
from graph.agreement import LEAST_ITEMS, MOST_ITEMS, STRONGEST, CrossImpact, ImpactItem, ImpactScore, Party
from graph.model import Opd
from graph.sentence import Sentence
from graph.vocabulary import called
from rules.cross_impact import KINDS, called_item, proposals


class Scored(msgspec.Struct, frozen=True, kw_only=True):
    """What a judge says that one item does to another; no score takes back what they said before."""

    source: str
    target: str
    score: int | None
    reason: str = ""


async def open_cross_impact(desk: Desk, title: str, items: Sequence[str], invited: Sequence[str] = ()) -> int:
    """Open a round over some items of the plan and give its number; what plan and knowledge suggest is kept with it.

    Raises
    ------
    Refused
        Where the title is missing, where there are too few or too many items, where one is named twice, is none of the
        plan's or of a kind that is not scored, or where one who is invited is no agency of the plan.
    """
    named = required(title, ("title",))
    made = CrossImpact(title=named, items=(), revision=desk.stored.revision, author=desk.author)
    if await desk.earlier() is None:
        if not LEAST_ITEMS <= len(items) <= MOST_ITEMS:
            message = Sentence(
                f"Pilih {LEAST_ITEMS} sampai {MOST_ITEMS} butir, bukan {len(items)}.",
                f"Choose {LEAST_ITEMS} to {MOST_ITEMS} items, not {len(items)}.",
            )
            raise unusable(("items",), ProblemCode.OUT_OF_RANGE, message)
        chosen = [await _item(desk, each, ("items", at)) for at, each in enumerate(items)]
        for at, each in enumerate(chosen):
            if each in chosen[:at]:
                message = Sentence(f"{each.name.id} disebut dua kali.", f"{each.name.en} is named twice.")
                raise unusable(("items", at), ProblemCode.DUPLICATE, message)
        plan = (await desk.evaluations.seen(desk.stored)).plan
        parties = await _agencies(desk, invited)
        suggested = await asyncio.to_thread(proposals, plan, chosen)
        made = replace(made, items=tuple(chosen), proposals=suggested, invited=parties)
    return await desk.store.cross_impacts.open(desk.slug, made, desk.asked)


async def invite_to_cross_impact(desk: Desk, number: int, invited: Sequence[str]) -> int:
    """Let more agencies score in an open round and give its number; who is invited already stays.

    Raises
    ------
    Refused
        Where one is no agency of the plan.
    UnknownCrossImpact, CrossImpactClosed
        Where there is no such round, or where it is closed.
    """
    parties = await _agencies(desk, invited) if await desk.earlier() is None else ()
    return await desk.store.cross_impacts.invite(desk.slug, number, parties, desk.author, desk.asked)


async def score_cross_impact(desk: Desk, number: int, scored: Sequence[Scored], for_opd: str = "") -> int:
    """Say what items do to each other, for an agency or, as a planner, for oneself, and give the round's number.

    The latest score of each judge on each pair counts, the earlier ones stay.

    Raises
    ------
    Refused
        Where the agency is none of theirs or not invited; where there are no scores; where one is out of range, on a
        pair that is none of the round's, or on one that is named twice; each such score is told.
    UnknownCrossImpact, CrossImpactClosed
        Where there is no such round, or where it is closed.
    """
    said: tuple[ImpactScore, ...] = ()
    if await desk.earlier() is None:
        of = await desk.store.cross_impacts.get(desk.slug, number)
        judge = await own_opd(desk, for_opd, ("opd",))
        if judge and not of.invites(frozenset({judge})):
            raise _not_invited(desk, judge)
        said = _said(desk, of, scored, judge)
    return await desk.store.cross_impacts.score(desk.slug, number, said, desk.author, desk.asked)


async def close_cross_impact(desk: Desk, number: int) -> int:
    """Close a round, so that its result stands and is read by all, and give its number.

    Raises
    ------
    UnknownCrossImpact, CrossImpactClosed
        Where there is no such round, or where it is closed already.
    """
    return await desk.store.cross_impacts.close(desk.slug, number, desk.author, desk.asked)


async def _item(desk: Desk, reference: str, path: Path) -> ImpactItem:
    found = await node(desk, reference, path)
    if not isinstance(found, KINDS):
        message = Sentence(
            f"{reference} bukan dimensi, tujuan, tema atau program masterplan.",
            f"{reference} is no dimension, objective, theme or masterplan program.",
        )
        raise unusable(path, ProblemCode.WRONG_KIND, message)
    return ImpactItem(id=found.id, name=called_item(found))


async def _agencies(desk: Desk, references: Sequence[str]) -> tuple[Party, ...]:
    plan = (await desk.evaluations.seen(desk.stored)).plan
    ids = [await opd(desk, each, ("invited", at)) for at, each in enumerate(references)]
    return tuple(Party(id=each, name=plan.get(Opd, each).name) for each in dict.fromkeys(ids))


def _said(desk: Desk, of: CrossImpact, scored: Sequence[Scored], judge: str) -> tuple[ImpactScore, ...]:
    most = len(of.items) * (len(of.items) - 1)
    if not 0 < len(scored) <= most:
        message = Sentence(
            f"Kirim 1 sampai {most} nilai, bukan {len(scored)}.", f"Send 1 to {most} scores, not {len(scored)}."
        )
        raise unusable(("scores",), ProblemCode.OUT_OF_RANGE, message)
    items = {each.id for each in of.items}
    made: dict[tuple[str, str], ImpactScore] = {}
    wrong: list[Refused] = []
    for at, each in enumerate(scored):
        path = ("scores", at)
        try:
            _check(each, items, path)
            if (each.source, each.target) in made:
                message = Sentence("Pasangan ini disebut dua kali.", "This pair is named twice.")
                raise unusable(path, ProblemCode.DUPLICATE, message)
            made[each.source, each.target] = ImpactScore(
                source=each.source,
                target=each.target,
                score=each.score,
                reason=text(each.reason, (*path, "reason")),
                opd=judge,
                author=desk.author,
            )
        except Refused as refused:
            wrong.append(refused)
    if wrong:
        raise Refused(*(problem for each in wrong for problem in each.problems))
    return tuple(made.values())


def _check(said: Scored, items: set[str], path: Path) -> None:
    for name, each in (("source", said.source), ("target", said.target)):
        if each not in items:
            message = Sentence(f"{each} bukan butir putaran ini.", f"{each} is no item of this round.")
            raise missing((*path, name), message)
    if said.source == said.target:
        message = Sentence("Butir tidak dinilai terhadap dirinya sendiri.", "An item is not scored against itself.")
        raise unusable((*path, "target"), ProblemCode.SELF_REFERENCE, message)
    if said.score is not None and not -STRONGEST <= said.score <= STRONGEST:
        message = Sentence(
            f"Nilai dari -{STRONGEST} sampai {STRONGEST}, bukan {said.score}.",
            f"A score is from -{STRONGEST} to {STRONGEST}, not {said.score}.",
        )
        raise unusable((*path, "score"), ProblemCode.OUT_OF_RANGE, message)


def _not_invited(desk: Desk, judge: str) -> Refused:
    if allowed(desk.actor, Role.PLANNER, desk.stored.info.region_code):
        message = Sentence(
            f"{judge} belum diundang ke putaran ini. Undang dahulu, lalu catat nilainya.",
            f"{judge} is not invited to this round. Invite it first, then write down its scores.",
        )
        return unusable(("opd",), ProblemCode.NOT_FOUND, message)
    role = called(Role.PLANNER)
    message = Sentence(
        f"{judge} tidak diundang ke putaran ini. Mintalah {role.id} mengundangnya.",
        f"{judge} is not invited to this round. Ask a {role.en} to invite it.",
    )
    return Refused(Forbidden(message=message, role=Role.PLANNER))
