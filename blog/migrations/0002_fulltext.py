from django.db import migrations

from blog.editions import fulltext


class Migration(migrations.Migration):
    dependencies = [("blog", "0001_initial")]

    operations = [migrations.RunPython(fulltext.create, fulltext.remove)]
