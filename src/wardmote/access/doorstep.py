"""What stands on the sign-in page beside the form. Other rooms put their panels here at start-up."""

from collections.abc import Callable

from django.http import HttpRequest
from django.utils.safestring import SafeString

# Given the request, a panel returns its markup, already safe, or nothing.
Panel = Callable[[HttpRequest], SafeString | None]
_panels: list[Panel] = []


def register_panel(panel: Panel) -> None:
    """Add a panel to the sign-in page; adding the same one again changes nothing."""
    if panel not in _panels:
        _panels.append(panel)


def panels(request: HttpRequest) -> list[SafeString]:
    """Return the markup of every panel that has something to show."""
    return [markup for panel in _panels if (markup := panel(request))]
