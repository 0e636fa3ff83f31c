from django.db import models

from wardmote.plan.models.plan import Plan, Priority


class PlanAction(models.Model):
    """One numbered promise. `ref` is its number in the plan; `plan` repeats the priority's, so that the database holds
    numbers unique. `due_text` says what a date cannot (“each quarter”); `measure_key` is blank where nothing counts it.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="actions")
    ref = models.CharField(max_length=12)
    wording = models.TextField()
    leads = models.ManyToManyField("partnership.Organisation", related_name="plan_actions", blank=True)
    measure_key = models.CharField(max_length=60, blank=True)
    filters = models.JSONField(default=dict, blank=True)
    due_text = models.CharField(max_length=80, blank=True)
    due_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["plan", "ref"], name="one_plan_action_ref_once")]

    def __str__(self) -> str:
        return f"{self.ref}. {self.wording}"
