from wardmote.plan.models.action import ActionMeasure, ActionStatus, CrossReference, Milestone, PlanAction
from wardmote.plan.models.answering import KeptAnswer, SentBack
from wardmote.plan.models.calendar import Duty, DutyEvidence, DutyNation
from wardmote.plan.models.frozen import FrozenAction, FrozenFigure
from wardmote.plan.models.history import Assessment, CarriedOver, PestelEntry, PlanChange
from wardmote.plan.models.imported import PlanImport
from wardmote.plan.models.plan import Objective, OutsidePriority, Plan, Priority
from wardmote.plan.models.round import ReportingRound, RoundAsk, RoundReopening, Update

__all__ = [
    "ActionMeasure", "ActionStatus", "Assessment", "CarriedOver", "CrossReference", "Duty", "DutyEvidence",
    "DutyNation", "FrozenAction", "FrozenFigure", "KeptAnswer", "Milestone", "Objective", "OutsidePriority",
    "PestelEntry", "Plan", "PlanAction", "PlanChange", "PlanImport", "Priority", "ReportingRound", "RoundAsk",
    "RoundReopening", "SentBack", "Update",
]  # fmt: skip
