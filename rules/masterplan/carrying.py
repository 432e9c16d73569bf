"""Carrying: which work of a plan may carry a masterplan program: by its code, by words, agency and dimension.

These are proposals for people to confirm; nothing is tied by them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import resources
from math import log
from typing import Final

import msgspec

from graph import code as codes
from graph.model import Link, LinkKind, MasterplanProgram, Opd, Program
from graph.snapshot import PlanGraph, kept
from rules.finding import Text
from rules.knowledge import known_of
from rules.knowledge.load import load_yaml
from rules.knowledge.selector import Selector
from rules.knowledge.words import first, stems
from rules.masterplan.placing import places, topics

_FILE: Final = "carrying.yaml"
MOST: Final = 3
"""So many carriers are proposed for one program."""
LEAST: Final = 0.4
"""From which score on a carrier is proposed."""
_NAME, _ABOUT, _TOPIC, _MATTER, _DIMENSION = 0.3, 0.1, 0.25, 0.15, 0.1
"""What counts how much: the words of the name, those of the description, a topic of the framework that both name, the
same matter by code, the same sub-dimension.
"""
_CODE, _CODE_ASIDE = 0.4, 0.25
"""The kind of work that carries what the name, or only the description, is about."""
_LEAD, _SUPPORT, _STRANGER, _TERRITORY = 0.2, 0.1, -0.15, -0.1
"""The same lead, a supporting OPD, an OPD without a part in the program, a kecamatan that is neither."""
_OWN: Final = 3.0
"""Weight of a selector of a theme from which on what it selects is the theme's own matter."""
_EMPTY: Final = frozenset(
    stem
    for word in [
        "program",
        "sistem",
        "layanan",
        "pelayanan",
        "aplikasi",
        "daerah",
        "kota",
        "kabupaten",
        "online",
        "daring",
        "smart",
        "digital",
        "berbasis",
        "terpadu",
        "dan",
        "di",
        "untuk",
        "dengan",
        "yang",
        "bagi",
        "ke",
        "dari",
        "pada",
        "melalui",
        "lewat",
        "oleh",
        "satu",
        "warga",
        "masyarakat",
        "pengelolaan",
        "penyediaan",
        "pelaksanaan",
        "informasi",
        "elektronik",
        "pembangunan",
        "pengembangan",
        "peningkatan",
        "kegiatan",
    ]
    for stem in stems(word)
)
"""Stems that tell nothing of what a program is about."""


class _Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of work, by its codes and perhaps by words of its name, and the words of what it carries."""

    words: tuple[str, ...]
    codes: tuple[str, ...]
    work: tuple[str, ...] = ()


class Proposed(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of work that may carry a masterplan program, how much speaks for it, and what does."""

    program: str
    """Id of the work."""
    score: float
    """From 0 to 1."""
    words: tuple[str, ...]
    """The words that both have, and the topics, as the masterplan writes them."""
    same_lead: bool
    matter: str
    """The theme whose matter both are, the work by its code; empty where there is none."""
    same_dimension: bool
    is_placed: bool
    """Whether the masterplan says its dimension; else that which its words show is meant."""
    kind: str
    """The words of the program by which work of this code usually carries it; empty where none does."""

    @property
    def reason(self) -> Text:
        """What speaks for it, in words."""
        words = ", ".join(self.words)
        dimension = ("subdimensi yang sama", "the same sub-dimension")
        if not self.is_placed:
            dimension = ("subdimensi yang tampak dari kata programnya", "the sub-dimension that its words show")
        said = [
            (bool(words), f"kata yang sama: {words}", f"common words: {words}"),
            (self.same_lead, "OPD yang sama", "the same OPD"),
            (
                bool(self.kind),
                f'pekerjaan berkode ini biasa mengusung "{self.kind}"',
                f'work of this code usually carries "{self.kind}"',
            ),
            (bool(self.matter), f"tema {self.matter} menurut kodenya", f"the theme {self.matter} by its code"),
            (self.same_dimension, *dimension),
        ]
        found = [(one, other) for holds, one, other in said if holds]
        return Text("; ".join(one for one, _ in found), "; ".join(other for _, other in found))


@kept
def carriers_proposed(plan: PlanGraph, id_: str) -> tuple[Proposed, ...]:
    """Give the work that may carry a masterplan program, the likeliest first; what people rejected is left out.

    Only work without parts that is no office work is proposed, and only where a topic that both name, or the matter of
    its code, speaks for it.
    """
    program = plan.get(MasterplanProgram, id_)
    about = _About(plan, program)
    work = (each for each in _work(plan)[0] if _tie(each[0].id, id_) not in plan.links)
    found = (about.weighed(each, words) for each, words in work)
    likely = [each for each in found if each is not None and each.score >= LEAST]
    ordered = sorted(likely, key=lambda each: (-each.score, each.program))
    least = ordered[MOST].score if len(ordered) > MOST else 0.0  # of many that are as likely none is proposed
    return tuple(each for each in ordered[:MOST] if each.score > least)


def _tie(work: str, program: str) -> str:
    """The id of the link by which work would carry a masterplan program, be it rejected."""
    return Link(kind=LinkKind.ALIGNS, source_id=work, target_id=program).id


class _About:
    """What a masterplan program is about, against which work is weighed."""

    def __init__(self, plan: PlanGraph, program: MasterplanProgram) -> None:
        self._plan = plan
        self._rarity = _work(plan)[1]
        self._name = _telling(program.name) & self._rarity.known
        self._more = (_telling(program.description) & self._rarity.known) - self._name
        self._topics = topics(program.name) | topics(program.description)
        lead = plan.lead(program.id)
        self._lead = lead.id if lead else ""
        self._supports = {link.source_id for link in plan.into(program.id, LinkKind.SUPPORTS)}
        self._matters = tuple(_matters(plan, program.name))
        self._aside = tuple(_matters(plan, program.description))
        self._kinds = _kinds_of(program.name)
        self._kinds_aside = tuple(each for each in _kinds_of(program.description) if each not in self._kinds)
        placed = {each.id for each in plan.placed_in(program.id)}
        self._dimensions = placed or {each.dimension for each in places(program)[:1]}
        self._is_placed = bool(placed)
        self._texts = (program.name, program.description)
        self._written = {
            stem: word for text in reversed(self._texts) for word in text.casefold().split() for stem in stems(word)
        }

    def weighed(self, work: Program, words: frozenset[str]) -> Proposed | None:
        """Weigh one piece of work; None where nothing that tells speaks for it."""
        common = self._name & words
        shared = self._topics & topics(work.name)
        runs = self._plan.lead(work.id)
        same_lead = runs is not None and runs.id == self._lead
        matters = (*self._matters, *self._aside) if same_lead else self._matters
        matter = next((name for name, selector in matters if _selects(selector, work)), "")
        told = _kind_of(self._kinds, work) or (None if self._kinds else _kind_of(self._kinds_aside, work))
        strange = bool(self._kinds) and not told and not same_lead
        if strange or not (shared or matter or told):
            return None
        same_dimension = any(
            at.id in self._dimensions for own in self._plan.dimensions_of(work.id) for at in self._plan.lineage(own.id)
        )
        score = _NAME * self._share(common, self._name) + _ABOUT * self._share(self._more & words, self._more)
        score += _TOPIC * max((self._rarity.of_topic(each) for each in shared), default=0.0)
        score += (_CODE if self._kinds else _CODE_ASIDE) * (told is not None)
        score += _MATTER * bool(matter) + _DIMENSION * same_dimension + self._by_opd(runs)
        named = {stem: None for phrase in sorted(shared) for stem in phrase.split()}
        named |= dict.fromkeys(sorted(common, key=lambda stem: (-self._rarity(stem), stem)))
        return Proposed(
            program=work.id,
            score=round(min(max(score, 0.0), 1.0), 3),
            words=tuple(dict.fromkeys(self._written.get(stem, stem).strip('.,;:()"') for stem in named)),
            same_lead=same_lead,
            matter=matter,
            same_dimension=same_dimension,
            is_placed=self._is_placed,
            kind=next((said for text in self._texts if told and (said := first(text, told.words))), ""),
        )

    def _by_opd(self, runs: Opd | None) -> float:
        """What the OPD that runs some work adds to its score, or takes from it."""
        if runs is None:
            return 0.0
        if runs.id == self._lead:
            return _LEAD
        if runs.id in self._supports:
            return _SUPPORT
        return (_STRANGER if self._lead else 0.0) + (_TERRITORY if runs.is_territorial else 0.0)

    def _share(self, some: frozenset[str], whole: frozenset[str]) -> float:
        of = sum(map(self._rarity, sorted(whole)))
        return sum(map(self._rarity, sorted(some))) / of if of else 0.0


def _matters(plan: PlanGraph, said: str) -> Iterator[tuple[str, Selector]]:
    """The selectors of themes whose own matter a text names, each with what the theme is called."""
    for _, theme in sorted(known_of(plan).themes.items()):
        for member in theme.members:
            is_own = member.weight >= _OWN and member.words and member.codes
            if is_own and first(said, member.words) and not first(said, member.without):
                yield theme.name, member


@cache
def _kinds() -> tuple[_Kind, ...]:
    """Which kinds of work carry what, as the file says."""
    text = resources.files("rules.masterplan").joinpath(_FILE).read_text("utf-8")
    return msgspec.convert(load_yaml(text), tuple[_Kind, ...])


@lru_cache(maxsize=4096)
def _kinds_of(text: str) -> tuple[_Kind, ...]:
    """The kinds of work that carry what a text is about."""
    return tuple(each for each in _kinds() if first(text, each.words))


def _kind_of(kinds: tuple[_Kind, ...], work: Program) -> _Kind | None:
    """The first of some kinds that work is of, by its code and perhaps its words."""
    if not work.code:
        return None
    coded = (each for each in kinds if any(codes.within(work.code, code) for code in each.codes))
    return next((each for each in coded if not each.work or first(work.name, each.work)), None)


def _selects(selector: Selector, work: Program) -> bool:
    by_code = any(codes.within(work.code, code) for code in selector.codes)
    return bool(work.code) and by_code and first(work.name, selector.words) is not None


def _telling(text: str) -> frozenset[str]:
    """The stems that tell what a text is about."""
    return frozenset(stem for stem in stems(text) if len(stem) > 2 and stem not in _EMPTY)


class _Rarity:
    """How rare a stem is among the names of a plan's work."""

    def __init__(self, texts: list[str], names: list[frozenset[str]]) -> None:
        self._count = Counter(stem for name in names for stem in name)
        self._all = len(names)
        self._topics = Counter(topic for text in texts for topic in topics(text))
        self.known = frozenset(self._count)
        """The stems that the name of any work has: others cannot tell one from another."""

    def of_topic(self, topic: str) -> float:
        """How telling a topic is, from 0 where all work names it to 1 where one does."""
        return 1 - log(max(1, self._topics[topic])) / log(max(2, self._all))

    def __call__(self, stem: str) -> float:
        return log(1 + self._all / (1 + self._count[stem]))


@kept
def _work(plan: PlanGraph) -> tuple[tuple[tuple[Program, frozenset[str]], ...], _Rarity]:
    """The work of a plan that may carry something, with the stems of its name and that of what contains it."""
    found: list[tuple[Program, frozenset[str]]] = []
    for each in plan.of(Program):
        if each.is_overhead or any(isinstance(part, Program) for part in plan.children(each.id)):
            continue
        above = plan.parent(each.id)
        name = f"{each.name} {above.label}" if isinstance(above, Program) else each.name
        found.append((each, frozenset(stems(name)) - _EMPTY))
    return tuple(found), _Rarity([each.name for each, _ in found], [words for _, words in found])


def served(plan: PlanGraph, work: Iterable[str]) -> tuple[MasterplanProgram, ...]:
    """The masterplan programs that some work carries, itself or by what contains it; each once, by id."""
    found = {
        each.id: each
        for id_ in work
        if isinstance(plan.nodes.get(id_), Program)
        for above in plan.lineage(id_)
        for each in plan.carried_by(above.id)
    }
    return tuple(found[id_] for id_ in sorted(found))
