from enum import StrEnum


class Permission(StrEnum):
    """Everything that can be allowed. A permission says what; whether it reaches one case is for its room's rules."""

    REFERRAL_SEND = "referral.send"
    REFERRAL_TRIAGE = "referral.triage"
    CASE_VIEW = "case.view"  # the cases whose circle one's own agency is in
    CASE_VIEW_PANEL = "case.view_panel"  # every case of a panel one serves
    CASE_UPDATE = "case.update"
    CASE_MANAGE = "case.manage"  # circle, lead agency, bars
    ACTION_DO = "action.do"
    RESEARCH_ANSWER = "research.answer"
    REGISTER_RECORD = "register.record"
    PANEL_ATTEND = "panel.attend"
    PANEL_PREPARE = "panel.prepare"
    PANEL_MINUTE = "panel.minute"
    PLAN_VIEW = "plan.view"
    PLAN_UPDATE = "plan.update"  # answers the quarterly round for one's own organisation
    PERFORMANCE_VIEW = "performance.view"
    READING_ENTER = "reading.enter"  # defines indicators, types and imports their figures
    REPORT_MAKE = "report.make"
    EVIDENCE_VIEW = "evidence.view"
    EVIDENCE_LOAD = "evidence.load"  # police files, populations, areas; writes strategic assessments
    INCIDENT_USE = "incident.use"  # the partnership's own incident data, which carry exact places and times
    PARTNERSHIP_VIEW = "partnership.view"
    PARTNERSHIP_MANAGE = "partnership.manage"  # memberships, agreements, the plan and its rounds
    ACCOUNT_MANAGE = "account.manage"  # invite, suspend, end sessions; never a case
    AUDIT_VIEW = "audit.view"
