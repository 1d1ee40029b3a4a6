"""Sockets: a frame offers a registry, the rooms above it bring what belongs in it."""

from django.utils.module_loading import autodiscover_modules


class Registry:
    """Instances by their ``code``, in the order of ``order`` and then of ``code``.

    ``module`` is the seam file (``documents``, ``indicators``, …) in which each
    installed app may register; the frame's ``AppConfig.ready`` calls
    ``discover``. A code that is already taken is refused with ``ValueError``.
    """

    def __init__(self, module=None):
        self.module = module
        self._entries = {}

    def register(self, entry_class):
        """Class decorator: keep one instance of ``entry_class``."""
        entry = entry_class()
        if entry.code in self._entries:
            raise ValueError(
                f"{entry_class.__name__}: the code {entry.code!r} is already taken "
                f"by {type(self._entries[entry.code]).__name__}"
            )
        self._entries[entry.code] = entry
        return entry_class

    def discover(self):
        autodiscover_modules(self.module)

    def get(self, code):
        """The entry of this code; ``KeyError`` if there is none."""
        return self._entries[code]

    def __contains__(self, code):
        return code in self._entries

    def __iter__(self):
        return iter(
            sorted(self._entries.values(), key=lambda e: (getattr(e, "order", 100), e.code))
        )

    def __len__(self):
        return len(self._entries)
