from django.db import models


class FormToken(models.Model):
    """A form that was sent once. Sending it again, after a lost line or a double click, finds what the first made."""

    token = models.CharField(max_length=64, primary_key=True)
    user_id = models.BigIntegerField()
    purpose = models.CharField(max_length=40)
    result = models.CharField(max_length=200)
    used_at = models.DateTimeField(auto_now_add=True)
