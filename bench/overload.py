"""Measures light requests beside heavy ones, beside many connections, and beside both, each time alone before that.

Light requests name one thing or ask what is kept; heavy ones are files, comparisons, portfolios, evaluations of earlier
revisions and dry runs of imports. Whoever asks beside has a process of their own and addresses of their own, so that
what is timed waits for the service alone. Run it by ``python -m bench.overload``; it takes about two minutes.
"""

import argparse
import asyncio
import json
import random
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Final

from bench.served import TOKEN, Asker, Outcomes, Served, codes, quantile, served
from service import demo

LIGHT: Final = 8
HEAVY: Final = 10
CROWD: Final = 500
GOAL: Final = 5.0
"""How many times its usual the 95th percentile of light requests may be."""
PHASES: Final[Mapping[str, tuple[str, ...]]] = {
    "heavy": ("heavy",),
    "many": ("crowd",),
    "heavy and many": ("heavy", "crowd"),
}
ASKED: Final = f'plan(slug: "{demo.FIRST}")'
_LIGHT: Final = (
    f"{{ {ASKED} {{ revision title }} }}",
    f"{{ {ASKED} {{ initiatives(first: 10) {{ nodes {{ rank title lead {{ shortName }} }} }} }} }}",
)
_NODE: Final = "query($id: ID!) { node(id: $id) { ... on Program { name indicators { name } opd { shortName } } } }"
_CROWD: Final = (
    "query q%d { " + ASKED + ' { findings(first: 20) { nodes { message } } search(text: "jalan %d", first: 3) '
    "{ totalCount } } }"
)
_REMEDY: Final = (
    f"query($of: ID!) {{ {ASKED} {{ finding(fingerprint: $of) {{ remedy {{ comparison "
    "{ findingsGone { totalCount } } } } } }"
)
_IMPORT: Final = "mutation($input: ImportFilesInput!) { importFiles(input: $input) { errors { __typename } } }"
_FILES: Final = ("bahan-rapat.docx", "bahan-rapat.pdf", "rencana.xlsx", "rencana.zip", "rekomendasi.xlsx")


class Known:
    """What there is to ask for."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.programs: list[str] = [each["id"] for each in data["programs"]["nodes"]]
        self.initiatives: list[str] = [each["fingerprint"] for each in data["initiatives"]["nodes"]]
        self.remedies: list[str] = [each["fingerprint"] for each in data["findings"]["nodes"] if each["remedy"]]

    @classmethod
    async def ask(cls, address: str) -> "Known":
        """Ask for it, again where the service is too busy."""
        asker = Asker(address)
        query = (
            f"{{ {ASKED} {{ programs(first: 100) {{ nodes {{ id }} }} "
            "initiatives(first: 20) { nodes { fingerprint } } "
            'findings(first: 100, filter: {rule: "DP01"}) { nodes { fingerprint remedy { __typename } } } } }'
        )
        while "data" not in (found := await asker.query(query)):  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.5)
        asker.close()
        return cls(found["data"]["plan"])


async def light(asker: Asker, known: Known, chance: random.Random) -> None:
    """Ask what is answered at once, and look at it."""
    if chance.random() < 0.5:
        await asker.query(_NODE, id=chance.choice(known.programs))
    else:
        await asker.query(chance.choice(_LIGHT))
    await asyncio.sleep(chance.uniform(0.02, 0.2))


async def heavy(asker: Asker, known: Known, chance: random.Random) -> None:
    """Ask for what takes long."""
    match chance.randrange(4):
        case 0:
            await asker.get(f"export/{demo.FIRST}/{chance.choice(_FILES)}")
        case 1:
            await asker.query(f"{{ {ASKED} {{ portfolio(budget: {chance.randrange(10**9, 10**12)}) {{ score }} }} }}")
        case 2:
            await asker.query(_REMEDY, of=chance.choice(known.remedies))
        case _:
            await imported(asker, chance)


async def imported(asker: Asker, chance: random.Random, *, is_dry: bool = True) -> None:
    """Send a file with partners."""
    rows = "".join(f"{n},Mitra {chance.randrange(10**9)},komunitas,,uji,\n" for n in range(20))
    given = {"plan": demo.FIRST, "files": [None], "dryRun": is_dry}
    operation = {"query": _IMPORT, "variables": {"input": given}}
    await asker.upload(operation, "mitra.csv", "no,nama,jenis,alias,sumber,catatan\n" + rows)


async def one_of_many(asker: Asker, known: Known, chance: random.Random) -> None:
    """Ask what nobody asked before, without a pause but where one is turned away."""
    del known
    await asker.query(_CROWD % (chance.randrange(10**9), chance.randrange(10**9)))
    if asker.outcomes[-1][1]:
        await asyncio.sleep(1)


Asking = Callable[[Asker, Known, random.Random], Awaitable[None]]
ASKERS: Final[Mapping[str, tuple[Asking, int, str]]] = {
    "light": (light, LIGHT, ""),
    "heavy": (heavy, HEAVY, TOKEN),
    "crowd": (one_of_many, CROWD, ""),
}


async def asked(kind: str, address: str, seconds: float) -> Outcomes:
    """Ask as people of one kind for so many seconds, each at an address of their own."""
    asking, many, token = ASKERS[kind]
    known, until = await Known.ask(address), time.monotonic() + seconds
    askers = [Asker(address, f"198.51.{number // 200}.{number % 200}", token=token) for number in range(many)]

    async def one(number: int) -> None:
        chance = random.Random(f"{kind} {number}")
        await asyncio.sleep(chance.random() * 0.5)
        while time.monotonic() < until:
            await asking(askers[number], known, chance)
        askers[number].close()

    await asyncio.gather(*map(one, range(many)))
    return [each for asker in askers for each in asker.outcomes]


def phase(service: Served, beside: Sequence[str], seconds: float) -> tuple[Outcomes, Outcomes]:
    """What light requests met, and the others beside them, which begin before and end after."""
    command = [sys.executable, "-m", "bench.overload", "--address", service.address, "--seconds", str(seconds + 10)]
    others = [subprocess.Popen([*command, "--as", kind], stdout=subprocess.PIPE, text=True) for kind in beside]
    if others:
        time.sleep(8)
    found = asyncio.run(asked("light", service.address, seconds))
    rest = [json.loads(other.communicate()[0]) for other in others]
    return found, [(each[0], each[1]) for every in rest for each in every]


def row(name: str, usual: Outcomes, found: Outcomes, others: Outcomes) -> str:
    """What came of a phase, as a row of the table."""
    ms = [f"{quantile(each, share) * 1000:,.0f}" for each in (usual, found) for share in (0.5, 0.95)]
    ratios = [f"{quantile(found, share) / quantile(usual, share):.1f}" for share in (0.5, 0.95)]
    done = sum(1 for _, code in others if not code)
    said = ", ".join(f"`{code}` {many:,}" for code, many in sorted(codes(others).items()))
    cells = (name, *ms, *ratios, f"{len(found):,}", f"{codes(found).total():,}", f"{done:,}", said or "-")
    return f"| {' | '.join(cells)} |"


COLUMNS: Final = (
    *("beside", "alone: p50, ms", "p95, ms", "beside: p50, ms", "p95, ms", "ratio, p50", "ratio, p95"),
    *("asked", "not answered", "others answered", "others not"),
)


def main() -> None:
    """Measure all phases, or ask as one kind of people."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--as", dest="kind", choices=tuple(ASKERS))
    parser.add_argument("--address", default="")
    chosen = parser.parse_args()
    if chosen.kind:
        print(json.dumps(asyncio.run(asked(chosen.kind, chosen.address, chosen.seconds))))
        return
    with served(SINERGI_LIMIT_BURST=str(10**9)) as service:
        service.wait_until_ready()
        asyncio.run(asked("light", service.address, 3))
        print(f"| {' | '.join(COLUMNS)} |\n|{' --- |' * len(COLUMNS)}")
        for name, beside in PHASES.items():
            usual, _ = phase(service, (), chosen.seconds)  # in turns, so that both meet the same machine
            print(row(name, usual, *phase(service, beside, chosen.seconds)), flush=True)
        print(f"\nMemory afterwards: {service.held()[0]:,.0f} MiB. The goal is a ratio of at most {GOAL:g}.")


if __name__ == "__main__":
    main()
