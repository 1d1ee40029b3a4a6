from django.db import connection
from django.db.utils import Error
from django.http import HttpResponse
from django.views.decorators.http import require_safe


@require_safe
def health(request):
    """200 while the database answers, else 503. Says nothing else about the install."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return HttpResponse("unavailable", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
