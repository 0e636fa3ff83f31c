from wardmote.people.models.person import ContactPoint, Person, PersonBar

__all__ = ["ContactPoint", "Person", "PersonBar"]
