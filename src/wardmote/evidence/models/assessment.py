import uuid

from django.db import models
from django.db.models import Q

from wardmote.common.versions import Versioned


class ScoringMatrix(models.Model):
    """What a partnership weighs its themes by: a weight a criterion. A change is a further version."""

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    weights = models.JSONField(help_text="Criterion to weight, as text of a decimal number.")
    reason = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey("access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["partnership", "number"], name="one_matrix_number_once")]


class Assessment(models.Model):
    """A strategic assessment of a partnership, up to a month: what was counted then, whole, so that it never changes.

    `data` holds every figure with what it was counted from; words stand beside it and can go on being written.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Being made"
        READY = "ready", "Ready"
        FAILED = "failed", "Not made"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    to_month = models.CharField(max_length=7)
    months = models.PositiveSmallIntegerField(default=36)
    structure = models.CharField(max_length=12, default="themes")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    step = models.CharField(max_length=120, blank=True)
    done = models.PositiveSmallIntegerField(default=0)
    of = models.PositiveSmallIntegerField(default=0)
    beat_at = models.DateTimeField(null=True, blank=True)
    matrix = models.ForeignKey(ScoringMatrix, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    data = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    made_by = models.ForeignKey("access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]


class ThemeScore(models.Model):
    """What people, not figures, give a theme for a criterion: public concern, or what the partnership can do about it.

    Kept from year to year for a partnership; a change is a further row.
    """

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    theme = models.CharField(max_length=60)
    criterion = models.CharField(max_length=30)
    score = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300)
    current = models.BooleanField(default=True)
    given_by = models.ForeignKey("access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        ordering = ["-given_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "theme", "criterion"], condition=Q(current=True), name="one_current_theme_score"
            ),
            models.CheckConstraint(condition=Q(score__lte=5), name="theme_score_to_five"),
        ]


class AssessmentWords(Versioned):
    """What the analyst writes in a section: reasons, context, recommendations. Carried on to the next assessment.

    One row an assessment and section; `carried_from` is the row of the assessment before whose text it began with.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="words")
    section = models.CharField(max_length=60)
    text = models.TextField(blank=True)
    carried_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey("access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["section"]
        constraints = [models.UniqueConstraint(fields=["assessment", "section"], name="one_section_words_once")]


class Recommendation(models.Model):
    """A theme recommended as a priority, and what became of it."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="recommendations")
    number = models.PositiveSmallIntegerField()
    theme = models.CharField(max_length=60)
    wording = models.CharField(max_length=300)
    why = models.TextField(blank=True)
    plan_ref = models.CharField(max_length=60, blank=True, help_text="The draft priority made of it, by its own room.")
    handed_by = models.ForeignKey("access.User", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    handed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["assessment", "number"], name="one_recommendation_number_once")]
