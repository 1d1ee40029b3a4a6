"""What a partner's members find in the admin: their own, and 404 for everything else.

Wagtail's permissions say who may *change* an object; many of its views show an
object's title to those who may not. So this guard
closes every admin view that is not on the list in ``routes.py``, and on open
ones checks each page, image and document that an address or form field names.
"""

import swapper
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.urls import Resolver404, resolve, reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import WorkflowState
from wagtail.permissions import policy_registry

from . import dead_ends, routes
from .domain.access import colleagues_of, is_member

Page = swapper.load_model("wagtailcore", "Page")

PAGE_ARGUMENTS = {"page_id", "parent_page_id", "page_to_move_id", "destination_id"}
IMAGE_ARGUMENTS = {"image_id"}
DOCUMENT_ARGUMENTS = {"document_id", "doc_id"}
#: Fields by which Wagtail's own forms and listings name another page.
PAGE_PARAMETERS = {"new_parent_page", "target_pages[]", "chooser", "childOf", "parent_page"}
#: Filters of Wagtail's listings that name a person.
PERSON_PARAMETERS = {"owner", "edited_by"}
OBJECT_PERMISSIONS = {"add", "change", "delete", "choose", "view"}


class PartnerGuardMiddleware:
    """Stands behind the authentication and partner scope middleware."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        if is_guarded(request) and not is_open(request):
            raise Http404

    def process_template_response(self, request, response):
        """What is offered is what is open: colleagues to filter by, and no link to a closed door."""
        if response.context_data and is_guarded(request):
            if filters := response.context_data.get("filters"):
                offer_colleagues(filters.form, request.user)
            dead_ends.take_away(context=response.context_data, user=request.user)
        return response


def offer_colleagues(form, user):
    """Listings let one filter by person: by colleagues, not by everyone there is."""
    for field in form.fields.values():
        queryset = getattr(field, "queryset", None)
        if queryset is not None and queryset.model is get_user_model():
            field.queryset = queryset.filter(pk__in=colleagues_of(user))


def is_guarded(request):
    """Whether a partner's member asks for something in the admin."""
    return (
        settings.SESSION_COOKIE_NAME in request.COOKIES
        and request.path_info.startswith(reverse("wagtailadmin_home"))
        and is_member(request.user)
    )


def is_open(request):
    """Whether this member may see what this request names."""
    view_name = request.resolver_match.view_name
    if not routes.is_open(view_name):
        return False
    return belongs_together(request.resolver_match.kwargs) and all(
        are_visible(model, values, request.user) for model, values in named_objects(request)
    )


def belongs_together(arguments):
    """Whether the step of a review that an address names is a step of the page that it names.

    Wagtail answers otherwise with a message that names the step.
    """
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=str(arguments.get("page_id")),
    )
    if "task_id" in arguments:
        return states.filter(task_states__task=arguments["task_id"]).exists()
    if "task_state_id" in arguments:
        return states.filter(task_states=arguments["task_state_id"]).exists()
    if "workflow_state_id" in arguments:
        return states.filter(pk=arguments["workflow_state_id"]).exists()
    return True


def is_open_address(path):
    """Whether a menu should offer ``path`` to members; other sites' addresses are left alone."""
    try:
        match = resolve(path)
    except Resolver404:
        return True
    return routes.is_open(match.view_name)


def are_visible(model, values, user):
    """Whether ``user`` may see every object of ``model`` whose id is in ``values``."""
    wanted = set(values)
    if not all(value.isascii() and value.isdigit() for value in wanted):
        return False
    if model is get_user_model():
        visible = colleagues_of(user)
    elif issubclass(model, Page):
        visible = policy_registry.get_by_type(model).explorable_instances(user)
    else:
        policy = policy_registry.get_by_type(model)
        visible = policy.instances_user_has_any_permission_for(user, OBJECT_PERMISSIONS)
    return visible.filter(pk__in=wanted).distinct().count() == len({int(pk) for pk in wanted})


def named_objects(request):
    """Yield ``(model, ids)`` for everything that the address, query and form of a request name."""
    match = request.resolver_match
    image, document = get_image_model(), get_document_model()
    for model, names in (
        (Page, PAGE_ARGUMENTS),
        (image, IMAGE_ARGUMENTS),
        (document, DOCUMENT_ARGUMENTS),
    ):
        if values := [str(value) for name, value in match.kwargs.items() if name in names]:
            yield model, values
    if values := _parameters(request, PAGE_PARAMETERS):
        yield Page, values
    if values := _parameters(request, PERSON_PARAMETERS):
        yield get_user_model(), values
    yield from _named_by_view(request, match, image, document)


def _named_by_view(request, match, image, document):
    by_namespace = {"wagtailimages_chooser": image, "wagtaildocs_chooser": document}
    if match.view_name in {"wagtailadmin_pages:revisions_compare", "wagtailadmin_api:pages:detail"}:
        yield Page, [str(match.kwargs["pk"])]
    elif match.view_name == "wagtailadmin_choose_page_chosen_multiple":
        yield Page, _parameters(request, {"id"})
    elif match.namespace in by_namespace and "pk" in match.kwargs:
        yield by_namespace[match.namespace], [match.kwargs["pk"]]
    elif match.namespace in by_namespace:
        yield by_namespace[match.namespace], _parameters(request, {"id"})
    elif match.view_name == "wagtail_bulk_action":
        yield _model_of(match.kwargs), _parameters(request, {"id"})
    elif match.view_name == "wagtailadmin_editing_sessions:ping":
        yield _model_of(match.kwargs), [match.kwargs["object_id"]]


def _model_of(kwargs):
    """The model that an address spells out; only kinds that have an owner are looked at."""
    try:
        model = apps.get_model(kwargs["app_label"], kwargs["model_name"])
    except LookupError:
        raise Http404 from None
    if not issubclass(model, (Page, get_image_model(), get_document_model())):
        raise Http404
    return model


def _parameters(request, names):
    return [
        value
        for data in (request.GET, request.POST)
        for name in names
        for value in data.getlist(name)
        if value
    ]
