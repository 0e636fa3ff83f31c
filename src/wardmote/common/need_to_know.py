"""Tables nobody may read at large: rows come from `*_visible_to(actor)`, or from a row already reached."""

from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class Unguarded(RuntimeError):
    """Somebody tried to read a need-to-know table without saying who is looking."""


class NeedToKnowManager(models.Manager[Row]):
    """The default manager of a need-to-know table. It serves the children of a row in hand and nothing else."""

    def get_queryset(self) -> "models.QuerySet[Row]":
        if getattr(self, "instance", None) is None:
            raise Unguarded(f"{self.model.__name__} rows come from a query that takes the actor.")
        return super().get_queryset()


class NeedToKnow(models.Model):
    """Base of such tables. `unguarded` is for the owning room's queries and services; a test keeps it there."""

    objects: Any = NeedToKnowManager()
    unguarded: Any = models.Manager()

    class Meta:
        abstract = True
