"""Reads of accounts. Nothing here is about a case."""

from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Exists, OuterRef, Q

from wardmote.access import directory, rules
from wardmote.access.actor import Actor
from wardmote.access.models import Invitation, User
from wardmote.access.permissions import Permission
from wardmote.access.refusal import Refused, require
from wardmote.access.tokens import hashed


@dataclass(frozen=True)
class Account:
    """One line of the list of accounts."""

    user: User
    roles: str
    second_factor: bool
    invitation: Invitation | None

    @property
    def state(self) -> str:
        """In a word or two, for the person who manages accounts."""
        if not self.user.is_active:
            return "Suspended"
        if not self.user.has_usable_password():
            if self.invitation is None:
                return "No password"
            return "Invited" if self.invitation.is_open else "Invitation ended"
        return "Active" if self.second_factor else "No second factor yet"


def accounts_managed_by(actor: Actor, *, search: str = "", limit: int = 200) -> list[Account]:
    """Return the people of the actor's partnership, and those invited to it, by name; at most `limit`."""
    require(actor.may(Permission.ACCOUNT_MANAGE), actor, "account.list")
    if actor.partnership_id is None:
        return []
    roles = directory.people_of(actor.partnership_id)
    invited = Invitation.objects.filter(partnership_id=actor.partnership_id)
    found = User.objects.filter(Q(pk__in=list(roles)) | Q(pk__in=invited.values("user_id")))
    for word in search.split()[:5]:
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    factor = Authenticator.objects.filter(user_id=OuterRef("pk"), type=Authenticator.Type.TOTP)
    users = list(found.annotate(has_factor=Exists(factor)).order_by("name", "pk")[:limit])
    newest = {each.user_id: each for each in invited.filter(user__in=users).order_by("sent_at", "pk")}
    return [Account(user, roles.get(user.pk, ""), user.has_factor, newest.get(user.pk)) for user in users]


def get_account(actor: Actor, user_id: int) -> Account:
    """Return one person's account. Raises Refused when it is missing or not the actor's to manage, alike."""
    require(actor.may(Permission.ACCOUNT_MANAGE), actor, "account.view", object_type="user", object_ref=str(user_id))
    found = [each for each in accounts_managed_by(actor, limit=10_000) if each.user.pk == user_id]
    if not found:
        raise Refused(actor, "account.view", reason="no such person here", object_type="user", object_ref=str(user_id))
    return found[0]


def find_user(actor: Actor, email: str) -> User | None:
    """Return the account of an address, for those who may invite: its owner may already work in another partnership."""
    require(rules.may_invite(actor), actor, "account.find")
    return User.objects.filter(email=email.strip().lower()).first()


def open_invitation(token: str) -> Invitation | None:
    """Return the invitation whose link carries `token` while it can be used."""
    found = Invitation.objects.select_related("user", "invited_by").filter(token_hash=hashed(token)).first()
    return found if found and found.is_open and found.user.is_active else None


def sessions_of(user: User) -> list[UserSession]:
    """Return a person's own sessions that still last, the newest first."""
    return sorted(UserSession.objects.purge_and_list(user), key=lambda each: each.created_at, reverse=True)


def has_authenticator(user: User) -> bool:
    """Say whether the person has an authenticator app set up."""
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
