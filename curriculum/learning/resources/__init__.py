"""What the package holds of learning: the vocabularies, the pages, the law, and what is kept of them."""

from . import law, pages, vocabularies  # noqa: F401 (they register themselves)
