from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("blog", "0007_article_type")]

    operations = [
        migrations.AddField(
            model_name="customimage",
            name="thumbnail_of",
            field=models.CharField(blank=True, db_index=True, editable=False, max_length=17),
        ),
    ]
