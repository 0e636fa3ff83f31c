from collections.abc import Iterable
from dataclasses import dataclass, field

from wardmote.access.permissions import Permission
from wardmote.access.roles import ROLES, Role


@dataclass(frozen=True)
class Decision:
    """Yes or no, and why. Truthy when allowed. The reason is for the audit trail, never for the person refused."""

    allowed: bool
    reason: str

    def __bool__(self) -> bool:
        return self.allowed


@dataclass(frozen=True)
class Standing:
    """One role held today. `signed` says whether the organisation has signed the agreement now in force."""

    role_key: str
    organisation_id: int
    group_id: int | None = None
    signed: bool = False

    @property
    def role(self) -> Role:
        return ROLES[self.role_key]


@dataclass(frozen=True)
class Actor:
    """A person at work in one partnership, worked out afresh for each request from what is true now."""

    user_id: int
    name: str
    partnership_id: int | None = None
    standings: tuple[Standing, ...] = ()
    second_factor: bool = False
    organisation_name: str = ""
    active: bool = True
    permissions: frozenset[Permission] = field(init=False)

    def __post_init__(self) -> None:
        held = frozenset(p for standing in self.standings for p in standing.role.permissions)
        object.__setattr__(self, "permissions", held if self.active else frozenset())

    @property
    def organisation_id(self) -> int | None:
        """The organisation they act for here: that of their first standing."""
        return self.standings[0].organisation_id if self.standings else None

    def may(self, permission: Permission, *, group_id: int | None = None) -> Decision:
        """Decide on a permission alone, in any standing or, when `group_id` is given, in that group only."""
        if not self.active:
            return Decision(False, "the account is suspended")
        if permission not in self.permissions:
            return Decision(False, f"no standing here gives {permission}")
        if group_id is not None and not any(s.group_id == group_id for s in self.standings_with(permission)):
            return Decision(False, f"{permission} is not held in this group")
        return Decision(True, f"{permission} is held")

    def standings_with(self, permission: Permission) -> Iterable[Standing]:
        """Return the standings whose role gives `permission`."""
        return (standing for standing in self.standings if permission in standing.role.permissions)


NOBODY = Actor(user_id=0, name="", active=False)
