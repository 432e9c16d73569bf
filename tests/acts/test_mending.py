"""What a remedy's fingerprint stands for: a finding, all that an initiative rests on, or what an action would mend."""

from acts.mending import _findings
from tests.example import example_evaluation


def test_a_finding_stands_for_itself_and_an_initiative_for_all_that_it_rests_on() -> None:
    evaluation = example_evaluation()
    finding, initiative = evaluation.findings[-1], evaluation.initiatives[-1]
    assert list(_findings(evaluation, finding.fingerprint) or ()) == [finding]
    assert _findings(evaluation, initiative.fingerprint) == initiative.findings
    assert len(initiative.findings) > 1
    assert _findings(evaluation, "tiada") is None


def test_an_action_stands_for_its_fact_and_for_what_was_found_among_its_agencies_alone() -> None:
    evaluation = example_evaluation()
    mended, left = 0, 0
    for initiative in evaluation.initiatives:
        for action in initiative.actions:
            found = list(_findings(evaluation, action.fingerprint) or ())
            assert not action.fact or action.fact in [each.fingerprint for each in found]
            for each in initiative.findings:
                is_among_them = bool(each.opds) and set(each.opds) <= set(action.opds)
                assert (each in found) is (is_among_them or each.fingerprint == action.fact)
            mended += len(found)
            left += len(initiative.findings) - len(found)
    assert mended > 0
    assert left > 0, "not all that an initiative rests on"
