from django.db import models


class ReferenceCounter(models.Model):
    """The last number given out under a prefix, so that two references made at once differ."""

    prefix = models.CharField(max_length=20, primary_key=True)
    last = models.PositiveIntegerField(default=0)
