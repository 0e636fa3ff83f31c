"""The web server's way in."""

import logging
import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardmote.config.settings.production")
application = get_wsgi_application()


def _warm() -> None:
    """Start the crime records' engine before the first reader of a quarter's page would have to wait for it."""
    from wardmote.common import clock
    from wardmote.common.periods import Quarter
    from wardmote.evidence.queries import recorded_crime_for

    try:
        recorded_crime_for(["nowhere"], "Burglary", Quarter.containing(clock.today()))
    except Exception:
        # The page itself will say what is wrong; a server without crime records is still a server.
        logging.getLogger(__name__).info("The crime records' engine was not warmed.", exc_info=True)


threading.Thread(target=_warm, name="warm", daemon=True).start()
