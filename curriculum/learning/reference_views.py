"""What all records of the reference shelf have in common in the admin."""

from wagtail.snippets.views.snippets import EditView, SnippetViewSet


class ReferenceEditView(EditView):
    """Every partner edits the shelf: who else did, and which drafts use it, is for operators."""

    def for_operators(self, found):
        return found() if self.request.user.is_superuser else None

    def get_history_url(self):
        return self.for_operators(super().get_history_url)

    def get_usage_url(self):
        return self.for_operators(super().get_usage_url)

    def get_last_updated_info(self):
        return self.for_operators(super().get_last_updated_info)

    def get_editing_sessions(self):
        return self.for_operators(super().get_editing_sessions)


class ReferenceViewSet(SnippetViewSet):
    """Searched by parts of words in the listed fields, the same on every database."""

    edit_view_class = ReferenceEditView
    search_backend_name = None
    list_per_page = 50
