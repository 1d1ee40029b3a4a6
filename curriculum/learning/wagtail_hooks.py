from django.urls import include, path
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from . import admin_urls
from .viewsets import ReferenceViewSetGroup

register_snippet(ReferenceViewSetGroup)


@hooks.register("register_admin_urls")
def register_learning_urls():
    return [path("curriculum/learning/", include(admin_urls))]
