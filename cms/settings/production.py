"""Refuses to start unsafely. Every variable it requires is in the README's table."""

from . import environment
from .base import *  # noqa: F403

SECRET_KEY = environment.required("SECRET_KEY")
# Earlier ones: certificates that were printed under them stay genuine.
SECRET_KEY_FALLBACKS = environment.listed("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = environment.listed("ALLOWED_HOSTS") or [environment.required("ALLOWED_HOSTS")]
WAGTAILADMIN_BASE_URL = environment.required("BASE_URL")
CSRF_TRUSTED_ORIGINS = [WAGTAILADMIN_BASE_URL]

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"

EMAIL_HOST = environment.text("EMAIL_HOST", "localhost")
EMAIL_PORT = int(environment.text("EMAIL_PORT", "25"))
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = bool(EMAIL_HOST_USER)
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "curriculum@localhost")
