"""The explorer's vendored files are those that their packages publish."""

import hashlib

from service import ide


def test_vendored_files_have_the_hashes_that_stand_beside_them() -> None:
    folder = ide.FOLDER / "vendor"
    lines = (folder / "SHA256SUMS").read_text("utf-8").splitlines()
    hashes = {name: hash_ for hash_, name in (line.split() for line in lines)}
    assert hashes.keys() == {path.name for path in folder.iterdir() if path.suffix in {".js", ".css"}}
    for name, hash_ in hashes.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == hash_, name
