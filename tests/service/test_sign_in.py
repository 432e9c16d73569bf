"""Signing in: by local tokens, by the token of the environment, and by tokens of an issuer on this machine."""

import json
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from acts import ANONYMOUS, EVERYWHERE, STRANGER, Actor, Role
from graph.store import AuditAction, AuditFilter, AuditKind, AuditPlace
from graph.store.token import TokenRole
from service.access import AccessChoice, NotSignedInError, OidcChoice, SignIn, access_choice
from service.access.keys import FRESH_SECONDS, PAUSE_SECONDS, STALE_SECONDS, Keys
from service.access.oidc import Issuer
from service.access.refusal import IssuerUnreachableError
from service.app import create_app
from tests.schema.city import INFO, OTHER, City, city

OWN = "0123456789abcdef" * 4
READ = '{ plan(slug: "kota") { revision } }'
ADD = """mutation { addOpd(input: { plan: "kota", reason: "baru", opd: { name: "Dinas A", shortName: "A" } }) {
    revision errors { __typename ... on Problem { message } } } }"""
Private = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@pytest.fixture
async def kota(sqlite_address: str) -> AsyncIterator[City]:
    opened = await city(sqlite_address)
    yield opened
    await opened.store.close()


def _http(kota: City, choice: AccessChoice | None = None) -> httpx.AsyncClient:
    app = create_app(kota.store, sign_in=SignIn(kota.store.tokens, choice))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test")


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


async def _asked(http: httpx.AsyncClient, query: str, token: str | None = None) -> httpx.Response:
    return await http.post("/graphql", json={"query": query}, headers=_bearer(token) if token else {})


async def _refused(http: httpx.AsyncClient, header: str) -> str:
    """The sentence of a 401, which must come for reading as for writing."""
    said = set()
    for query in (READ, ADD):
        answer = await http.post("/graphql", json={"query": query}, headers={"Authorization": header})
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith('Bearer realm="sinergi", error="invalid_')
        body = answer.json()
        assert "data" not in body
        [error] = body["errors"]
        assert error["extensions"]["code"] == "UNAUTHENTICATED"
        said.add(error["message"])
    (sentence,) = said
    return str(sentence)


# -- local tokens -----------------------------------------------------------------------------------------------------


async def test_a_planner_writes_with_a_token_and_history_names_its_bearer(kota: City) -> None:
    made = await kota.store.tokens.create("Ani", TokenRole.PLANNER, INFO.region_code)
    async with _http(kota) as http:
        answer = (await _asked(http, ADD, made.text)).json()["data"]["addOpd"]
    assert (answer["revision"], answer["errors"]) == (2, [])
    assert [each.author for each in await kota.store.history(INFO.slug)] == ["impor", "Ani"]


@pytest.mark.parametrize(
    ("role", "region"), [(TokenRole.VIEWER, INFO.region_code), (TokenRole.ADMINISTRATOR, OTHER.region_code)]
)
async def test_a_token_of_a_lower_role_or_another_region_changes_nothing(
    kota: City, role: TokenRole, region: str
) -> None:
    made = await kota.store.tokens.create("Budi", role, region)
    async with _http(kota) as http:
        answer = await _asked(http, ADD, made.text)
    assert answer.status_code == 200
    [error] = answer.json()["data"]["addOpd"]["errors"]
    assert error["__typename"] == "Forbidden"
    assert (await kota.store.plan(INFO.slug)).revision == 1


async def test_a_wrong_revoked_or_expired_token_is_refused_and_never_taken_for_nobody(kota: City) -> None:
    tokens = kota.store.tokens
    made = await tokens.create("Ani", TokenRole.ADMINISTRATOR)
    async with _http(kota) as http:
        assert (await _asked(http, READ)).json()["data"]["plan"]["revision"] == 1
        assert (await _asked(http, READ, made.text)).status_code == 200
        assert "tidak dikenal" in await _refused(http, f"Bearer {made.text}x")
        await tokens.revoke(made.token.id)
        assert "sudah dicabut" in await _refused(http, f"Bearer {made.text}")
        old = await tokens.create("Ani", TokenRole.ADMINISTRATOR, expires=datetime.now(UTC).date())
        kota.store.tokens._clock = lambda: datetime.now(UTC) + timedelta(days=1)
        assert "berlaku sampai" in await _refused(http, f"Bearer {old.text}")


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YTpi", "Bearer a b", "token", "Bearer a, Bearer b"])
async def test_a_header_that_is_no_bearer_token_is_refused_with_how_it_must_be(kota: City, header: str) -> None:
    async with _http(kota) as http:
        assert "Bearer, spasi, lalu token" in await _refused(http, header)


async def test_two_authorizations_in_one_request_are_refused(kota: City) -> None:
    made = await kota.store.tokens.create("Ani", TokenRole.ADMINISTRATOR)
    headers = [("Authorization", f"Bearer {made.text}"), ("Authorization", f"Bearer {OWN}")]
    async with _http(kota, AccessChoice(token=OWN)) as http:
        assert (await http.post("/graphql", json={"query": READ}, headers=headers)).status_code == 401


async def test_reading_may_be_closed_to_all_who_did_not_sign_in(kota: City) -> None:
    made = await kota.store.tokens.create("Eka", TokenRole.VIEWER, INFO.region_code)
    other = await kota.store.tokens.create("Dewi", TokenRole.ADMINISTRATOR, OTHER.region_code)
    async with _http(kota, AccessChoice(reading_open=False)) as http:
        for token in (None, other.text):
            body = (await _asked(http, READ, token)).json()
            assert not any(body["data"].values())
            assert body["errors"][0]["extensions"]["code"] == "FORBIDDEN"
        assert (await _asked(http, READ, made.text)).json()["data"]["plan"]["revision"] == 1
        page = await http.get("/graphql", headers={"Accept": "text/html"})
        assert page.status_code == 200


async def test_who_did_not_sign_in_is_a_stranger_where_reading_is_closed(kota: City) -> None:
    assert await SignIn(kota.store.tokens).actor(None) == ANONYMOUS
    assert await SignIn(kota.store.tokens, AccessChoice(reading_open=False)).actor(None) == STRANGER


async def test_requests_do_not_take_over_each_others_actor(kota: City) -> None:
    made = await kota.store.tokens.create("Ani", TokenRole.PLANNER, INFO.region_code)
    async with _http(kota) as http:
        assert (await _asked(http, ADD, made.text)).json()["data"]["addOpd"]["errors"] == []
        [error] = (await _asked(http, ADD)).json()["data"]["addOpd"]["errors"]
        assert error["__typename"] == "Forbidden"


# -- the environment --------------------------------------------------------------------------------------------------


async def test_the_token_of_the_environment_makes_an_administrator_everywhere(kota: City) -> None:
    sign_in = SignIn(kota.store.tokens, AccessChoice(token=OWN))
    administrator = Actor(name="administrator", roles={EVERYWHERE: Role.ADMINISTRATOR})
    assert await sign_in.actor(f"Bearer {OWN}") == administrator
    assert await sign_in.actor(f"bearer   {OWN} ") == administrator
    for wrong in (OWN[:-1], OWN + "0", OWN.upper()):
        with pytest.raises(NotSignedInError):
            await sign_in.actor(f"Bearer {wrong}")
    with pytest.raises(NotSignedInError):
        await SignIn(kota.store.tokens).actor(f"Bearer {OWN}")


def test_the_environment_says_how_people_sign_in() -> None:
    assert access_choice({}) == AccessChoice()
    assert OWN not in repr(access_choice({"SINERGI_TOKEN": OWN}))
    chosen = access_choice(
        {
            "SINERGI_READING": "closed",
            "SINERGI_TOKEN": OWN,
            "SINERGI_OIDC_ISSUER": "https://masuk.example/realm",
            "SINERGI_OIDC_AUDIENCE": "sinergi",
            "SINERGI_OIDC_ROLE_CLAIM": "realm_access.roles",
            "SINERGI_OIDC_REGIONS_CLAIM": "",
        }
    )
    oidc = OidcChoice(
        issuer="https://masuk.example/realm", audience="sinergi", role_claim="realm_access.roles", regions_claim=""
    )
    assert chosen == AccessChoice(reading_open=False, token=OWN, oidc=oidc)


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"SINERGI_READING": "tertutup"}, "harus open atau closed"),
        ({"SINERGI_TOKEN": "rahasia"}, "openssl rand"),
        ({"SINERGI_TOKEN": "é" * 40}, "openssl rand"),
        ({"SINERGI_OIDC_AUDIENCE": "sinergi"}, "ISSUER belum diisi"),
        ({"SINERGI_OIDC_ISSUER": "https://masuk.example"}, "AUDIENCE harus diisi"),
        ({"SINERGI_OIDC_ISSUER": "http://masuk.example", "SINERGI_OIDC_AUDIENCE": "s"}, "harus alamat https"),
        ({"SINERGI_OIDC_ISSUER": "file:///etc", "SINERGI_OIDC_AUDIENCE": "s"}, "harus alamat https"),
        (
            {"SINERGI_OIDC_ISSUER": "https://a", "SINERGI_OIDC_AUDIENCE": "s", "SINERGI_OIDC_ROLES": "x"},
            "SINERGI_OIDC_ROLES tidak dikenal",
        ),
        (
            {"SINERGI_OIDC_ISSUER": "https://a", "SINERGI_OIDC_AUDIENCE": "s", "SINERGI_OIDC_ROLE_CLAIM": ""},
            "tidak boleh kosong",
        ),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_at_the_start(environment: dict[str, str], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        access_choice(environment)


# -- an issuer --------------------------------------------------------------------------------------------------------


class FakeIssuer:
    """An OpenID provider with discovery and keys on a free port of this machine; it counts what it is asked."""

    def __init__(self) -> None:
        self.keys: dict[str, Private] = {}
        self.asked: list[str] = []
        self.named = ""
        self.down = False
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self.path)
                body = json.dumps(outer.answer(self.path)).encode()
                self.send_response(503 if outer.down else 200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
                del format, args

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}/realm"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, path: str) -> dict[str, Any]:
        if path.endswith("/.well-known/openid-configuration"):
            return {"issuer": self.named or self.address, "jwks_uri": f"{self.address}/keys"}
        return {"keys": [_public(key) | {"kid": id_, "use": "sig"} for id_, key in self.keys.items()]}

    def token(self, key: str = "satu", *, claims: dict[str, Any] | None = None, **header: Any) -> str:
        signer = self.keys[key]
        said = {
            "iss": self.address,
            "aud": "sinergi",
            "sub": "7",
            "exp": int(time.time()) + 300,
            "preferred_username": "ani",
            "sinergi_role": "planner",
            "sinergi_regions": [INFO.region_code],
        } | (claims or {})
        algorithm = "RS256" if isinstance(signer, rsa.RSAPrivateKey) else "ES256"
        known = {name: value for name, value in said.items() if value is not None}
        return jwt.encode(known, signer, algorithm, headers={"kid": key} | header)


def _public(key: Private) -> dict[str, Any]:
    if isinstance(key, rsa.RSAPrivateKey):
        return jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return jwt.algorithms.ECAlgorithm.to_jwk(key.public_key(), as_dict=True)


@pytest.fixture(scope="module")
def pair() -> tuple[Private, Private, Private]:
    """Two RSA keys and one elliptic one."""
    rsa_keys = [rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2)]
    return rsa_keys[0], rsa_keys[1], ec.generate_private_key(ec.SECP256R1())


@pytest.fixture
def issuer(pair: tuple[Private, Private, Private]) -> Iterator[FakeIssuer]:
    fake = FakeIssuer()
    fake.keys = {"satu": pair[0], "elips": pair[2]}
    yield fake
    fake.close()


class Watch:
    """A clock in seconds that stands still until it is turned."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def trusted(issuer: FakeIssuer, watch: Watch) -> Callable[..., Issuer]:
    def make(**choice: str) -> Issuer:
        chosen = OidcChoice(issuer=issuer.address, audience="sinergi", **choice)
        return Issuer(chosen, Keys(issuer.address, watch))

    return make


Trusted = Callable[..., Issuer]
ANI = Actor(name="ani", roles={INFO.region_code: Role.PLANNER})


async def test_a_planner_writes_with_a_token_of_the_issuer(kota: City, issuer: FakeIssuer) -> None:
    choice = AccessChoice(oidc=OidcChoice(issuer=issuer.address, audience="sinergi"))
    local = await kota.store.tokens.create("Budi", TokenRole.PLANNER, INFO.region_code)
    async with _http(kota, choice) as http:
        for token in (issuer.token(), local.text):
            query = ADD if token is local.text else ADD.replace("Dinas A", "Dinas B").replace('"A"', '"B"')
            assert (await _asked(http, query, token)).json()["data"]["addOpd"]["errors"] == []
        old = issuer.token(claims={"exp": int(time.time()) - 60})
        assert "sudah lewat" in await _refused(http, f"Bearer {old}")
    assert [each.author for each in await kota.store.history(INFO.slug)] == ["impor", "ani", "Budi"]
    async with _http(kota) as http:  # without an issuer its tokens are as unknown as any
        assert "tidak dikenal" in await _refused(http, f"Bearer {issuer.token()}")


async def test_a_refused_token_of_the_issuer_stands_in_the_audit_log_without_what_it_says(
    kota: City, issuer: FakeIssuer
) -> None:
    choice = AccessChoice(oidc=OidcChoice(issuer=issuer.address, audience="sinergi"))
    old = issuer.token(claims={"exp": int(time.time()) - 60})
    async with _http(kota, choice) as http:
        for token in (old, old, issuer.token(claims={"aud": "lain"}), "a.b.c", issuer.token()[:-8] + "AAAAAAAA"):
            await _refused(http, f"Bearer {token}")
        await _asked(http, READ, issuer.token())
    place = AuditPlace(most=9, is_newest_first=False)
    found = (await kota.store.audit.page(AuditFilter(kind=AuditKind.SIGN_IN), place)).entries
    assert [each.reason.split(".")[0] for each in found] == [
        "Masa berlaku token sudah lewat",
        "Token ini diterbitkan untuk layanan lain, bukan untuk Sinergi",
        "Token ini tidak sah",
        "Token ini tidak sah",
    ]
    for each in found:
        assert each.action is AuditAction.REFUSED
        assert each.actor == ""  # whose name stands in a token that is refused is nobody's word
        assert each.subject.startswith("unknown:")
        assert not any(part in each.subject for part in old.split("."))


async def test_tokens_signed_by_rsa_and_by_elliptic_curves_are_read(issuer: FakeIssuer, trusted: Trusted) -> None:
    here = trusted()
    assert await here.actor(issuer.token("satu")) == ANI
    assert await here.actor(issuer.token("elips")) == ANI
    assert len(issuer.asked) == 2  # discovery and keys, once


@pytest.mark.parametrize(
    ("claims", "sentence"),
    [
        ({"exp": 1}, "sudah lewat"),
        ({"exp": None}, "tidak sah"),
        ({"nbf": 2**40}, "belum mulai"),
        ({"aud": "lain"}, "layanan lain"),
        ({"aud": None}, "tidak sah"),
        ({"iss": "https://lain.example"}, "penerbit lain"),
        ({"preferred_username": None}, "siapa pemegangnya"),
        ({"preferred_username": " "}, "siapa pemegangnya"),
        ({"preferred_username": ["ani"]}, "siapa pemegangnya"),
        ({"preferred_username": "a\nb"}, "siapa pemegangnya"),
    ],
)
async def test_a_token_that_is_not_for_us_and_now_is_refused_with_why(
    issuer: FakeIssuer, trusted: Trusted, claims: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(NotSignedInError, match=sentence):
        await trusted().actor(issuer.token(claims=claims))


async def test_clocks_may_differ_by_half_a_minute(issuer: FakeIssuer, trusted: Trusted) -> None:
    here, now = trusted(), int(time.time())
    assert await here.actor(issuer.token(claims={"exp": now - 20, "nbf": now + 20})) == ANI
    for claims in ({"exp": now - 40}, {"nbf": now + 60}):
        with pytest.raises(NotSignedInError):
            await here.actor(issuer.token(claims=claims))


async def test_no_other_algorithm_and_no_other_key_is_trusted(
    issuer: FakeIssuer, trusted: Trusted, pair: tuple[Private, Private, Private]
) -> None:
    here = trusted()
    claims = jwt.decode(issuer.token(), options={"verify_signature": False})
    forged = [
        jwt.encode(claims, None, "none", headers={"kid": "satu"}),  # type: ignore[arg-type]
        jwt.encode(claims, "x" * 64, "HS256", headers={"kid": "satu"}),
        jwt.encode(claims, pair[0], "PS256", headers={"kid": "satu"}),
        jwt.encode(claims, pair[1], "RS256", headers={"kid": "satu"}),
        jwt.encode(claims, pair[2], "ES256", headers={"kid": "satu"}),
        jwt.encode(claims, pair[0], "RS256", headers={"kid": "elips"}),
        jwt.encode(claims, pair[0], "RS256"),  # two keys, and it does not say which
        issuer.token()[:-8] + "AAAAAAAA",
        "a.b.c",
        "..",
    ]
    for token in forged:
        with pytest.raises(NotSignedInError, match="tidak sah"):
            await here.actor(token)


async def test_a_token_that_names_no_key_is_read_where_the_issuer_has_only_one(
    issuer: FakeIssuer, trusted: Trusted, pair: tuple[Private, Private, Private]
) -> None:
    del issuer.keys["elips"]
    claims = jwt.decode(issuer.token(), options={"verify_signature": False})
    assert await trusted().actor(jwt.encode(claims, pair[0], "RS256")) == ANI


@pytest.mark.parametrize(
    ("claims", "roles"),
    [
        ({}, {INFO.region_code: Role.PLANNER}),
        ({"sinergi_role": ["viewer", "lain", "Administrator"]}, {INFO.region_code: Role.ADMINISTRATOR}),
        ({"sinergi_regions": "00.01, 00.02"}, {"00.01": Role.PLANNER, "00.02": Role.PLANNER}),
        ({"sinergi_regions": "*"}, {EVERYWHERE: Role.PLANNER}),
        ({"sinergi_regions": None}, {}),
        ({"sinergi_role": None}, {}),
        ({"sinergi_role": "raja"}, {}),
        ({"sinergi_role": 3, "sinergi_regions": {"00.01": True}}, {}),
    ],
)
async def test_role_and_regions_come_from_claims_and_what_is_not_said_is_not_given(
    issuer: FakeIssuer, trusted: Trusted, claims: dict[str, Any], roles: dict[str, Role]
) -> None:
    assert (await trusted().actor(issuer.token(claims=claims))).roles == roles


async def test_an_agencys_claim_says_for_whom_its_bearer_speaks_and_counts_for_no_other_role(
    issuer: FakeIssuer, trusted: Trusted
) -> None:
    said = {"sinergi_role": "agency", "sinergi_opds": ["opd/dkk", "opd/dinsos"]}
    assert (await trusted().actor(issuer.token(claims=said))).opds == {"opd/dkk", "opd/dinsos"}
    assert (await trusted().actor(issuer.token(claims=said | {"sinergi_role": "planner"}))).opds == frozenset()


async def test_the_claims_may_have_other_names_and_lie_deeper(issuer: FakeIssuer, trusted: Trusted) -> None:
    here = trusted(name_claim="https://daerah.example/nama", role_claim="realm_access.roles", regions_claim="")
    said = {
        "https://daerah.example/nama": "Budi",
        "realm_access": {"roles": ["administrator"]},
        "sinergi_role": "viewer",
        "sinergi_regions": ["00.02"],
    }
    everywhere = Actor(name="Budi", roles={EVERYWHERE: Role.ADMINISTRATOR})
    assert await here.actor(issuer.token(claims=said)) == everywhere


async def test_a_new_key_is_fetched_but_the_issuer_is_asked_at_most_once_a_minute(
    issuer: FakeIssuer, trusted: Trusted, watch: Watch, pair: tuple[Private, Private, Private]
) -> None:
    here = trusted()
    await here.actor(issuer.token())
    issuer.keys = {"dua": pair[1]}
    turned = issuer.token("dua")
    for _ in range(5):
        with pytest.raises(NotSignedInError):
            await here.actor(turned)
    assert len(issuer.asked) == 2
    watch.now += PAUSE_SECONDS
    assert await here.actor(turned) == ANI
    assert len(issuer.asked) == 4
    for number in range(5):
        with pytest.raises(NotSignedInError):
            await here.actor(issuer.token("dua", kid=f"karangan-{number}"))
    assert len(issuer.asked) == 4


async def test_a_key_that_the_issuer_took_back_is_not_trusted_for_long(
    issuer: FakeIssuer, trusted: Trusted, watch: Watch, pair: tuple[Private, Private, Private]
) -> None:
    here, token = trusted(), issuer.token()
    await here.actor(token)
    issuer.keys = {"dua": pair[1]}
    assert await here.actor(token) == ANI
    watch.now += FRESH_SECONDS + 1
    with pytest.raises(NotSignedInError):
        await here.actor(token)


async def test_known_keys_outlast_a_day_in_which_the_issuer_cannot_be_reached(
    issuer: FakeIssuer, trusted: Trusted, watch: Watch
) -> None:
    here, token = trusted(), issuer.token()
    await here.actor(token)
    issuer.down = True
    watch.now += STALE_SECONDS - 1
    assert await here.actor(token) == ANI
    watch.now += 2
    with pytest.raises(IssuerUnreachableError):
        await here.actor(token)
    issuer.down = False
    watch.now += PAUSE_SECONDS
    assert await here.actor(token) == ANI


async def test_where_the_issuer_was_never_reached_its_tokens_are_neither_trusted_nor_called_wrong(
    kota: City, issuer: FakeIssuer
) -> None:
    issuer.down = True
    choice = AccessChoice(oidc=OidcChoice(issuer=issuer.address, audience="sinergi"))
    async with _http(kota, choice) as http:
        for _ in range(3):
            answer = await _asked(http, READ, issuer.token())
            assert (answer.status_code, answer.headers["Retry-After"]) == (503, str(PAUSE_SECONDS))
    assert len(issuer.asked) == 1


async def test_an_issuer_that_calls_itself_by_another_name_is_not_trusted(issuer: FakeIssuer, trusted: Trusted) -> None:
    issuer.named = "https://lain.example"
    with pytest.raises(IssuerUnreachableError):
        await trusted().actor(issuer.token())
    assert len(issuer.asked) == 1


# -- the command line -------------------------------------------------------------------------------------------------


async def test_an_agencys_token_and_claim_say_for_whom_its_bearer_speaks(kota: City) -> None:
    made = await kota.store.tokens.create("Dewi", TokenRole.AGENCY, INFO.region_code, opds=("opd/dkk", "opd/dinsos"))
    actor = await SignIn(kota.store.tokens).actor(f"Bearer {made.text}")
    assert (actor.roles, actor.opds) == ({INFO.region_code: Role.AGENCY}, {"opd/dkk", "opd/dinsos"})


def test_a_token_of_an_agency_names_its_agencies_on_the_command_line_and_no_other_does(
    sqlite_address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from service.cli.token import create, list_

    create("Dewi", TokenRole.AGENCY, "00.01", 30, sqlite_address, None, ["opd/dinsos"])
    assert "agency wilayah 00.01 opd/dinsos" in " ".join(capsys.readouterr().err.split())
    list_(every=False, json=True, database=sqlite_address, config=None)
    assert json.loads(capsys.readouterr().out)[0]["opds"] == ["opd/dinsos"]
    for role, opds in ((TokenRole.AGENCY, None), (TokenRole.PLANNER, ["opd/dinsos"])):
        with pytest.raises(ValueError, match="--opd"):
            create("Dewi", role, "00.01", 30, sqlite_address, None, opds)


def test_tokens_are_made_listed_and_revoked_on_the_command_line(
    sqlite_address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from service.cli.token import create, list_, revoke

    create("Ani", TokenRole.PLANNER, "00.01", 30, sqlite_address, None)
    shown = capsys.readouterr()
    text = shown.out.strip()
    assert text.startswith("sinergi_")
    assert text not in shown.err
    assert "tidak dapat ditampilkan lagi" in shown.err
    list_(every=False, json=True, database=sqlite_address, config=None)
    [row] = json.loads(capsys.readouterr().out)
    assert (row["name"], row["role"], row["region_code"], row["last_used"]) == ("Ani", "planner", "00.01", None)
    assert date.fromisoformat(row["expires"]) == datetime.now(UTC).date() + timedelta(days=30)
    list_(every=False, json=False, database=sqlite_address, config=None)
    assert "planner wilayah 00.01" in " ".join(capsys.readouterr().out.split())
    revoke(row["id"], sqlite_address, None)
    assert "dicabut" in capsys.readouterr().out
    list_(every=False, json=False, database=sqlite_address, config=None)
    assert "Tidak ada token" in capsys.readouterr().out
    list_(every=True, json=False, database=sqlite_address, config=None)
    assert "dicabut" in capsys.readouterr().out
    with pytest.raises(ValueError, match="--region"):
        create("Ani", TokenRole.PLANNER, "", 30, sqlite_address, None)
