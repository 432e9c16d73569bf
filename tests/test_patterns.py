"""No text, however it was made, keeps a pattern of ours busy for longer than its length."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from tests.patterns import ROOT, Use, hostile, uses


def _too_slow() -> Iterator[str]:
    """Run every pattern on its hostile texts in processes that the system ends; give those that were ended."""
    first = 0
    while True:
        command = (sys.executable, "-m", "tests.patterns", str(first))
        run = subprocess.run(command, capture_output=True, text=True, timeout=500, check=False, cwd=ROOT)
        last = run.stdout.splitlines()[-1] if run.stdout else ""
        if last == "end":
            return
        assert run.returncode in {-signal.SIGVTALRM, -signal.SIGPROF}, run.stderr
        yield last
        first = int(last.split()[0]) + 1


@pytest.mark.long
def test_every_pattern_takes_time_in_line_with_the_length_of_its_text() -> None:
    assert list(_too_slow()) == []


def test_patterns_are_found_wherever_they_stand() -> None:
    found = uses()
    where = {use.where.partition(":")[0] for use in found}
    assert {"graph/intake/opening/kind.py", "graph/intake/cells/written_code.py", "schema/limit/token.py"} <= where
    assert any(use.methods == ("fullmatch",) and use.where.startswith("graph/intake/cells/title.py") for use in found)
    assert sum(use.where.startswith("heading ") for use in found) > 100


def test_hostile_texts_find_the_three_patterns_that_stopped_the_service() -> None:
    for use in (
        Use("", r"\A(<!--.*?-->\s*)*<(html|body)\b", re.DOTALL, ("match",)),
        Use("", r"\(?\s*(\d{1,2})\s*\)?(\s*[=(].*|\s*[-–]\s*\d{1,2}\)?)?", 0, ("fullmatch",)),
        Use(
            "", r"misi\s*(?:ke\s*-?\s*)?(?P<number>\d+|[ivx]+)\s*[:.\-–]?\s*(?P<text>\S.*)", re.I | re.S, ("fullmatch",)
        ),
    ):
        code = f"import re\nfrom tests.patterns import Use, run\nrun({use!r})"
        run = subprocess.run((sys.executable, "-c", code), timeout=100, check=False, cwd=ROOT)
        assert run.returncode == -signal.SIGVTALRM, use.pattern


def test_a_hostile_text_begins_as_the_pattern_does() -> None:
    texts = list(hostile(r"misi\s*\d", 0, 40))
    assert "misi" + " " * 35 + "!" in texts
