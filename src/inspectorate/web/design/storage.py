"""How static files are served: under a name that changes with their content, so that a browser may keep them."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedModules(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # the library has no types
    """Names scripts' imports of one another by their content too."""

    support_js_module_import_aggregation = True
