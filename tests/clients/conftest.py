"""A running service: a process of its own with the example city, and a token that may write."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from service import demo
from tests.serving import serving

HOME = Path(__file__).parents[2]
TOKEN = "client-" * 5


class Service(NamedTuple):
    """Where it answers, which plan it has, and a token."""

    address: str
    plan: str
    token: str


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    with serving(tmp_path_factory.mktemp("service"), SINERGI_TOKEN=TOKEN) as served:
        yield Service(served.graphql, demo.FIRST, TOKEN)
