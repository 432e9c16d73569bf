"""Laws: what may stand in a plan, said once for files, the command line, mutations and scenarios.

What one link may tie says ``fits``; how links and levels go together say the laws, each with a code and a remedy.
Rejected links tie nothing. Changes are refused for what they add, never for what stood before them.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

import msgspec
import networkx as nx

from graph.model import (
    ENDPOINTS,
    WHOLES,
    AnyNode,
    Dimension,
    DimensionLevel,
    Level,
    Link,
    LinkKind,
    MasterplanProgram,
    Objective,
    ObjectiveLevel,
    Opd,
    Program,
    Standing,
)
from graph.sentence import Sentence


class Law(NamedTuple):
    """What people are told of a law."""

    said: str
    """The law, in English."""
    remedy: Sentence
    """What to do where it is broken."""


LAWS: Final[Mapping[str, Law]] = {
    "circle": Law(
        "Nothing contains itself.",
        Sentence("Putuskan lingkarannya: hapus salah satu induk.", "Break the circle: remove one of the wholes."),
    ),
    "two-leads": Law(
        "A program has one lead, a masterplan program too.",
        Sentence(
            "Biarkan satu perangkat daerah memimpin; jadikan yang lain pendukung, atau pecah pekerjaannya.",
            "Let one agency lead; let the others support, or divide the work.",
        ),
    ),
    "two-wholes": Law(
        "A program is part of one other, a masterplan program of one masterplan, the unit of an agency of one agency.",
        Sentence(
            "Biarkan satu induk, tempat pekerjaan atau unit ini dianggarkan; hapus yang lain.",
            "Keep the one whole in whose budget this work or unit is; remove the others.",
        ),
    ),
    "two-dimensions": Law(
        "A sub-dimension is part of one dimension.",
        Sentence(
            "Biarkan satu dimensi di atasnya; hapus yang lain.", "Keep one dimension above it; remove the others."
        ),
    ),
    "higher-level": Law(
        "What contains is of a higher level than its parts; of objectives it may be of the same.",
        Sentence(
            "Pilih induk yang tingkatnya lebih tinggi, atau betulkan tingkatnya.",
            "Choose a whole of a higher level, or correct the level.",
        ),
    ),
    "other-opd": Law(
        "A program and its parts are led by one agency, its units counted with it.",
        Sentence(
            "Samakan penanggung jawabnya, pilih induk milik perangkat daerah yang sama, atau catat yang satu sebagai "
            "unit dari yang lain; yang hanya membantu dicatat sebagai pendukung.",
            "Give both one lead, choose a whole of the same agency, or record one agency as a unit of the other; who "
            "only helps is recorded as supporting.",
        ),
    ),
}
"""The laws by their codes."""

_RANK: Final = {level: rank for levels in (Level, ObjectiveLevel, DimensionLevel) for rank, level in enumerate(levels)}
_WORDS: Final[Mapping[str, str]] = {
    Level.PROGRAM: "program",
    Level.ACTIVITY: "kegiatan",
    Level.SUB_ACTIVITY: "sub kegiatan",
    ObjectiveLevel.VISION: "visi",
    ObjectiveLevel.MISSION: "misi",
    ObjectiveLevel.GOAL: "tujuan",
    ObjectiveLevel.OUTCOME: "sasaran",
    ObjectiveLevel.STRATEGY: "strategi",
    ObjectiveLevel.ISSUE: "isu strategis",
    DimensionLevel.DIMENSION: "dimensi",
    DimensionLevel.SUB_DIMENSION: "subdimensi",
}


_HIGHER: Final = Sentence("lebih tinggi", "higher")
_Plan = tuple[Mapping[str, AnyNode], Mapping[str, Link]]


class Break(msgspec.Struct, frozen=True, kw_only=True):
    """One place where a law is broken."""

    code: str
    message: Sentence
    """Names by name and id what breaks it."""
    link: str
    """Id of the link that breaks it."""

    @property
    def law(self) -> Law:
        """The law that is broken."""
        return LAWS[self.code]


def fits(link: Link, nodes: Mapping[str, AnyNode]) -> tuple[str, Sentence] | None:
    """Say why a link cannot stand between its two ends, as code and sentence; None where it can."""
    for end in (link.source_id, link.target_id):
        if end not in nodes:
            return "dangling-reference", Sentence(
                f"Keterkaitan {link.id} menunjuk {end}, yang tidak ada di rencana ini.",
                f"Link {link.id} points to {end}, which is not in this plan.",
            )
    return _tie_problem(link, nodes[link.source_id], nodes[link.target_id])


def _tie_problem(link: Link, source: AnyNode, target: AnyNode) -> tuple[str, Sentence] | None:
    if source.id == target.id:
        return "self-reference", Sentence(
            f"Keterkaitan {link.id} menghubungkan {link.source_id} dengan dirinya sendiri.",
            f"Link {link.id} ties {link.source_id} to itself.",
        )
    if unfit := _kind_problem(link, source, target):
        return unfit
    if (link.kind is LinkKind.DEPENDS_ON) != (link.dependency is not None):
        return "wrong-kind", Sentence(
            f"Keterkaitan {link.id}: jenis ketergantungan hanya dan selalu ada pada depends_on.",
            f"Link {link.id}: depends_on, and no other kind, has a kind of dependency.",
        )
    if not 0 <= link.confidence <= 1 or not -3 <= link.weight <= 3:
        return "out-of-range", Sentence(
            f"Keterkaitan {link.id}: keyakinan harus 0 sampai 1 dan bobot -3 sampai 3.",
            f"Link {link.id}: the confidence must be 0 to 1 and the weight -3 to 3.",
        )
    return None


def _kind_problem(link: Link, source: AnyNode, target: AnyNode) -> tuple[str, Sentence] | None:
    sources, targets = ENDPOINTS[link.kind]
    if source.kind not in sources or target.kind not in targets:
        return "wrong-kind", Sentence(
            f"Keterkaitan {link.kind} tidak dapat menghubungkan {source.kind} ({link.source_id}) "
            f"dengan {target.kind} ({link.target_id}).",
            f"A link {link.kind} cannot tie a {source.kind} ({link.source_id}) to a {target.kind} ({link.target_id}).",
        )
    if link.kind is LinkKind.CONTAINS and source.kind != WHOLES.get(target.kind, target.kind):
        return "wrong-kind", Sentence(
            f"{link.source_id} dan {link.target_id} tidak sejenis, jadi tidak dapat saling memuat.",
            f"{link.source_id} and {link.target_id} are not of one kind, so one cannot contain the other.",
        )
    if link.kind is LinkKind.ALIGNS and isinstance(target, MasterplanProgram) and not isinstance(source, Program):
        return "wrong-kind", Sentence(
            f"Program masterplan {link.target_id} hanya dapat diusung program, kegiatan atau sub kegiatan; "
            f"{link.source_id} adalah {source.kind}.",
            f"Only a program, activity or sub-activity can carry the masterplan program {link.target_id}; "
            f"{link.source_id} is a {source.kind}.",
        )
    return None


def broken(
    nodes: Mapping[str, AnyNode],
    links: Mapping[str, Link],
    *,
    before: _Plan = ({}, {}),
    put: Mapping[str, int] | None = None,
    edited: Mapping[str, int] | None = None,
) -> tuple[tuple[int, Break], ...]:
    """Give where a plan breaks a law, and did not before some changes, with the number of the change that does it.

    Parameters
    ----------
    nodes, links
        The plan after the changes.
    before
        Its nodes and links before them.
    put
        By the ids of the links that were put or removed, the number of the change; where it is left out, every link
        is looked at.
    edited
        The same by the ids of nodes whose level may have changed.

    Notes
    -----
    One pass over the links finds what the changes touch; only that is looked at. Where they tie or untie no lead and
    no whole and edit no level, nothing is done.
    """
    numbers = {id_: number for number, id_ in enumerate(sorted(links))} if put is None else put
    tied = [
        (number, link)
        for id_, number in numbers.items()
        if (link := links.get(id_) or before[1].get(id_))
        and link.kind in {LinkKind.LEADS, LinkKind.CONTAINS}
        and not _stands_as_before(link, (nodes, links), before)
    ]
    levelled = {
        id_: number
        for id_, number in (edited or {}).items()
        if id_ in before[0] and _level(before[0][id_]) != _level(nodes.get(id_))
    }
    if not tied and not levelled:
        return ()
    now, was = _Ties(nodes, links), cache(lambda: _Ties(*before))
    added = {link.id: number for number, link in tied if link.id in now.followed and not _follows(before[1], link.id)}
    circles = {each.link: each for each in _circles(now, added)}
    found = [(added[id_], each) for id_, each in circles.items()]
    for target, number in {link.target_id: number for number, link in tied}.items():
        found += [(added.get(each.link, number), each) for each in _crowds(now, was, target, added)]
    for id_, number in _affected(now, tied, levelled).items():
        # Of what goes in a circle it is not told as well that its levels do.
        breaks = [] if id_ in circles else list(_of_link(now, now.followed[id_]))
        if breaks:
            old = was().followed.get(id_)
            stood = {each.code for each in _of_link(was(), old)} if old else set()
            found += [(number, each) for each in breaks if each.code not in stood]
    return tuple(sorted(found, key=lambda each: (each[0], each[1].code, each[1].link)))


def _stands_as_before(link: Link, now: _Plan, before: _Plan) -> bool:
    """Whether a link ties what it tied before, whatever else was said of it."""
    ends, id_ = (link.source_id, link.target_id), link.id
    return _follows(now[1], id_) is _follows(before[1], id_) and all(
        type(now[0].get(end)) is type(before[0].get(end)) for end in ends
    )


class _Ties:
    """What contains what and who leads what, by both ends; a link without its ends ties nothing."""

    def __init__(self, nodes: Mapping[str, AnyNode], links: Mapping[str, Link]) -> None:
        self.nodes = nodes
        self.followed: dict[str, Link] = {}
        self.wholes: dict[str, list[Link]] = defaultdict(list)
        self.parts: dict[str, list[Link]] = defaultdict(list)
        self.leads: dict[str, list[Link]] = defaultdict(list)
        self.led: dict[str, list[Link]] = defaultdict(list)
        contained, led, rejected = LinkKind.CONTAINS, LinkKind.LEADS, Standing.REJECTED  # looked up once for all links
        for id_, link in links.items():
            if link.kind is contained:
                below, above = self.wholes, self.parts
            elif link.kind is led:
                below, above = self.leads, self.led
            else:
                continue
            if link.standing is not rejected and link.source_id in nodes and link.target_id in nodes:
                self.followed[id_] = link
                below[link.target_id].append(link)
                above[link.source_id].append(link)

    def around(self, id_: str) -> Iterable[Link]:
        """The links to what contains a node and to what it contains."""
        return (*self.wholes.get(id_, ()), *self.parts.get(id_, ()))

    def house(self, opds: Iterable[str]) -> frozenset[str]:
        """OPDs and those whose units they are."""
        return _reached(opds, lambda id_: (link.source_id for link in self.wholes.get(id_, ())))

    def named(self, id_: str) -> str:
        """A node by its name and its id."""
        return f"{self.nodes[id_].label!r} ({id_})"


def _follows(links: Mapping[str, Link], id_: str) -> bool:
    """Whether a link is there and nobody rejected it."""
    return id_ in links and links[id_].standing is not Standing.REJECTED


def _level(node: AnyNode | None) -> Level | ObjectiveLevel | DimensionLevel | None:
    """The level of a node of those kinds that have levels."""
    return node.level if isinstance(node, Program | Objective | Dimension) else None


def _reached(starts: Iterable[str], next_to: Callable[[str], Iterable[str]]) -> frozenset[str]:
    """The starts and all that is reached from them."""
    seen: set[str] = set()
    wave = set(starts)
    while wave:
        seen |= wave
        wave = {each for id_ in wave for each in next_to(id_)} - seen
    return frozenset(seen)


def _affected(ties: _Ties, tied: Iterable[tuple[int, Link]], levelled: Mapping[str, int]) -> dict[str, int]:
    """The links from whole to part that changes may have made unlawful, with the change that did; their own first."""
    found = {link.id: number for number, link in tied if link.kind is LinkKind.CONTAINS and link.id in ties.followed}
    touched = dict(levelled)
    for number, link in tied:
        if link.kind is LinkKind.LEADS:
            touched[link.target_id] = number
        elif isinstance(ties.nodes.get(link.target_id), Opd):
            units = _reached([link.target_id], lambda id_: (each.target_id for each in ties.parts.get(id_, ())))
            touched |= {led.target_id: number for unit in sorted(units) for led in ties.led.get(unit, ())}
    for id_, number in touched.items():
        for link in ties.around(id_):
            found.setdefault(link.id, number)
    return found


# -- the laws -----------------------------------------------------------------------------------------------------


def _circles(ties: _Ties, added: Iterable[str]) -> Iterator[Break]:
    """Nothing contains itself, through however many others."""
    new = [link for id_ in added if (link := ties.followed[id_]).kind is LinkKind.CONTAINS]

    def above(id_: str) -> list[str]:
        return [link.source_id for link in ties.wholes.get(id_, ())]

    searched = _reached((link.source_id for link in new), above)
    graph = nx.DiGraph([(whole, id_) for id_ in searched for whole in above(id_)])
    group = {id_: number for number, ids in enumerate(nx.strongly_connected_components(graph)) for id_ in ids}
    for link in new:
        if link.source_id in group and group[link.source_id] == group.get(link.target_id):
            name = ties.named(link.target_id)
            message = Sentence(
                f"{name} tidak dapat menjadi bagian dari bagiannya sendiri.", f"{name} cannot be part of its own part."
            )
            yield Break(code="circle", message=message, link=link.id)


def _crowds(now: _Ties, was: Callable[[], _Ties], id_: str, added: Mapping[str, int]) -> Iterator[Break]:
    """A program has one lead and one whole, a unit one agency, a sub-dimension one dimension: another is too many."""
    node = now.nodes.get(id_)
    led, part = Sentence("dipimpin", "led by"), Sentence("bagian dari", "part of")
    crowds: list[tuple[str, Sentence, Mapping[str, list[Link]]]] = []
    if isinstance(node, Program | MasterplanProgram):
        crowds = [("two-leads", led, now.leads), ("two-wholes", part, now.wholes)]
    elif isinstance(node, Opd):
        crowds = [("two-wholes", part, now.wholes)]
    elif isinstance(node, Dimension):
        crowds = [("two-dimensions", part, now.wholes)]
    for code, how, above in crowds:
        if len(above.get(id_, ())) < 2:
            continue
        stood = was().followed if type(was().nodes.get(id_)) is type(node) else {}
        links = sorted(above[id_], key=lambda link: (link.id not in stood, added.get(link.id, -1), link.id))
        for link in links[1:]:
            if link.id not in stood:
                first, other = now.named(links[0].source_id), now.named(link.source_id)
                message = Sentence(
                    f"{now.named(id_)} sudah {how} {first}; tidak dapat juga {how} {other}.",
                    f"{now.named(id_)} is {how.en} {first} already; it cannot be {how.en} {other} as well.",
                )
                yield Break(code=code, message=message, link=link.id)


def _of_link(ties: _Ties, link: Link) -> Iterator[Break]:
    """What contains is of a higher level, and of programs its OPD is that of its parts."""
    if link.kind is not LinkKind.CONTAINS:
        return
    whole, part = ties.nodes[link.source_id], ties.nodes[link.target_id]
    names = ties.named(whole.id), ties.named(part.id)
    above, below = _level(whole), _level(part)
    if above and below and type(above) is type(below):
        same = isinstance(above, ObjectiveLevel)
        if _RANK[above] > _RANK[below] or (_RANK[above] == _RANK[below] and not same):
            least = Sentence("sama atau lebih tinggi", "the same or higher") if same else _HIGHER
            message = Sentence(
                f"{names[0]} adalah {_WORDS[above]}, tidak dapat memuat {names[1]}, yang adalah {_WORDS[below]}; "
                f"tingkat induk harus {least}.",
                f"{names[0]} is of level {above} and cannot contain {names[1]} of level {below}; the level of what "
                f"contains must be {least.en}.",
            )
            yield Break(code="higher-level", message=message, link=link.id)
    if isinstance(whole, Program) and isinstance(part, Program):
        leads = [{each.source_id for each in ties.leads.get(id_, ())} for id_ in (whole.id, part.id)]
        if all(leads) and not ties.house(leads[0]) & ties.house(leads[1]):
            led = [ties.named(min(each)) for each in leads]
            message = Sentence(
                f"{names[1]} dipimpin {led[1]}, tetapi induknya, {names[0]}, dipimpin {led[0]}.",
                f"{names[1]} is led by {led[1]}, but what contains it, {names[0]}, by {led[0]}.",
            )
            yield Break(code="other-opd", message=message, link=link.id)
