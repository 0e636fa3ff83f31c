"""What other rooms of the confidential wing may name. Rows come from queries, never from here."""

from wardmote.people.models import ContactPoint, Person, PersonBar

__all__ = ["ContactPoint", "Person", "PersonBar"]
