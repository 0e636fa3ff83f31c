"""Who may reach which case: the definition, in one place. Lists are served from CaseAccess; a test holds the two equal.

A case is visible to an actor who has given their second factor, in the case's partnership, whose organisation has
signed the agreement in force, and for whom one of these holds today: their agency is in the circle; they serve the
case's panel as its chair or administrator; they hold a live personal grant. A bar on the case, or on any person in it,
overrides all. Why it is so: docs/build/access.md.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from wardmote.access.actor import Actor, Decision
from wardmote.access.permissions import Permission
from wardmote.casework.models import Case, CaseAgency, CaseBar, CaseGrant, CaseSubject, ChronologyEntry


@dataclass(frozen=True)
class Reach:
    """What an actor's standings open, before any bar."""

    organisations: frozenset[int]
    panels: frozenset[int]
    personal: bool


def reach_of(actor: Actor) -> Reach:
    """Work out an actor's reach. Without a second factor, or a signature of the organisation, it is empty."""
    if not actor.active or not actor.second_factor:
        return Reach(frozenset(), frozenset(), False)
    agency = [s for s in actor.standings_with(Permission.CASE_VIEW) if s.signed]
    panel = [s for s in actor.standings_with(Permission.CASE_VIEW_PANEL) if s.signed and s.group_id]
    return Reach(
        organisations=frozenset(s.organisation_id for s in agency),
        panels=frozenset(s.group_id for s in panel if s.group_id),
        personal=any(s.signed for s in actor.standings),
    )


def principals_of(actor: Actor) -> list[str]:
    """Return the read lists that are this actor's, in the form CaseAccess keeps them."""
    reach = reach_of(actor)
    found = [agency_principal(organisation, actor.partnership_id) for organisation in sorted(reach.organisations)]
    found += [panel_principal(panel) for panel in sorted(reach.panels)]
    return [*found, user_principal(actor.user_id, actor.partnership_id)] if reach.personal else found


def agency_principal(organisation_id: int, partnership_id: int | None) -> str:
    return f"a{organisation_id}.{partnership_id}"


def panel_principal(group_id: int) -> str:
    return f"g{group_id}"


def user_principal(user_id: int, partnership_id: int | None) -> str:
    return f"u{user_id}.{partnership_id}"


def visible(actor: Actor) -> Q:
    """The definition, as a condition on Case rows."""
    reach = reach_of(actor)
    circle = CaseAgency.unguarded.filter(
        case=OuterRef("pk"), organisation__in=reach.organisations, ended_at__isnull=True
    )
    granted = CaseGrant.unguarded.filter(
        case=OuterRef("pk"), user=actor.user_id, until__gt=timezone.now(), revoked_at__isnull=True
    )
    opened = Q(pk__in=[])
    if reach.organisations:
        opened |= Q(Exists(circle))
    if reach.panels:
        opened |= Q(panel__in=reach.panels)
    if reach.personal:
        opened |= Q(Exists(granted), partnership=actor.partnership_id)
    return Q(partnership=actor.partnership_id) & opened & ~barred(actor)


def barred(actor: Actor, *, case: str = "pk") -> Q:
    """Cases that this user is kept from, by a bar on the case or on somebody in it.

    `case` names the column that holds the case, for rows that are not cases but belong to one.
    """
    on_case = CaseBar.unguarded.filter(case=OuterRef(case), user=actor.user_id, lifted_at__isnull=True)
    on_person = CaseSubject.unguarded.filter(
        case=OuterRef(case), person__bars__user=actor.user_id, person__bars__lifted_at__isnull=True
    )
    return Q(Exists(on_case)) | Q(Exists(on_person))


def kept_from_any(actor: Actor) -> bool:
    """Say whether this user is barred from any case of the partnership they work in: a total would tell them of it."""
    here = {"case__partnership": actor.partnership_id}
    on_case = CaseBar.unguarded.filter(user=actor.user_id, lifted_at__isnull=True, **here)
    on_person = CaseSubject.unguarded.filter(
        person__bars__user=actor.user_id, person__bars__lifted_at__isnull=True, **here
    )
    return on_case.exists() or on_person.exists()


def may_open_counted(actor: Actor) -> bool:
    """Say whether somebody may open what a count was made of: those who serve a panel and see all of its cases.

    Not those who are barred from one: the count beside what they see would tell of the case that is kept from them.
    """
    serves = actor.second_factor and actor.may(Permission.CASE_VIEW_PANEL) and any(s.signed for s in actor.standings)
    return bool(serves) and not kept_from_any(actor)


def may_update(actor: Actor, case: Case) -> Decision:
    """Add to the chronology, use a register. `case` was reached through a visible query."""
    return actor.may(Permission.CASE_UPDATE)


def may_correct(actor: Actor, case: Case, entry: ChronologyEntry) -> Decision:
    """Correct words that one's own agency added. What Wardmote noted by itself is corrected where it was decided."""
    if entry.kind not in (ChronologyEntry.Kind.UPDATE, ChronologyEntry.Kind.CORRECTION):
        return Decision(False, "the entry was not typed into the chronology")
    if entry.organisation_id is None or entry.organisation_id != actor.organisation_id:
        return Decision(False, "not an entry of their agency")
    return may_update(actor, case)


def may_manage(actor: Actor, case: Case) -> Decision:
    """Change the circle, the lead agency and bars: the panel's chair or administrator."""
    return actor.may(Permission.CASE_MANAGE, group_id=case.panel_id)


def may_triage(actor: Actor, panel_id: int) -> Decision:
    """Decide on a referral to a panel, if one's organisation has signed."""
    signed = any(s.signed and s.group_id == panel_id for s in actor.standings_with(Permission.REFERRAL_TRIAGE))
    if not actor.second_factor:
        return Decision(False, "no second factor was given")
    return actor.may(Permission.REFERRAL_TRIAGE, group_id=panel_id) if signed else Decision(False, "no signature")
