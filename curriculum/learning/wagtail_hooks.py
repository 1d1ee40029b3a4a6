from django.urls import include, path
from wagtail import hooks

from . import admin_urls


@hooks.register("register_admin_urls")
def register_learning_urls():
    return [path("curriculum/learning/", include(admin_urls))]
