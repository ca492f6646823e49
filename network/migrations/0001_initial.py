from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="DemoMail",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("to", models.CharField(max_length=500)),
                ("subject", models.CharField(max_length=500)),
                ("raw", models.BinaryField()),
                ("sent_at", models.DateTimeField()),
            ],
            options={"ordering": ["-id"]},
        ),
    ]
