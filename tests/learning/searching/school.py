"""What is looked for, and where."""

from wagtail.rich_text import RichText

from curriculum.learning.domain import searching
from tests.factories import learning as make


def body(*paragraphs):
    return [("text", RichText("".join(f"<p>{text}</p>" for text in paragraphs)))]


def search(typed, *, locale=None, **kwargs):
    return searching.search(typed=typed, locale=locale or make.make_locales()[0], **kwargs)


def titles(typed, **kwargs):
    return [result.title for result in search(typed, **kwargs).results]


def lesson(module, title, *paragraphs, **kwargs):
    return make.make_lesson(
        module=module,
        title=title,
        **{"body": body(*paragraphs), "citations": [], "summary": "Resumen.", **kwargs},
    )
