from wardmote.plan.services.write import add_action, add_priority, create_plan

__all__ = ["add_action", "add_priority", "create_plan"]
