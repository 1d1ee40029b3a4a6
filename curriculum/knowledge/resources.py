from django.utils.translation import gettext_lazy as _
from django_scopes import scopes_disabled

from curriculum.handover.base import resources
from curriculum.handover.domain.fields import refuse_record
from curriculum.handover.domain.records import ModelResource
from curriculum.people.domain.access import partner_scope
from curriculum.people.domain.provisioning import provision_partner
from curriculum.people.domain.sections import section_model
from curriculum.people.enums import PartnerKind
from curriculum.people.models import PartnerOrganisation

from .models import LearnedAbout, LessonLearned


@resources.register
class LessonsLearned(ModelResource):
    """What sessions taught, without the session: the month, the modules and the themes.

    Belongs to the partner whose section it names. Where the section has come
    without its partner, as in an empty install, it is given one.
    """

    code = "knowledge.lessons-learned"
    label = _("Lessons learned")
    order = 60
    model = LessonLearned
    key_field = "id"
    exclude = ("words",)

    def records(self, sender):
        seen = partner_scope(sender.user) if sender.user else scopes_disabled()
        with seen:
            learnings = LessonLearned.objects.select_related("partner").order_by("pk")
            rows = [(self.key(one), self.record(one, sender)) for one in learnings]
        yield from rows

    def record(self, obj, sender):
        return {
            **super().record(obj, sender),
            "section": str(obj.partner.section_key or ""),
            "modules": sorted(str(about.translation_key) for about in obj.modules.all()),
        }

    def beside(self):
        return ("section", "modules")

    def current(self, key, sender):
        with scopes_disabled():
            return super().current(key, sender)

    def title(self, key, record):
        return (record.get("learned") or record.get("would_change") or key)[:80]

    def restore(self, key, record, receiver):
        with scopes_disabled():
            learning = self.find(key, receiver) or self.new(key, receiver)
            if learning.partner_id is None:
                learning.partner = self._partner(record, receiver)
            self.fill(learning, record, receiver)
            self._set_modules(learning, record)

    def _partner(self, record, receiver):
        key = record.get("section") or None
        partner = PartnerOrganisation.objects.filter(section_key=key).first()
        if partner:
            return partner
        model = section_model()
        sections = list(model.objects.filter(translation_key=key).order_by("path")) if key else []
        if not sections:
            raise refuse_record(self.title("", record), _("it belongs to no section"))
        return provision_partner(
            name=sections[0].title, kind=PartnerKind.OTHER, sections=sections, by=receiver.user
        )

    def _set_modules(self, learning, record):
        wanted = set(record.get("modules", []))
        learning.modules.exclude(translation_key__in=wanted).delete()
        here = {str(about.translation_key) for about in learning.modules.all()}
        LearnedAbout.objects.bulk_create(
            LearnedAbout(lesson_learned=learning, translation_key=key)
            for key in sorted(wanted - here)
        )
