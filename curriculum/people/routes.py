"""Every admin address of Wagtail, sorted into open and closed for members of a partner.

Reviewed at each upgrade of Wagtail: an address that stands in neither list is
closed, and tests/people/test_guard.py names it.
"""

#: Rooms of this package look after themselves: each of their views is scoped.
OWN_NAMESPACE = "curriculum_"
#: Vocabularies that all partners share and edit together.
SHARED_VOCABULARIES = (
    "wagtailsnippets_curriculum_learning_",
    "wagtailsnippetchoosers_curriculum_learning_",
)
#: What may be done with a shared vocabulary. Its usage and history would show
#: other partners' drafts and names.
SHARED_VOCABULARY_VIEWS = {
    "add",
    "choose",
    "choose_results",
    "chosen",
    "chosen_multiple",
    "copy",
    "create",
    "delete",
    "edit",
    "inspect",
    "list",
    "list_results",
    "reorder",
    "withdraw",
}

OPEN = {
    "": {
        "wagtailadmin_account",
        "wagtailadmin_block_preview",
        "wagtailadmin_choose_page",
        "wagtailadmin_choose_page_anchor_link",
        "wagtailadmin_choose_page_child",
        "wagtailadmin_choose_page_chosen_multiple",
        "wagtailadmin_choose_page_email_link",
        "wagtailadmin_choose_page_external_link",
        "wagtailadmin_choose_page_phone_link",
        "wagtailadmin_choose_page_search",
        "wagtailadmin_dismissibles",
        "wagtailadmin_explore",
        "wagtailadmin_explore_results",
        "wagtailadmin_explore_root",
        "wagtailadmin_home",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_complete",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_sprite",
        "wagtail_bulk_action",
    },
    "wagtailadmin_api:pages": {"detail", "listing"},
    "wagtailadmin_editing_sessions": {"ping", "release"},
    "wagtailadmin_pages": {
        "add",
        "add_subpage",
        "collect_workflow_action_data",
        "confirm_workflow_cancellation",
        "convert_alias",
        "copy",
        "delete",
        "edit",
        "history",
        "history_results",
        "lock",
        "move",
        "move_confirm",
        "preview_on_add",
        "preview_on_edit",
        "revisions_compare",
        "revisions_index",
        "revisions_revert",
        "revisions_unschedule",
        "revisions_view",
        "search",
        "search_results",
        "set_page_position",
        "unlock",
        "unpublish",
        "usage",
        "view_draft",
        "workflow_action",
        "workflow_history",
        "workflow_history_detail",
        "workflow_preview",
    },
    "simple_translation": {"submit_page_translation", "submit_snippet_translation"},
    "wagtaildocs": {
        "add",
        "add_multiple",
        "create_multiple_from_uploaded_document",
        "delete",
        "delete_multiple",
        "delete_upload_multiple",
        "document_usage",
        "edit",
        "edit_multiple",
        "index",
        "index_results",
    },
    "wagtaildocs_chooser": {"choose", "choose_results", "chosen", "chosen_multiple", "create"},
    "wagtailimages": {
        "add",
        "add_multiple",
        "create_multiple_from_uploaded_image",
        "delete",
        "delete_multiple",
        "delete_upload_multiple",
        "edit",
        "edit_multiple",
        "image_usage",
        "index",
        "index_results",
        "preview",
    },
    "wagtailimages_chooser": {
        "choose",
        "choose_results",
        "chosen",
        "chosen_multiple",
        "create",
        "select_format",
    },
    "wagtailsnippets": {"index"},
}

CLOSED = {
    "": {
        "",
        "wagtailadmin_error_test",
        "wagtailadmin_tag_autocomplete",
        "wagtailadmin_tag_model_autocomplete",
    },
    "wagtailadmin_api:documents": {"detail", "find", "listing"},
    "wagtailadmin_api:images": {"detail", "find", "listing"},
    "wagtailadmin_api:pages": {"action", "find"},
    "wagtailadmin_collections": {"add", "delete", "edit", "index", "set_privacy"},
    "wagtailadmin_pages": {"choose_parent", "set_privacy", "type_use", "type_use_results"},
    "wagtailadmin_reports": {
        "aging_pages",
        "aging_pages_results",
        "locked_pages",
        "locked_pages_results",
        "page_types_usage",
        "page_types_usage_results",
        "site_history",
        "site_history_results",
        "workflow",
        "workflow_results",
        "workflow_tasks",
        "workflow_tasks_results",
    },
    "wagtailadmin_workflows": {
        "add",
        "add_task",
        "disable",
        "disable_task",
        "edit",
        "edit_task",
        "enable",
        "enable_task",
        "index",
        "index_results",
        "remove",
        "select_task_type",
        "task_chooser",
        "task_chooser_create",
        "task_chooser_results",
        "task_chosen",
        "task_index",
        "task_index_results",
        "usage",
        "usage_results",
    },
    "wagtailimages": {"url_generator", "url_generator_output"},
    "wagtaillocales": {
        "add",
        "delete",
        "edit",
        "history",
        "history_results",
        "index",
        "index_results",
        "usage",
    },
    "wagtailsites": {
        "add",
        "copy",
        "delete",
        "edit",
        "history",
        "history_results",
        "index",
        "index_results",
        "usage",
    },
    "wagtailusers_groups": {
        "add",
        "delete",
        "edit",
        "history",
        "history_results",
        "index",
        "index_results",
        "usage",
    },
    "wagtailusers_users": {
        "add",
        "copy",
        "delete",
        "edit",
        "history",
        "history_results",
        "index",
        "index_results",
        "usage",
    },
}


def is_open(view_name):
    """Whether members of a partner may come to this admin view (``namespace:name``) at all."""
    namespace, _, name = view_name.rpartition(":")
    if namespace.startswith(OWN_NAMESPACE):
        return True
    if namespace.startswith(SHARED_VOCABULARIES):
        return name in SHARED_VOCABULARY_VIEWS
    return name in OPEN.get(namespace, ())


def is_sorted(view_name):
    """Whether somebody has decided about this view; the guard closes the others too."""
    namespace, _, name = view_name.rpartition(":")
    return (
        is_open(view_name)
        or namespace.startswith(SHARED_VOCABULARIES)
        or name in CLOSED.get(namespace, ())
    )
