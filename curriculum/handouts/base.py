"""What a room brings to have something printed."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import override

from curriculum.refusals import Refused
from curriculum.registry import Registry

from .editions import Layout, Paper


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
    #: Editions that make sense: papers and layouts, the usual one first.
    papers = (Paper.LETTER, Paper.A4)
    layouts = (Layout.STANDARD,)
    #: Whether it has ink to spare: areas, thick bars or huge letters, as nothing else differs in low ink.
    has_low_ink = False
    #: Whether it has a cover, which can also be printed with its number alone.
    has_neutral_cover = False
    #: Whether each page is a sheet of its own: for a wall, to be cut, or one for each person.
    is_one_sided = False
    #: Whether the finished file may be kept: not where it holds what is nobody else's.
    is_kept = True
    #: Whether its usual editions are made as soon as its page is published.
    is_printed_ahead = False
    #: What is typed for it is printed and kept nowhere: it is posted, never in an address.
    is_typed = False
    #: Whether it is made of other documents, as a job: its dialogue is its room's own.
    is_bundle = False
    #: A form of what else is asked for before it is printed.
    form_class = None
    #: What its file is called, before a number: the kind of sheet, an ``InLanguage``.
    file_stem = None
    order = 100

    @property
    def room(self):
        """The room that brought it; its static files hold the picture of a page."""
        return type(self).__module__.split(".")[1]

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

    def neutral_title(self, subject):
        """What stands instead of title and running head when the cover is to be neutral."""
        return self.title(subject)

    def language(self, subject):
        """Language code of the subject, which is the sheet's."""
        raise NotImplementedError

    def options(self, query):
        """Keyword arguments for ``context`` from an address's query; what makes no sense is left out.

        Nothing is taken from it where they are typed (``is_typed``).
        """
        if self.form_class is None or self.is_typed:
            return {}
        form = self.form_class(query)
        form.is_valid()
        return {name: value for name, value in form.cleaned_data.items() if value not in (None, "")}

    def context(self, subject, **options):
        """Template context beside ``document``, ``subject``, ``sheet``, ``edition`` and ``title``.

        ``options`` are what ``options()`` gives, and the ``edition``. The base template reads ``head``, ``edition_label`` and ``foot`` (running lines) from it.
        """
        raise NotImplementedError

    def version(self, subject):
        """Which version of the content this is, for a kit's manifest; "" where there is none."""
        return ""

    def file_name(self, subject):
        """The PDF's file name: the kind of sheet and a number, never a title or a name."""
        return f"{self.stem(subject)}.pdf"

    def stem(self, subject):
        """``file_stem`` in the language of the sheet."""
        with override(self.language(subject)):
            return str(self.file_stem or self.code)

    def options_to_count(self, options):
        """What of a valid form's options is needed to count pages: never what was typed."""
        return {} if self.is_typed else options

    def url(self, subject):
        """The address of the PDF on this site; of its dialogue where there is no PDF without one."""
        if self.is_typed or self.is_bundle:
            return self.dialogue_url(self.key(subject))
        return reverse("curriculum_handouts:sheet", args=[self.code, self.key(subject)])

    def dialogue_url(self, key):
        """Where staff choose in which edition to print the subject of this key."""
        return reverse("curriculum_handouts_admin:choose", args=[self.code, key])


documents = Registry("documents")
