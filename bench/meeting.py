"""Measures how soon all who follow a meeting see a decision: with ten people writing, and beside that without them.

What ten people do in ten minutes, a note each every twenty seconds, is done ``SPEED`` times as fast; decisions are made
in turns with and without the others, so that both meet the same machine. Run it by ``python -m bench.meeting``.
"""

import asyncio
import json
import random
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any, Final

import httpx

from bench.served import TOKEN, served

PEOPLE: Final = 10
EVERY: Final = 20.0
"""Seconds between two notes of a person."""
SPEED: Final = 4.0
TURNS: Final = 6
"""Decisions with and without load."""
GOAL: Final = 2.0
_ASKED: Final = "mutation($input: {}Input!) {{ {}(input: $input) {{ errors {{ ... on Problem {{ message }} }} }} }}"
_FOLLOW: Final = """subscription { meetingChanged(plan: "balikpapan", meeting: 1) { action item } }"""


class Meeting:
    """A meeting, and those who follow it."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        self._http = http
        self._heard = [asyncio.Queue[tuple[str, float]]() for _ in range(PEOPLE)]

    async def do(self, mutation: str, **input_: Any) -> None:
        query = _ASKED.format(mutation[0].upper() + mutation[1:], mutation)
        body = {"query": query, "variables": {"input": {"plan": "balikpapan"} | input_}}
        answer = (await self._http.post("graphql", json=body)).json()
        assert answer["data"][mutation]["errors"] == [], answer

    @asynccontextmanager
    async def followed(self) -> AsyncIterator[None]:
        """Follow it as ten screens do."""
        async with asyncio.TaskGroup() as group:
            listening = [group.create_task(self._listen(each)) for each in self._heard]
            await asyncio.sleep(2)
            yield
            for each in listening:
                each.cancel()

    async def _listen(self, heard: "asyncio.Queue[tuple[str, float]]") -> None:
        stream = self._http.stream("POST", "graphql", json={"query": _FOLLOW}, headers={"accept": "text/event-stream"})
        async with stream as answer:
            async for line in answer.aiter_lines():
                if line.startswith("data:") and '"meetingChanged"' in line:
                    heard.put_nowait((json.loads(line[5:])["data"]["meetingChanged"]["action"], time.perf_counter()))

    async def write(self, number: int) -> None:
        """Write notes as one person does, until cancelled."""
        chance = random.Random(number)
        while True:
            await asyncio.sleep(chance.uniform(0.5, 1.5) * EVERY / SPEED)
            await self.do("noteItem", meeting=1, item=1, text=f"Catatan {number}")

    async def decided(self, item: int) -> list[float]:
        """Decide on an item, and give after how many seconds each follower saw it."""
        began = time.perf_counter()
        await self.do("decideItem", meeting=1, item=item, standing="ACCEPTED")
        return [await self._until(each) - began for each in self._heard]

    async def _until(self, heard: "asyncio.Queue[tuple[str, float]]") -> float:
        while True:
            action, at = await heard.get()
            if action == "ACCEPTED":
                return at


async def measured(address: str) -> tuple[float, float]:
    """The median seconds until a decision is seen: with ten people writing, and without."""
    headers = {"authorization": f"Bearer {TOKEN}"}
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=address, headers=headers, timeout=120, limits=limits) as http:
        meeting = Meeting(http)
        await meeting.do("createMeeting", title="Ukur", heldOn=date.today().isoformat(), body="FGD")
        for number in range(2 * TURNS + 1):
            await meeting.do("addToAgenda", meeting=1, kind="TOPIC", title=f"Butir {number}")
        busy: list[float] = []
        quiet: list[float] = []
        async with meeting.followed():
            for turn in range(TURNS):
                async with asyncio.TaskGroup() as group:
                    writers = [group.create_task(meeting.write(number)) for number in range(PEOPLE)]
                    await asyncio.sleep(2 * EVERY / SPEED)
                    busy += await meeting.decided(2 + 2 * turn)
                    for each in writers:
                        each.cancel()
                await asyncio.sleep(1)
                quiet += await meeting.decided(3 + 2 * turn)
    return statistics.median(busy), statistics.median(quiet)


def main() -> None:
    """Measure, and print both and their ratio."""
    with served() as service:
        busy, quiet = asyncio.run(measured(service.address))
    print(
        f"A decision is seen by all after {busy * 1000:.0f} ms with {PEOPLE} people writing, {quiet * 1000:.0f} ms "
        f"without; ratio {busy / quiet:.2f}, the goal is {GOAL}."
    )


if __name__ == "__main__":
    main()
