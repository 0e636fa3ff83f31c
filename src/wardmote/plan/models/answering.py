from django.db import models

from wardmote.plan.models.round import RoundAsk


class KeptAnswer(models.Model):
    """What one person is typing in answer to a round, kept as it was typed until they send it. Nobody else reads it.

    `typed` holds the page's fields by their names. It is no answer: none of it is shown, judged or frozen.
    """

    ask = models.ForeignKey(RoundAsk, on_delete=models.PROTECT, related_name="kept_answers")
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    typed = models.JSONField(default=dict)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["ask", "made_by"], name="one_kept_answer_each")]


class SentBack(models.Model):
    """An organisation's answers were sent back to it before the round was signed off, with the manager's words."""

    ask = models.ForeignKey(RoundAsk, on_delete=models.PROTECT, related_name="sent_back")
    words = models.TextField()
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
