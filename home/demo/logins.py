"""The demo's logins: four people who may do different things, and the way of an article to print.

An author writes in one category and submits; an editor edits everything and passes it on; a
publisher publishes; the administrator may do what he likes.
"""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from blog.models import CategoryPage
from home.models import HomePage

LOGINS = ("admin", "publisher", "editor", "author")

# Permissions by app; `pages` on the part of the tree that is theirs, `media` on all collections.
EVERYONE = ["wagtailadmin.access_admin", "blog.view_author", "blog.view_faq", "blog.view_faqtopic"]
EDITING = [
    *EVERYONE,
    *(f"blog.{do}_{what}" for what in ("author", "faq", "faqtopic") for do in ("add", "change")),
]
PUBLISHING = [
    *EDITING,
    *(f"blog.{do}_{what}" for what in ("author", "faq") for do in ("publish", "delete")),
    "blog.delete_faqtopic",
    *(f"home.{do}_menu" for do in ("view", "add", "change", "delete")),
    "home.change_sitesettings",
    *(f"wagtailredirects.{do}_redirect" for do in ("view", "add", "change", "delete")),
]
WRITE = ["add_page", "change_page"]
PUBLISH = [*WRITE, "publish_page", "bulk_delete_page", "lock_page", "unlock_page"]
# Wagtail keeps the permissions of every image and document under its own models.
OWN_MEDIA = [f"{do}_{what}" for what in ("image", "document") for do in ("add", "choose")]
ALL_MEDIA = [*OWN_MEDIA, "change_image", "change_document"]


@transaction.atomic
def make_logins(password: str) -> None:
    """The four logins with their groups and the workflow. Only where nobody has a login yet."""
    users = get_user_model()
    if not password or users.objects.exists():
        return
    users.objects.create_superuser("admin", "admin@example.org", password)
    home = HomePage.objects.first()
    if home is None:
        return
    forget_wagtails_own()
    publishers = group("Publishers", PUBLISHING, home, PUBLISH, ALL_MEDIA)
    editors = group("Editors", EDITING, home, WRITE, ALL_MEDIA)
    login("publisher", password, publishers)
    login("editor", password, editors)
    category = CategoryPage.objects.filter(slug="health").first() or CategoryPage.objects.first()
    if category:
        name = f"Authors of {category.title}"
        login("author", password, group(name, EVERYONE, category, WRITE, OWN_MEDIA))
    workflow(home, {"Editing": editors, "Publishing": publishers})


def logins() -> list[str]:
    """Those of the demo's logins that there are."""
    made = get_user_model().objects.filter(username__in=LOGINS).values_list("username", flat=True)
    return sorted(made, key=LOGINS.index)


def forget_wagtails_own() -> None:
    """The groups and the workflow of Wagtail's first migration, which nobody has used."""
    Workflow.objects.filter(name="Moderators approval", workflow_states=None).delete()
    GroupApprovalTask.objects.filter(name="Moderators approval", workflow_tasks=None).delete()
    Group.objects.filter(name__in=("Moderators", "Editors"), user=None).delete()


def permission(name: str) -> Permission:
    app, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app, codename=codename)


def group(name: str, site: list[str], pages: Page, tree: list[str], media: list[str]) -> Group:
    """A group with permissions everywhere, on the pages below one, and on all collections."""
    made = Group.objects.create(name=name)
    made.permissions.set([permission(p) for p in site])
    for codename in tree:
        GroupPagePermission.objects.create(
            group=made,
            page=Page.objects.get(pk=pages.pk),
            permission=permission(f"wagtailcore.{codename}"),
        )
    root = Collection.get_first_root_node()
    for codename in media:
        app = "wagtailimages" if codename.endswith("image") else "wagtaildocs"
        GroupCollectionPermission.objects.create(
            group=made, collection=root, permission=permission(f"{app}.{codename}")
        )
    return made


def login(name: str, password: str, member_of: Group) -> None:
    user = get_user_model().objects.create_user(name, f"{name}@example.org", password)
    user.groups.add(member_of)


def workflow(home: HomePage, steps: dict[str, Group]) -> None:
    """An article's way to print: each step is approved by one group; the last one publishes."""
    made = Workflow.objects.create(name=", then ".join(steps).capitalize())
    for order, (name, approvers) in enumerate(steps.items()):
        task = GroupApprovalTask.objects.create(name=name)
        task.groups.add(approvers)
        WorkflowTask.objects.create(workflow=made, task=task, sort_order=order)
    WorkflowPage.objects.create(workflow=made, page=Page.objects.get(pk=home.pk))
