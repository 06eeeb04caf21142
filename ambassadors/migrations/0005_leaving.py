from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ambassadors", "0004_signing_in")]

    operations: ClassVar = []
