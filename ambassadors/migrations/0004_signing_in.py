from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ambassadors", "0003_profiles_and_boundaries")]

    operations: ClassVar = []
