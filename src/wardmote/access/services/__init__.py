from wardmote.access.services.once import once

__all__ = ["once"]
