from wardmote.evidence.models.load_run import LoadRun
from wardmote.evidence.models.loaded_file import LoadedFile, RejectedLine

__all__ = ["LoadRun", "LoadedFile", "RejectedLine"]
