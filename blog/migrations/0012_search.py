from django.db import migrations, models

from blog.editions import fulltext

KEYS = """UPDATE blog_term SET page_id = (SELECT e.object_id FROM blog_edition e
    WHERE e.name = blog_term.name AND e.kind IN ('page', 'question'))"""


class Migration(migrations.Migration):
    """Rows of terms know their pages by keys; PostgreSQL ranks pages by a table of its own."""

    dependencies = [("blog", "0011_nearest")]

    operations = [
        migrations.AddField("term", "page_id", models.BigIntegerField(null=True)),
        migrations.RunSQL(KEYS, migrations.RunSQL.noop),
        migrations.AddIndex(
            "term",
            models.Index(
                fields=["page_id", "term", "site_id", "locale_id", "expire_at"],
                name="term_by_page",
            ),
        ),
        migrations.AddIndex(
            "term",
            models.Index(
                fields=["page_id", "site_id", "locale_id", "term"],
                condition=models.Q(term__startswith="page:")
                | models.Q(term__startswith="taggit.tag:"),
                name="term_counted",
            ),
        ),
        migrations.RunPython(fulltext.create_ranks, migrations.RunPython.noop),
    ]
