from wardmote.people.services.bars import bar_from_person, lift_person_bar
from wardmote.people.services.persons import add_contact_point, add_person

__all__ = ["add_contact_point", "add_person", "bar_from_person", "lift_person_bar"]
