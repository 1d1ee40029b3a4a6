"""What is done after a publication, while nobody waits for it."""

import swapper
from django.utils.translation import override
from django_tasks import task

Page = swapper.load_model("wagtailcore", "Page")


@task
def make_pictures(page_id):
    """Scale the pictures of a published lesson, so that its first reader does not wait for it."""
    page = Page.objects.filter(pk=page_id, live=True).first()
    if page:
        with override(page.locale.language_code):
            page.specific.worker_html()
