"""What the package holds of the words and names that lessons share."""

from django.utils.translation import gettext_lazy as _

from curriculum.handover.base import resources
from curriculum.handover.domain.records import TranslatableResource

from ..models import (
    Colophon,
    GlossaryTerm,
    HelpContact,
    OpenPoint,
    ReviewFlag,
    Sector,
    Theme,
)


class Vocabulary(TranslatableResource):
    def title(self, key, record):
        for name in ("name", "term", "title", "code", "text"):
            if record.get(name):
                return str(record[name])[:80]
        return key


@resources.register
class Sectors(Vocabulary):
    code = "learning.sectors"
    label = _("Sectors")
    order = 20
    model = Sector


@resources.register
class Themes(Vocabulary):
    code = "learning.themes"
    label = _("Themes")
    order = 20
    model = Theme


@resources.register
class GlossaryTerms(Vocabulary):
    code = "learning.glossary-terms"
    label = _("Glossary")
    order = 21
    model = GlossaryTerm


@resources.register
class HelpContacts(Vocabulary):
    code = "learning.help-contacts"
    label = _("Where to go for help")
    order = 22
    model = HelpContact


@resources.register
class ReviewFlags(Vocabulary):
    code = "learning.review-flags"
    label = _("Review flags")
    order = 23
    model = ReviewFlag


@resources.register
class OpenPoints(Vocabulary):
    code = "learning.open-points"
    label = _("Open points")
    order = 23
    model = OpenPoint


@resources.register
class Colophons(Vocabulary):
    code = "learning.colophons"
    label = _("Colophons")
    order = 24
    model = Colophon

    def licences(self):
        for colophon in Colophon.objects.exclude(licence="").order_by("code", "locale_id"):
            yield f"{colophon.code}: {colophon.licence}"
