from django.db import migrations

from blog.editions import fulltext


class Migration(migrations.Migration):
    """Empty indexes of the present form; `manage.py editions --mend` fills them."""

    dependencies = [("blog", "0008_thumbnail")]

    operations = [migrations.RunPython(fulltext.create, migrations.RunPython.noop)]
