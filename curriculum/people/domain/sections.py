"""A partner's part of the page tree: one page in each content locale."""

import swapper
from django.apps import apps
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale, Site

from curriculum.learning.mixins import SectionMixin

Page = swapper.load_model("wagtailcore", "Page")


def section_model():
    """The installed page model that is a section, or None where the host has none."""
    for model in apps.get_models():
        if issubclass(model, SectionMixin) and issubclass(model, Page):
            return model
    return None


def home_pages():
    """The default site's home page in each content locale that has one."""
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return []
    translations = site.root_page.get_translations(inclusive=True)
    by_locale = {page.locale_id: page for page in translations}
    locales = Locale.objects.order_by("pk")
    return [by_locale[locale.pk] for locale in locales if locale.pk in by_locale]


def make_sections(*, name, below=None):
    """Publish one section called ``name`` below each page of ``below``; return them.

    All share one translation key. Their addresses are neutral: they stand in
    every link to a lesson.
    """
    model = section_model()
    if model is None:
        return []
    sections = []
    for parent in home_pages() if below is None else below:
        section = model(title=name, slug=neutral_slug(parent=parent), locale=parent.locale)
        if sections:
            section.translation_key = sections[0].translation_key
        parent.add_child(instance=section)
        section.save_revision().publish()
        sections.append(section)
    return sections


def sections_of(*, partner):
    """Queryset of the pages that are a partner's section."""
    if partner.section_key is None:
        return Page.objects.none()
    return Page.objects.filter(translation_key=partner.section_key)


def neutral_slug(*, parent):
    """A free address below ``parent`` that names no organisation: ``cuaderno``, ``cuaderno-2``."""
    with translation.override(parent.locale.language_code):
        base = slugify(_("notebook"))
    taken = set(Page.objects.child_of(parent).values_list("slug", flat=True))
    number, slug = 1, base
    while slug in taken:
        number += 1
        slug = f"{base}-{number}"
    return slug
