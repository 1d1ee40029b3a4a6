import pytest

from curriculum import styles


def directives(response):
    policy = response["Content-Security-Policy"]
    return {part.split()[0]: part.split()[1:] for part in policy.split(";") if part.strip()}


@pytest.mark.django_db
def test_csp_strict_outside_the_admin(client):
    policy = directives(client.get("/health/"))

    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == ["'self'"]
    assert policy["style-src"] == ["'self'", styles.inlined(styles.READERS).source]
    assert policy["frame-ancestors"] == ["'self'"]


@pytest.mark.django_db
def test_csp_allows_no_style_inside_pages_where_none_stands(client, settings):
    settings.CURRICULUM_INLINE_STYLE = False

    assert directives(client.get("/health/"))["style-src"] == ["'self'"]


@pytest.mark.django_db
def test_csp_allows_wagtails_editor_what_it_needs(client):
    policy = directives(client.get("/admin/login/"))

    assert policy["script-src"] == ["'self'", "'unsafe-inline'"]
    # Beside a digest browsers would pass over 'unsafe-inline'.
    assert policy["style-src"] == ["'self'", "'unsafe-inline'"]
    assert policy["default-src"] == ["'none'"]
    assert policy["media-src"] == ["'self'", "blob:"]


@pytest.mark.django_db
def test_the_microphone_is_for_editors_of_pages_alone(admin_client):
    """A trainer records a lesson there. Everywhere else no page may ask."""
    for address, allowed in (
        ("/admin/pages/1/edit/", "microphone=(self)"),
        ("/admin/pages/", "microphone=(self)"),
        ("/admin/", "microphone=()"),
        ("/health/", "microphone=()"),
        ("/pages/", "microphone=()"),
    ):
        policy = admin_client.get(address)["Permissions-Policy"]
        assert allowed in policy.split(", "), address
        assert "camera=()" in policy.split(", ")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Referrer-Policy", "no-referrer"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
    ],
)
def test_nosniff_frame_deny_coop_referrer(client, header, value):
    assert client.get("/health/")[header] == value


@pytest.mark.django_db
def test_forms_may_say_where_they_were_sent_from(client):
    """A browser under no-referrer sends ``Origin: null``, and nobody could sign in."""
    assert client.get("/admin/login/")["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_api_not_mounted(client):
    for address in ("/api/", "/api/v2/pages/", "/api/v3/pages/"):
        assert client.get(address).status_code == 404
