"""Authenticator seeds and recovery seeds are kept enciphered, so that a copy of the database alone opens no account."""

import base64

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes


def encipher(text: str) -> str:
    """Return `text` enciphered with the installation's present key."""
    return _keys().encrypt(text.encode()).decode()


def decipher(text: str) -> str:
    """Return what `encipher` was given, also under an earlier key. Raises InvalidToken when no key fits."""
    return _keys().decrypt(text.encode()).decode()


def _keys() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str | bytes) -> Fernet:
    derived = HKDF(SHA256(), length=32, salt=None, info=b"wardmote.access.seeds").derive(force_bytes(secret))
    return Fernet(base64.urlsafe_b64encode(derived))
