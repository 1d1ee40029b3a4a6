"""The one change of the law that the content file names with its article, day and gazette."""

import datetime

from curriculum.learning.domain.law import record_change
from curriculum.learning.models import LegalChange, LegalSource

#: ``law_snapshot`` of content/curriculum.yaml: in force since 2026, a step down each January.
#: Not compared with the gazette yet (its ``open_points``), and said so.
WEEK = {
    "locator": "59",
    "takes_effect_on": datetime.date(2027, 1, 1),
    "published_on": datetime.date(2026, 5, 1),
    "summary": {
        "es-mx": (
            "La semana máxima de trabajo baja de 48 a 46 horas, sin bajar el salario. "
            "Falta cotejar este dato con el Diario Oficial."
        ),
        "en": (
            "The maximum working week falls from 48 to 46 hours, with no pay cut. "
            "This is still to be compared with the official gazette."
        ),
    },
}


def load_law():
    source = LegalSource.objects.filter(code="LFT").first()
    known = LegalChange.objects.filter(
        source=source, locator=WEEK["locator"], takes_effect_on=WEEK["takes_effect_on"]
    )
    if source and not known.exists():
        record_change(change=LegalChange(source=source, **WEEK))
