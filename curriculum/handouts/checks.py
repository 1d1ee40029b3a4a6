from django.core.checks import Warning

from .domain.libraries import missing_packages


def check_print_libraries(app_configs, **kwargs):
    """W031: the site runs without Pango, but printing is refused."""
    return warnings_for(missing_packages())


def warnings_for(packages):
    if not packages:
        return []
    return [
        Warning(
            f"Printing needs system libraries that were not found: {', '.join(packages)}.",
            hint=(
                f"Debian and Ubuntu: apt-get install {' '.join(packages)}. "
                "macOS: brew install pango. Everything but printing works without."
            ),
            id="curriculum.W031",
        )
    ]
