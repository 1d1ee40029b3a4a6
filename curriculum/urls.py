"""Public addresses of every installed room: ``path("", include("curriculum.urls"))``.

A room that has some keeps them in its own ``urls`` module.
"""

from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.urls import include, path


def urls_of_rooms(module="urls"):
    for config in apps.get_app_configs():
        if config.name.startswith("curriculum.") and find_spec(f"{config.name}.{module}"):
            yield path("", include(import_module(f"{config.name}.{module}")))


urlpatterns = list(urls_of_rooms())
