"""The benches of overload and of a soak ask as they say, and tell what they were answered."""

# ruff: noqa: S311 - what people do, by a seed

import asyncio
import random
from math import isnan
from pathlib import Path

from bench.overload import Known, heavy, imported, light, one_of_many, row
from bench.served import TOKEN, Asker, codes, quantile
from bench.soak import _FOLLOW, Held, reading, report, writing
from graph.store import Store
from service.access import AccessChoice, SignIn
from service.app import create_app
from tests.example import example_database
from tests.service.server import serving


async def test_what_they_ask_is_answered(tmp_path: Path) -> None:
    await asyncio.to_thread(example_database, tmp_path / "sinergi.db")
    store = Store.open(f"sqlite:///{tmp_path / 'sinergi.db'}")
    app = create_app(store, sign_in=SignIn(store.tokens, AccessChoice(token=TOKEN)))
    async with serving(app) as port:
        asker = Asker(f"http://127.0.0.1:{port}/", token=TOKEN)
        known = await Known.ask(f"http://127.0.0.1:{port}/")
        assert known.programs
        assert known.remedies
        assert known.initiatives
        for seed in range(8):
            chance = random.Random(seed)
            for asks in (light, one_of_many, reading):
                await asks(asker, known, chance)
        for kind in range(4):
            await heavy(asker, known, _Fixed(kind))
        await imported(asker, random.Random(1))
        for seed in (1, 2):
            await writing(asker, known, random.Random(seed))
        await asker.follow(_FOLLOW, 0.2)
        assert codes(asker.outcomes) == {}
        assert len(asker.outcomes) >= 32
        assert (await asker.get("page/none"))[0] == 404
        assert (await asker.query("{ nothing }")).get("data") is None
        assert codes(asker.outcomes) == {"404": 1, "BAD_DOCUMENT": 1}
        asker.close()
    lost = Asker(f"http://127.0.0.1:{port}/")
    assert (await lost.get("healthz"))[0] == 0
    assert codes(lost.outcomes) == {"ConnectionRefusedError": 1}
    await store.close()


class _Fixed(random.Random):
    """Chooses one kind of heavy work, and else as it comes."""

    def __init__(self, kind: int) -> None:
        super().__init__(kind)
        self._kind = kind

    def randrange(self, start: int, stop: int | None = None, step: int = 1) -> int:
        return self._kind if start == 4 else super().randrange(start, stop, step)


def test_shares_are_of_those_that_were_answered() -> None:
    found = [(float(each), "") for each in range(1, 101)] + [(900.0, "OVERLOADED")] * 50
    assert (quantile(found, 0.5), quantile(found, 0.95)) == (51.0, 96.0)
    assert isnan(quantile([(1.0, "TIMEOUT")], 0.5))
    assert codes(found) == {"OVERLOADED": 50}


def test_a_row_tells_light_requests_alone_and_beside_others() -> None:
    usual, found = [(0.005, "")] * 9, [(0.01, "")] * 9 + [(0.2, "OVERLOADED")]
    others = [(1.0, ""), (2.0, "TIMEOUT"), (0.1, "OVERLOADED"), (0.1, "OVERLOADED")]
    told = "| many | 5 | 5 | 10 | 10 | 2.0 | 2.0 | 10 | 1 | 1 | `OVERLOADED` 2, `TIMEOUT` 1 |"
    assert row("many", usual, found, others) == told
    assert row("many", usual, found, []).endswith("| 10 | 1 | 0 | - |")


def test_a_report_tells_faults_and_what_grows() -> None:
    flat = [Held(float(minute), 300.0, 40, 1) for minute in range(9)]
    said = report(flat, {"reading": [(0.01, ""), (0.02, "OVERLOADED"), (0.1, "INTERNAL")]})
    assert "| reading | 1 | 10 | 10 | `INTERNAL` 1, `OVERLOADED` 1 |" in said
    assert "memory 1.00, open files 1.00" in said
    assert "Faults: INTERNAL." in said
    grown = [Held(float(minute), 300.0 + 100 * minute, 40, 1) for minute in range(9)]
    assert "memory 1.00" not in report(grown, {"reading": []})
    assert "Faults: none." in report(grown, {"reading": [(0.1, "CONFLICT")]})
