"""Who may knock: every view says it, and a view that says nothing opens to nobody."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from wardmote.access.permissions import Permission

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Door:
    """What a view asks of its visitor before it runs. `any_of` empty means: any signed-in person."""

    public: bool = False
    second_factor: bool = True
    any_of: frozenset[Permission] = frozenset()
    why: str = ""
    keeps_typed: bool = False  # what a signed-out person posts is kept until they have signed in; see typed.py


def public(why: str) -> Callable[[View], View]:
    """Open a view to everybody, saying why that is safe."""
    return _marked(Door(public=True, second_factor=False, why=why))


def signed_in(*, second_factor: bool = True) -> Callable[[View], View]:
    """Open a view to any signed-in person; without the second factor only where that is what the page is for."""
    return _marked(Door(second_factor=second_factor))


def needs(*permissions: Permission, keeps_typed: bool = False) -> Callable[[View], View]:
    """Open a view to those who hold any of `permissions` in the partnership they are working in."""
    if not permissions:
        raise ValueError("Name at least one permission; for any signed-in person use signed_in().")
    return _marked(Door(any_of=frozenset(permissions), keeps_typed=keeps_typed))


def _marked(door: Door) -> Callable[[View], View]:
    def mark(view: View) -> View:
        view.door = door  # type: ignore[attr-defined]  # functions carry what they ask for
        return view

    return mark


# Views of libraries and of rooms below this one, which cannot carry a mark. Each is named here with the door it gets.
LIBRARY_DOORS: dict[str, Door] = {
    "common:gallery": Door(public=True, second_factor=False, why="shows components with invented content, no records"),
    "account_login": Door(public=True, second_factor=False, why="signing in"),
    "account_logout": Door(second_factor=False),
    # Before the first authenticator is set up the password is asked for again, so it cannot need a second factor.
    "account_reauthenticate": Door(second_factor=False),
    "account_inactive": Door(public=True, second_factor=False, why="says that an account is suspended"),
    "account_change_password": Door(),
    "account_reset_password": Door(public=True, second_factor=False, why="asking for a new password"),
    "account_reset_password_done": Door(public=True, second_factor=False, why="asking for a new password"),
    "account_reset_password_from_key": Door(public=True, second_factor=False, why="the key is the proof"),
    "account_reset_password_from_key_done": Door(public=True, second_factor=False, why="asking for a new password"),
    "mfa_authenticate": Door(public=True, second_factor=False, why="the second half of signing in"),
    # Where somebody signed in by password alone gives the code, so it cannot need one already.
    "mfa_reauthenticate": Door(second_factor=False),
    "mfa_activate_totp": Door(second_factor=False),
    "mfa_deactivate_totp": Door(),
    "mfa_generate_recovery_codes": Door(),
    "mfa_view_recovery_codes": Door(),
}
