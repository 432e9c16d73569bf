"""Deed: one thing that a person asks for under a key, its mark in the database, and what was answered."""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx

from tests.crash.life import TOKEN
from tests.schema.city import INFO

_HEADERS = {"Authorization": f"Bearer {TOKEN}", "X-Requested-With": "1"}
YEAR = 2023
"""Of the yearly evaluation."""
_SCORED = ["dimension/SG", "dimension/SE"]
_INPUTS = {"publishScenario": "ScenarioDeed", "closeCrossImpact": "CrossImpactDeed"}
_ERRORS = "errors { __typename ... on Problem { message } }"


@dataclass
class Deed:
    """What is asked for; ``mark`` is found again where it was done."""

    kind: str
    mark: str
    mutation: str
    input: dict[str, Any]
    shows: str = ""
    file: bytes = b""
    answer: bytes | None = None
    """What was acknowledged; None where nobody knows whether it was done."""
    refused: str = ""
    payload: dict[str, Any] = field(default_factory=dict)

    def send(self, http: httpx.Client) -> bytes:
        """Ask for it and give the answer as it came.

        Raises:
            httpx.HTTPError: where none came.
        """
        return self.sent(http).content

    def sent(self, http: httpx.Client) -> httpx.Response:
        """Ask for it and give all of the answer."""
        name = self.mutation[0].upper() + self.mutation[1:] + "Input"
        name = _INPUTS.get(self.mutation, name)
        query = f"mutation($input: {name}!) {{ {self.mutation}(input: $input) {{ revision {self.shows} {_ERRORS} }} }}"
        asked: dict[str, Any] = {"query": query, "variables": {"input": self.input}}
        if not self.file:
            return http.post("/graphql", json=asked, headers=_HEADERS)
        asked["variables"] = {"input": self.input | {"files": [None], "dryRun": False}}
        data = {"operations": json.dumps(asked), "map": json.dumps({"0": ["variables.input.files.0"]})}
        files = {"0": ("mitra.csv", self.file, "text/csv")}
        return http.post("/graphql", data=data, files=files, headers=_HEADERS)

    def take(self, answer: bytes) -> None:
        """Note what was answered."""
        self.payload = (json.loads(answer).get("data") or {}).get(self.mutation) or {}
        if self.payload.get("errors") == []:
            self.answer = answer
        else:
            self.refused = answer.decode()[:500]


@dataclass
class Deeds:
    """Makes deeds by a seed."""

    chance: random.Random
    fingerprints: list[str]
    questions: list[str]
    """Of the yearly evaluation; each is answered once."""

    def next(self) -> Iterator[Deed]:
        """Give what one person does next, one after the other; what follows may build on what was answered."""
        mark = f"{self.chance.getrandbits(60):015x}"
        makers: list[Callable[[str], Iterator[Deed]]] = [
            *(2 * [self._apply, self._apply, self._decide, self._comment, self._suppress, self._publish, self._create]),
            *(2 * [self._meet, self._task, self._answer, self._impact, self._propose]), self._import,
        ]  # fmt: skip
        return self.chance.choice(makers)(mark)

    def last(self, mark: str) -> Deed:
        """Give what is done when all others are gone."""
        return next(self._apply(mark.replace(" ", "-")))

    def _keyed(self, mark: str, **more: Any) -> dict[str, Any]:
        return {"plan": INFO.slug, "idempotencyKey": f"k-{mark}", **more}

    def _partner(self, mark: str, number: int = 0) -> dict[str, Any]:
        return {"putNode": {"partner": {"id": f"partner/{mark}-{number}", "name": mark, "kind": "COMMUNITY"}}}

    def _apply(self, mark: str) -> Iterator[Deed]:
        changes = [self._partner(mark, number) for number in range(self.chance.choice([1, 3, 80]))]
        yield Deed("revision", mark, "applyChanges", self._keyed(mark, reason=mark, changes=changes))

    def _decide(self, mark: str) -> Iterator[Deed]:
        if self.fingerprints:
            asked = self._keyed(mark, fingerprint=self.fingerprints.pop(), standing="ACCEPTED", reason=mark)
            yield Deed("decision", mark, "decideInitiative", asked, "decision { number reason madeAt }")

    def _comment(self, mark: str) -> Iterator[Deed]:
        if self.fingerprints:
            asked = self._keyed(mark, fingerprint=self.fingerprints[0], text=mark)
            yield Deed("comment", mark, "commentOnInitiative", asked, "comment { number text madeAt }")

    def _suppress(self, mark: str) -> Iterator[Deed]:
        yield Deed("suppression", mark, "suppressRule", self._keyed(mark, rule="AL02", reason=mark), "rule { code }")

    def _publish(self, mark: str) -> Iterator[Deed]:
        made = self._keyed(mark, name=mark, reason=mark, changes=[self._partner(mark)])
        yield Deed("scenario", mark, "createScenario", made, "scenario { name changedAt }")
        published = {"plan": INFO.slug, "idempotencyKey": f"p-{mark}", "name": mark}
        yield Deed("published", mark, "publishScenario", published, "changes { nodes { action localId } }")

    def _import(self, mark: str) -> Iterator[Deed]:
        names = (f"{self.chance.getrandbits(60):015x}" for _ in range(self.chance.choice([2, 60])))
        rows = "".join(f"{number},{name},komunitas,,uji,\n" for number, name in enumerate(names, 1))
        file = f"no,nama,jenis,alias,sumber,catatan\n{rows}".encode()
        shows = "comparedWith preview { new { totalCount } }"
        yield Deed("revision", mark, "importFiles", self._keyed(mark, reason=mark), shows, file)

    def _create(self, mark: str) -> Iterator[Deed]:
        asked = self._keyed(mark, title=mark, regionCode="00.03", regionName="Kota", startYear=2025, endYear=2029)
        yield Deed("plan", mark, "createPlan", asked | {"plan": f"p{mark}"}, "plan { id title }")

    def _meet(self, mark: str) -> Iterator[Deed]:
        shows = "meeting { number version item(number: 1) { number title notes { nodes { text madeAt } } } }"
        called = self._keyed(mark, title=mark, heldOn="2026-12-01", body="FGD")
        meeting = Deed("meeting", mark, "createMeeting", called, shows)
        yield meeting
        of = {"meeting": meeting.payload["meeting"]["number"]}
        topic = self._keyed(f"{mark}-t", kind="TOPIC", title=f"{mark}-t", **of)
        yield Deed("meeting", f"{mark}-t", "addToAgenda", topic, shows)
        yield Deed("meeting", f"{mark}-n", "noteItem", self._keyed(f"{mark}-n", text=f"{mark}-n", item=1, **of), shows)
        agreed = self._keyed(f"{mark}-d", standing="ACCEPTED", reason=f"{mark}-d", item=1, **of)
        yield Deed("decision", f"{mark}-d", "decideItem", agreed, shows)
        closed = self._keyed(f"{mark}-c", minutesNumber=f"{mark}-c", **of)
        yield Deed("meeting", f"{mark}-c", "closeMeeting", closed, shows)

    def _task(self, mark: str) -> Iterator[Deed]:
        shows = "task { number title madeAt standing }"
        task = Deed("task", mark, "assignTask", self._keyed(mark, title=mark, opd="opd/dkk"), shows)
        yield task
        told = self._keyed(f"{mark}-r", task=task.payload["task"]["number"], standing="UNDERWAY", note=f"{mark}-r")
        yield Deed("task", f"{mark}-r", "reportTask", told, shows)

    def _propose(self, mark: str) -> Iterator[Deed]:
        sent = Deed("submitted", mark, "submitProposal", self._keyed(mark, text=mark), "proposal { number madeAt }")
        yield sent
        said = {"proposal": sent.payload["proposal"]["number"]}
        shows, asked = "proposal { number standing answer answeredAt }", self._keyed(f"{mark}-a", **said)
        if self.chance.random() < 0.5:
            yield Deed("proposal", f"{mark}-a", "declineProposal", asked | {"reason": f"{mark}-a"}, shows)
        else:
            taken = asked | {"answer": f"{mark}-a", "scenario": f"{mark}-a"}
            yield Deed("proposal", f"{mark}-a", "takeOverProposal", taken, shows)

    def _answer(self, mark: str) -> Iterator[Deed]:
        if self.questions:
            asked = self._keyed(mark, year=YEAR, question=self.questions.pop(), selfScore=2.5, note=mark)
            yield Deed("assessment", mark, "answerEvaluationQuestion", asked, "answer { number note madeAt }")

    def _impact(self, mark: str) -> Iterator[Deed]:
        shows = "crossImpact { number title closedAt cells { value scores { reason madeAt } } }"
        opened = Deed("cross_impact", mark, "openCrossImpact", self._keyed(mark, title=mark, items=_SCORED), shows)
        yield opened
        of = {"round": opened.payload["crossImpact"]["number"]}
        score = {"source": _SCORED[0], "target": _SCORED[1], "score": self.chance.randint(-3, 3), "reason": f"{mark}-s"}
        said = self._keyed(f"{mark}-s", scores=[score], **of)
        yield Deed("cross_impact", f"{mark}-s", "scoreCrossImpact", said, shows)
        yield Deed("impact_closed", mark, "closeCrossImpact", self._keyed(f"{mark}-c", **of), shows)
