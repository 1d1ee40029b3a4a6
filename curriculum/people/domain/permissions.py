"""What the two roles of a partner may do. Rooms that are not installed are passed over."""

import swapper
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

TRAINER_PERMISSIONS = (
    "wagtailadmin.access_admin",
    "simple_translation.submit_translation",
    "curriculum_learning.add_glossaryterm",
    "curriculum_learning.change_glossaryterm",
    "curriculum_learning.view_glossaryterm",
    "curriculum_learning.add_helpcontact",
    "curriculum_learning.change_helpcontact",
    "curriculum_learning.view_helpcontact",
    "curriculum_learning.view_theme",
    "curriculum_learning.view_sector",
    "curriculum_learning.view_legalsource",
    "curriculum_learning.view_legalchange",
    "curriculum_learning.view_reviewflag",
    "curriculum_learning.view_openpoint",
    "curriculum_learning.view_colophon",
    "curriculum_attendance.add_trainingsession",
    "curriculum_attendance.change_trainingsession",
    "curriculum_attendance.view_trainingsession",
    "curriculum_knowledge.add_lessonlearned",
    "curriculum_knowledge.view_lessonlearned",
)
COORDINATOR_PERMISSIONS = (
    *TRAINER_PERMISSIONS,
    "curriculum_learning.add_theme",
    "curriculum_learning.change_theme",
    "curriculum_learning.add_legalsource",
    "curriculum_learning.change_legalsource",
    "curriculum_learning.add_legalchange",
    "curriculum_learning.change_legalchange",
    "curriculum_learning.add_reviewflag",
    "curriculum_learning.change_reviewflag",
    "curriculum_learning.change_openpoint",
    "curriculum_knowledge.change_lessonlearned",
    "curriculum_knowledge.delete_lessonlearned",
    "curriculum_people.view_membership",
    "curriculum_people.add_membership",
    "curriculum_people.change_membership",
    "curriculum_people.delete_membership",
    "curriculum_reports.view_reportingperiod",
    "curriculum_handover.export_package",
)
#: On the partner's own section, in every language.
TRAINER_PAGE_PERMISSIONS = ("add", "change")
COORDINATOR_PAGE_PERMISSIONS = ("add", "change", "publish", "lock", "unlock")
#: On the partner's own collection, for both roles.
COLLECTION_PERMISSIONS = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)


def permissions_named(names):
    """The installed permissions among ``names`` (``app_label.codename``)."""
    wanted = Q(pk__in=[])
    for name in names:
        app_label, codename = name.split(".")
        wanted |= Q(content_type__app_label=app_label, codename=codename)
    return Permission.objects.filter(wanted)


def page_permissions_named(names):
    """Wagtail's page permissions, whatever the host's base page is called."""
    page = swapper.load_model("wagtailcore", "Page")
    return Permission.objects.filter(
        content_type=ContentType.objects.get_for_model(page),
        codename__in=[f"{name}_{page._meta.model_name}" for name in names],
    )
