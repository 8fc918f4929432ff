from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

REAL = {"INSPECTORATE_SECRET_KEY": "s3cr3t-" * 10, "INSPECTORATE_HOSTS": "inspections.example.org"}
PLAIN = (
    "from django.conf import settings\n"
    "settings.STORAGES['staticfiles'] = {'BACKEND': 'django.contrib.staticfiles.storage.StaticFilesStorage'}\n"
)
NOBODY = "postgresql://127.0.0.1:1/inspectorate"


def _run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("INSPECTORATE_", "DATABASE_"))}
    return subprocess.run(
        [sys.executable, *arguments], env={**kept, **variables}, capture_output=True, text=True, check=False
    )


def _command(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return _run("-m", "inspectorate.web", *arguments, **variables)


def test_missing_settings_are_told_without_a_traceback(tmp_path: Path) -> None:
    done = _command("migrate", INSPECTORATE_DATA=str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.count("setting-missing") == 2
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [["migrate"], ["serve", "--port", "18329"], ["verify"]])
def test_unreachable_database_is_told(command: list[str], tmp_path: Path) -> None:
    done = _command(*command, INSPECTORATE_DATA=str(tmp_path), DATABASE_URL=NOBODY, **REAL)
    assert done.returncode == 1
    assert "database-unreachable" in done.stderr
    assert "Check DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr


def test_back_up_of_an_unreachable_database_leaves_no_file(tmp_path: Path) -> None:
    done = _command("back-up", str(tmp_path / "kept"), DATABASE_URL=NOBODY, **REAL)
    assert (done.returncode, list(tmp_path.iterdir())) == (1, [])
    assert "database-unreachable" in done.stderr


def test_port_in_use_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        done = _command("serve", "--port", port, INSPECTORATE_DATA=str(tmp_path), **REAL)
    assert done.returncode == 1
    assert "address-in-use" in done.stderr
    assert not (tmp_path / "postgres").exists()


def test_every_command_says_what_it_does() -> None:
    shown = _command("--help").stdout
    commands = (
        *("administrator", "back-up", "demo", "export", "import", "migrate", "restore", "send-mail", "serve", "verify"),
    )
    assert [name for name in commands if f"\n  {name} " not in shown] == []


def test_django_finds_a_real_installation_safe(tmp_path: Path) -> None:
    settings = {"DJANGO_SETTINGS_MODULE": "inspectorate.web.config.settings", "INSPECTORATE_DATA": str(tmp_path)}
    done = _run(
        *("-m", "django", "check", "--deploy", "--tag", "security", "--tag", "models", "--fail-level", "WARNING"),
        **settings,
        **REAL,
    )
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_a_real_installation_has_no_demonstration(tmp_path: Path) -> None:
    asked = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "client = Client(headers={'X-Forwarded-Proto': 'https'})\n"
        "print(client.get('/demonstration/', HTTP_HOST='inspections.example.org').status_code)\n"
        "print(client.post('/demonstration/sign-in/', {'person': 'lena-lead'}, HTTP_HOST='inspections.example.org')"
        ".status_code)\n"
    )
    settings = {"DJANGO_SETTINGS_MODULE": "inspectorate.web.config.settings", "INSPECTORATE_DATA": str(tmp_path)}
    done = _run("-c", PLAIN + asked, **settings, **REAL)
    assert done.stdout.split() == ["404", "404"], done.stderr
