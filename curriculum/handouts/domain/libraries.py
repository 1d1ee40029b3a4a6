"""The system libraries that WeasyPrint loads, looked for without loading WeasyPrint."""

from ctypes import CDLL

#: Debian's package, and the names under which the systems know the library.
LIBRARIES = {
    "libpango-1.0-0": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "libpangoft2-1.0-0": (
        "libpangoft2-1.0.so.0",
        "libpangoft2-1.0.dylib",
        "libpangoft2-1.0-0.dll",
    ),
    "libharfbuzz-subset0": (
        "libharfbuzz-subset.so.0",
        "libharfbuzz-subset.0.dylib",
        "libharfbuzz-subset-0.dll",
    ),
}


def missing_packages(libraries=None):
    """Names of the packages whose library cannot be loaded here, in order."""
    libraries = LIBRARIES if libraries is None else libraries
    return [package for package, names in libraries.items() if not _loads(names)]


def _loads(names):
    for name in names:
        try:
            CDLL(name)
        except OSError:
            continue
        return True
    return False
