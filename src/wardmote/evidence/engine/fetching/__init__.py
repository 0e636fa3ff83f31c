"""Police files from data.police.uk, the one address that they are published at; nothing else is ever asked.

The site publishes an archive a month, a zip file of every force's files of three years and nearly two gigabytes. The
store behind it answers requests for parts of a file, so the archive's own list of contents is read and then only the
files that are wanted. Plain functions over folders; no Django.
"""

from wardmote.evidence.engine.fetching.fetch import FetchReport, Wanted, fetch
from wardmote.evidence.engine.fetching.web import POLICE_UK, NotFetched, Site

__all__ = ["POLICE_UK", "FetchReport", "NotFetched", "Site", "Wanted", "fetch"]
