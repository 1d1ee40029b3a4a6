"""Whatever a screen offers to a partner's staff can be opened: no link leads to a closed door."""

import re
from collections import Counter
from html import unescape

import pytest
from django.urls import Resolver404, resolve, reverse

from .crawl import LEFT_OUT, sidebar

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
]
LINK = re.compile(r'href="([^"#?]+)(\?[^"#]*)?"')
#: Enough of each kind of screen: another page's editor has the same links.
OF_EACH = 3


def follow(client, starts):
    """Open what is linked, a few of each view, and yield ``(address, linked from, status, leads to)``."""
    waiting, seen, opened = [(start, "") for start in starts], set(starts), Counter()
    while waiting:
        address, origin = waiting.pop(0)
        answer = client.get(address)
        yield address, origin, answer.status_code, answer.get("Location", "")
        if answer.status_code != 200 or answer.streaming:
            continue
        for path, query in LINK.findall(answer.content.decode(errors="replace")):
            linked, name = unescape(path + query), name_of(path)
            if name and linked not in seen and opened[name] < OF_EACH:
                seen.add(linked)
                opened[name] += 1
                waiting.append((linked, address))


def name_of(path):
    """The admin view at ``path``, or "" for what is none, or would end the session."""
    if not path.startswith(reverse("wagtailadmin_home")):
        return ""
    try:
        name = resolve(path).view_name
    except Resolver404:
        return "nowhere"
    return "" if name in LEFT_OUT | {"wagtail_bulk_action"} else name


@pytest.mark.parametrize("role", ["trainer", "coordinator"])
def test_every_link_that_is_offered_can_be_followed(client, world, role):
    client.force_login(getattr(world.own, role))
    home = reverse("wagtailadmin_home")
    offered = [url for _name, url in sidebar(client) if url.startswith(home)]

    found = list(follow(client, [home, *offered]))

    closed = [step for step in found if step[2] not in (200, 302) or step[3] == home]
    assert "\n".join(map(str, closed)) == ""
    assert len(found) > 80
