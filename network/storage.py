"""Which static files are collected, and how they are named and kept."""

from django.contrib.staticfiles.apps import StaticFilesConfig
from django.utils.functional import cached_property
from whitenoise.storage import CompressedManifestStaticFilesStorage


class ServedFiles(StaticFilesConfig):
    """Leaves out what libraries bring beside the files that pages name: it took most of the first start."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        "bootstrap/css/bootstrap-*",
        "bootstrap/css/*.rtl.*",
        "bootstrap/js/*.esm.*",
        "bootstrap/js/jquery.*",
        "django_htmx/ht*x-4*",
        "django_htmx/ext/*",
    ]


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Names that change with the content, also in what one JavaScript module imports from another."""

    support_js_module_import_aggregation = True

    @cached_property
    def addresses(self):
        """Where the files that pages name lie; they stay there while the server runs."""
        return {}

    def url(self, name, force=False):
        if name not in self.addresses:
            self.addresses[name] = super().url(name, force)
        return self.addresses[name]
