import socket

import pytest

from tests.conftest import CallOut


def test_runs_without_network():
    """The guard of the whole suite does refuse: 192.0.2.1 is reserved for documentation."""
    with socket.socket() as probe, pytest.raises(CallOut):
        probe.connect(("192.0.2.1", 80))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WAGTAIL_GRAVATAR_PROVIDER_URL", None),
        ("WAGTAIL_ENABLE_UPDATE_CHECK", False),
        ("WAGTAIL_ENABLE_WHATS_NEW_BANNER", False),
        ("WAGTAILEMBEDS_FINDERS", []),
    ],
)
def test_no_avatar_service_release_check_or_embeds(settings, name, value):
    assert getattr(settings, name) == value
