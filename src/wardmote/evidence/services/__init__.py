from wardmote.evidence.services.loading import load_police_files

__all__ = ["load_police_files"]
