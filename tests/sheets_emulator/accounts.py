"""Who is calling: service accounts, the tokens they were given and the endpoint that gives them."""

import base64
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from .book import Json
from .errors import NOT_SIGNED_IN, ApiError

GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
ALL_SCOPES = "https://www.googleapis.com/auth/spreadsheets https://www.googleapis.com/auth/drive"
TOKEN_SECONDS = 3599
SKEW_SECONDS = 300
STALE = (
    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and "
    "exp values in the JWT claim."
)


class GrantError(Exception):
    """A refusal of the token endpoint."""

    def __init__(self, error: str, text: str) -> None:
        super().__init__(text)
        self.body = {"error": error, "error_description": text}


@dataclass
class Token:
    email: str
    scopes: str
    expires_at: float | None = None

    def may(self, *, write: bool, drive: bool) -> bool:
        names = {scope.rpartition("/")[2] for scope in self.scopes.split()}
        writing = {"drive", "drive.file"} | (set() if drive else {"spreadsheets"})
        reading = writing | {"drive.readonly"} | (set() if drive else {"spreadsheets.readonly"})
        return bool(names & (writing if write else reading))


@dataclass
class Accounts:
    """Known service accounts and the tokens that are good now."""

    clock: Callable[[], float]
    keys: dict[str, rsa.RSAPublicKey] = field(default_factory=dict)
    tokens: dict[str, Token] = field(default_factory=dict)
    given: int = 0

    def service_account(self, email: str, token_uri: str) -> Json:
        """The content of a key file for a new service account."""
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.keys[email] = key.public_key()
        text = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return {
            "type": "service_account",
            "project_id": "emulator",
            "private_key_id": "0",
            "private_key": text.decode(),
            "client_email": email,
            "client_id": "0",
            "token_uri": token_uri,
        }

    def new_token(self, email: str, scopes: str = ALL_SCOPES, *, seconds: float | None = None) -> str:
        """A token for the account; without `seconds` it never ends."""
        self.given += 1
        text = f"ya29.emulated-{self.given}"
        self.tokens[text] = Token(email, scopes, None if seconds is None else self.clock() + seconds)
        return text

    def end_all_tokens(self) -> None:
        """From now on every token given so far is answered with 401."""
        self.tokens.clear()

    def caller(self, authorization: str) -> Token:
        """Who the bearer token belongs to; raises 401 for an unknown or ended one."""
        token = self.tokens.get(authorization.removeprefix("Bearer "))
        if token is None or (token.expires_at is not None and token.expires_at <= self.clock()):
            raise ApiError(401, NOT_SIGNED_IN)
        return token

    def grant(self, form: dict[str, str]) -> Json:
        """The answer of the token endpoint to a signed assertion."""
        if form.get("grant_type") != GRANT:
            raise GrantError("unsupported_grant_type", f"Invalid grant_type: {form.get('grant_type', '')}")
        claims = self._claims(form.get("assertion", ""))
        now = self.clock()
        if (
            not claims["iat"] - SKEW_SECONDS <= now <= claims["exp"] + SKEW_SECONDS
            or claims["exp"] - claims["iat"] > 3600
        ):
            raise GrantError("invalid_grant", STALE)
        if not claims.get("scope"):
            raise GrantError("invalid_scope", "Invalid OAuth scope or ID token audience provided.")
        text = self.new_token(claims["iss"], claims["scope"], seconds=TOKEN_SECONDS)
        return {"access_token": text, "expires_in": TOKEN_SECONDS, "token_type": "Bearer"}

    def _claims(self, assertion: str) -> dict[str, Any]:
        try:
            head, payload, signature = assertion.split(".")
            claims = json.loads(_decoded(payload))
        except ValueError:
            raise GrantError("invalid_grant", "Invalid JWT.") from None
        if claims.get("iss") not in self.keys:
            raise GrantError("invalid_grant", "Invalid grant: account not found")
        try:
            signed = f"{head}.{payload}".encode()
            self.keys[claims["iss"]].verify(_decoded(signature), signed, padding.PKCS1v15(), hashes.SHA256())
        except InvalidSignature:
            raise GrantError("invalid_grant", "Invalid JWT Signature.") from None
        return claims


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
