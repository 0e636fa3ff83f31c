"""One file a kind of report. Each turns `ReportData`, already fit for its audience, into a document."""
