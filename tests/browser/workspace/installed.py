"""An installation as it is deployed: TLS, passwords and second factors, an administrator, nobody invented."""

from __future__ import annotations

import os
import re
import signal
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psycopg
from benchmarks.workspace import database
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from inspectorate.web.config import postgres

EMAIL = "ada@example.org"
PASSWORD = "blue kettle on the roof"  # noqa: S105 - of somebody invented
PATIENCE = 60


class Installed:
    """An installation in a process of its own, at https://localhost:port; passkeys need a name, and not a number.

    Its OpenID Connect provider is configured and does not answer.
    """

    def __init__(self, *, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port
        self.address = f"https://localhost:{port}"
        self.log = folder / "log"
        self._open = ExitStack()

    def start(self) -> None:
        """Start its database, add the administrator, and serve it."""
        self._database = self._open.enter_context(postgres.running(self.folder / "data" / "postgres"))
        self._run("inspectorate.web", "migrate")
        self._run("inspectorate.web", "administrator", "--email", EMAIL, "--name", "Ada Admin")
        self._run("django", "collectstatic", "--noinput", "--verbosity", "0")
        certificate, key = _certified(self.folder)
        served = ["--host", "127.0.0.1", "--port", str(self.port), "--interface", "wsgi", "--blocking-threads", "2"]
        tls = ["--ssl-certificate", str(certificate), "--ssl-keyfile", str(key)]
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "granian", *served, *tls, "inspectorate.web.config.wsgi:application"],
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._open.callback(_end, process)
        until = time.monotonic() + PATIENCE
        while not self._answers():
            if process.poll() is not None or time.monotonic() > until:
                raise AssertionError(self.log.read_text(encoding="utf-8"))
            time.sleep(0.2)

    def end(self) -> None:
        """End all of it."""
        self._open.close()

    def link_in_mail(self) -> str:
        """Return the link in the newest message; without a mail server messages stand in the log."""
        links = re.findall(rf"{self.address}/account/password/reset/key/\S+", self.log.read_text(encoding="utf-8"))
        return str(links[-1])

    def change(self, statement: str) -> None:
        """Change the database past the application, to see what it does with what cannot be."""
        with psycopg.connect(self._database) as connection:
            connection.execute(statement.encode())

    @contextmanager
    def broken(self) -> Iterator[None]:
        """Have a fault for a while: a table has another name than the application thinks."""
        self.change("ALTER TABLE accounts_person RENAME TO accounts_persona")
        try:
            yield
        finally:
            self.change("ALTER TABLE accounts_persona RENAME TO accounts_person")

    @contextmanager
    def without_database(self) -> Iterator[None]:
        """Have no database for a while."""
        database.stop(self.folder / "data" / "postgres", mode="fast")
        try:
            yield
        finally:
            database.start(self.folder / "data" / "postgres")

    def _run(self, *module: str) -> None:
        subprocess.run(
            [sys.executable, "-m", *module], env=self._environment(), check=True, capture_output=True, timeout=PATIENCE
        )

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("INSPECTORATE_")}
        return {
            **kept,
            "DATABASE_URL": self._database,
            "DJANGO_SETTINGS_MODULE": "inspectorate.web.config.settings",
            "INSPECTORATE_ADMINISTRATOR_PASSWORD": PASSWORD,
            "INSPECTORATE_DATA": str(self.folder / "data"),
            "INSPECTORATE_HOSTS": "localhost",
            "INSPECTORATE_OIDC_CLIENT_ID": "inspectorate",
            "INSPECTORATE_OIDC_CLIENT_SECRET": "told-to-nobody",
            "INSPECTORATE_OIDC_ISSUER": "https://localhost:1",
            "INSPECTORATE_SECRET_KEY": "for-tests-alone-" * 4,
        }

    def _answers(self) -> bool:
        trusting = ssl._create_unverified_context()  # noqa: S323 - a certificate that was made a moment ago
        try:
            with urlopen(f"{self.address}/account/login/", timeout=5, context=trusting):  # noqa: S310 - ours
                return True
        except (URLError, OSError):
            return False


def _end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _certified(folder: Path) -> tuple[Path, Path]:
    """Write a certificate for localhost and its key, and return where they are."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate, kept = folder / "certificate.pem", folder / "key.pem"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    kept.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate, kept
