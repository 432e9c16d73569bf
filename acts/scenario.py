"""Scenario: changes are kept aside, brought up to date, published or discarded."""

from collections.abc import Awaitable, Callable
from typing import Final

import msgspec

from acts.desk import Desk
from acts.draft import Draft, Revised, answered, at_revision, in_scenario
from acts.merging import merged
from acts.refusal import ProblemCode, unfit, unusable
from acts.text import required, text
from graph.change import ChangeSet, InvalidChangeSet, difference
from graph.record import Scenario
from graph.sentence import Sentence
from graph.store import RevisionConflict
from graph.store import publish as closing

LONGEST_NAME: Final = 200
"""Letters of a scenario's name."""


async def create(desk: Desk, name: str, reason: str, make: Callable[[Draft], Awaitable[None]]) -> Revised:
    """Keep changes aside as a what-if on the latest revision.

    Parameters
    ----------
    make
        Drafts the changes.

    Raises
    ------
    Refused
        Where a change cannot be made, or where the name cannot be used.
    DuplicateScenario
        Where an open scenario has that name.
    """
    earlier = await desk.earlier()
    if earlier is not None:
        return await _shown(desk, msgspec.json.decode(earlier.body, type=Scenario))
    called = named(name, "name")
    base = await desk.store.snapshot(desk.slug, desk.stored.revision)
    draft = Draft(desk, base, base)
    await make(draft)
    made = await desk.store.scenarios.create(
        desk.slug,
        called,
        tuple(difference(base.contents, draft.applied().contents)),
        base=base.revision,
        author=desk.author,
        reason=text(reason, ("reason",)),
        asked=desk.asked,
    )
    return await _shown(desk, made)


async def rename(desk: Desk, name: str, to: str) -> Revised:
    """Give an open scenario another name.

    Raises
    ------
    Refused
        Where the name cannot be used.
    StoreError
        Where there is no such scenario, or where another one has the name.
    """
    return await _shown(desk, await desk.store.scenarios.rename(desk.slug, name, named(to, "to"), desk.asked))


async def rebase(desk: Desk, name: str, *, keep_scenario: bool) -> Revised:
    """Bring a scenario to the plan's latest revision, so that it can be published.

    Raises
    ------
    Refused
        Where the plan has changed the same since, and ``keep_scenario`` does not say that the scenario counts.
    UnknownScenario
        Where there is no such scenario.
    """
    earlier = await desk.earlier()
    if earlier is not None:
        return await _shown(desk, msgspec.json.decode(earlier.body, type=Scenario))
    store, slug = desk.store, desk.slug
    scenario = await store.scenarios.get(slug, name)
    latest = await store.snapshot(slug, desk.stored.revision)
    base = await store.snapshot(slug, scenario.base_revision)
    mine = scenario.on(base)
    changes = merged(base.contents, mine.contents, latest, ("name",), keep_mine=keep_scenario)
    moved = await store.scenarios.replace(slug, scenario, changes, base=latest.revision, asked=desk.asked)
    return await _shown(desk, moved)


async def publish(desk: Desk, name: str) -> Revised:
    """Apply a scenario's changes to the plan as one revision; it must stand on the latest one.

    Raises
    ------
    Refused
        Where it changes nothing, or where its changes do not fit the plan.
    StoreError
        Where there is no such scenario, or where the plan has moved on.
    """
    earlier = await desk.earlier()
    if earlier is not None:
        return await answered(desk, earlier)
    scenario = await desk.store.scenarios.get(desk.slug, name)
    if not scenario.changes:
        raise unusable(
            ("name",),
            ProblemCode.EMPTY,
            Sentence(
                f"Skenario {scenario.name!r} belum memuat perubahan.",
                f"The scenario {scenario.name!r} has no changes yet.",
            ),
        )
    if scenario.base_revision != desk.stored.revision:
        raise RevisionConflict(scenario.base_revision, desk.stored.revision, lasting=True)
    changes = ChangeSet(
        changes=scenario.changes,
        author=desk.author,
        reason=f"Skenario {scenario.name}: {scenario.reason}".rstrip(": "),
        base_revision=scenario.base_revision,
    )
    try:
        number = await desk.store.apply(
            desk.slug, changes, asked=desk.asked, also=lambda writing, revision: closing(writing, scenario, revision)
        )
    except InvalidChangeSet as error:
        raise unfit(error, otherwise=("name",)) from error
    return await at_revision(desk, number)


async def discard(desk: Desk, name: str) -> Revised:
    """Close a scenario without applying it; it can still be read.

    Raises
    ------
    UnknownScenario
        Where there is no such scenario.
    """
    return await _shown(desk, await desk.store.scenarios.discard(desk.slug, name, desk.asked))


async def _shown(desk: Desk, scenario: Scenario) -> Revised:
    return in_scenario(desk, await desk.store.snapshot(desk.slug, scenario.base_revision), scenario)


def named(name: str, field: str) -> str:
    """Give a scenario's name as it is kept.

    Raises
    ------
    Refused
        Where it is empty or too long.
    """
    found = required(name, (field,))
    if len(found) > LONGEST_NAME:
        raise unusable(
            (field,),
            ProblemCode.OUT_OF_RANGE,
            Sentence(f"Nama paling panjang {LONGEST_NAME} huruf.", f"A name has at most {LONGEST_NAME} letters."),
        )
    return found
