"""Writes of plans. Import from the module that says it; the four that begin a plan also stand here."""

from wardmote.plan.services.write import add_action, add_objective, add_priority, create_plan

__all__ = ["add_action", "add_objective", "add_priority", "create_plan"]
