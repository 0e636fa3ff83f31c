from decimal import Decimal

from django.db import models
from django.db.models import Q

from wardmote.common.versions import Versioned
from wardmote.methods.direction import Polarity

POLARITIES = [
    (Polarity.LESS_IS_BETTER.value, "Less is better"),
    (Polarity.MORE_IS_BETTER.value, "More is better"),
    (Polarity.MORE_REPORTING.value, "More reporting is better"),
    (Polarity.CONTEXT.value, "Context only"),
]


class Indicator(Versioned):
    """Something a partnership watches, with what a rise in it would mean.

    Its figures are *counted* by a measure of the product (`measure_key` with `filters`), or *typed* by somebody, who
    may also import them. A figure is numerator ÷ denominator × `multiplier`; without `denominator_text` it is the
    numerator alone. `frequency` is how often a figure comes; `aggregation` makes a quarter of its months.
    `plan_ref` is the number of the plan's action that it measures, as words: this room does not know plans.
    What a definition said before stands in `DefinitionChange`.
    """

    class Kind(models.TextChoices):
        COUNTED = "counted", "Counted by Wardmote"
        TYPED = "typed", "Typed or imported"

    class Frequency(models.TextChoices):
        MONTH = "month", "Each month"
        QUARTER = "quarter", "Each quarter"
        YEAR = "year", "Each financial year"

    class Aggregation(models.TextChoices):
        SUM = "sum", "Sum"
        MEAN = "mean", "Mean"
        LAST = "last", "Last"
        RATIO_OF_SUMS = "ratio_of_sums", "Ratio of the sums"

    class Comparator(models.TextChoices):
        LAST_YEAR = "last_year", "The same quarter last year"
        PREVIOUS = "previous", "The quarter before"
        BASELINE = "baseline", "The baseline"

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="indicators")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    definition = models.TextField()
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.COUNTED)
    measure_key = models.CharField(max_length=60, blank=True)
    filters = models.JSONField(default=dict, blank=True)
    numerator_text = models.CharField(max_length=160, blank=True)
    denominator_text = models.CharField(max_length=160, blank=True)
    multiplier = models.DecimalField(max_digits=10, decimal_places=2, default=Decimal(1))
    decimals = models.PositiveSmallIntegerField(default=0)
    frequency = models.CharField(max_length=8, choices=Frequency, default=Frequency.MONTH)
    aggregation = models.CharField(max_length=14, choices=Aggregation, default=Aggregation.SUM)
    lag_days = models.PositiveSmallIntegerField(default=0, help_text="Days after the period until the figure is there.")
    polarity = models.CharField(
        max_length=20,
        choices=POLARITIES,
    )
    unit = models.CharField(max_length=60, help_text="In the plural, as in “recorded crimes”.")
    comparator = models.CharField(max_length=10, choices=Comparator, default=Comparator.LAST_YEAR)
    baseline = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    baseline_text = models.CharField(max_length=80, blank=True, help_text="Of when, as in “2023/24”.")
    tolerance = models.DecimalField(
        max_digits=20, decimal_places=6, default=Decimal(0), help_text="Moves up to this much are no change."
    )
    rag_rule = models.ForeignKey(
        "performance.RagRule", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    minimum_base = models.PositiveIntegerField(default=20)
    minimum_published = models.PositiveIntegerField(default=5, help_text="Smaller counts of people are not printed.")
    confidential = models.BooleanField(default=False, help_text="Typed counts of people, suppressed when small.")
    owner = models.ForeignKey(
        "partnership.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="indicators_owned",
        help_text="Who answers for it in the quarterly round.",
    )  # fmt: skip
    outcome = models.CharField(
        max_length=80, blank=True, help_text="The shared outcome it stands under, on a scorecard."
    )
    accountable = models.ManyToManyField("partnership.Organisation", related_name="+", blank=True)
    public = models.BooleanField(default=True)
    position = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=200)
    plan_ref = models.CharField(max_length=12, blank=True)
    retired_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "key"], name="one_indicator_key_once"),
            models.CheckConstraint(
                condition=Q(kind="typed", measure_key="") | Q(Q(kind="counted"), ~Q(measure_key="")),
                name="counted_indicator_has_a_measure",
            ),
        ]

    def __str__(self) -> str:
        return self.name
