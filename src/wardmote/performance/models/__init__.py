from wardmote.performance.models.indicator import Indicator
from wardmote.performance.models.rag import RagOverride, RagRule
from wardmote.performance.models.reading import Reading, StepChange, Target
from wardmote.performance.models.similar import SimilarFigure, SimilarGroup

__all__ = [
    "Indicator", "RagOverride", "RagRule", "Reading", "SimilarFigure", "SimilarGroup", "StepChange", "Target",
]  # fmt: skip
