"""The page models of a site, found by what they are."""

from wagtail.models import get_page_models


def models_of(mixin):
    """The concrete page models that derive from ``mixin``, whatever site they belong to."""
    return [model for model in get_page_models() if issubclass(model, mixin)]
