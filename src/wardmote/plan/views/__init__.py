"""The list of plans in sight, and a plan with its priorities and actions."""
