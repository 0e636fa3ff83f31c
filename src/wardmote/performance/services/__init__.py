from wardmote.performance.services.define import define_indicator

__all__ = ["define_indicator"]
