class Problem(Exception):
    """What was asked cannot be so; says why in words for the person who asked. `field` names what they gave."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message, self.field = message, field
