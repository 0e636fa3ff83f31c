from django.db import models
from django.db.models import Q
from django.utils import timezone


class Invitation(models.Model):
    """A person was asked, by e-mail, to use Wardmote. Its link works once, and only the SHA-256 of its token stays."""

    user = models.ForeignKey("access.User", on_delete=models.CASCADE, related_name="invitations")
    partnership_id = models.BigIntegerField()
    invited_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+", null=True)
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_invitation_each",
            )
        ]

    @property
    def is_open(self) -> bool:
        """Whether its link can still be used."""
        return not self.accepted_at and not self.withdrawn_at and self.expires_at > timezone.now()
