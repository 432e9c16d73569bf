"""Matching: nodes that files name otherwise than the plan does are brought to the plan's ids, with the reason.

A node that the files name and the plan does not have may be one that the plan has under another spelling. It is
looked for only where it could stand: among nodes of its kind, its level and its OPD that the files do not name.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

import msgspec

from graph.change import Contents
from graph.intake.comparing.doubles import doubles
from graph.intake.comparing.likely import LikelyNames
from graph.intake.comparing.namesake import DOUBTFUL, Difference, Likeness, alike
from graph.intake.progress import EVERY, Progress, Step, silent
from graph.masterplan import MasterplanProgram
from graph.model import AnyNode, Indicator, Level, Link, LinkKind, Objective, Opd, Partner, Program, Standing
from graph.reference import normalised
from graph.sentence import Sentence

_CLEAR: Final = 0.02
"""A match must be better than the next one by so much."""
_MOST_CANDIDATES: Final = 3
FEW: Final = 500
"""So few pairs are compared each with each; it is quicker than to look for the likely ones."""
_STAGES: Final = ("opd", "partner", "objective", *Level, "masterplan", "masterplan_program", "indicator")


class Matched(msgspec.Struct, frozen=True, kw_only=True):
    """A name in the files that was taken for a node of the plan, and why."""

    written: str
    source: str
    id: str
    label: str
    difference: Difference
    sureness: float
    reason: str


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A node of the plan that a name in the files may mean."""

    id: str
    label: str
    sureness: float
    reason: str


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """A name in the files of which nobody but a person can say whether it is new."""

    id: str
    """Id that the node has until the question is answered; the key of the answer."""
    kind: str
    written: str
    source: str
    candidates: tuple[Candidate, ...]
    is_unit: bool = False
    """Whether it is asked not what the name means, but whether it is a unit of the candidate."""

    @property
    def asked(self) -> Sentence:
        """The question about the likeliest candidate."""
        what = Sentence("unit dari", "a unit of") if self.is_unit else Sentence("sama dengan", "the same as")
        other = self.candidates[0].label
        return Sentence(f"apakah {self.written!r} {what.id} {other!r}?", f"is {self.written!r} {what.en} {other!r}?")


class UnfitAnswer(ValueError):
    """An answer to a question names what its thing cannot be."""

    def __init__(self, question: str, node: str, why: str, *, is_known: bool) -> None:
        super().__init__(f"Jawaban {question}={node}: {why}")
        self.question = question
        self.is_known = is_known
        """Whether the plan has what it names, if not as what is asked for."""


class Matching(msgspec.Struct, frozen=True, kw_only=True):
    """What files say, under the plan's ids, and what was decided on the way."""

    contents: Contents
    matched: tuple[Matched, ...] = ()
    questions: tuple[Question, ...] = ()
    written: Mapping[str, str] = {}
    """By the plan's id of a node the id that the files gave it."""


def matching(
    plan: Contents, read: Contents, answers: Mapping[str, str] | None = None, progress: Progress = silent
) -> Matching:
    """Bring what files say to the ids of the plan.

    ``answers`` holds, by the id of a question, the id of the plan's node that is meant, or nothing where it is new.

    Raises
    ------
    UnfitAnswer
        Where an answer names what the plan does not have, or a node of another kind, level or OPD.
    """
    for question, meant in (answers or {}).items():
        kind = question.partition("/")[0]
        known = plan.nodes.get(meant) or read.nodes.get(meant)
        if meant and (known is None or known.kind != kind):
            why = f"{meant} bukan {kind} yang ada di rencana ini."
            raise UnfitAnswer(question, meant, why, is_known=known is not None)
    work = _Work(plan, read, dict(answers or {}), progress)
    work.ask_of_doubles()
    for stage in _STAGES if plan.nodes or answers else ():
        work.stage(stage)
    work.ask_of_units()
    return Matching(
        contents=work.contents(),
        matched=tuple(work.matched),
        questions=tuple(work.questions),
        written=work.original,
    )


def _stage_of(node: AnyNode) -> str:
    return str(node.level) if isinstance(node, Program) else node.kind


def _scope(node: AnyNode) -> tuple[str, ...]:
    """Where a node stands: only nodes of the same place are compared."""
    if isinstance(node, Program):
        return (node.kind, str(node.level), *node.id.split("/")[1:2])  # an id of people need not name an OPD
    if isinstance(node, Objective):
        return (node.kind, str(node.level), node.id.split("/")[1] if node.id.count("/") > 1 else "")
    if isinstance(node, Indicator | MasterplanProgram):
        return (node.kind, node.id.rpartition("/")[0])
    return (node.kind,)


def _names(node: AnyNode) -> tuple[str, ...]:
    if isinstance(node, Opd):
        return tuple(dict.fromkeys((node.name, node.short_name, *node.aliases)))
    if isinstance(node, Partner):
        return (node.name, *node.aliases)
    return (node.label,)


def compared(new: AnyNode, old: AnyNode) -> Likeness | None:
    """Give the closest likeness of any names of two nodes; None where they cannot be the same."""
    if isinstance(new, Program) and isinstance(old, Program) and new.code and old.code and new.code != old.code:
        return None
    if isinstance(new, Objective) and isinstance(old, Objective) and new.code and old.code and new.code != old.code:
        return None
    found = [likeness for a in _names(new) for b in _names(old) if (likeness := alike(a, b)) is not None]
    return max(found, key=lambda each: each.sureness, default=None)


def _likely(new: Sequence[AnyNode], old: Sequence[AnyNode]) -> Iterator[Sequence[AnyNode]]:
    """Give, for each new node, the nodes of the plan with which it is worth comparing."""
    if len(new) * len(old) <= FEW:
        yield from (old for _ in new)
        return
    names = LikelyNames([_names(node) for node in old])
    for found in names.likely([_names(node) for node in new]):
        yield [old[at] for at in found]


class _Work:
    """Matches kind by kind, from OPDs down to indicators, since ids of the lower hold those of the upper."""

    def __init__(self, plan: Contents, read: Contents, answers: dict[str, str], progress: Progress) -> None:
        self._plan = plan
        self._progress = progress
        self._nodes: dict[str, AnyNode] = dict(read.nodes)
        self._links: list[Link] = list(read.links.values())
        self._answers = answers
        self.original = {id_: id_ for id_ in read.nodes}
        self.matched: list[Matched] = []
        self.questions: list[Question] = []

    def contents(self) -> Contents:
        """What the files say, under the plan's ids."""
        links = {link.id: link for link in self._links}
        return Contents(
            nodes={id_: self._nodes[id_] for id_ in sorted(self._nodes)},
            links={id_: links[id_] for id_ in sorted(links)},
        )

    def stage(self, stage: str) -> None:
        """Match the new nodes of one kind or level."""
        there: dict[tuple[str, ...], list[AnyNode]] = defaultdict(list)
        for node in self._plan.nodes.values():
            if node.id not in self._nodes and _stage_of(node) == stage:
                there[_scope(node)].append(node)
        of_stage = (n for n in self._nodes.values() if n.id not in self._plan.nodes and _stage_of(n) == stage)
        new = sorted(of_stage, key=lambda node: node.id)
        pairs: list[tuple[float, str, str, Likeness]] = []
        renamed: dict[str, str] = {}
        asked: dict[tuple[str, ...], list[AnyNode]] = defaultdict(list)
        for node in new:
            answer = self._answers.get(self.original[node.id])
            if answer is not None:
                if answer:
                    self._see_that_it_fits(node, answer, there)
                    renamed[node.id] = answer
                continue
            if old_id := self._at_the_agency(node, renamed):
                renamed[node.id] = old_id
                continue
            if (scope := _scope(node)) in there:
                asked[scope].append(node)
        for node, old in self._pairs([(nodes, there[scope]) for scope, nodes in asked.items()]):
            likeness = compared(node, old)
            if likeness is not None:
                pairs.append((likeness.sureness, node.id, old.id, likeness))
        self._decide(pairs, renamed)
        self._rename(renamed)

    def _at_the_agency(self, node: AnyNode, renamed: Mapping[str, str]) -> str:
        """The plan's node of a unit's work that it counts as that of the agency, from before it knew the unit."""
        if not isinstance(node, Program) or not node.code:
            return ""
        unit = f"opd/{node.id.partition('/')[2].partition('/')[0]}"
        agency = self._agencies.get(unit, "")
        old = f"program/{agency.removeprefix('opd/')}/{node.code}"
        is_free = old in self._plan.nodes and old not in self._nodes and old not in renamed.values()
        return old if agency and unit not in self._plan.nodes and is_free else ""

    @cached_property
    def _agencies(self) -> dict[str, str]:
        return {
            link.target_id: link.source_id
            for link in self._links
            if link.kind is LinkKind.CONTAINS and link.target_id.startswith("opd/")
        }

    def ask_of_doubles(self) -> None:
        """Ask whether two agencies that the files name differently, and that do the same work, are one."""
        renamed: dict[str, str] = {}
        contents = Contents(nodes=self._nodes, links={link.id: link for link in self._links})
        for one, other, likeness in doubles(contents):
            new, old = sorted((one, other), key=lambda each: (each.id in self._plan.nodes, len(each.name), each.id))
            answer = self._answers.get(new.id)
            if new.id in self._plan.nodes or new.id in renamed or old.id in renamed or answer == "":
                continue
            if answer == old.id:
                renamed[new.id] = old.id
            elif answer is None:
                self._ask(new.id, [(likeness.sureness, old.id, likeness)])
        self._rename(renamed)
        for id_ in renamed:
            self._answers.pop(id_)

    def ask_of_units(self) -> None:
        """Ask once whether OPDs that the plan has are units of others, as the files say; till then they are not."""
        told = {link.target_id for link in self._plan.links.values() if link.kind is LinkKind.CONTAINS}
        links: list[Link] = []
        for link in sorted(self._links, key=lambda each: each.target_id):
            is_of_units = link.kind is LinkKind.CONTAINS and link.target_id.startswith("opd/")
            if not is_of_units or link.target_id not in self._plan.nodes or link.id in self._plan.links:
                links.append(link)
            elif link.target_id not in told:
                answer = self._answers.get(link.target_id)
                if answer is None:
                    self._ask_of_unit(link)
                elif answer:
                    links.append(msgspec.structs.replace(link, source_id=answer))
                else:
                    links.append(msgspec.structs.replace(link, standing=Standing.REJECTED))
        self._links = links

    def _ask_of_unit(self, link: Link) -> None:
        unit, agency = self._nodes[link.target_id], self._nodes[link.source_id]
        reason = "unit dari perangkat daerah ini menurut kode atau namanya; ia tetap menjalankan pekerjaannya sendiri"
        candidate = Candidate(id=agency.id, label=agency.label, sureness=0.95, reason=reason)
        self.questions.append(
            Question(
                id=unit.id,
                kind=unit.kind,
                written=unit.label,
                source=link.source,
                candidates=(candidate,),
                is_unit=True,
            )
        )

    def _pairs(self, places: Sequence[tuple[list[AnyNode], list[AnyNode]]]) -> Iterator[tuple[AnyNode, AnyNode]]:
        """Give the pairs of new nodes and nodes of the plan that may be the same, and say how far they are."""
        total = sum(len(new) for new, _ in places)
        done = 0
        for new, old in places:
            for node, likely in zip(new, _likely(new, old), strict=True):
                if done % EVERY == 0:
                    self._progress(Step.COMPARING, done, total)
                done += 1
                yield from ((node, each) for each in likely)

    def _see_that_it_fits(self, node: AnyNode, answer: str, there: Mapping[tuple[str, ...], list[AnyNode]]) -> None:
        if any(old.id == answer for old in there.get(_scope(node), ())):
            return
        why = (
            f"{self._plan.nodes[answer].label} tidak dapat berarti {node.label}; "
            "tingkat atau perangkat daerahnya lain, atau berkas ini menyebutnya sendiri."
        )
        raise UnfitAnswer(self.original[node.id], answer, why, is_known=True)

    def _decide(self, pairs: list[tuple[float, str, str, Likeness]], renamed: dict[str, str]) -> None:
        """Take clear matches one to one, best first; what is left over and alike enough becomes a question."""
        by_new: dict[str, list[tuple[float, str, Likeness]]] = defaultdict(list)
        for sureness, new, old, likeness in pairs:
            by_new[new].append((sureness, old, likeness))
        taken = set(renamed.values())
        ordered = sorted(by_new.items(), key=lambda item: (-max(each[0] for each in item[1]), item[0]))
        for new, options in ordered:
            free = sorted((each for each in options if each[1] not in taken), key=lambda each: (-each[0], each[1]))
            if not free:
                continue
            sureness, old, likeness = free[0]
            rival = free[1][0] if len(free) > 1 else 0.0
            if likeness.difference is not Difference.DOUBTFUL and sureness - rival >= _CLEAR:
                taken.add(old)
                renamed[new] = old
                self._note(new, old, likeness)
            elif sureness >= DOUBTFUL:
                self._ask(new, free)

    def _note(self, new: str, old: str, likeness: Likeness) -> None:
        node = self._nodes[new]
        self.matched.append(
            Matched(
                written=node.label,
                source=node.source,
                id=old,
                label=self._plan.nodes[old].label,
                difference=likeness.difference,
                sureness=likeness.sureness,
                reason=likeness.reason,
            )
        )

    def _ask(self, new: str, options: Iterable[tuple[float, str, Likeness]]) -> None:
        if any(each.id == self.original[new] for each in self.questions):
            return
        node = self._nodes[new]
        candidates = tuple(
            Candidate(
                id=old,
                label=(self._plan.nodes.get(old) or self._nodes[old]).label,
                sureness=sureness,
                reason=likeness.reason,
            )
            for sureness, old, likeness in options
        )
        self.questions.append(
            Question(
                id=self.original[new],
                kind=node.kind,
                written=node.label,
                source=node.source,
                candidates=candidates[:_MOST_CANDIDATES],
            )
        )

    def _rename(self, renamed: dict[str, str]) -> None:
        """Give matched nodes, and what has their id inside its own, the plan's ids."""
        if not renamed:
            return
        moved = _moved(renamed, self._nodes)
        nodes: dict[str, AnyNode] = {}
        for id_, node in sorted(self._nodes.items(), key=lambda each: (each[0] in moved, each[0])):
            after = moved.get(id_, id_)
            if after in nodes:
                nodes[after] = _also_called(nodes[after], node)
                continue
            known = self._plan.nodes.get(after) if id_ in renamed else None
            nodes[after] = _called(msgspec.structs.replace(node, id=after), known)
            self.original[after] = self.original.get(id_, id_)
        self._nodes = nodes
        self._links = [
            msgspec.structs.replace(
                link,
                source_id=moved.get(link.source_id, link.source_id),
                target_id=moved.get(link.target_id, link.target_id),
            )
            for link in self._links
        ]


def _also_called(kept: AnyNode, other: AnyNode) -> AnyNode:
    """A node with what another that is the same is called."""
    if not isinstance(kept, Opd) or not isinstance(other, Opd):
        return kept
    aliases = (name for name in _names(other) if name not in _names(kept))
    return msgspec.structs.replace(kept, aliases=(*kept.aliases, *aliases))


def _moved(renamed: Mapping[str, str], nodes: Iterable[str]) -> dict[str, str]:
    """Give the new ids of renamed nodes and of all whose ids begin with theirs."""
    moved: dict[str, str] = {}
    stems = {before.partition("/")[2]: after.partition("/")[2] for before, after in renamed.items()}
    for id_ in nodes:
        if id_ in renamed:
            moved[id_] = renamed[id_]
            continue
        kind, _, path = id_.partition("/")
        if kind not in {"program", "objective", "indicator"}:
            continue
        parts = path.split("/")
        for size in range(len(parts), 0, -1):
            stem = "/".join(parts[:size])
            own = stem.partition("~")[0] if size == len(parts) and kind == "program" and "~" in stem[1:] else stem
            found = stem if stem in stems else own
            if found in stems and (size < len(parts) or found != stem):
                moved[id_] = f"{kind}/{stems[found]}{path[len(found) :]}"
                break
    return moved


def _called(node: AnyNode, known: AnyNode | None) -> AnyNode:
    """Give a matched node under the name that the plan has for it; an OPD keeps the other name as an alias."""
    if isinstance(node, Opd) and isinstance(known, Opd):
        words = {normalised(name) for name in _names(known)}
        more = tuple(name for name in _names(node) if normalised(name) not in words)
        return msgspec.structs.replace(
            node,
            name=known.name,
            short_name=known.short_name,
            aliases=(*known.aliases, *more),
            mandates=node.mandates or known.mandates,
        )
    if isinstance(node, Program) and isinstance(known, Program):
        return msgspec.structs.replace(
            node, name=known.name, code=known.code or node.code, nomenclature=known.nomenclature or node.nomenclature
        )
    if isinstance(node, Objective) and isinstance(known, Objective):
        return msgspec.structs.replace(node, text=known.text, code=known.code or node.code)
    if isinstance(node, Partner) and isinstance(known, Partner):
        return msgspec.structs.replace(node, name=known.name, aliases=known.aliases or node.aliases)
    if isinstance(node, Indicator) and isinstance(known, Indicator):
        return msgspec.structs.replace(node, name=known.name)
    return node
