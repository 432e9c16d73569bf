"""What graphql-core says of a document or of variables is said in Indonesian and English, without Python's spelling."""

from typing import Any

import pytest
from graphql import GraphQLError, parse, validate

from graph.sentence import Sentence
from schema import SCHEMA
from schema.core import ErrorCode, Language, error_in
from schema.core.standard_error import LONGEST, standard

GENERAL = "Permintaan ini tidak sesuai dengan GraphQL"
DOCUMENTS = (
    "{__schema{types{fields{type{fields{type{fields{type{fields{type{name}}}}}}}}}}}",
    "{",
    "{ plan( }",
    "{ a: .5 }",
    '{ plan(slug: "x) }',
    "{ plan(slug: 01) }",
    '{ plan(slug: "\\x") {id}}',
    "{ ..A }",
    "query($a: Int = $b) { a }",
    "{ a ? }",
    "{ nix }",
    '{ plan(slug: "a") { titel } }',
    '{ plan(slg: "a") { title } }',
    "{ plan { title } }",
    '{ plan(slug: "a") }',
    '{ plan(slug: "a") {title {x}} }',
    '{ plan(slug: "a") { ...X } }',
    "query A { viewer { name } } query A { viewer {name}}",
    "{viewer{name}} {viewer{name}}",
    "fragment F on Plan { title } {viewer{name}}",
    "{viewer{...F}} fragment F on Plan { title }",
    "{viewer{... on Plan {title}}}",
    "{viewer{... on String {title}}}",
    "{viewer{...F}} fragment F on Int {x}",
    "{viewer @foo {name}}",
    "query @skip(if:true) {viewer{name}}",
    "{viewer @skip(if:true) @skip(if: true) {name}}",
    "query($a:Int){viewer{name}}",
    "query A($a:Int){viewer{name}}",
    "query A {plan(slug:$a){title}}",
    "{plan(slug:$a){title}}",
    "query($a:Int,$a:Int){viewer{name}}",
    "query($a:Plan){viewer{name}}",
    "query($a:Nix){viewer{name}}",
    "query($a:Int){plan(slug:$a){title}}",
    "{a: viewer{name} a: rules{code}}",
    '{plan(slug:"a"){programs(first:1){nodes{code}} programs(first:2){nodes{code}}}}',
    '{x: plan(slug:"a"){t:title} x: plan(slug:"a"){t:slug}}',
    '{plan(slug:"a", slug:"b"){title}}',
    "{plan(slug:1){title}}",
    "{plan(slug:null){title}}",
    '{plan(slug:"a",asOf:-1){title}}',
    '{plan(slug:"a",asOf:"1"){title}}',
    "{rules(family:CONFLIC){code}}",
    '{rules(family:"x"){code}}',
    '{plan(slug:"a"){programs(filter:{levl:PROGRAM}){nodes{code}}}}',
    '{plan(slug:"a"){programs(filter:3){nodes{code}}}}',
    '{plan(slug:"a"){programs(first:"x"){nodes{code}}}}',
    '{plan(slug:"a"){programs(first:99999999999){nodes{code}}}}',
    '{plan(slug:"a"){programs(reverse:1){nodes{code}}}}',
    '{plan(slug:"a"){portfolio(capacity:"x"){score}}}',
    "{node(id:1.5){id}}",
    "mutation{addOpd(input:{}){revision}}",
    'subscription{planChanged(slug:"a"){cursor} importProgress(id:"a"){step}}',
    "subscription A{__typename}",
    'subscription{planChanged(slug:"a")@skip(if:true){cursor}}',
    "type X {a:Int}",
    "extend schema @a",
    '{plan(slug:"a"){program(code:""){name}}}',
    '{changes: auditLog(filter:{since:"x"}){totalCount}}',
    'mutation{suppressFinding(input:{plan:"a",fingerprint:"a",reason:"",expires:"x"}){revision}}',
    '{viewer{__type(name:"x"){name}}}',
    "query($a:Int=null!){viewer{name}}",
    "{viewer{name,}}}",
)
"""Each is wrong in its own way: of the text, the fields, the fragments, the variables, the values."""
VARIABLES: tuple[tuple[str, tuple[dict[str, Any], ...]], ...] = (
    ('mutation{applyChanges(input:{plan:"a",changes:[{removeNode:null}]}){revision}}', ({},)),
    (
        'query($a:Int!){node(id:"x"){id} plan(slug:"a"){programs(first:$a){nodes{code}}}}',
        ({}, {"a": None}, {"a": "x"}, {"a": 1.5}, {"a": True}),
    ),
    (
        'query($f:ProgramFilter){plan(slug:"a"){programs(filter:$f){nodes{code}}}}',
        (
            {"f": 3},
            {"f": {"levl": None}},
            {"f": {"level": "X"}},
            {"f": {"level": 3}},
            {"f": {"zzz": True}},
            {"f": {"opds": [None]}},
            {"f": {"year": -1}},
            {"f": {"opd": 5}},
        ),
    ),
    (
        "mutation($i:AddOpdInput!){addOpd(input:$i){revision}}",
        ({"i": {"plan": "a"}}, {"i": {"plan": "a", "opd": {"name": None}}}),
    ),
    (
        'mutation($c:[ChangeInput!]!){applyChanges(input:{plan:"a",changes:$c}){revision}}',
        ({"c": [{}]}, {"c": [{"removeNode": None}]}, {"c": "x"}),
    ),
    (
        "query($a:Boolean!,$b:ID!,$s:String!,$d:Float!)"
        "{node(id:$b){id @skip(if:$a)} plan(slug:$s){portfolio(capacity:$d){score}}}",
        ({"a": 1, "b": 1.5, "s": 3, "d": "x"},),
    ),
    ('mutation($x:ID){applyChanges(input:{plan:"a",changes:[{removeNode:$x}]}){revision}}', ({"x": None},)),
)


def _errors(text: str) -> list[str]:
    try:
        return [each.message for each in validate(SCHEMA._schema, parse(text))]
    except GraphQLError as error:
        return [error.message]


@pytest.mark.parametrize("text", DOCUMENTS)
def test_what_is_wrong_with_a_document_is_said_in_both_languages(text: str) -> None:
    errors = _errors(text)
    assert errors
    for said in errors:
        both = standard(said)
        assert not both.id.startswith(GENERAL)
        assert both.id != both.en
        assert both.en == said.replace("None", "null").replace("{  }", "{}")


@pytest.mark.parametrize(("text", "values"), [(text, each) for text, every in VARIABLES for each in every])
async def test_what_is_wrong_with_variables_is_said_in_both_languages(text: str, values: dict[str, Any]) -> None:
    answer = await SCHEMA.execute(text, variable_values=values)
    assert answer.errors
    for each in answer.errors:
        both = standard(each.message)
        assert not both.id.startswith(GENERAL)
        assert "has invalid value" not in both.id
        assert not {"None", "True", "False"} & set(both.id.split() + both.en.split())


@pytest.mark.parametrize(
    ("said", "indonesian", "english"),
    [
        (
            "Cannot query field 'nam' on type 'Opd'. Did you mean 'name', 'label', or 'marks'?",
            "Tipe 'Opd' tidak mempunyai field 'nam'. Maksud Anda 'name', 'label', atau 'marks'?",
            "Cannot query field 'nam' on type 'Opd'. Did you mean 'name', 'label', or 'marks'?",
        ),
        (
            "Variable '$f' has invalid value at .opd: Expected value of non-null type 'String!' not to be None.",
            "Variabel '$f', pada .opd: Nilai bertipe 'String!' tidak boleh null.",
            "Variable '$f' has invalid value at .opd: Expected value of non-null type 'String!' not to be null.",
        ),
        (
            "Expected value of type 'Opd' to be an object, found: {'a': None, 'b': True}.",
            '\'Opd\' harus berupa objek, bukan {"a": null, "b": true}.',
            'Expected value of type \'Opd\' to be an object, found: {"a": null, "b": true}.',
        ),
        ("Something new.", f"{GENERAL} atau skemanya: Something new.", "Something new."),
    ],
)
def test_a_sentence_is_translated_with_what_it_names(said: str, indonesian: str, english: str) -> None:
    assert (standard(said).id, standard(said).en) == (indonesian, english)


def test_only_what_graphql_core_says_itself_is_translated() -> None:
    def told(message: str, code: ErrorCode) -> str:
        found: str = error_in({"message": message, "extensions": {"code": code}}, Language.ID)["message"]
        return found

    assert told("Unknown fragment 'X'.", ErrorCode.BAD_DOCUMENT) == "Tidak ada fragmen 'X'."
    assert told("Unknown fragment 'X'.", ErrorCode.BAD_ARGUMENT) == "Unknown fragment 'X'."
    assert told(Sentence("Satu.", "One."), ErrorCode.BAD_VARIABLES) == "Satu."


def test_a_long_text_is_translated_in_time_with_its_length() -> None:
    assert standard("Expected value of type '" * 1_300).id.startswith(GENERAL)


def test_of_a_text_that_is_too_long_to_be_looked_through_the_beginning_is_told() -> None:
    said = standard("It must be a whole number from " + " to 1, not" * LONGEST)
    assert said.id.startswith(GENERAL)
    assert len(said.en) == LONGEST + 2
