from wardmote.publish.services.files import (
    FORMATS,
    ReportFile,
    file_name,
    formats_of,
    make_report_file,
    report_for,
    write_quarter_report,
)
from wardmote.publish.services.make import ReportError, make_report

__all__ = [
    "FORMATS", "ReportError", "ReportFile", "file_name", "formats_of", "make_report", "make_report_file", "report_for",
    "write_quarter_report",
]  # fmt: skip
