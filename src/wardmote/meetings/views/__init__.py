from wardmote.meetings.views.attending import attendance, sign
from wardmote.meetings.views.pages import meeting, meeting_list

__all__ = ["attendance", "meeting", "meeting_list", "sign"]
