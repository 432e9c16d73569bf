"""What a region sets in its file, and what it hears while a long run goes on."""

import datetime
from pathlib import Path

import pytest

from rules.catalogue import RULES
from rules.configuration import Configuration, read
from rules.engine import evaluate
from tests.rules.notation import Notation

PLAN = Notation(
    {
        "opds": {"A": 1.01},
        "programs": {"a": ["A", "1.01.02.2.01.0001", 100]},
        "spent": {"a": [250, 4]},
    }
).plan()


def _read(folder: Path, text: str) -> Configuration:
    path = folder / "sinergi.toml"
    path.write_text(text, "utf-8")
    return read(path)


def test_options_weights_and_suppressions_are_read_from_one_file_and_hold(tmp_path: Path) -> None:
    usual = [each for each in evaluate(PLAN, rules=RULES).findings if each.rule == "CP01"]
    assert len(usual) == 1
    milder = _read(tmp_path, "[options.CP01]\ntimes = 3\n[weights]\nmoney = 4\n")
    assert milder.weights.money == 4
    assert not [each for each in evaluate(PLAN, milder, rules=RULES).findings if each.rule == "CP01"]
    aside = _read(
        tmp_path,
        f'today = 2026-01-01\n[[suppressions]]\nfingerprint = "{usual[0].fingerprint}"\n'
        'reason = "Sudah dibetulkan."\nauthor = "ani"\nexpires = 2026-01-01\n',
    )
    [kept] = aside.suppressions
    assert (kept.reason, kept.author, kept.expires) == ("Sudah dibetulkan.", "ani", datetime.date(2026, 1, 1))
    assert usual[0].fingerprint not in {each.fingerprint for each in evaluate(PLAN, aside, rules=RULES).findings}


def test_a_suppression_without_reason_author_or_end_is_refused(tmp_path: Path) -> None:
    for left_out in ("reason", "author", "expires"):
        given = {"fingerprint": '"x"', "reason": '"y"', "author": '"z"', "expires": "2026-01-01"}
        del given[left_out]
        lines = "\n".join(f"{name} = {value}" for name, value in given.items())
        with pytest.raises(ValueError, match=left_out):
            _read(tmp_path, f"[[suppressions]]\n{lines}\n")


def test_a_rule_is_switched_off_with_a_reason_and_finds_nothing(tmp_path: Path) -> None:
    off = '[[suppressions]]\nrule = "CP01"\nreason = "Tidak dipakai di sini."\nauthor = "ani"\n'
    usual = evaluate(PLAN, rules=RULES)
    without = evaluate(PLAN, _read(tmp_path, off), rules=RULES)
    assert "CP01" in {each.rule for each in usual.findings}
    assert without.findings == tuple(each for each in usual.findings if each.rule != "CP01")
    again = evaluate(PLAN, _read(tmp_path, f"today = 2026-01-02\n{off}expires = 2026-01-01\n"), rules=RULES)
    assert again.findings == usual.findings


@pytest.mark.parametrize("names", ['fingerprint = "x"\nrule = "CP01"\n', "", 'fingerprint = ""\n'])
def test_a_suppression_names_one_finding_or_one_rule(tmp_path: Path, names: str) -> None:
    with pytest.raises(ValueError, match="salah satu"):
        _read(tmp_path, f'[[suppressions]]\n{names}reason = "a"\nauthor = "b"\nexpires = 2026-01-01\n')


def test_a_long_run_tells_each_rule_as_it_begins_and_the_gathering_last() -> None:
    told: list[tuple[str, int, int]] = []
    evaluate(PLAN, progress=lambda name, done, total: told.append((name, done, total)), rules=RULES)
    assert [name for name, _, _ in told] == [*(rule.name for rule in sorted(RULES, key=lambda r: r.code)), "gather"]
    assert [done for _, done, _ in told] == list(range(len(RULES) + 1))
    assert {total for _, _, total in told} == {len(RULES)}
