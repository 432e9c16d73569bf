"""Standard error: what graphql-core says of a document or of variables, in Indonesian and in plain English."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from graph.sentence import Sentence

_SENTENCES: Final = (
    # the text of a document
    ("Syntax Error: {rest}", "Tata tulis salah: {rest}"),
    ("Expected {wanted}, found {found}.", "Seharusnya {wanted}, bukan {found}."),
    ("Unexpected {found}, did you mean {wanted}?", "{found} tidak pada tempatnya. Maksud Anda {wanted}?"),
    ("Unexpected variable '{name}' in constant value.", "Variabel '{name}' tidak boleh ada dalam nilai tetap."),
    ("Unexpected character: {found}.", "Huruf {found} tidak pada tempatnya."),
    ("Unexpected {found}.", "{found} tidak pada tempatnya."),
    ("Unterminated string.", "Teks tidak ditutup dengan tanda petik."),
    ("Invalid number, unexpected digit after 0: {found}.", "Sesudah angka 0 tidak boleh ada {found}."),
    ("Invalid number, expected digit but got: {found}.", "Angka tidak sah: seharusnya angka, bukan {found}."),
    (
        "Invalid number, expected digit before '.', did you mean '{wanted}'?",
        "Sebelum titik harus ada angka. Maksud Anda '{wanted}'?",
    ),
    ("Invalid character within String: {found}.", "Huruf {found} tidak sah dalam teks."),
    ("Invalid character: {found}.", "Huruf {found} tidak sah."),
    ("Invalid Unicode escape sequence: '{found}'.", "Urutan Unicode '{found}' tidak sah."),
    ("Invalid character escape sequence: '{found}'.", "Urutan '{found}' tidak sah."),
    # its fields, types and fragments
    ("Cannot query field '{field}' on type '{type}'.{hint}", "Tipe '{type}' tidak mempunyai field '{field}'.{hint}"),
    ("Unknown argument '{name}' on {kind} '{field}'.{hint}", "Tidak ada argumen '{name}' pada {kind} '{field}'.{hint}"),
    ("Maximum introspection depth exceeded", "Introspeksi bersusun terlalu dalam."),
    ("Unknown type '{name}'.{hint}", "Tidak ada tipe '{name}'.{hint}"),
    ("Unknown directive '{name}'.", "Tidak ada direktif '{name}'."),
    ("Unknown fragment '{name}'.", "Tidak ada fragmen '{name}'."),
    ("Unknown operation named '{name}'.", "Tidak ada operasi bernama '{name}'."),
    ("Directive '{name}' may not be used on {place}.", "Direktif '{name}' tidak boleh dipakai pada {place}."),
    (
        "The directive '{name}' can only be used once at this location.",
        "Direktif '{name}' hanya boleh dipakai satu kali di tempat ini.",
    ),
    ("The '{name}' definition is not executable.", "Definisi '{name}' tidak dapat dijalankan."),
    ("The schema definition is not executable.", "Definisi skema tidak dapat dijalankan."),
    ("The {name} operation is not supported by the schema.", "Skema tidak mempunyai operasi {name}."),
    (
        "Fragment '{fragment}' cannot condition on non composite type '{type}'.",
        "Fragmen '{fragment}' tidak dapat bersyarat pada tipe '{type}', yang tidak mempunyai field.",
    ),
    (
        "Fragment cannot condition on non composite type '{type}'.",
        "Fragmen tidak dapat bersyarat pada tipe '{type}', yang tidak mempunyai field.",
    ),
    (
        "Fragment '{name}' cannot be spread here as objects of type '{type}' can never be of type '{other}'.",
        "Fragmen '{name}' tidak dapat dipakai di sini: tipe '{type}' tidak pernah bertipe '{other}'.",
    ),
    (
        "Fragment cannot be spread here as objects of type '{type}' can never be of type '{other}'.",
        "Fragmen tidak dapat dipakai di sini: tipe '{type}' tidak pernah bertipe '{other}'.",
    ),
    ("Fragment '{name}' is never used.", "Fragmen '{name}' tidak dipakai."),
    (
        "This anonymous operation must be the only defined operation.",
        "Operasi tanpa nama harus merupakan satu-satunya operasi.",
    ),
    ("There can be only one {kind} named '{name}'.", "Hanya boleh ada satu {kind} bernama '{name}'."),
    (
        "Field '{field}' must not have a selection since type '{type}' has no subfields.",
        "Field '{field}' tidak boleh diberi pilihan field: tipe '{type}' tidak mempunyainya.",
    ),
    (
        "Field '{field}' of type '{type}' must have a selection of subfields.{hint}",
        "Field '{field}' bertipe '{type}' harus diberi pilihan field.{hint}",
    ),
    (
        "Field '{field}' of type '{type}' must have at least one field selected.",
        "Dari field '{field}' bertipe '{type}' harus dipilih sedikitnya satu field.",
    ),
    (
        "Argument '{name}' of type '{type}' is required, but it was not provided.",
        "Argumen '{name}' bertipe '{type}' wajib diberikan.",
    ),
    (
        "Fields '{name}' conflict because {rest}. "
        "Use different aliases on the fields to fetch both if this was intentional.",
        "Field '{name}' bertentangan: {rest}. Pakai nama lain (alias) bila keduanya memang diminta.",
    ),
    ("they have differing arguments", "argumennya berbeda"),
    ("they return conflicting types '{type}' and '{other}'", "tipenya '{type}' dan '{other}'"),
    ("subfields '{name}' conflict because {rest}", "field di dalamnya '{name}' bertentangan: {rest}"),
    ("'{one}' and '{other}' are different fields", "'{one}' dan '{other}' adalah field yang berbeda"),
    ("Anonymous Subscription must {rest}.", "Langganan ini harus {rest}."),
    ("Subscription '{name}' must {rest}.", "Langganan '{name}' harus {rest}."),
    ("select only one top level field", "memilih hanya satu field teratas"),
    ("select one top level field", "memilih satu field teratas"),
    ("not select an introspection top level field", "tidak memilih field introspeksi sebagai field teratas"),
    (
        "not use `@skip` or `@include` directives in the top level selection",
        "tidak memakai `@skip` atau `@include` pada pilihan teratas",
    ),
    # its variables
    ("Variable '{name}' is not defined by operation '{by}'.", "Variabel '{name}' tidak disebut oleh operasi '{by}'."),
    ("Variable '{name}' is not defined.", "Variabel '{name}' tidak disebut."),
    ("Variable '{name}' is never used in {kind} '{by}'.", "Variabel '{name}' tidak dipakai dalam {kind} '{by}'."),
    ("Variable '{name}' is never used.", "Variabel '{name}' tidak dipakai."),
    ("Variable '{name}' cannot be non-input type '{type}'.", "Variabel '{name}' tidak dapat bertipe '{type}'."),
    (
        "Variable '{name}' of type '{type}' used in position expecting type '{other}'.",
        "Variabel '{name}' bertipe '{type}' dipakai di tempat yang memerlukan tipe '{other}'.",
    ),
    (
        "Variable '{name}' is of type '{type}' but must be non-nullable to be used for OneOf Input Object '{other}'.",
        "Variabel '{name}' bertipe '{type}' tidak boleh null untuk dipakai pada '{other}'.",
    ),
    (
        "Variable '{name}' expected value of type '{type}' which cannot be used as an input type.",
        "Variabel '{name}' tidak dapat bertipe '{type}'.",
    ),
    ("Variable values are nested too deeply.", "Nilai variabel bersusun terlalu dalam."),
    ("Variable '{name}' has invalid value at {path}: {rest}", "Variabel '{name}', pada {path}: {rest}"),
    ("Variable '{name}' has invalid value: {rest}", "Variabel '{name}': {rest}"),
    ("Variable '{name}' has invalid default value: {rest}", "Nilai awal variabel '{name}': {rest}"),
    ("Argument '{name}' has invalid value at {path}: {rest}", "Argumen '{name}', pada {path}: {rest}"),
    ("Argument '{name}' has invalid value: {rest}", "Argumen '{name}': {rest}"),
    # their values
    ("Expected a value of non-null type '{type}' to be provided.", "Nilai bertipe '{type}' wajib diberikan."),
    ("Expected value of non-null type '{type}' not to be None.", "Nilai bertipe '{type}' tidak boleh null."),
    ("Expected value of type '{type}' to be an object, found: {value}.", "'{type}' harus berupa objek, bukan {value}."),
    (
        "Expected value of type '{type}' to include required field '{field}', found: {value}.",
        "'{type}' harus memuat field '{field}', yang tidak ada dalam {value}.",
    ),
    (
        "Expected value of type '{type}' not to include unknown field '{field}'.{hint} Found: {value}.",
        "'{type}' tidak mempunyai field '{field}'.{hint} Yang diberikan: {value}.",
    ),
    (
        "Expected value of type '{type}' not to include unknown field '{field}', found: {value}.",
        "'{type}' tidak mempunyai field '{field}'. Yang diberikan: {value}.",
    ),
    (
        "Expected value of type '{type}', but encountered error '{rest}'; found: {value}.",
        "Nilai {value} tidak sesuai dengan tipe '{type}': {rest}",
    ),
    ("Expected value of type '{type}', found: {value}.", "Nilai {value} tidak sesuai dengan tipe '{type}'."),
    (
        "Expected variable '{name}' provided to non-null type '{type}' not to be None.",
        "Variabel '{name}' untuk tipe '{type}' tidak boleh null.",
    ),
    (
        "Expected variable '{name}' provided to type '{type}' to provide a runtime value.",
        "Variabel '{name}' untuk tipe '{type}' wajib diberi nilai.",
    ),
    (
        "Expected variable '{name}' provided to field '{field}' for OneOf Input Object type '{type}' not to be None.",
        "Variabel '{name}' untuk field '{field}' dari '{type}' tidak boleh null.",
    ),
    (
        "Expected variable '{name}' provided to field '{field}' for OneOf Input Object type '{type}' to provide a "
        "runtime value.",
        "Variabel '{name}' untuk field '{field}' dari '{type}' wajib diberi nilai.",
    ),
    (
        "Within OneOf Input Object type '{type}', exactly one field must be specified, and the value for that field "
        "must be non-null.",
        "Dari '{type}' harus diberikan tepat satu field, dan nilainya tidak boleh null.",
    ),
    (
        "OneOf Input Object '{type}' must specify exactly one key.",
        "Dari '{type}' harus diberikan tepat satu field.",
    ),
    ("Value for member field '{field}' must be non-null", "Nilai field '{field}' tidak boleh null."),
    ("Field '{field}' must be non-null.", "Nilai field '{field}' tidak boleh null."),
    (
        "Variable '{name}' must be non-nullable to be used for OneOf Input Object '{type}'.",
        "Variabel '{name}' tidak boleh null untuk dipakai pada '{type}'.",
    ),
    ("{type} cannot represent non-integer value: {value}", "{type} harus bilangan bulat, bukan {value}"),
    ("{type} cannot represent non 32-bit signed integer value: {value}", "{type} tidak dapat memuat bilangan {value}"),
    ("{type} cannot represent non numeric value: {value}", "{type} harus bilangan, bukan {value}"),
    ("{type} cannot represent a non string value: {value}", "{type} harus teks, bukan {value}"),
    ("{type} cannot represent a non boolean value: {value}", "{type} harus true atau false, bukan {value}"),
    ("{type} cannot represent a non-string and non-integer value: {value}", "{type} harus teks, bukan {value}"),
    ("ID cannot represent value: {value}", "ID harus teks, bukan {value}"),
    ("Enum '{type}' cannot represent non-string value: {value}.{hint}", "{value} bukan nilai enum '{type}'.{hint}"),
    ("Enum '{type}' cannot represent non-enum value: {value}.{hint}", "{value} bukan nilai enum '{type}'.{hint}"),
    ("Value '{value}' does not exist in '{type}' enum.{hint}", "'{value}' bukan nilai enum '{type}'.{hint}"),
    # what our own scalars say inside of these
    (
        "It must be a whole number from {low} to {most}, not {value}.",
        "Harus bilangan bulat {low} sampai {most}, bukan {value}.",
    ),
    ("It must be a day such as {such}, not {value}.", "Harus tanggal seperti {such}, bukan {value}."),
    ("It must be a time such as {such}, not {value}.", "Harus waktu seperti {such}, bukan {value}."),
    (
        "It must be a nomenclature code such as {such}, not {value}.",
        "Harus kode nomenklatur seperti {such}, bukan {value}.",
    ),
    (
        "It must be a file sent with the request (multipart/form-data), no JSON value.",
        "Harus berkas yang dikirim bersama permintaan (multipart/form-data), bukan nilai JSON.",
    ),
)
"""What is said in English and in Indonesian. ``{rest}`` is another of these; ``{hint}`` says what may be meant."""
_KINDS: Final = {
    "argument": "argumen",
    "directive": "direktif",
    "field": "field",
    "fragment": "fragmen",
    "input field": "field masukan",
    "operation": "operasi",
    "variable": "variabel",
}
_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")
_BARE: Final = {"type": r"\w+", "path": r"\S+", "kind": r"[\w ]+"}
"""What stands for some of them where no quotes are around it."""
_VALUE: Final = re.compile(r"(.*(?:found|Found|value): )(.*?)(\.?)", re.DOTALL)
"""A sentence that ends in a value, with what comes before and after that."""
_HINT: Final = r"(?P<hint>(?: Did you mean [^?]*\?)?)"


LONGEST: Final = 2_000
"""Letters of what is translated; a longer one quotes what was sent, and looking through all of it could take long."""


def standard(text: str) -> Sentence:
    """Give a sentence of graphql-core in both languages; one that nobody translated as it is, with a word about it.

    >>> standard("Cannot query field 'nam' on type 'Opd'. Did you mean 'name'?").id
    "Tipe 'Opd' tidak mempunyai field 'nam'. Maksud Anda 'name'?"
    """
    if len(text) > LONGEST:
        text = f"{text[:LONGEST]} …"
        return Sentence(f"Permintaan ini tidak sesuai dengan GraphQL atau skemanya: {text}", text)
    ended = _VALUE.fullmatch(text)
    english = f"{ended[1]}{_value(ended[2])}{ended[3]}" if ended else text
    found = _translated(text)
    return Sentence(
        found or f"Permintaan ini tidak sesuai dengan GraphQL atau skemanya: {english}",
        english.replace(" not to be None.", " not to be null."),
    )


def _translated(text: str) -> str | None:
    for pattern, indonesian in patterns():
        if found := pattern.fullmatch(text):
            parts = {name: _PARTS.get(name, str)(part) for name, part in found.groupdict().items()}
            return indonesian.format_map(parts)
    return None


@cache
def patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Give the pattern of each English sentence, with the Indonesian one."""
    return tuple((re.compile("".join(_expression(english)), re.DOTALL), id_) for english, id_ in _SENTENCES)


def _expression(english: str) -> Iterator[str]:
    """A pattern for a sentence: what stands between quotes holds none, so that each text is read once."""
    parts = _PLACEHOLDER.split(english)
    for place, part in enumerate(parts):
        if place % 2 == 0:
            yield re.escape(part)
        elif part == "hint":
            yield _HINT
        else:
            is_quoted = parts[place - 1].endswith("'") and part != "rest"
            text = "[^']*" if is_quoted else _BARE.get(part, ".*?")
            yield f"(?P<{part}>{text})"


def _hint(text: str) -> str:
    meant = text.removeprefix(" Did you mean ").replace(", or ", ", atau ").replace(" or ", " atau ")
    for english, indonesian in (("the enum value ", "nilai enum "), ("to use an inline fragment on ", "fragmen pada ")):
        meant = meant.replace(english, indonesian, 1)
    return f" Maksud Anda {meant}" if text else ""


def _value(text: str) -> str:
    """A value as JSON has it, not as Python does."""
    try:
        return json.dumps(ast.literal_eval(text), ensure_ascii=False)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return text


_PARTS: Final = {
    "rest": lambda text: _translated(text) or text,
    "hint": _hint,
    "kind": lambda text: _KINDS.get(text, text),
    "value": _value,
}
