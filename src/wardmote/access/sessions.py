"""What a session knows of how its person signed in."""

from django.http import HttpRequest

_METHODS = "account_authentication_methods"  # kept by allauth: one entry for each proof given


def second_factor_given(request: HttpRequest) -> bool:
    """Say whether this session's person has given their second factor since signing in."""
    return any(entry.get("method") == "mfa" for entry in request.session.get(_METHODS, []))
