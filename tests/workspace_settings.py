"""The workspace's settings, for tools that read them outside a run of the tests."""

import tests.workspace  # noqa: F401 - it names what the settings ask for

from inspectorate.web.config.settings import *  # noqa: F403 - a settings module is its names
