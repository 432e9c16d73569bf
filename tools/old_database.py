"""Old database: one that an earlier commit of the program made and filled, for tests of upgrading.

    python -m tools.old_database sqlite:///old.db [--commit 5ebda28]

The commit is taken from git's history into a temporary folder and runs there on its own, with the libraries of today.
It fills the example plan, decisions, comments, suppressions, scenarios, tokens, keys and the audit log, and prints
the secret of a token that counts.
"""

import argparse
import subprocess
import sys
import tarfile
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

HOME = Path(__file__).parents[1]
COMMIT = "5ebda28"
"""The last commit of version 0.1.0."""
FILL = """
import asyncio, io, sys
from contextlib import redirect_stdout, suppress
from datetime import date

from graph.change import ChangeSet, PutNode
from graph.model import Opd
from graph.snapshot import PlanInfo
from graph.store import ALL_REGIONS, Decision, DecisionStanding, Store, StoredSuppression, TokenRole, request
from rules.engine import evaluate
from service import demo
from service.cli import main

address = sys.argv[1]
SLUG = "percobaan"
INFO = PlanInfo(slug=SLUG, title="Percobaan", region_code="00.01", region_name="Kota", start_year=2025, end_year=2029)


def agency(n):
    return PutNode(node=Opd(id=f"opd/{n}", name=f"Dinas {n} \\u0160\\u4e2d", short_name=f"D{n}"))


async def fill():
    store = Store.open(address)
    await store.create_plan(INFO, "ani")
    for n in range(12):
        made = ChangeSet(changes=(agency(n),), author="ani", reason=f"alasan {n}", base_revision=n)
        await store.apply(SLUG, made, asked=request(f"kunci-{n}", b"isi", author="ani"))
    await store.undo(SLUG, 12, "budi")
    found = evaluate(await store.snapshot(demo.FIRST))
    for n, each in enumerate(found.initiatives[:9]):
        standing = list(DecisionStanding)[n % 3]
        said = Decision(fingerprint=each.fingerprint, standing=standing, reason="rapat", author="ani")
        await store.decide(demo.FIRST, said, request(f"putus-{n}", b"isi", author="ani"))
        await store.comments.add(demo.FIRST, each.fingerprint, f"Komentar {n}", "budi")
    for each in found.findings[:4]:
        said = StoredSuppression(
            fingerprint=each.fingerprint, rule=each.rule, reason="tahu", author="ani", expires=date(2099, 1, 1)
        )
        await store.suppressions.add(demo.FIRST, said)
    await store.suppressions.add(demo.FIRST, StoredSuppression(rule="SY01", reason="tahu", author="ani", expires=None))
    await store.suppressions.lift_rule(demo.FIRST, "SY01", "budi")
    for n in range(3):
        kept = request("", b"", author="ani")
        await store.scenarios.create(SLUG, f"s{n}", (agency(90 + n),), base=13, author="ani", reason="", asked=kept)
    await store.scenarios.discard(SLUG, "s2")
    revoked = await store.tokens.create("budi", TokenRole.VIEWER, "00.01")
    await store.tokens.revoke(revoked.token.id)
    made = await store.tokens.create("ani", TokenRole.PLANNER, ALL_REGIONS)
    await store.tokens.bearer(made.text)
    await store.close()
    print(made.text)


sys.argv = ["sinergi", "demo", "--database", address]
with redirect_stdout(io.StringIO()), suppress(SystemExit):
    main()
asyncio.run(fill())
"""


def fill(address: str, commit: str = COMMIT) -> str:
    """Make and fill the database of an address as a commit does, and give the secret of a token in it."""
    tarred = subprocess.run(["git", "archive", commit], cwd=HOME, capture_output=True, check=True).stdout
    with TemporaryDirectory() as folder, tarfile.open(fileobj=BytesIO(tarred)) as archive:
        archive.extractall(folder, filter="data")
        command = [sys.executable, "-c", FILL, address]
        done = subprocess.run(command, cwd=folder, env={"PYTHONPATH": folder}, stdout=subprocess.PIPE, check=True)
    return done.stdout.decode().strip()


def main() -> None:
    """Fill the database that is named."""
    parser = argparse.ArgumentParser(description="Fill a database as an earlier commit of the program does.")
    parser.add_argument("address")
    parser.add_argument("--commit", default=COMMIT)
    chosen = parser.parse_args()
    print(fill(chosen.address, chosen.commit))


if __name__ == "__main__":
    main()
