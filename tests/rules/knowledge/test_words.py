"""Words have the same stems whoever asks at the same time."""

import sys
from concurrent.futures import ThreadPoolExecutor

from rules.knowledge import stems, words
from tests.example import example_plan


def test_stems_are_right_in_several_threads_at_once() -> None:
    names = sorted({node.label for node in example_plan("bengkulu-utara").nodes.values()})[:3000]
    _forget()
    alone = [stems(name) for name in names]
    switched = sys.getswitchinterval()
    sys.setswitchinterval(5e-6)
    try:
        _forget()
        with ThreadPoolExecutor(4) as pool:
            together = list(pool.map(lambda start: {name: stems(name) for name in names[start:]}, range(0, 2000, 500)))
    finally:
        sys.setswitchinterval(switched)
        _forget()
    for found in together:
        assert all(found[name] == stem for name, stem in zip(names, alone, strict=True) if name in found)


def _forget() -> None:
    """Begin as after a start: what is kept hides what threads do to each other."""
    words._stem.cache_clear()
    words._row.cache_clear()
