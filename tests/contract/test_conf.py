import pytest

from curriculum.conf import DEFAULTS
from curriculum.conf import settings as package_settings


@pytest.mark.parametrize("name", sorted(DEFAULTS))
def test_setting_has_its_default_and_follows_the_host(name, settings):
    assert getattr(package_settings, name) == getattr(
        settings, f"CURRICULUM_{name}", DEFAULTS[name]
    )

    setattr(settings, f"CURRICULUM_{name}", "another")

    assert getattr(package_settings, name) == "another"


def test_unknown_setting_is_refused():
    with pytest.raises(AttributeError, match="CURRICULUM_NOTHING is not a setting"):
        _ = package_settings.NOTHING
