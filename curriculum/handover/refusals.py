from curriculum.refusals import Refused


class PackageRefused(Refused):
    """A package was not read, or not brought in, and nothing was changed."""
