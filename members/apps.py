from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MembersConfig(AppConfig):
    name = "members"

    def ready(self):
        """Let every app make its letters known, from its `letterbook`."""
        autodiscover_modules("letterbook")
