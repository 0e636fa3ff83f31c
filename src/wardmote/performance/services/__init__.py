from wardmote.performance.services.counted import count_reading
from wardmote.performance.services.define import change_indicator, define_indicator, retire_indicator
from wardmote.performance.services.importing import (
    commit_reading_import,
    discard_reading_import,
    import_readings,
    start_reading_import,
)
from wardmote.performance.services.rating import override_rag, set_rag_rule
from wardmote.performance.services.readings import Entry, enter_reading, enter_readings
from wardmote.performance.services.similar import enter_similar_figures, set_similar_group
from wardmote.performance.services.targets import note_step_change, set_target, withdraw_step_change

__all__ = [
    "Entry", "change_indicator", "commit_reading_import", "count_reading", "define_indicator",
    "discard_reading_import", "enter_reading", "enter_readings", "enter_similar_figures", "import_readings",
    "note_step_change", "override_rag", "retire_indicator", "set_rag_rule", "set_similar_group", "set_target",
    "start_reading_import", "withdraw_step_change",
]  # fmt: skip
