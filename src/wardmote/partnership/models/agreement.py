from django.db import models
from django.db.models import F, Q


class Gateway(models.Model):
    """A power in law to share, as dated data: law changes by a row, not by a release."""

    code = models.SlugField(unique=True)
    name = models.CharField(max_length=160)
    source = models.CharField(max_length=160, help_text="The Act and section.")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Agreement(models.Model):
    """One version of a partnership's information-sharing agreement."""

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="agreements")
    version = models.CharField(max_length=20)
    title = models.CharField(max_length=160)
    text = models.TextField()
    gateways = models.ManyToManyField(Gateway, related_name="agreements")
    starts_on = models.DateField()
    review_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "version"], name="one_agreement_version_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="agreement_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"


class OrganisationSignature(models.Model):
    """An organisation's promise to share as the agreement says. Without it, none of its people sees case papers."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    organisation = models.ForeignKey("partnership.Organisation", on_delete=models.PROTECT, related_name="signatures")
    signed_on = models.DateField()
    signatory = models.CharField(max_length=120)
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation"],
                condition=Q(withdrawn_on__isnull=True),
                name="one_standing_signature_each",
            )
        ]
