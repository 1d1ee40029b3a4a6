"""One lesson in each further language of the site: samples that show that it works, for nobody to learn from."""

import yaml
from wagtail.coreutils import get_content_languages
from wagtail.models import Locale
from wagtail.rich_text import RichText

from cms.models import HomePage
from curriculum.learning.domain import snapshots
from curriculum.learning.domain.importing.markdown import blocks_of
from curriculum.learning.mixins import ModuleMixin, ProgrammeMixin
from curriculum.pages.models import LessonPage
from curriculum.people.domain.provisioning import grant_permissions

ROWS = ("objectives", "key_messages", "session_plan", "assessment_items", "handout_sections")
TEXTS = (
    *("handout_title", "accompaniment", "safety_note", "content_warning"),
    *("discreet_title", "discreet_summary"),
)


def load_samples(*, path, partner):
    """Publish the lesson of ``path`` in those of its languages that the settings name.

    With what it stands on, which says only that it is a sample, and that ``partner`` (whose
    lesson it is) may edit. Yields a line a language; nothing where the settings name none,
    and no lesson twice.
    """
    samples = yaml.safe_load(path.read_text(encoding="utf-8"))
    for code in [code for code in get_content_languages() if code in samples["languages"]]:
        locale = Locale.objects.get_or_create(language_code=code)[0]
        source = LessonPage.objects.filter(
            code=samples["of"], locale__language_code="es-mx", live=True
        ).first()
        if source is None or source.has_translation(locale):
            yield f"Sample in {code}: left alone."
        else:
            _make(source, locale, {**samples["languages"][code], "in_spanish": samples["notice"]})
            grant_permissions(partner=partner)
            yield f"Sample in {code}: created."


@snapshots.deferred()
def _make(source, locale, sample):
    for above in source.get_ancestors().exclude(depth=1).specific():
        if not above.has_translation(locale):
            page = above.copy_for_translation(locale)
            _mark(page, sample)
            page.save_revision().publish()
    lesson = source.copy_for_translation(locale)
    lesson.title = f"Muestra técnica: {sample['title']}"
    lesson.summary = sample["in_spanish"]
    lesson.citations = []
    lesson.review_flags.set([])
    lesson.body = _body(sample, locale.language_code)
    lesson.save_revision().publish()


def _mark(page, sample):
    """A page above the lesson: nothing of its source but its place."""
    page.title = f"Muestra técnica: {sample['name']}"
    if isinstance(page, HomePage):
        page.heading, page.lead = page.title, sample["in_spanish"]
    elif hasattr(page, "summary"):
        page.summary = sample["in_spanish"]
    if isinstance(page, ProgrammeMixin):
        page.audience = sample["in_spanish"]
    for name in TEXTS:
        if hasattr(page, name):
            setattr(page, name, "")
    if isinstance(page, ModuleMixin):
        page.review_flags.set([])
        for name in ROWS:
            setattr(page, name, [])


def _body(sample, language):
    notice = RichText(f"<p><b>{sample['in_spanish']}</b></p><p>{sample['notice']}</p>")
    meaning = RichText(f"<p>En español quiere decir: {sample['meaning']}</p>")
    told = blocks_of(sample["body"], language=language)
    return [
        ("warning", {"text": notice}),
        *((block["type"], block["value"]) for block in told),
        ("text", meaning),
    ]
