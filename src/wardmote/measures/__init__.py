"""The register of things that can be counted: a name, its filters, and a function of partnership and period.

A room above that can count something registers it at start-up; plans, indicators and reports ask here by name and never
learn how it was counted.
"""
