from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ambassadors", "0009_onboarding")]

    operations: ClassVar = []
