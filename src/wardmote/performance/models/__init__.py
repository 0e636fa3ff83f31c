from wardmote.performance.models.definition_change import DefinitionChange
from wardmote.performance.models.indicator import Indicator
from wardmote.performance.models.rag import RagOverride, RagRule
from wardmote.performance.models.reading import Reading, StepChange, Target
from wardmote.performance.models.reading_import import ReadingImport
from wardmote.performance.models.similar import SimilarFigure, SimilarGroup

__all__ = [
    "DefinitionChange", "Indicator", "RagOverride", "RagRule", "Reading", "ReadingImport", "SimilarFigure",
    "SimilarGroup", "StepChange", "Target",
]  # fmt: skip
