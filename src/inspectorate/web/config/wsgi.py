"""The application that a server runs."""

from __future__ import annotations

import gc
import os
import threading
import time

from django.core.wsgi import get_wsgi_application

SERVED_BY = "INSPECTORATE_SERVED_BY"
"""Names the process that `serve` runs in, without which its workers would keep the port for ever were it killed."""


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(1)  # what was committed is on the disk; nobody was told of anything else


def _send_mail() -> None:
    from inspectorate.web.outbox.sending import keep_sending  # noqa: PLC0415 - needs Django, which is ready by now

    keep_sending()


def _forget_uploads() -> None:
    from inspectorate.web.planning.lists.uploads import keep_forgetting  # noqa: PLC0415 - as above

    keep_forgetting()


if SERVED_BY in os.environ:
    threading.Thread(target=_end_with, args=(int(os.environ[SERVED_BY]),), daemon=True).start()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inspectorate.web.config.settings")
application = get_wsgi_application()
# What is loaded by now stays until the process ends, and a request leaves little that only the collector finds: it need
# not go through everything again and again while people wait, which took a tenth of a save or more.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
for _work in (_send_mail, _forget_uploads):
    threading.Thread(target=_work, daemon=True).start()
