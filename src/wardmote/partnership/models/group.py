from django.db import models
from django.db.models import F, Q

from wardmote.access.roles import ROLES


class Group(models.Model):
    """A body that meets: a panel on people and places, or a board. `code` starts the references of its cases."""

    class Kind(models.TextChoices):
        OVAL = "oval", "Offender, victim and location panel"
        JOINT_TASKING = "joint_tasking", "Joint tasking panel"
        BOARD = "board", "Board"

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="groups")
    slug = models.SlugField(unique=True)
    code = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind)
    terms_review_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_panel(self) -> bool:
        """Whether it hears cases."""
        return self.kind in (self.Kind.OVAL, self.Kind.JOINT_TASKING)


class Membership(models.Model):
    """One person holding one role for one organisation, from a date and, in time, to a date. Never overwritten."""

    user = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey("partnership.Organisation", on_delete=models.PROTECT, related_name="memberships")
    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="memberships")
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(max_length=30, choices=[(role.key, role.name) for role in ROLES.values()])
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True, help_text="The last day it holds.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="membership_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(group__isnull=False, role__in=[r.key for r in ROLES.values() if r.in_group])
                | Q(group__isnull=True, role__in=[r.key for r in ROLES.values() if not r.in_group]),
                name="group_roles_are_held_in_a_group",
            ),
        ]
        indexes = [models.Index(fields=["user", "partnership"]), models.Index(fields=["group", "organisation"])]

    def __str__(self) -> str:
        return f"{self.get_role_display()} from {self.starts_on}"
