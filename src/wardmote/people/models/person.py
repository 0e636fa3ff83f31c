import uuid

from django.db import models

from wardmote.common.need_to_know import NeedToKnow


class Person(NeedToKnow):
    """Somebody a partnership knows through its casework. Known in one partnership only; never shared by being here."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    given_names = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    date_of_birth = models.DateField(null=True, blank=True)
    # The sound of the family name, so that a likely match is found by index and not by reading everybody.
    family_sound = models.CharField(max_length=8, db_index=True, editable=False)
    created_at = models.DateTimeField()

    class Meta(NeedToKnow.Meta):
        indexes = [models.Index(fields=["partnership", "family_sound"])]

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()


class ContactPoint(NeedToKnow):
    """An address, telephone or e-mail of a person, from–to, and whether using it is safe. Unknown counts as unsafe."""

    class Kind(models.TextChoices):
        ADDRESS = "address", "Address"
        TELEPHONE = "telephone", "Telephone"
        EMAIL = "email", "E-mail"

    class Safe(models.TextChoices):
        YES = "yes", "Safe to use"
        NO = "no", "Not safe to use"
        UNKNOWN = "unknown", "Not known to be safe"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="contact_points")
    kind = models.CharField(max_length=12, choices=Kind)
    value = models.TextField(max_length=300)
    safe = models.CharField(max_length=8, choices=Safe, default=Safe.UNKNOWN)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)


class PersonBar(NeedToKnow):
    """A user who must see nothing about a person: a relative, a neighbour, the person. Overrides every right."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bars")
    user = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)
    set_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+", null=True)
    set_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta(NeedToKnow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["person", "user"], condition=models.Q(lifted_at__isnull=True), name="one_live_person_bar"
            )
        ]
