from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ambassadors", "0007_joining")]

    operations: ClassVar = []
