"""Refuse to start when WARDMOTE_ENGINE names nothing that can answer, rather than fail on each page."""

from typing import Any

from django.core.checks import CheckMessage, Error, register

from wardmote.evidence.engine import backends


@register
def known_engine(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Check the address alone: a cluster may be started later, or be away for an hour."""
    try:
        backends.address()
    except backends.EngineUnavailable as error:
        return [Error(str(error), hint="See docs/build/scale.md.", id="wardmote.E010")]
    return []
