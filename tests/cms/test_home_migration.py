import pytest
from wagtail.models import Site

from cms.models import HomePage

pytestmark = pytest.mark.django_db


def test_fresh_install_has_a_home_in_each_language():
    spanish = HomePage.objects.get(locale__language_code="es-mx")
    english = HomePage.objects.get(locale__language_code="en")

    assert Site.objects.get().root_page.specific == spanish
    assert english.translation_key == spanish.translation_key
    assert (spanish.url, english.url) == ("/", "/en/")
