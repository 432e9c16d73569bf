"""What rests on rules refers to them."""

import importlib.metadata
from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest

from rules.engine import Failure
from rules.rule import installed_rules
from tests.schema.city import TODAY, City, city


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


async def test_a_rule_speaks_the_language_that_is_asked_for_and_explains_itself_in_english_otherwise(
    kota: City,
) -> None:
    said = (
        await kota.ask(
            '{ rule(code: "SY01") { title en: title(language: EN) explanation english: explanation(language: EN) '
            "indonesian: explanation(language: ID) } }"
        )
    )["rule"]
    assert (said["title"], said["en"]) == ("Tema bersama", "Shared theme")
    assert said["explanation"] == said["english"]
    assert said["english"].startswith("SY01 shared-theme. ")
    assert said["indonesian"].startswith("SY01 Tema bersama. ")


async def _plan(kota: City, shows: str) -> dict[str, Any]:
    found: dict[str, Any] = (await kota.ask(f'{{ plan(slug: "kota") {{ {shows} }} }}'))["plan"]
    return found


async def test_a_finding_refers_to_its_rule_and_an_initiative_to_those_of_its_findings(kota: City) -> None:
    found = await _plan(
        kota,
        "findings(first: 100) { nodes { family rule foundBy { code family explanation } } } "
        "initiatives { nodes { rules { code name } findings { foundBy { code } } } }",
    )
    assert found["findings"]["nodes"]
    for each in found["findings"]["nodes"]:
        assert (each["foundBy"]["code"], each["foundBy"]["family"]) == (each["rule"], each["family"])
        assert each["foundBy"]["explanation"]
    assert found["initiatives"]["nodes"]
    for each in found["initiatives"]["nodes"]:
        codes = [rule["code"] for rule in each["rules"]]
        assert codes == sorted({one["foundBy"]["code"] for one in each["findings"]})


async def test_the_rules_of_many_findings_are_looked_up_on_the_disk_once(
    kota: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []
    look_up = importlib.metadata.entry_points

    def note(*, group: str) -> importlib.metadata.EntryPoints:
        looked_up.append(group)
        return look_up(group=group)

    installed_rules.cache_clear()
    monkeypatch.setattr(importlib.metadata, "entry_points", note)
    shows = "findings(first: 100) { nodes { foundBy { code } } } initiatives(first: 80) { nodes { findings { foundBy"
    found = await _plan(kota, shows + " { code } } } }")
    assert len(found["findings"]["nodes"]) > 10
    assert looked_up == ["sinergi.rules"]


async def test_a_suppression_refers_to_the_rule_and_says_when_that_is_gone(
    kota: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    [finding] = (await _plan(kota, "findings(first: 1) { nodes { fingerprint rule } }"))["findings"]["nodes"]
    given = {"fingerprint": finding["fingerprint"], "reason": "tahu", "expires": str(TODAY)}
    await kota.do("suppressFinding", given)
    shows = "suppressions { nodes { rule foundBy { code } } }"
    expected = {"rule": finding["rule"], "foundBy": {"code": finding["rule"]}}
    assert (await _plan(kota, shows))["suppressions"]["nodes"] == [expected]
    monkeypatch.setattr("rules.rule.installed_rules", lambda: ())
    assert (await _plan(kota, shows))["suppressions"]["nodes"] == [expected | {"foundBy": None}]


async def test_a_failure_refers_to_the_rule_that_broke(kota: City, monkeypatch: pytest.MonkeyPatch) -> None:
    evaluation = await (await kota.context.seen("kota")).evaluation()
    broken = msgspec.structs.replace(evaluation, failures=(Failure(rule="SY01", message="KeyError: x"),))

    async def given(*_: object) -> Any:
        return broken

    monkeypatch.setattr("acts.evaluations.SeenPlan.evaluation", given)
    found = await _plan(kota, "failures { rule failed { code name } message }")
    assert found["failures"] == [
        {"rule": "SY01", "failed": {"code": "SY01", "name": "shared-theme"}, "message": "KeyError: x"}
    ]
