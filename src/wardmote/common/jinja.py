"""The one Jinja environment of every page: GOV.UK macros, Wardmote's own, filters for dates and numbers.

A name that the page does not have is an error, so that a misspelling is found by the first test that opens the page.
A missing key of a dict is nothing, because the GOV.UK macros read options that the caller left out.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader, Undefined
from markupsafe import Markup, escape

from wardmote.common import clock, dates, formview, numbers


class PageUndefined(Undefined):
    """Nothing, where a dict lacks a key; an error, where a name or an attribute of an object is missing."""

    __slots__ = ()

    def _check(self) -> None:
        # A macro that was not called with a block asks `if caller`; that is a question, not a misspelling.
        if not isinstance(self._undefined_obj, Mapping) and self._undefined_name != "caller":
            self._fail_with_undefined_error()

    def __str__(self) -> str:
        self._check()
        return ""

    def __bool__(self) -> bool:
        self._check()
        return False

    def __len__(self) -> int:
        self._check()
        return 0

    def __iter__(self) -> Any:
        self._check()
        return iter(())

    def __eq__(self, other: object) -> bool:
        self._check()
        return isinstance(other, Undefined)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return id(type(self))


def url(name: str, *args: object, **kwargs: object) -> str:
    """Return the address of the named route, for templates."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


def keep_lines(text: str) -> Markup:
    """Escape what was typed and name its line ends, so that no macro's indenting gets into a text box."""
    return escape(text.replace("\r\n", "\n")).replace("\n", Markup("&#10;"))


def breaks(text: str) -> Markup:
    """Escape what was typed and show its line ends, for reading."""
    return Markup("<br>").join(str(text).splitlines())


FILTERS: dict[str, Callable[..., Any]] = {
    "keep_lines": keep_lines,
    "breaks": breaks,
    "as_held": clock.as_held,
    "day": dates.day,
    "plainday": dates.plainday,
    "shortday": dates.shortday,
    "clocktime": dates.clocktime,
    "moment": dates.moment,
    "isodate": dates.isodate,
    "whole": numbers.whole,
    "signed": numbers.signed,
    "percent": numbers.percent,
    "signed_percent": numbers.signed_percent,
}


def environment(**options: Any) -> Environment:
    """Make the environment; Django's Jinja2 backend calls this once and keeps the result.

    `options` are the backend's own (loader, autoescape, auto_reload); its loader serves the rooms' templates, and the
    GOV.UK macros are added under the path by which they import one another.
    """
    macros = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    made = Environment(
        loader=ChoiceLoader([options.pop("loader"), macros]),
        autoescape=options.pop("autoescape", True),
        undefined=PageUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.do"],
        **{name: value for name, value in options.items() if name != "undefined"},
    )
    made.globals.update(
        static=static,
        url=url,
        field_params=formview.field_params,
        error_list=formview.error_list,
        # The GOV.UK macros keep these two names from the JavaScript templates they were written after.
        undefined=PageUndefined(obj={}, name="undefined"),
        null=None,
    )
    made.filters.update(FILTERS)
    return made
