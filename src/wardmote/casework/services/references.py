from wardmote.casework.models import ReferenceCounter
from wardmote.common import clock


def next_reference(code: str) -> str:
    """Give out the next reference under `code` this year, such as `JT-2025-0007`. Call inside the act's transaction."""
    prefix = f"{code}-{clock.today().year}"
    ReferenceCounter.objects.get_or_create(prefix=prefix)
    counter = ReferenceCounter.objects.select_for_update().get(prefix=prefix)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{prefix}-{counter.last:04d}"
