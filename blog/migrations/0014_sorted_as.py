from django.db import migrations, models

from blog.editions.fulltext import sorted_as

TOGETHER = 1_000


def sort(apps, schema_editor) -> None:
    """Says what each edition is sorted as, and the rows of its listings with it."""
    edition = apps.get_model("blog", "Edition")
    last = ""
    while found := list(
        edition.objects.filter(name__gt=last).order_by("name").only("name", "title")[:TOGETHER]
    ):
        for one in found:
            one.sorted_as = sorted_as(one.title)
        edition.objects.bulk_update(found, ["sorted_as"])
        last = found[-1].name
    schema_editor.execute(
        "UPDATE blog_term SET title = (SELECT e.sorted_as FROM blog_edition e"
        " WHERE e.name = blog_term.name)"
        " WHERE EXISTS (SELECT 1 FROM blog_edition e WHERE e.name = blog_term.name)"
    )


class Migration(migrations.Migration):

    dependencies = [
        ('blog', '0013_count_of_a_term'),
    ]

    operations = [
        migrations.AddField(
            model_name='edition',
            name='sorted_as',
            field=models.CharField(blank=True, db_default='', max_length=255),
        ),
        migrations.RunPython(sort, migrations.RunPython.noop),
    ]
