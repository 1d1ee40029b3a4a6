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

        self._take_over_empty("plain_version")
        for problem in fitness.problems(page=self.instance):
            field = problem.field if problem.field in self.fields else None
            self.add_error(field, problem.message)

    def _take_over_empty(self, name):
        """Let ``fitness`` say what is missing in an emptied text, and the advice see it empty."""
        if name not in self.errors:
            return
        widget = self.fields[name].widget
        value = widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        if not value:
            setattr(self.instance, name, value)
            del self.errors[name]
