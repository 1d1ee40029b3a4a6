"""What search finds, and by which words."""

from django.db import models
from wagtail.search import index

from . import stemming


class Findable(models.Model):
    """A page or record of one language that search finds by what workers read of it.

    The class says which words those are; nothing else of it can be found by
    readers, whatever else stands in the index for the staff's own search.
    """

    search_fields = [index.SearchField("search_tokens")]
    #: Inline rows from which its texts are taken, to be fetched for many at once.
    findable_relations = ()

    class Meta:
        abstract = True

    def findable_title(self):
        return self.title

    def findable_names(self):
        """The title and whatever else it goes by."""
        return [self.findable_title()]

    def findable_texts(self):
        """What workers read below the title, paragraph by paragraph: a list of strings."""
        raise NotImplementedError

    def search_tokens(self):
        return stemming.tokens(
            names=self.findable_names(),
            texts=self.findable_texts(),
            language=self.locale.language_code,
        )
