"""Names the workspace's settings before Django reads them; the database is started when a test first asks for it.

No test is timed: on a busy machine an example of Hypothesis may take as long as it takes.
"""

import os
import tempfile

from hypothesis import HealthCheck, settings

settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")

os.environ.setdefault("INSPECTORATE_DEMONSTRATION", "1")
os.environ.setdefault("INSPECTORATE_SECRET_KEY", "for-tests-alone-" * 4)
_WORKER = os.environ.get("PYTEST_XDIST_WORKER", "one")
os.environ["INSPECTORATE_DATA"] = os.path.join(tempfile.gettempdir(), f"inspectorate-tests-data-{_WORKER}")  # noqa: PTH118 - as below
os.environ.pop("DATABASE_URL", None)
os.makedirs(os.path.join(os.environ["INSPECTORATE_DATA"], "static"), exist_ok=True)  # noqa: PTH103, PTH118 - as above
