from django.db import models

from wardmote.plan.models.action import PlanAction
from wardmote.plan.models.plan import Plan


class PlanChange(models.Model):
    """A change to a plan after it was adopted, for everybody who reads the plan to see. Never removed."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="changes")
    action = models.ForeignKey(PlanAction, on_delete=models.PROTECT, null=True, blank=True, related_name="changes")
    what = models.CharField(max_length=80, help_text="What changed, in words: “due”, “lead”.")
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    reason = models.TextField()
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-id"]


class CarriedOver(models.Model):
    """One line of the cross-walk of a yearly refresh: what became of an action, or that one is new."""

    class How(models.TextChoices):
        CONTINUING = "continuing", "Continuing"
        CLOSED = "closed", "Closed"
        NEW = "new", "New"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="carried_over")
    how = models.CharField(max_length=12, choices=How)
    old = models.ForeignKey(PlanAction, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    new = models.ForeignKey(PlanAction, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]


class PestelEntry(models.Model):
    """One force from outside that the plan has to reckon with."""

    class Factor(models.TextChoices):
        POLITICAL = "political", "Political"
        ECONOMIC = "economic", "Economic"
        SOCIAL = "social", "Social"
        TECHNOLOGICAL = "technological", "Technological"
        ENVIRONMENTAL = "environmental", "Environmental"
        LEGAL = "legal", "Legal"
        ORGANISATIONAL = "organisational", "Organisational"

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="pestel")
    factor = models.CharField(max_length=16, choices=Factor)
    text = models.TextField()
    effect = models.TextField(blank=True, help_text="What it means for the partnership.")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]


class Assessment(models.Model):
    """The strategic assessment from which a plan's priorities came."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="assessments")
    title = models.CharField(max_length=160)
    made_on = models.DateField()
    found = models.TextField(blank=True, help_text="What it found, in short.")
    address = models.URLField(blank=True)

    class Meta:
        ordering = ["-made_on"]
