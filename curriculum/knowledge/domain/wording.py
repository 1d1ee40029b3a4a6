"""What may not stand in a learning: nobody is to be recognised by it."""

import re

#: An e-mail address or an account, a Mexican telephone number, a CURP, an RFC, a number of
#: ten or eleven digits (telephone, social security).
CONTACTS = re.compile(
    r"@\w"
    r"|(?<!\d)\(?\d{2,3}\)?[ .-]\d{3,4}[ .-]\d{4}(?!\d)"
    r"|(?<!\d)\d{10,11}(?!\d)"
    r"|\b[A-Z]{3,4}\d{6}[A-Z0-9]{3}",
    re.IGNORECASE,
)


def names_somebody(text):
    """Whether ``text`` holds something by which a person can be reached or looked up."""
    return bool(CONTACTS.search(text))
