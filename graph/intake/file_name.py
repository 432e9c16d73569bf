"""File name: files that came over the network, kept for a while under names that cannot lead anywhere."""

import re
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

_MOST_BYTES: Final = 180
_UNNAMED: Final = "berkas"
_SUFFIX: Final = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")


def safe_name(given: str | None) -> str:
    r"""Give the name under which a received file is kept: what its sender calls it, without any folder.

    The name is data: it is shown, and its ending says what kind of text it is. It never says where a file lies.

    >>> safe_name("../../etc/rencana 2026.csv"), safe_name("C:\\data\\e81.xlsx"), safe_name(".."), safe_name("a\x00b")
    ('rencana 2026.csv', 'e81.xlsx', 'berkas', 'a_b')
    """
    last = PurePosixPath(PureWindowsPath(given or "").name).name
    plain = "".join(letter if letter.isprintable() and letter not in "/\\:" else "_" for letter in last).strip(" .")
    suffix = found.group() if (found := _SUFFIX.search(plain)) else ""
    stem = plain.removesuffix(suffix).encode("utf-8", "replace")[: _MOST_BYTES - len(suffix)].decode("utf-8", "ignore")
    return f"{stem or _UNNAMED}{suffix}"
