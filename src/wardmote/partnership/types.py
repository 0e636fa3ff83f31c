"""What rooms above may name. Rows are made and changed by services, never from here."""

from wardmote.partnership.models import Agreement, Gateway, Group, Membership, Organisation, Partnership

__all__ = ["Agreement", "Gateway", "Group", "Membership", "Organisation", "Partnership"]
