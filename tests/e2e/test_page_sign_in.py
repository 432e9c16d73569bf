"""People sign in from the planners' page at an issuer of their own (authorization code with PKCE), and sign out."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from playwright.sync_api import expect

from tests.e2e.conftest import SAID, Service, Visit, running

CLIENT = "halaman-sinergi"
AUDIENCE = "sinergi"


@dataclass
class Issuer:
    """An issuer that lets everyone in as Ani, if they ask as they should."""

    address: str
    key: rsa.RSAPrivateKey = field(
        default_factory=lambda: rsa.generate_private_key(public_exponent=65537, key_size=2048)
    )
    challenges: dict[str, str] = field(default_factory=dict)
    grants: list[str] = field(default_factory=list)
    lifetime: int = 300

    def described(self) -> dict[str, str]:
        return {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/auth",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
        }

    def keys(self) -> dict[str, object]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [public | {"kid": "1", "use": "sig"}]}

    def let_in(self, asked: dict[str, str]) -> str:
        assert asked["client_id"] == CLIENT
        assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
        code = f"kode-{len(self.challenges)}"
        self.challenges[code] = asked["code_challenge"]
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, asked: dict[str, str]) -> dict[str, object]:
        self.grants.append(asked["grant_type"])
        if asked["grant_type"] == "authorization_code":
            digest = hashlib.sha256(asked["code_verifier"].encode()).digest()
            assert self.challenges.pop(asked["code"]) == base64.urlsafe_b64encode(digest).decode().rstrip("=")
        claims = {
            "iss": self.address, "aud": AUDIENCE, "exp": int(time.time()) + 300, "preferred_username": "Ani",
            "sinergi_role": "planner", "sinergi_regions": "*",
        }  # fmt: skip
        signed = jwt.encode(claims, self.key, "RS256", headers={"kid": "1"})
        return {"access_token": signed, "expires_in": self.lifetime, "refresh_token": "lagi"}


@pytest.fixture(scope="module")
def issuer() -> Iterator[Issuer]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            del format, args

        def _say(self, status: int, body: object = None, **headers: str) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            if parts.path == "/auth":
                self._say(302, Location=made.let_in({name: each[0] for name, each in parse_qs(parts.query).items()}))
            else:
                self._say(200, made.keys() if parts.path == "/keys" else made.described())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._say(200, made.token({name: each[0] for name, each in parse_qs(body).items()}))

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made = Issuer(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield made
    server.shutdown()


@pytest.fixture(scope="module")
def guarded(issuer: Issuer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    settings = {"ISSUER": issuer.address, "AUDIENCE": AUDIENCE, "CLIENT_ID": CLIENT}
    with running(
        tmp_path_factory.mktemp("sign-in"), **{f"SINERGI_OIDC_{name}": value for name, value in settings.items()}
    ) as started:
        yield started


def test_someone_signs_in_at_the_issuer_comes_back_to_what_was_open_and_signs_out(
    guarded: Service, issuer: Issuer, visit: Visit
) -> None:
    issuer.lifetime = 20
    sheet = visit(guarded.view("rekomendasi", cepat="1"))
    sheet.get_by_role("button", name=SAID["sign.in"], exact=True).click()
    sheet.get_by_role("button", name=SAID["sign.issuer"].split("{")[0]).click()
    expect(sheet.get_by_role("button", name="Ani")).to_be_visible()
    assert sheet.url == guarded.view("rekomendasi", cepat="1")
    expect(sheet.locator(".item").first).to_be_visible()
    assert issuer.grants[0] == "authorization_code"
    assert "refresh_token" in issuer.grants, "a token with less than half a minute left is renewed before it is used"
    sheet.get_by_role("button", name="Ani").click()
    sheet.get_by_role("button", name=SAID["sign.out"]).click()
    expect(sheet.get_by_role("button", name=SAID["sign.in"], exact=True)).to_be_visible()


@pytest.mark.parametrize("why", ["insecure", "unreachable"])
def test_why_nobody_can_sign_in_at_the_issuer_is_said(guarded: Service, issuer: Issuer, visit: Visit, why: str) -> None:
    sheet = visit(guarded.view("rekomendasi"), expected="net::ERR")
    if why == "insecure":  # as over plain http from another machine
        sheet.evaluate("Object.defineProperty(globalThis.crypto, 'subtle', { value: undefined })")
    else:
        sheet.route(f"{issuer.address}/**", lambda route: route.abort())
    sheet.get_by_role("button", name=SAID["sign.in"], exact=True).click()
    sheet.get_by_role("button", name=SAID["sign.issuer"].split("{")[0]).click()
    expect(sheet.locator("dialog").get_by_role("alert")).to_have_text(SAID[f"sign.{why}"])
    expect(sheet.locator("dialog").get_by_label(SAID["sign.token"], exact=True)).to_be_visible()


def test_a_token_that_is_not_known_is_said_to_be_so(guarded: Service, visit: Visit) -> None:
    sheet = visit(guarded.view("rekomendasi"), expected="401")
    sheet.get_by_role("button", name=SAID["sign.in"], exact=True).click()
    sheet.get_by_label(SAID["sign.token"], exact=True).fill("bukan-token")
    sheet.get_by_role("button", name=SAID["sign.keep"]).click()
    expect(sheet.locator("dialog").get_by_role("alert")).to_have_text(SAID["sign.refused"])
