"""What asking the rules came to is read by another process as it was, and nothing that is none of ours is."""

import pickle
import zlib

import msgspec
import pytest
from msgspec.structs import replace

from graph.snapshot import PlanGraph
from rules.configuration import DEFAULT, Configuration, Suppression
from rules.engine import Asked, Failure, ask, conclude
from rules.knowledge import configured
from rules.stored import UnusableEvaluation, _Stored, packed, unpacked
from service import demo
from tests.example import example_plan


@pytest.fixture(scope="module", params=demo.DEMOS)
def asked(request: pytest.FixtureRequest) -> Asked:
    return ask(example_plan(request.param), DEFAULT)


@pytest.fixture(scope="module")
def body(asked: Asked) -> bytes:
    found = packed(asked)
    assert found is not None
    return found


def _plan(asked: Asked) -> PlanGraph:
    """The plan as another process reads it."""
    return PlanGraph(asked.stored.info, asked.stored.revision, asked.stored.contents)


def test_it_is_read_as_it_was_found_and_comes_to_the_same(asked: Asked, body: bytes) -> None:
    found = unpacked(body, _plan(asked), configured(DEFAULT))
    assert found.findings == asked.findings
    assert list(found.plan.nodes.items()) == list(asked.plan.nodes.items())
    assert list(found.plan.links.items()) == list(asked.plan.links.items())
    rule = asked.findings[0].rule
    for aside in ((), (Suppression(rule=rule, reason="tahu", author="ani"),)):
        configuration = Configuration(suppressions=aside)
        assert msgspec.json.encode(conclude(found, configuration).candidates) == msgspec.json.encode(
            conclude(asked, configuration).candidates
        )


def test_it_is_short(body: bytes) -> None:
    assert len(body) < 2**20


def _changed(body: bytes, **fields: object) -> bytes:
    stored = msgspec.msgpack.decode(zlib.decompress(body), type=_Stored)
    return zlib.compress(msgspec.msgpack.encode(replace(stored, **fields)))


def _damaged(body: bytes) -> dict[str, bytes]:
    findings = msgspec.msgpack.decode(zlib.decompress(body), type=_Stored).findings
    middle = len(body) // 2
    return {
        "empty": b"",
        "cut off": body[:-1],
        "one bit": body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :],
        "a pickle": pickle.dumps(findings),
        "a pickle inside": zlib.compress(pickle.dumps(findings)),
        "other data": zlib.compress(msgspec.msgpack.encode({"slug": 1})),
        "nested": zlib.compress(b"\x91" * 100_000),
        "too long": zlib.compress(bytes(129 * 2**20)),
        "another plan": _changed(body, slug="lain"),
        "another revision": _changed(body, revision=99),
        "an unknown node": _changed(body, findings=(replace(findings[0], nodes=("program/x",)),)),
        "an unknown link": _changed(body, findings=(replace(findings[0], links=("a|leads|b",)),)),
    }


def test_what_is_damaged_or_of_something_else_is_refused(asked: Asked, body: bytes) -> None:
    for what, changed in _damaged(body).items():
        with pytest.raises(UnusableEvaluation):
            pytest.fail(f"{what}: {unpacked(changed, _plan(asked), configured(DEFAULT)).stored.revision}")


def test_where_a_rule_broke_nothing_is_stored() -> None:
    asked = ask(example_plan(), DEFAULT, rules=())
    assert packed(asked)
    assert packed(replace(asked, failures=(Failure(rule="SY01", message="MemoryError"),))) is None
