from django.db import models
from django.db.models import Q

from wardmote.common.need_to_know import NeedToKnow
from wardmote.common.versions import Versioned


class PanelItem(NeedToKnow, Versioned):
    """A case on a meeting's agenda, with the minute of what was said about it. `version` guards the minute."""

    agenda_item = models.OneToOneField("meetings.AgendaItem", on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey("casework.Case", on_delete=models.PROTECT, related_name="panel_items")
    why_listed = models.CharField(max_length=120)
    minute = models.TextField(blank=True)
    minuted_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+", null=True)
    minuted_at = models.DateTimeField(null=True, blank=True)


class ResearchRequest(NeedToKnow):
    """What an agency was asked to find out before a panel, and its return."""

    class State(models.TextChoices):
        REQUESTED = "requested", "Not answered yet"
        KNOWN = "known", "Known"
        NOTHING_KNOWN = "nothing_known", "Nothing known"
        CANNOT_SHARE = "cannot_share", "Cannot share"

    panel_item = models.ForeignKey(PanelItem, on_delete=models.PROTECT, related_name="research")
    organisation = models.ForeignKey("partnership.Organisation", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=14, choices=State, default=State.REQUESTED)
    text = models.TextField(blank=True)
    requested_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+", null=True)
    late = models.BooleanField(default=False)

    class Meta(NeedToKnow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["panel_item", "organisation"], name="one_request_an_agency"),
            models.CheckConstraint(
                condition=~Q(state__in=["known", "cannot_share"]) | ~Q(text=""), name="known_and_refused_say_more"
            ),
        ]
