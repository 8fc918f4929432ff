from __future__ import annotations

import os
import subprocess
import sys

import pytest

from inspectorate.kernel.problems import ProblemsFound
from inspectorate.web.config.serving import refuse_taken

WORKER = "import inspectorate.web.config.wsgi, time; print('up', flush=True); time.sleep(60)"
SERVER = (
    "import os, subprocess, sys\n"
    "os.environ['INSPECTORATE_SERVED_BY'] = str(os.getpid())\n"
    f"subprocess.run([sys.executable, '-c', {WORKER!r}])\n"
)


def test_a_worker_ends_when_what_serves_it_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True, env=os.environ) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == "up\n"
        server.kill()
        # the worker holds the other end of the pipe, which closes when it ends
        server.communicate(timeout=30)


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_port_that_is_none_is_told(port: int) -> None:
    with pytest.raises(ProblemsFound) as raised:
        refuse_taken("127.0.0.1", port)
    assert [problem.code for problem in raised.value.problems] == ["no-port"]
