"""Three people who do not exist, each with a password of this installation's own."""

import json
import os
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from wagtail.users.models import UserProfile

from curriculum.people.domain.provisioning import add_member
from curriculum.people.enums import Role

#: User name: given name and family name, role, and the place of the partner in ``PARTNERS``.
PEOPLE = {
    "trainer": ("Facilitadora", "de muestra", Role.TRAINER, 0),
    "coordinator": ("Coordinadora", "de muestra", Role.COORDINATOR, 0),
    "other-trainer": ("Facilitador", "de otra organización", Role.TRAINER, 1),
}
LETTERS = "abcdefghjkmnpqrstvwxyz23456789"


def load_people(partners):
    """Make who is missing; yields a line a person that ends with the password."""
    remembered = _Remembered(settings.VAR_DIR / "demo-passwords.json")
    for username, (first_name, last_name, role, place) in PEOPLE.items():
        user = get_user_model().objects.filter(username=username).first()
        if user is None:
            user = get_user_model()(
                username=username,
                first_name=first_name,
                last_name=last_name,
                email=f"{username}@example.org",
            )
            user.set_password(remembered.make(username))
            user.save()
            UserProfile.objects.create(user=user, preferred_language="es-mx")
            add_member(partner=partners[place], user=user, role=role)
        yield f"{username:<14} {remembered.tell(user)}"


class _Remembered:
    """The passwords as they were made, so that a second run can print them again.

    A file beside the database, for its owner alone: the demo is the only place
    where anything but a password's hash is kept.
    """

    def __init__(self, path):
        self.path = Path(path)
        self.words = json.loads(self.path.read_text()) if self.path.exists() else {}

    def make(self, username):
        groups = ("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))
        self.words[username] = "-".join(groups)
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(self.words, file)
        return self.words[username]

    def tell(self, user):
        word = self.words.get(user.username)
        if word and user.check_password(word):
            return word
        return "(has a password of their own: `manage.py changepassword` sets another)"
