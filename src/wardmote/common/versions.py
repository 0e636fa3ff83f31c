"""Two people edit one thing: the second is shown both texts and loses nothing."""

from typing import Any

from django.db import models


class EditConflict(Exception):
    """Somebody saved first. Carries what is now kept and what was about to be written, field by field."""

    def __init__(self, *, theirs: dict[str, Any], yours: dict[str, Any], version: int) -> None:
        super().__init__("Someone else saved a change while you were typing.")
        self.theirs, self.yours, self.version = theirs, yours, version


class Versioned(models.Model):
    """A row whose edits name the version they started from."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True

    def save_version(self, *, started_from: int, **fields: Any) -> None:
        """Write `fields` if nobody has since `started_from`; raise EditConflict with both texts otherwise."""
        manager = type(self)._base_manager
        changed = manager.filter(pk=self.pk, version=started_from).update(**fields, version=started_from + 1)
        if not changed:
            kept = manager.get(pk=self.pk)
            theirs = {name: getattr(kept, name) for name in fields}
            raise EditConflict(theirs=theirs, yours=fields, version=kept.version)
        for name, value in fields.items():
            setattr(self, name, value)
        self.version = started_from + 1
