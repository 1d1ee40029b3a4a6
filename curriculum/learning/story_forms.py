from django.utils.functional import cached_property

from .forms import ContentPageForm


class StoryPageForm(ContentPageForm):
    """The editor of a win or a research brief: offers the lessons, and refuses what is unfit."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "lessons" in self.fields:
            self.fields["lessons"].choices = self.offered_lessons

    @cached_property
    def offered_lessons(self):
        # Page models name this form before the page model is known, for which the domain asks.
        from .domain import stories

        # A page that is previewed before it is first saved has no language of its own yet.
        place = self.instance if self.instance.locale_id else self.parent_page
        return stories.lesson_choices(
            locale=place.locale,
            user=self.for_user,
            chosen=self.initial.get("lessons") or [],
        )

    def _post_clean(self):
        """A draft may be incomplete; what is published, scheduled or handed in may not."""
        super()._post_clean()
        if self.is_deferred_validation:
            return
        from .domain import fitness  # as above

        for problem in fitness.problems(page=self.instance):
            field = problem.field if problem.field in self.fields else None
            self.add_error(field, problem.message)
