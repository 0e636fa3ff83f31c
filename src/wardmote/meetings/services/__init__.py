from wardmote.meetings.services.agenda import (
    add_item,
    add_standing_item,
    mark_item_done,
    move_item,
    remove_item,
    save_minute,
)
from wardmote.meetings.services.attending import record_attendance, sign_agreement
from wardmote.meetings.services.guard import StateRefused, locked
from wardmote.meetings.services.series import create_series, plan_meetings
from wardmote.meetings.services.state import close_list, close_session, open_list, open_session

__all__ = [
    "StateRefused", "add_item", "add_standing_item", "close_list", "close_session", "create_series", "locked",
    "mark_item_done", "move_item", "open_list", "open_session", "plan_meetings", "record_attendance", "remove_item",
    "save_minute", "sign_agreement",
]  # fmt: skip
