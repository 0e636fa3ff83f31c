from django.db import models

from wardmote.methods.direction import Polarity


class Indicator(models.Model):
    """Something a partnership watches: a measure with its filters, and what a rise in it would mean.

    `plan_ref` is the number of the plan's action that it measures, as words: this room does not know plans.
    """

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="indicators")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    definition = models.TextField()
    measure_key = models.CharField(max_length=60)
    filters = models.JSONField(default=dict, blank=True)
    polarity = models.CharField(
        max_length=20,
        choices=[
            (Polarity.LESS_IS_BETTER.value, "Less is better"),
            (Polarity.MORE_IS_BETTER.value, "More is better"),
            (Polarity.MORE_REPORTING.value, "More reporting is better"),
            (Polarity.CONTEXT.value, "Context only"),
        ],
    )
    unit = models.CharField(max_length=60, help_text="In the plural, as in “recorded crimes”.")
    minimum_base = models.PositiveIntegerField(default=20)
    position = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=200)
    plan_ref = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["partnership", "key"], name="one_indicator_key_once")]

    def __str__(self) -> str:
        return self.name
