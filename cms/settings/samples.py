"""The demo in two further languages, which neither Django nor CLDR knows: technical samples, for nobody to learn from.

What a site adds for a language of its own is what stands here, and a catalogue.
"""

from .dev import *  # noqa: F403
from .dev import LANGUAGES

LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    *LANGUAGES,
    ("nah", "Nāhuatl (muestra técnica)"),
    ("yua", "Maaya t’aan (muestra técnica)"),
]
