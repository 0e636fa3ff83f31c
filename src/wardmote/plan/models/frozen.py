from decimal import Decimal

from django.db import models

from wardmote.plan.models.round import ReportingRound


class Frozen(models.Model):
    """What every frozen row has. `edition` counts closings of the round: a reopened one freezes a second edition.

    Everything is plain text and numbers, so that no later change of an indicator or a plan reaches it, and every
    figure is the one fit for the public: a small count of people was replaced by its words before it was kept.
    """

    round = models.ForeignKey(ReportingRound, on_delete=models.PROTECT, related_name="%(class)ss")
    edition = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveIntegerField(default=0)
    short_text = models.CharField(max_length=300, blank=True)
    full_text = models.TextField(blank=True)
    public = models.BooleanField(default=False, help_text="Whether the public may read the texts.")
    remedial_text = models.TextField(blank=True)
    remedial_due_on = models.DateField(null=True, blank=True)
    remedial_by = models.CharField(max_length=120, blank=True)

    class Meta:
        abstract = True
        ordering = ["edition", "position", "id"]


class FrozenFigure(Frozen):
    """An indicator's figure as it was when the round closed, with how it was worked out, compared and printed."""

    indicator = models.ForeignKey("performance.Indicator", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    definition = models.TextField()
    unit = models.CharField(max_length=60)
    polarity = models.CharField(max_length=20)
    numerator_text = models.CharField(max_length=160, blank=True)
    denominator_text = models.CharField(max_length=160, blank=True)
    multiplier = models.DecimalField(max_digits=10, decimal_places=2, default=Decimal(1))
    aggregation = models.CharField(max_length=14, blank=True)
    comparator = models.CharField(max_length=10, blank=True)
    minimum_base = models.PositiveIntegerField(default=20)
    decimals = models.PositiveSmallIntegerField(default=0)
    owner = models.CharField(max_length=120, blank=True)
    plan_ref = models.CharField(max_length=12, blank=True)
    outcome = models.CharField(max_length=80, blank=True)
    accountable = models.CharField(max_length=400, blank=True, help_text="The names of the accountable organisations.")
    indicator_public = models.BooleanField(default=True, help_text="Whether the public reads of the indicator at all.")
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    text = models.CharField(max_length=80)
    numerator = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    last_year_value = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    last_year_text = models.CharField(max_length=80, blank=True)
    previous_value = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    previous_text = models.CharField(max_length=80, blank=True)
    target = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    target_text = models.CharField(max_length=80, blank=True)
    change_text = models.CharField(max_length=120, blank=True)
    short_direction = models.CharField(max_length=20, blank=True)
    long_direction = models.CharField(max_length=20, blank=True)
    rag = models.CharField(max_length=10)
    rag_reason = models.TextField(blank=True)
    rag_rule = models.CharField(max_length=160, blank=True, help_text="The rule and its version.")
    rag_statement = models.TextField(blank=True, help_text="What the rule said.")
    variation = models.CharField(max_length=40, blank=True)
    assurance = models.CharField(max_length=40, blank=True)
    quality = models.CharField(max_length=12, blank=True)
    source = models.CharField(max_length=200, blank=True)
    notes = models.JSONField(default=list, blank=True)
    series = models.JSONField(default=list, blank=True, help_text="[[month, figure or null], …] as it was drawn.")
    synthetic = models.BooleanField(default=False)

    class Meta(Frozen.Meta):
        constraints = [models.UniqueConstraint(fields=["round", "edition", "indicator"], name="one_frozen_figure_each")]


class FrozenAction(Frozen):
    """An action as it stood when the round closed."""

    action = models.ForeignKey("plan.PlanAction", on_delete=models.PROTECT, related_name="+")
    plan_title = models.CharField(max_length=160)
    priority = models.CharField(max_length=220)
    ref = models.CharField(max_length=12)
    wording = models.TextField()
    lead = models.CharField(max_length=200, blank=True)
    partners = models.CharField(max_length=400, blank=True)
    sponsor = models.CharField(max_length=80, blank=True)
    due = models.CharField(max_length=80, blank=True)
    links = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=40, blank=True)
    status_means = models.CharField(max_length=12, blank=True)
    rag = models.CharField(max_length=10, blank=True)
    late = models.BooleanField(default=False)
    measures = models.JSONField(
        default=list, blank=True, help_text="[[how one will know, the quarter’s figure in words], …]"
    )
    action_public = models.BooleanField(default=True, help_text="Whether the public reads of the action at all.")

    class Meta(Frozen.Meta):
        constraints = [models.UniqueConstraint(fields=["round", "edition", "action"], name="one_frozen_action_each")]
