"""What a room brings to have something printed."""

from dataclasses import dataclass

from django.urls import reverse

from curriculum.refusals import Refused
from curriculum.registry import Registry


class PrintRefused(Refused):
    """A sheet could not be made; the message says what is wrong, and where."""


@dataclass(frozen=True)
class PrintRow:
    """One subject in the print centre: what a person reads to choose it.

    Rows of the same ``key`` are one line there, whichever documents they come from.
    ``group`` is the programme, ``sort`` orders the lines; ``is_part`` sets a
    lesson in below its module.
    """

    key: str
    title: str
    group: str = ""
    language: str = ""
    is_draft: bool = False
    is_part: bool = False
    sort: tuple = ()


class Document:
    """One kind of sheet. Registered in a room's ``documents`` seam file.

    A document decides who may print it and of which subjects, so that this
    frame needs to know neither pages nor people.
    """

    code = ""
    label = ""
    description = ""
    #: Template that extends ``curriculum/handouts/print/base.html``.
    template = ""
    #: Documents for staff are never served to someone who is not signed in.
    is_for_staff = False
    order = 100

    def rows(self, user):
        """Yield a ``PrintRow`` for each subject that ``user`` may print, at a constant cost."""
        raise NotImplementedError

    def get_subject(self, key):
        """The subject of this key (any string that somebody typed), or None."""
        raise NotImplementedError

    def key(self, subject):
        """The string that ``get_subject`` takes; neutral, since it stands in addresses."""
        raise NotImplementedError

    def may_print(self, user, subject):
        """Whether ``user`` (who may be anonymous) may print this document of ``subject``.

        False for a subject of another kind: every document is asked about every page.
        """
        raise NotImplementedError

    def group_of(self, page):
        """The ``group`` of its rows that ``page`` is the head of, or ""."""
        return ""

    def title(self, subject):
        """The file's title: neutral where the subject's programme is discreet."""
        raise NotImplementedError

    def language(self, subject):
        """Language code of the subject, which is the sheet's."""
        raise NotImplementedError

    def options(self, query):
        """Keyword arguments for ``context`` from an address's query; what makes no sense is left out."""
        return {}

    def context(self, subject, **options):
        """Template context beside ``document``, ``subject``, ``sheet`` and ``title``.

        The base template reads ``head``, ``edition_label`` and ``foot`` (running lines) from it.
        """
        raise NotImplementedError

    def file_name(self, subject):
        """The PDF's file name: the kind of sheet and a number, never a title or a name."""
        return f"{self.code}.pdf"

    def url(self, subject):
        """The address of the PDF on this site."""
        return reverse("curriculum_handouts:sheet", args=[self.code, self.key(subject)])


documents = Registry("documents")
