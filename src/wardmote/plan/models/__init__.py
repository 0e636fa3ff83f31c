from wardmote.plan.models.action import PlanAction
from wardmote.plan.models.plan import Plan, Priority

__all__ = ["Plan", "PlanAction", "Priority"]
