"""Names that may mean the same are found without comparing all with all, and none that this would find is missed."""

import random
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from graph.change import Contents
from graph.intake import Step, compare, read_files
from graph.intake.cells import Grid, GridRow
from graph.intake.comparing import matching as matching_module
from graph.intake.comparing.likely import MOST, LikelyNames
from graph.intake.comparing.matching import compared, matching
from graph.intake.comparing.namesake import alike
from graph.intake.formats import FORMATS
from graph.intake.recognising import tables
from graph.model import AnyNode, Level, Opd, Partner, PartnerKind
from graph.reference import nomenclature
from service import demo
from tests.example import example_plan
from tests.graph.intake.making import csv_file

_SHORT = ("Kec. ", "Kel. ", "Disdik", "DPMPTSP", "SDM ", "Peng. ", "sd")


def _real_names() -> list[str]:
    """Names of agencies, partners, objectives and indicators of the example regions, and official names."""
    contents = [example_plan(city).contents for city in demo.DEMOS]
    names = {node.label for each in contents for node in each.nodes.values()}
    names |= {
        alias for each in contents for node in each.nodes.values() if isinstance(node, Opd) for alias in node.aliases
    }
    official = {entry.name for entry in nomenclature().entries(Level.PROGRAM).values()}
    chance = random.Random(4)  # noqa: S311 - the same every time
    return sorted(chance.sample(sorted(names), 500)) + sorted(official)[:100]


def _misspelt(name: str, chance: random.Random) -> str:
    """Write a name as people may: letters lost, doubled or changed, words abbreviated, left out or blended."""
    letters = list(name)
    for _ in range(chance.randint(0, 3)):
        at = chance.randrange(len(letters)) if letters else 0
        what = chance.randrange(4)
        if what == 0 and len(letters) > 1:
            del letters[at]
        elif what == 1:
            letters.insert(at, chance.choice("aiueonkt "))
        elif what == 2 and letters:
            letters[at] = chance.choice("aiueonkt1.")
    words = "".join(letters).split()
    ways: tuple[Callable[[], str], ...] = (
        lambda: "".join(word[0] for word in words),
        lambda: " ".join(f"{word[:4]}." if len(word) > 6 else word for word in words),
        lambda: "".join(word[:3] for word in words[:3]),
        lambda: " ".join(words).upper(),
        lambda: chance.choice(_SHORT) + " ".join(words[1:]),
        lambda: "".join(words),
    )
    return chance.choice((*ways, *[" ".join(words).strip] * 3))()


@pytest.fixture(scope="module")
def names() -> list[str]:
    return _real_names()


@pytest.mark.long
def test_no_name_that_is_alike_is_missed(names: list[str]) -> None:
    chance = random.Random(20)  # noqa: S311 - the same every time
    written = [_misspelt(chance.choice(names), chance) for _ in range(600)]
    old, new = names[:350], [*written, *names[300:]]
    likely = list(LikelyNames([[name] for name in old]).likely([[name] for name in new]))
    pairs = 0
    for name, found in zip(new, likely, strict=True):
        wanted = {at for at, other in enumerate(old) if alike(name, other) is not None}
        assert wanted <= set(found), (name, [old[at] for at in wanted - set(found)])
        pairs += len(wanted)
    assert pairs > 400, "the test says something"
    assert sum(map(len, likely)) < len(old) * len(new) / 10, "and few others are looked at"


def _contents(nodes: Iterable[AnyNode]) -> Contents:
    return Contents(nodes={node.id: node for node in nodes}, links={})


def _plans(names: Sequence[str], make: Callable[[int, str], AnyNode]) -> tuple[Contents, Contents]:
    chance = random.Random(7)  # noqa: S311 - the same every time
    old = [make(at, name) for at, name in enumerate(names)]
    new = [make(10_000 + at, _misspelt(chance.choice(names), chance)) for at in range(len(names))]
    return _contents(old), _contents(new)


def _partner(at: int, name: str) -> Partner:
    return Partner(id=f"partner/{at}", name=name, partner_kind=PartnerKind.COMMUNITY, written_kind="", source="t")


def _opd(at: int, name: str) -> Opd:
    return Opd(id=f"opd/{at}", name=name, short_name=name[:9], aliases=(f"{name} dan lainnya",), source="t")


@pytest.mark.long
@pytest.mark.parametrize("make", [_partner, _opd])
def test_what_is_matched_and_asked_is_what_comparing_all_with_all_gives(
    names: list[str], monkeypatch: pytest.MonkeyPatch, make: Callable[[int, str], AnyNode]
) -> None:
    plan, read = _plans(names[:300], make)
    found = matching(plan, read)
    monkeypatch.setattr(matching_module, "FEW", 10**12)
    assert found == matching(plan, read)
    assert len(found.matched) > 20
    assert len(found.questions) > 20


def test_of_names_that_are_all_alike_the_most_alike_are_asked() -> None:
    old = [[f"Komunitas Pemuda Peduli {word}"] for word in _words(400)]
    (found,) = LikelyNames(old).likely([["Komunitas Pemuda Peduli " + _words(77)[-1]]])
    assert 76 in found
    assert len(found) <= MOST


def _words(count: int) -> list[str]:
    chance = random.Random(2)  # noqa: S311 - the same every time
    return ["".join(chance.choice("aiueokstrmn") for _ in range(8)) for _ in range(count)]


@pytest.mark.long
@pytest.mark.parametrize("written", ["Mitra {} nomor {}", "Komunitas {} Peduli Lingkungan", "{}"])
def test_many_names_beside_many_take_a_fraction_of_comparing_all_with_all(written: str) -> None:
    words = _words(4_000)
    old = {node.id: node for node in (_partner(at, written.format(word, at)) for at, word in enumerate(words[:3_000]))}
    made = [_partner(10_000 + at, written.format(word, at)) for at, word in enumerate(words[3_000:])]
    new = {node.id: node for node in made}
    begun = time.process_time()
    matching(_contents(old.values()), _contents(new.values()))
    took = time.process_time() - begun
    some = [(a, b) for a in list(new.values())[:10] for b in old.values()]
    begun = time.process_time()
    for a, b in some:
        compared(a, b)
    all_with_all = (time.process_time() - begun) / len(some) * len(old) * len(new)
    assert took < all_with_all / 8


class _EnoughError(Exception):
    pass


def test_who_waits_no_longer_ends_the_matching() -> None:
    told: list[int] = []

    def progress(
        step: Step, done: int = 0, total: int | None = None, file: str | None = None, message: str | None = None
    ) -> None:
        del file, message
        assert step is Step.COMPARING
        assert total == 2_000
        told.append(done)
        if done >= 1_000:
            raise _EnoughError

    old = {f"partner/{at}": _partner(at, word) for at, word in enumerate(_words(3_000)[2_000:])}
    new = {f"partner/{10_000 + at}": _partner(10_000 + at, word) for at, word in enumerate(_words(2_000))}
    with pytest.raises(_EnoughError):
        matching(_contents(old.values()), _contents(new.values()), progress=progress)
    assert told == [0, 500, 1_000]


def _many(count: int) -> Grid:
    rows = [
        GridRow(0, ("nama", "jenis", "sumber")),
        *(GridRow(at, (f"Mitra {at}", "media", "uji")) for at in range(count)),
    ]
    return Grid(file="m.csv", rows=tuple(rows))


def test_a_table_takes_time_in_line_with_its_rows() -> None:
    took = []
    for count in (15_000, 60_000):
        grid = _many(count)
        begun = time.process_time()
        tables(grid, FORMATS)
        took.append(time.process_time() - begun)
    assert took[1] < 10 * took[0]


def test_who_waits_no_longer_ends_the_reading_of_a_table() -> None:
    told: list[int] = []

    def progress() -> None:
        told.append(1)
        if len(told) == 3:
            raise _EnoughError

    with pytest.raises(_EnoughError):
        tables(_many(5_000), FORMATS, progress)


@pytest.mark.parametrize("step", [Step.READING, Step.COMPARING])
def test_what_progress_raises_ends_an_import_at_any_word(tmp_path: Path, step: Step) -> None:
    path = csv_file(
        tmp_path / "m.csv", [["nama", "jenis", "sumber"], *([f"Mitra {at}", "media", "uji"] for at in range(1_200))]
    )
    plan = read_files([path]).contents
    words: list[Step] = []

    def progress(
        step: Step, done: int = 0, total: int | None = None, file: str | None = None, message: str | None = None
    ) -> None:
        del done, total, file, message
        words.append(step)
        if len(words) == most[0]:
            raise _EnoughError

    most = [0]
    compare(plan, [path], progress=progress)
    count = len(words)
    assert count >= 8
    for at in [at for at, each in enumerate(words) if each is step]:
        most[0] = at + 1
        words.clear()
        with pytest.raises(_EnoughError):
            compare(plan, [path], progress=progress)
