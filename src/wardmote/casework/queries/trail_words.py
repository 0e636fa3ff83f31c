"""What the trail's actions mean to its reader. The rooms' own names for them stay in the database."""

_WORDS = {
    "account.sign_in": "Signed in", "account.sign_out": "Signed out",
    "action.chase": "Sent a reminder of an action", "action.close": "Closed an action", "action.give": "Gave an action",
    "action.open": "Tried to open an action", "action.reassign": "Handed an action on",
    "action.view": "Opened an action",
    "agenda.add": "Added an item to an agenda", "agenda.done": "Ticked off an item of an agenda",
    "agenda.move": "Moved an item of an agenda", "agenda.remove": "Took an item off an agenda",
    "agreement.publish": "Published the information-sharing agreement", "agreement.sign": "Noted a signature",
    "agreement.withdraw": "Withdrew a signature",
    "attendance.record": "Recorded attendance", "audit.view": "Read the trail",
    "calendar.ensure": "Wrote the duties of the law", "calendar.evidence_add": "Recorded a duty as done",
    "calendar.evidence_withdraw": "Withdrew the evidence of a duty", "calendar.file": "Took the file of a duty away",
    "calendar.nation": "Chose a nation’s rules", "calendar.own": "Added a date of the partnership’s own",
    "calendar.own_end": "Ended a date of the partnership’s own",
    "case.accepted_into": "Accepted a referral into the case", "case.bar": "Kept somebody out",
    "case.bar_lifted": "Lifted a bar", "case.circle": "Changed the circle",
    "case.contact_view": "Looked at a contact point", "case.correct": "Corrected an entry",
    "case.edit": "Changed the summary or risk", "case.export": "Exported the list of cases",
    "case.grant": "Let somebody in", "case.lead": "Changed the lead agency", "case.open": "Tried to open the case",
    "case.revoke": "Ended somebody’s access", "case.trail": "Read this trail", "case.update": "Added an update",
    "case.view": "Opened the case",
    "count.open": "Opened what a number counted",
    "evidence.load": "Loaded police files", "indicator.define": "Defined an indicator",
    "incident_set.choose_columns": "Chose the columns of a file of incidents",
    "incident_set.discard": "Discarded a file of incidents", "incident_set.load": "Loaded own incidents",
    "incident_set.preview": "Looked at a file of incidents not loaded yet",
    "incident_set.queue": "Agreed to load a file of incidents",
    "incident_set.read_file": "Handed in a file of incidents",
    "incident_set.remove": "Removed own incidents", "incident_set.view": "Looked at own incidents",
    "meeting.close_list": "Closed the list of a meeting", "meeting.close_session": "Ended a meeting",
    "meeting.open_list": "Opened the list of a meeting", "meeting.open_session": "Began a meeting",
    "membership.add": "Added a member", "membership.end": "Ended a membership", "minute.save": "Wrote the minute",
    "page.open": "Tried to open a page",
    "panel.add_case": "Put the case on an agenda", "panel.capture": "Wrote at the panel",
    "panel.decide": "Recorded a decision", "panel.prepare": "Prepared the panel",
    "panel.remove_case": "Took the case off an agenda", "panel.review_on": "Set the next review",
    "panel_item.open": "Tried to open the case at the panel", "panel_item.view": "Opened the case at the panel",
    "partnership.switch": "Turned to another partnership",
    "person.add": "Added a person", "person.bar": "Kept somebody from a person",
    "person.bar_lifted": "Lifted a bar on a person", "person.contact_point": "Recorded a contact point",
    "quarter.view": "Opened a quarter",
    "referral.accepted": "Accepted a referral", "referral.add": "Added to a referral",
    "referral.declined": "Declined a referral", "referral.discard": "Deleted a draft",
    "referral.read": "Read a referral", "referral.redirected": "Sent a referral on",
    "referral.returned": "Asked the sender for more", "referral.send": "Sent a referral",
    "referral.withdraw": "Withdrew a referral",
    "register.warning": "Recorded a warning", "register.warning_view": "Looked at a warning",
    "register.warnings_view": "Looked at a quarter’s warnings",
    "report.download": "Took a report away", "report.view": "Opened a report", "report.write": "Wrote a report",
    "research.answer": "Answered what the agency knows", "research.ask": "Asked an agency what it knows",
    "research.view": "Opened a question to the agency", "session.open": "Tried to open the panel",
    "survey.add_question": "Added a question to a survey", "survey.change": "Changed a survey",
    "survey.create": "Added a survey", "survey.enter_answers": "Typed the answers to a survey",
    "survey.import": "Brought in the answers to a survey", "survey.tick_comments": "Chose comments to publish",
    "survey.withdraw_question": "Took a survey question back",
}  # fmt: skip


def words_for(action: str) -> str:
    """Return an action as a person would say it; one without words of its own is at least written as a sentence."""
    return _WORDS.get(action) or action.replace(".", ": ").replace("_", " ").capitalize()


def fields_in_words(fields: list[str]) -> str:
    """Return the names of fields as one line to read."""
    return ", ".join(field.replace("_", " ") for field in fields)
