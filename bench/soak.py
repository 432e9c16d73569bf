"""Soaks the service: readers, writers, followers that come and go, imports and exports, for an hour or so long.

Prints what all its processes hold, minute by minute, then how long each kind of request took and what was not answered,
by code. Conflicts and limits are announced; anything else is a fault, and so is memory or a number of open files that
goes on growing after the first quarter. Run it by ``make soak`` or ``python -m bench.soak --minutes 10``.
"""

import argparse
import asyncio
import random
import time
import uuid
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, NamedTuple

from bench.overload import ASKED, Known, imported, light
from bench.served import TOKEN, Asker, Outcomes, Served, codes, quantile, served
from service import demo

ANNOUNCED: Final = frozenset(
    {"CONFLICT", "OVERLOADED", "RATE_LIMITED", "TOO_MANY_EXPORTS", "TOO_MANY_IMPORTS", "TOO_MANY_SUBSCRIPTIONS"}
)
"""Codes that a client is told of beforehand; a conflict is one that the payload tells."""
GROWS: Final = 1.1
"""So many times what they held at the first quarter, memory and open files may have grown to at most."""
_FILES: Final = ("temuan.csv", "rekomendasi.xlsx", "bahan-rapat.docx", "rencana.json")
_WORDS: Final = ("sampah", "banjir", "stunting", "jalan", "air")
_FAILED: Final = "errors { __typename }"
_ADD: Final = f"mutation($input: AddPartnerInput!) {{ addPartner(input: $input) {{ {_FAILED} }} }}"
_COMMENT: Final = (
    f"mutation($input: CommentOnInitiativeInput!) {{ commentOnInitiative(input: $input) {{ {_FAILED} }} }}"
)
_FOLLOW: Final = f'subscription {{ planChanged(slug: "{demo.FIRST}") {{ cursor }} }}'


class Held(NamedTuple):
    """What all processes hold at a moment."""

    minute: float
    memory: float
    """MiB."""
    files: int
    processes: int


async def reading(asker: Asker, known: Known, chance: random.Random) -> None:
    """Read as a planner does: mostly what is answered at once, now and then a search or a list."""
    match chance.randrange(6):
        case 0:
            text = f"{chance.choice(_WORDS)} {chance.randrange(1000)}"
            await asker.query(f'{{ {ASKED} {{ search(text: "{text}", first: 5) {{ totalCount }} }} }}')
        case 1:
            await asker.query(
                f"{{ {ASKED} {{ findings(first: 100) {{ nodes {{ message opds {{ shortName }} }} }} }} }}"
            )
        case _:
            await light(asker, known, chance)


async def writing(asker: Asker, known: Known, chance: random.Random) -> None:
    """Add a partner or write a comment."""
    name = uuid.UUID(int=chance.getrandbits(128)).hex
    given: dict[str, Any] = {"plan": demo.FIRST, "idempotencyKey": name}
    if chance.random() < 0.7:
        mutation, more = _ADD, {"partner": {"name": f"Mitra {name}", "kind": "COMMUNITY"}}
    else:
        mutation, more = _COMMENT, {"fingerprint": chance.choice(known.initiatives), "text": name}
    found = await asker.query(mutation, input=given | more)
    errors = next(iter((found.get("data") or {}).values()), None) or {}
    if errors.get("errors"):
        kind = str(errors["errors"][0]["__typename"])
        asker.outcomes[-1] = (asker.outcomes[-1][0], "CONFLICT" if "Conflict" in kind else kind)
    await asyncio.sleep(chance.uniform(0.5, 3))


async def following(asker: Asker, known: Known, chance: random.Random) -> None:
    """Follow the plan for a while, and leave without a word."""
    del known
    await asker.follow(_FOLLOW, chance.uniform(1, 20))
    await asyncio.sleep(chance.uniform(0, 2))


async def importing(asker: Asker, known: Known, chance: random.Random) -> None:
    """Send a file, every other time to be written."""
    del known
    await imported(asker, chance, is_dry=chance.random() < 0.5)
    await asyncio.sleep(chance.uniform(5, 15))


async def exporting(asker: Asker, known: Known, chance: random.Random) -> None:
    """Take a file along."""
    del known
    await asker.get(f"export/{demo.FIRST}/{chance.choice(_FILES)}")
    await asyncio.sleep(chance.uniform(2, 10))


Doing = Callable[[Asker, Known, random.Random], Awaitable[None]]
PEOPLE: Final[Mapping[str, tuple[Doing, int, str]]] = {
    "reading": (reading, 8, ""),
    "writing": (writing, 3, TOKEN),
    "following": (following, 20, ""),
    "importing": (importing, 1, TOKEN),
    "exporting": (exporting, 2, ""),
}
"""What people do, how many of them, and the token that they sign in with."""


async def soaked(service: Served, seconds: float, every: float) -> tuple[list[Held], dict[str, Outcomes]]:
    """Let all of them do what they do for so many seconds, and look at what is held every so many."""
    known = await Known.ask(service.address)
    begun = time.monotonic()
    until = begun + seconds
    askers = {
        kind: [Asker(service.address, f"198.51.{place}.{number}", token=token) for number in range(many)]
        for place, (kind, (_, many, token)) in enumerate(PEOPLE.items())
    }
    held: list[Held] = []

    def look() -> None:
        held.append(Held((time.monotonic() - begun) / 60, *service.held()))
        print("{:5.1f} min {:6.0f} MiB {:5d} files {:3d} processes".format(*held[-1]), flush=True)

    async def one(kind: str, number: int) -> None:
        chance, asker = random.Random(f"{kind} {number}"), askers[kind][number]
        while time.monotonic() < until:
            await PEOPLE[kind][0](asker, known, chance)
        asker.close()

    async def watch() -> None:
        while time.monotonic() < until:
            await asyncio.to_thread(look)
            await asyncio.sleep(min(every, max(0.1, until - time.monotonic())))

    await asyncio.gather(
        watch(), *(one(kind, number) for kind, found in askers.items() for number in range(len(found)))
    )
    look()
    return held, {kind: [each for asker in found for each in asker.outcomes] for kind, found in askers.items()}


def report(held: list[Held], outcomes: Mapping[str, Outcomes]) -> str:
    """What came of it: a table, what grew since the first quarter, and faults."""
    lines = ["| who | answered | p50, ms | p95, ms | not answered |", "| --- | --- | --- | --- | --- |"]
    for kind, found in outcomes.items():
        refused = ", ".join(f"`{code}` {many:,}" for code, many in sorted(codes(found).items())) or "-"
        times = (f"{quantile(found, share) * 1000:,.0f}" for share in (0.5, 0.95))
        lines.append(f"| {kind} | {sum(not code for _, code in found):,} | {' | '.join(times)} | {refused} |")
    quarter = [each for each in held if each.minute >= held[-1].minute / 4]
    memory, files = (
        max(each[at] for each in quarter[len(quarter) // 2 :])
        / max(each[at] for each in quarter[: len(quarter) // 2 or 1])
        for at in (1, 2)
    )
    faults = sorted({code for found in outcomes.values() for code in codes(found)} - ANNOUNCED)
    return "\n".join(
        [
            *lines,
            "",
            f"Most held in the later half of what follows the first quarter, to that in its earlier half: memory "
            f"{memory:.2f}, open files {files:.2f}; at most {GROWS:g} is flat.",
            f"Faults: {', '.join(faults) or 'none'}.",
        ]
    )


def main() -> None:
    """Soak, and print what was held and answered."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    chosen = parser.parse_args()
    with served() as service:
        service.wait_until_ready()
        held, outcomes = asyncio.run(soaked(service, chosen.minutes * 60, min(60.0, chosen.minutes * 6)))
        print(f"\n{report(held, outcomes)}")
        time.sleep(90)
        print("At rest: {:.0f} MiB, {} open files, {} process(es).".format(*service.held()))


if __name__ == "__main__":
    main()
