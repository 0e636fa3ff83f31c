from wardmote.performance.models.indicator import Indicator

__all__ = ["Indicator"]
