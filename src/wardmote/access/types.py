"""What rooms above may name. People are made and changed by services, never from here."""

from wardmote.access.models import User

__all__ = ["User"]
