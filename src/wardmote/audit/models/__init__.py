from wardmote.audit.models.row import AuditRow

__all__ = ["AuditRow"]
