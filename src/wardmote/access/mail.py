"""The few e-mails about accounts. They name no case and nobody but the person they are sent to and who invited them."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)


def compose(template: str, *, to: Sequence[str], subject: str, context: Mapping[str, Any]) -> EmailMessage:
    """Return the message made from `access/mail/<template>.txt`."""
    one_line = " ".join(subject.split())
    return EmailMessage(one_line, render_to_string(f"access/mail/{template}.txt", dict(context)), to=list(to))


def send_after_commit(message: EmailMessage) -> None:
    """Send once the act it tells of is kept. A mail server that fails undoes nothing; the failure is logged."""
    transaction.on_commit(lambda: _send(message))


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except OSError:
        logger.exception("An e-mail about an account could not be sent.")
