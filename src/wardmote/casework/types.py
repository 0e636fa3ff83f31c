"""What rooms above casework may name. Rows come from queries, never from here."""

from wardmote.casework.models import Case, CaseAction, Category, ChronologyEntry, RiskLevel

CATEGORIES: list[tuple[str, str]] = [(each.value, str(each.label)) for each in Category]
RISK_LEVELS: list[tuple[str, str]] = [(each.value, str(each.label)) for each in RiskLevel]

__all__ = ["CATEGORIES", "RISK_LEVELS", "Case", "CaseAction", "ChronologyEntry"]
