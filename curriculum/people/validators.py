"""Words that somebody who attacks a union would try first."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from curriculum.learning.domain.glossary import folded

from .domain.access import memberships_of

COMMON = (
    "capacitacion|capacitadora?|contrasena|contrato|coordinadora?|colectivo|cuaderno|derechos?"
    "|facilitadora?|federacion|huelga|laboral|mexicana?|mexico|obrer[oa]s?|organizacion|password"
    "|reforma|seguridad|sindical|sindicato|solidaridad|trabajadora?(?:es|s)?|trabajo|union"
    "|unid[oa]s?|workers?|labou?r|rights?|admin"
)
#: So many letters must be left once those words are taken out.
LEFT = 6


class OwnWordsValidator:
    """Refuses a password that is little more than words of this work, or the partner's name."""

    def validate(self, password, user=None):
        own = [re.escape(word) for word in _words_of_partners(user)]
        known = re.compile("|".join([*own, COMMON]))
        rest = re.sub(r"[\W\d_]", "", known.sub("", folded(password)))
        if len(rest) < LEFT and known.search(folded(password)):
            raise ValidationError(self.get_help_text(), code="password_own_words")

    def get_help_text(self):
        return _("Other words than those of this work and of your organisation.")


def _words_of_partners(user):
    """Words of the names of the partners that ``user`` works for, or is about to."""
    names = [membership.partner.name for membership in memberships_of(user)] if user else []
    if joining := getattr(user, "curriculum_joining", None):
        names.append(joining.name)
    words = {word for name in names for word in folded(name).split() if len(word) > 3}
    return sorted(words, key=len, reverse=True)
