from django.core.checks import Warning

from .languages import without_catalogue


def check_catalogues(app_configs, **kwargs):
    """W011: Django answers 404 below the address of a language that has no catalogue at all."""
    return [
        Warning(
            f"The language “{code}” is in LANGUAGES, but no catalogue of it was found.",
            hint=(
                f"Put one, which may be empty, at {code}/LC_MESSAGES/django.po in a folder of "
                "LOCALE_PATHS, and compile it."
            ),
            id="curriculum.W011",
        )
        for code in without_catalogue()
    ]
