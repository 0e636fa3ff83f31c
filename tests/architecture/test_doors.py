"""Every address says who may knock, and no library's address is open that nobody decided on."""

from collections.abc import Iterator

from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern, URLResolver, get_resolver

from wardmote.access.doors import LIBRARY_DOORS
from wardmote.access.middleware import door_of


def _addresses(
    resolver: URLResolver, prefix: str = "", space: tuple[str, ...] = ()
) -> Iterator[tuple[str, str, URLPattern]]:
    """Yield (address, view name, pattern) of every route."""
    for found in resolver.url_patterns:
        address = prefix + str(found.pattern)
        if isinstance(found, URLResolver):
            yield from _addresses(found, address, (*space, found.namespace) if found.namespace else space)
        else:
            yield address, ":".join([*space, found.name or ""]), found


def test_every_address_has_a_door():
    found, without = list(_addresses(get_resolver())), []
    for address, name, pattern in found:
        try:
            door = door_of(pattern.callback, name)
        except ImproperlyConfigured:
            without.append(f"{address} ({name})")
            continue
        if door.public and not door.why:
            without.append(f"{address} ({name}) is open to everybody without saying why")
    assert len(found) > 10
    assert not without, "\n".join(without)


def test_every_address_has_a_name_of_its_own():
    names = [name for _, name, _ in _addresses(get_resolver())]
    twice = {name for name in names if names.count(name) > 1}
    assert not twice
    assert all(name.split(":")[-1] for name in names)


def test_no_door_is_left_for_a_library_address_that_is_gone():
    assert set(LIBRARY_DOORS) <= {name for _, name, _ in _addresses(get_resolver())}
