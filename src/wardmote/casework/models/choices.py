from django.db import models


class Category(models.TextChoices):
    """What a concern is about, in a practitioner's words."""

    NEIGHBOUR = "neighbour", "Neighbour dispute or harassment"
    ASB = "asb", "Anti-social behaviour"
    HATE = "hate", "Hate crime or incident"
    DOMESTIC = "domestic", "Domestic abuse"
    EXPLOITATION = "exploitation", "Exploitation, including cuckooing"
    HARM = "harm", "Self-neglect or risk of harm"
    OTHER = "other", "Something else"


class RiskLevel(models.TextChoices):
    """How worried the person recording it is. Scored assessments are a separate, later thing."""

    STANDARD = "standard", "Standard"
    MEDIUM = "medium", "Medium"
    HIGH = "high", "High"


class SubjectRole(models.TextChoices):
    """What somebody is in a case."""

    VICTIM = "victim", "Victim or survivor"
    ALLEGED_PERPETRATOR = "alleged_perpetrator", "Alleged perpetrator"
    PERSON_OF_CONCERN = "person_of_concern", "Person of concern"
    WITNESS = "witness", "Witness"
