"""Tokens of links sent by e-mail: 256 random bits, of which only the digest is kept."""

import hashlib
import secrets


def new_token() -> str:
    return secrets.token_urlsafe(32)


def hashed(token: str) -> str:
    """Return the SHA-256 of a token, in hex. It is random and long, so it needs no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()
