from wardmote.audit.services.record import Outcome, record

__all__ = ["Outcome", "record"]
