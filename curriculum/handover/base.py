"""What a room brings to have its data carried away and brought back."""

from contextlib import nullcontext

from curriculum.registry import Registry


class Resource:
    """One kind of record in the package. Registered in a room's ``resources`` seam file.

    ``order`` says when it is brought in: what others point to comes first. It
    is packed the other way round, so that what is used is known by then.
    Records are plain JSON objects keyed by stable strings (translation keys,
    codes, UUIDs, digests), never by database ids. The ``carrier`` (see
    ``domain.carrier``) turns references into stable keys and back, keeps the
    files, and knows for whom the package is made (``carrier.user``; None is
    whoever runs a command, and sees everything).

    ``domain.records.ModelResource`` and ``domain.pages.PageResource`` do all
    this for plain models and for pages.
    """

    code = ""
    label = ""
    order = 100
    #: Names in a record that are followed where possible and make no difference.
    wishes = ()

    def announce(self, carrier):
        """Tell the carrier, before anything is packed, which pages will leave."""

    def records(self, carrier):
        """Yield ``(key, record)`` for everything that leaves, in the order of bringing in."""
        raise NotImplementedError

    def current(self, key, carrier):
        """The record that this install holds of ``key`` though it would not leave, or None."""
        raise NotImplementedError

    def title(self, key, record):
        """What a person calls this record, for the list of what an import would do."""
        return key

    def prepare(self, key, record, carrier):
        """Make an object that others may point to; called for all that is new before any ``restore``."""

    def restore(self, key, record, carrier):
        """Make this install's object of ``key`` equal to ``record``; inside one transaction."""
        raise NotImplementedError

    def left_out(self, carrier):
        """Yield ``{"kind", "title", "locale", "reason"}`` of what ``carrier.user`` might miss."""
        return ()

    def licences(self):
        """Yield a line of text for each licence under which something here stands."""
        return ()

    def around_import(self):
        """A context manager that is open while everything is brought in."""
        return nullcontext()


class ImportRule:
    """Who may bring a package in without being given the permission, for there is no harm in it.

    Registered in a room's ``import_rules`` seam file: this frame does not know to
    whom the pages and records of a site belong.
    """

    code = ""

    def allows(self, user):
        """Whether nothing that a package could overwrite belongs to somebody else than ``user``."""
        raise NotImplementedError


resources = Registry("resources")
import_rules = Registry("import_rules")
