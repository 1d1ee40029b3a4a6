"""Asks every admin address, with every id that another partner has, and listens for canaries."""

import json
import re
import uuid
from itertools import product
from urllib.parse import urlencode

from django.db import transaction
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

PROPS = re.compile(
    r'<script id="wagtail-sidebar-props" type="application/json">(.+?)</script>', re.S
)
#: Would end the crawl's own session, or raise on purpose.
LEFT_OUT = {"wagtailadmin_logout", "wagtailadmin_error_test"}
WORDS = {
    "action_name": ["publish", "approve", "delete"],
    "filter_spec": ["width-100"],
    "revision_id_a": ["earliest"],
    "revision_id_b": ["latest"],
    "app_label": ["wagtailcore", "curriculum_pages"],
    "model_name": ["page", "lessonpage", "winpage", "researchbriefpage"],
    "language": ["es-mx"],
    "code": ["csv", "lesson-handout"],
    "app_name": ["taggit"],
    "content_type_app_name": ["curriculum_pages"],
    "content_type_model_name": ["lessonpage"],
    "session_id": [1],
    "uploaded_file_id": [1],
    "uidb64": ["MQ"],
    "token": ["set-password"],
}
KIND_OF_ARGUMENT = {
    "parent_page_id": "page",
    "page_to_move_id": "page",
    "destination_id": "page",
    "page_pk": "page",
    "doc_id": "document",
    "collection_id": "collection",
    "workflow_pk": "workflow",
}
KIND_OF_PK = {
    "wagtailadmin_pages": "page",
    "wagtailadmin_api:pages": "page",
    "wagtailadmin_api:images": "image",
    "wagtailadmin_api:documents": "document",
    "wagtailadmin_collections": "collection",
    "wagtailadmin_workflows": "workflow",
    "wagtailimages_chooser": "image",
    "wagtaildocs_chooser": "document",
    "wagtailusers_users": "user",
    "wagtailusers_groups": "group",
}
BULK = [
    ("wagtailcore", "page", action, "page") for action in ("delete", "move", "publish", "unpublish")
] + [
    ("wagtailimages", "image", "delete", "image"),
    ("wagtailimages", "image", "add_tags", "image"),
    ("wagtailimages", "image", "add_to_collection", "image"),
    ("wagtaildocs", "document", "delete", "document"),
    ("wagtaildocs", "document", "add_tags", "document"),
    ("wagtailusers", "user", "delete", "user"),
    ("auth", "user", "delete", "user"),
]


def admin_routes():
    """``(view name, names of its arguments)`` of everything below the admin's address."""
    root = reverse("wagtailadmin_home").lstrip("/")
    seen = set()
    for name, pattern, arguments in _walk(get_resolver()):
        if pattern.startswith(root) and (name, arguments) not in seen:
            seen.add((name, arguments))
            yield name, arguments


def _walk(resolver, namespaces=(), prefix="", arguments=()):
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        names = (
            *arguments,
            *(name for name in re.findall(r"<(?:\w+:)?(\w+)>", str(entry.pattern))),
        )
        if isinstance(entry, URLPattern):
            yield ":".join([*namespaces, entry.name or ""]), pattern, names
        else:
            inner = (*namespaces, entry.namespace) if entry.namespace else namespaces
            yield from _walk(entry, inner, pattern, names)


def addresses(ids, *, own=None):
    """Every admin address, filled with every id in ``ids`` (kind: ids) that fits.

    ``own`` (kind: ids) is mixed in, so that an own page is asked for together
    with another partner's revision.
    """
    for name, arguments in admin_routes():
        if name in LEFT_OUT or name.startswith(":"):
            continue
        choices = [_values(name, argument, ids, own or {}) for argument in arguments]
        for values in product(*choices):
            kwargs = dict(zip(arguments, values, strict=True))
            try:
                yield reverse(name, kwargs=kwargs)
            except NoReverseMatch:
                continue


def _values(name, argument, ids, own):
    if argument in WORDS:
        return WORDS[argument]
    namespace = name.rpartition(":")[0]
    kind = KIND_OF_ARGUMENT.get(argument, argument.removesuffix("_id"))
    if argument == "pk":
        kind = KIND_OF_PK.get(namespace, "vocabulary")
    found = [*ids.get(kind, []), *own.get(kind, [])]
    found += ids.get(namespace, [])
    return found or [1]


def queries(address, ids):
    """The same address asked for by word and by id."""
    person = ids["user"][0]
    yield f"{address}?q=canario&owner={person}&edited_by={person}&user={person}"
    yield f"{address}?q=canario"
    if "/curriculum/" in address:
        yield f"{address}?{urlencode(ids['query'], doseq=True)}"
    if "chosen-multiple" in address:
        kind = next((kind for kind in ("page", "image", "document") if kind in address), None)
        yield address + "?" + "&".join(f"id={pk}" for pk in ids[kind or "vocabulary"])


def bulk_addresses(ids):
    for app_label, model_name, action, kind in BULK:
        address = reverse("wagtail_bulk_action", args=[app_label, model_name, action])
        yield address + "?" + "&".join(f"id={pk}" for pk in ids[kind])
        yield f"{address}?id=all"


def forms(ids):
    """What a hostile form would say, whatever view it is sent to."""
    page = ids["page"][0]
    return {
        "new_title": "x",
        "new_slug": "x",
        "new_parent_page": page,
        "chooser": page,
        "title": "x",
        "collection": ids["collection"][0],
        "id": page,
        "q": "canario",
        "partner": ids.get("partner", [""])[0],
    }


def pairs(ids, *, but=()):
    """Addresses of our rooms that name one thing: of another partner's, and of none that ever was."""
    for name, arguments in admin_routes():
        namespace = name.rpartition(":")[0]
        if arguments != ("pk",) or namespace in but:
            continue
        for pk in ids.get(namespace, ()):
            never = str(uuid.uuid4()) if "-" in str(pk) else 999_999
            try:
                yield reverse(name, args=[pk]), reverse(name, args=[never])
            except NoReverseMatch:
                continue


def answers(client, address):
    """``(status, length)`` of what is answered to looking and to sending a form."""
    found = []
    for method in (client.get, client.post):
        with transaction.atomic():
            response = method(address)
            found.append((response.status_code, len(response.content)))
            transaction.set_rollback(True)
    return found


def leaks(client, method, address, canaries, **form):
    """Names of the canaries that an answer lets out, in body, headers, cookies or redirect.

    An own word that was sent and comes back (a search for it) does not count.
    """
    with transaction.atomic():
        response = getattr(client, method)(address, form, headers={"accept": "text/html"})
        body = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    text = body.decode(errors="replace") + repr(response.headers) + str(response.cookies)
    return response.status_code, {name for name, word in canaries.items() if word in text}


def sidebar(client):
    """``(name, address)`` of each item of the sidebar, in order, submenus included."""
    body = client.get(reverse("wagtailadmin_home")).content.decode()
    return list(_walk_menu(json.loads(PROPS.search(body)[1])))


def _walk_menu(found):
    if isinstance(found, dict):
        if "name" in found and "label" in found:
            yield found["name"], found.get("url", "")
        for value in found.values():
            yield from _walk_menu(value)
    elif isinstance(found, list):
        for value in found:
            yield from _walk_menu(value)
