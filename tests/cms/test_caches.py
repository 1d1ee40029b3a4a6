import pytest
from redis.exceptions import ConnectionError as Away

from curriculum.people.domain import tries
from tests.factories import learning as make

NOBODY = {
    "BACKEND": "cms.caches.ForgivingRedisCache",
    "LOCATION": "redis://127.0.0.1:1",
    "OPTIONS": {"socket_connect_timeout": 1},
}


@pytest.fixture
def away(settings):
    """Redis, at a door behind which nobody is."""
    strict = {**NOBODY, "BACKEND": "django.core.cache.backends.redis.RedisCache"}
    settings.CACHES = {"default": NOBODY, "curriculum_pages": strict}


@pytest.mark.django_db
@pytest.mark.parametrize("seconds", [0, 3600])
def test_redis_down_degrades(client, away, settings, seconds):
    """OPS-06, with and without the cache of pages."""
    settings.CURRICULUM_CACHING_SECONDS = seconds
    lesson = make.make_lesson()

    for _time in range(2):
        assert lesson.title in client.get(lesson.url).content.decode()


@pytest.mark.django_db
def test_guessing_stays_slow_while_redis_is_down(away):
    with pytest.raises(Away):
        tries.is_closed(name="somebody")
