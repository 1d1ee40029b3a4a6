from django.contrib.auth.signals import user_logged_in, user_login_failed

from .backends import name_in
from .domain.tries import count_failure, forget_failures


def connect():
    user_login_failed.connect(on_failure, dispatch_uid="curriculum_people_failure")
    user_logged_in.connect(on_success, dispatch_uid="curriculum_people_success")


def on_failure(sender, credentials, **kwargs):
    count_failure(name=name_in(credentials))


def on_success(sender, user, **kwargs):
    forget_failures(name=user.get_username())
