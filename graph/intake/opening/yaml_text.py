"""YAML text: what it holds, where it cannot make itself endlessly large. Runs in the reading process only."""

import yaml

from graph.record import refusal


def load_yaml(file: str, text: str) -> object:
    """Give what a YAML text holds.

    Raises
    ------
    RefusedFiles
        Where it is no YAML, or where it repeats itself by anchors, which can make a small text endlessly large.
    """
    try:
        anchored = next(
            (token for token in yaml.scan(text, Loader=yaml.CSafeLoader) if isinstance(token, yaml.AliasToken)), None
        )
        if anchored is None:
            return yaml.load(text, Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        row = mark.line + 1 if mark else 0
        raise refusal(file, "berkas YAML ini rusak", "Periksa lekukan dan tanda kutipnya.", row=row) from error
    hint = "Tulis isinya lagi di tempat itu."
    row = anchored.start_mark.line + 1
    raise refusal(file, "berkas YAML ini memakai jangkar (& dan *), yang tidak diterima", hint, row=row)
