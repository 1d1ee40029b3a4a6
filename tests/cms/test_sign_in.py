"""The door to the admin: in the visitor's language, and with a way back for readers."""

import pytest

pytestmark = pytest.mark.django_db


def test_sign_in_speaks_spanish_and_leads_readers_back(client):
    html = client.get("/admin/login/").content.decode()

    assert "Contraseña" in html
    assert "Password" not in html
    assert "placeholder=" not in html
    assert '<a href="/">Ir a las lecciones</a>' in html
