from wardmote.publish.services.quarter import (
    FORMATS,
    ReportError,
    ReportFile,
    make_quarter_report,
    write_quarter_report,
)

__all__ = ["FORMATS", "ReportError", "ReportFile", "make_quarter_report", "write_quarter_report"]
