from django.db import models
from django.db.models import F, Q

from wardmote.common.versions import Versioned


class Survey(Versioned):
    """Something people were asked: when, whom, how. Its answers stand with its questions.

    `invited` is how many were asked to answer, where that is known. `public` says that its closed answers may be
    published; a comment never is without a tick of its own.
    """

    partnership = models.ForeignKey("partnership.Partnership", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    asked_who = models.CharField(max_length=200, help_text="As in “Everybody who came to the open day”.")
    asked_how = models.CharField(max_length=200, help_text="As in “A paper form at the door”.")
    starts_on = models.DateField()
    ends_on = models.DateField()
    invited = models.PositiveIntegerField(null=True, blank=True)
    public = models.BooleanField(default=False)
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-ends_on", "title"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "title"], name="one_survey_title_once"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="survey_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.title


class SurveyQuestion(models.Model):
    """A question as it was put. `key` is the same wherever the same thing is asked again, in whichever year.

    `options` are in the order asked; `best_last` says which end of them is the good one. Once there are answers the
    question stays as it was put.
    """

    class Kind(models.TextChoices):
        CLOSED = "closed", "Choose one of several answers"
        OPEN = "open", "In their own words"

    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="questions")
    number = models.PositiveSmallIntegerField()
    key = models.SlugField(max_length=40)
    text = models.CharField(max_length=300)
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.CLOSED)
    options = models.JSONField(default=list, blank=True)
    best_last = models.BooleanField(default=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "number"], condition=Q(withdrawn_at__isnull=True), name="one_survey_question_number"
            ),
            models.UniqueConstraint(
                fields=["survey", "key"], condition=Q(withdrawn_at__isnull=True), name="one_survey_question_key"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.text}"


class SurveyAnswers(models.Model):
    """How many chose each option, and how many left the question out. A correction is a further row."""

    class Origin(models.TextChoices):
        TYPED = "typed", "Typed"
        IMPORTED = "imported", "From a file"

    question = models.ForeignKey(SurveyQuestion, on_delete=models.PROTECT, related_name="answers")
    revision = models.PositiveSmallIntegerField(default=1)
    current = models.BooleanField(default=True)
    counts = models.JSONField(default=list, help_text="One count an option, in the order of the options.")
    skipped = models.PositiveIntegerField(default=0)
    origin = models.CharField(max_length=10, choices=Origin)
    source_ref = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    entered_by = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering = ["-revision"]
        constraints = [
            models.UniqueConstraint(fields=["question", "revision"], name="one_survey_answers_revision_once"),
            models.UniqueConstraint(
                fields=["question"], condition=Q(current=True), name="one_current_survey_answers"
            ),
        ]  # fmt: skip


class SurveyComment(models.Model):
    """What somebody wrote in their own words. Nobody outside reads it unless somebody has read it first and ticked it.

    A later file of answers takes the place of the comments of an earlier one, which stay as not `current`.
    """

    question = models.ForeignKey(SurveyQuestion, on_delete=models.PROTECT, related_name="comments")
    row = models.PositiveIntegerField(help_text="The row of the file.")
    text = models.TextField()
    current = models.BooleanField(default=True)
    public = models.BooleanField(default=False)
    ticked_by = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ticked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["row", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(public=False) | Q(ticked_at__isnull=False), name="published_comment_was_ticked"
            )
        ]
