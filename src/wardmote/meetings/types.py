"""What rooms above meetings may name. Rows come from queries, never from here."""

from wardmote.meetings.models import AgendaItem, Meeting

__all__ = ["AgendaItem", "Meeting"]
