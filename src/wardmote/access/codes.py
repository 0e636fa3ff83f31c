"""One-time codes: good once. allauth remembers a used code for thirty seconds, but takes it for ninety."""

import hashlib

from allauth.mfa import app_settings
from django.core.cache import cache


def spend(user_id: int, code: str) -> bool:
    """Use up `code` for this person. Returns False when it was used before in the time for which it is taken.

    The cache is shared between processes and its entries end by the same clock as the codes, so putting the clock back
    brings back neither a code nor its being unused.
    """
    digest = hashlib.sha256(f"{user_id}:{''.join(code.split())}".encode()).hexdigest()
    lasts = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
    return bool(cache.add(f"wardmote:code:{digest}", True, timeout=lasts))
