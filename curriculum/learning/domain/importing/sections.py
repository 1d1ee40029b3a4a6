"""Where content goes: a section and its translations."""

import swapper
from django.utils.translation import gettext as _
from wagtail.models import Locale

from ...refusals import LearningRefused
from .pages import page_model

Page = swapper.load_model("wagtailcore", "Page")


def find_section(*, below, language):
    """The section called ``below`` (a page id, slug or path), else the only one there is.

    Refuses ``no-page-types``, ``no-section`` and ``which-section``.
    """
    model = page_model("section")
    if model is None or page_model("programme") is None:
        raise LearningRefused(
            "no-page-types",
            _("No page type for programmes is installed: add curriculum.pages, or your own."),
        )
    sections = model.objects.filter(locale__language_code=language)
    if below:
        text = str(below)
        found = sections.filter(pk=text) if text.isdigit() else sections.filter(slug=text)
        if "/" in text:
            found = sections.filter(url_path__endswith=f"/{text.strip('/')}/")
    else:
        found = sections
    if not found:
        raise LearningRefused(
            "no-section", _("There is no such section in this language: make one first.")
        )
    if len(found) > 1:
        names = ", ".join(f"{section.pk} ({section.title})" for section in found)
        raise LearningRefused(
            "which-section", _("Say below which section: %(names)s") % {"names": names}
        )
    return found[0]


def in_each_language(*, section, languages):
    """``{"es": section, "en": its translation}``; a translation that is missing is made."""
    found = {}
    for language, code in languages.items():
        locale = Locale.objects.get_or_create(language_code=code)[0]
        if locale == section.locale:
            found[language] = section
            continue
        translated = section.get_translation_or_none(locale)
        if translated is None:
            translated = section.copy_for_translation(locale, copy_parents=True)
            translated.save_revision().publish()
        found[language] = translated
    return found
