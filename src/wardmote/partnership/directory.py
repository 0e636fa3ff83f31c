"""Tells the accounts' pages who belongs to a partnership, and in which roles today."""

from collections.abc import Iterable

from wardmote.access.directory import Listed
from wardmote.common import clock
from wardmote.partnership.models import Membership


def people(partnership_id: int) -> Iterable[Listed]:
    """List everybody who holds, held or will hold a role in the partnership, with today's roles in words."""
    today = clock.today()
    roles: dict[int, list[str]] = {}
    held = Membership.objects.filter(partnership_id=partnership_id).select_related("group").order_by("user_id", "id")
    for each in held:
        mine = roles.setdefault(each.user_id, [])
        if each.starts_on <= today and (each.ends_on is None or each.ends_on >= today):
            mine.append(f"{each.get_role_display()}, {each.group.name}" if each.group else each.get_role_display())
    return [Listed(user_id, "; ".join(dict.fromkeys(mine))) for user_id, mine in roles.items()]
