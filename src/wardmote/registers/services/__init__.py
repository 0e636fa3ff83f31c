from wardmote.registers.services.warnings import record_warning

__all__ = ["record_warning"]
