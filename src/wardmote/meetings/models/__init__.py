from wardmote.meetings.models.agenda import AgendaItem
from wardmote.meetings.models.meeting import Attendance, Meeting, MeetingSignature
from wardmote.meetings.models.series import Series

__all__ = ["AgendaItem", "Attendance", "Meeting", "MeetingSignature", "Series"]
