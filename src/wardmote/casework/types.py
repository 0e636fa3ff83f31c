"""What rooms above casework may name. Rows come from queries, never from here."""

from wardmote.casework.models import Case, CaseAction, ChronologyEntry

__all__ = ["Case", "CaseAction", "ChronologyEntry"]
