from django.db import models
from django.db.models import F, Q


class Nation(models.TextChoices):
    """Where a rule is law."""

    ENGLAND = "england", "England"
    WALES = "wales", "Wales"
    BOTH = "both", "England and Wales"


class Duty(models.Model):
    """Something that law or the partnership's own rules ask for by a day, as dated data: law changes by a row.

    `falls` says when it falls due, as `[[month, day], …]` of each year, empty where a day cannot be known beforehand;
    `every_years` 3 for what comes each third year from that of `starts_on`. `when_text` says what the day rests on.
    `starts_on` and `ends_on` are the first and last due day that it asks for. One with a `partnership` is that
    partnership's own rule.
    """

    class Reach(models.TextChoices):
        ALL = "all", "Every partnership"
        COUNTY = "county", "A county over districts"

    partnership = models.ForeignKey(
        "partnership.Partnership", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    code = models.SlugField(max_length=60)
    title = models.CharField(max_length=160)
    source = models.CharField(max_length=200, help_text="The Act or regulation.")
    nation = models.CharField(max_length=8, choices=Nation, default=Nation.BOTH)
    reach = models.CharField(max_length=8, choices=Reach, default=Reach.ALL)
    falls = models.JSONField(default=list, blank=True)
    when_text = models.CharField(max_length=200, blank=True)
    every_years = models.PositiveSmallIntegerField(default=1)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    evidence_wanted = models.CharField(max_length=200, blank=True)
    confirmed = models.BooleanField(default=True, help_text="Whether its wording was checked against the law in force.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["code", "starts_on"], condition=Q(partnership__isnull=True), name="one_duty_from_a_day"
            ),
            models.UniqueConstraint(
                fields=["partnership", "code", "starts_on"],
                condition=Q(partnership__isnull=False),
                name="one_own_duty_from_a_day",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="duty_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DutyNation(models.Model):
    """Which nation's rules a partnership is under. One without a row is under England's."""

    partnership = models.OneToOneField("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    nation = models.CharField(max_length=8, choices=[(Nation.ENGLAND, "England"), (Nation.WALES, "Wales")])


class DutyEvidence(models.Model):
    """That a partnership did its duty for one due day: when, and what shows it. A correction is a new row."""

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="evidence")
    due_on = models.DateField()
    done_on = models.DateField()
    text = models.TextField()
    address = models.URLField(blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    file = models.BinaryField(blank=True, default=b"")
    added_by = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_reason=""), name="withdrawn_evidence_says_why"
            )
        ]
