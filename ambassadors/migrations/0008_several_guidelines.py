"""Several guidelines: their order, those that bind anyway, retired ones; titles and easy words belong to a version.

Whatever a version said when it was published stays: the database itself refuses to change or delete it.
"""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TITLES = """
UPDATE ambassadors_guidelineversion SET title = known.title, second_title = known.second_title
FROM ambassadors_guideline known WHERE known.id = guideline_id
"""

# What a foreign key of `published_by` or `edited_by` loses with its person may change; nothing else.
REFUSE = """
CREATE FUNCTION ambassadors_published_words_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR
       (OLD.guideline_id, OLD.number, OLD.title, OLD.text, OLD.binding, OLD.simple_text, OLD.second_title,
        OLD.second_text, OLD.second_binding, OLD.second_simple_text, OLD.is_correction, OLD.valid_from)
       IS DISTINCT FROM
       (NEW.guideline_id, NEW.number, NEW.title, NEW.text, NEW.binding, NEW.simple_text, NEW.second_title,
        NEW.second_text, NEW.second_binding, NEW.second_simple_text, NEW.is_correction, NEW.valid_from)
    THEN
        RAISE EXCEPTION 'A published version stays as it is: % is refused.', TG_OP USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END;
$$;

CREATE TRIGGER published_versions_stay BEFORE UPDATE OR DELETE ON ambassadors_guidelineversion
    FOR EACH ROW WHEN (OLD.valid_from IS NOT NULL) EXECUTE FUNCTION ambassadors_published_words_stay();
"""

ALLOW = """
DROP TRIGGER published_versions_stay ON ambassadors_guidelineversion;
DROP FUNCTION ambassadors_published_words_stay();
"""


class Migration(migrations.Migration):
    dependencies: ClassVar = [("ambassadors", "0007_joining")]

    operations: ClassVar = [
        migrations.AlterModelOptions(
            name="guideline",
            options={"ordering": ["position", "title", "slug"]},
        ),
        migrations.AddField(
            model_name="guideline",
            name="is_binding",
            field=models.BooleanField(
                default=False,
                help_text="Law and confidentiality: holds for everybody, so there is nothing to opt in to.",
            ),
        ),
        migrations.AddField(
            model_name="guideline",
            name="position",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="guideline",
            name="retired_at",
            field=models.DateTimeField(
                blank=True, help_text="No longer in use; its history stays.", null=True
            ),
        ),
        migrations.AddField(
            model_name="guidelineversion",
            name="edited_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="guidelineversion",
            name="edited_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="guidelineversion",
            name="is_correction",
            field=models.BooleanField(
                default=False, help_text="Changes no meaning: consent to the version before carries on."
            ),
        ),
        migrations.AddField(
            model_name="guidelineversion",
            name="second_simple_text",
            field=models.TextField(blank=True, default=""),
        ),
        migrations.AddField(
            model_name="guidelineversion",
            name="second_title",
            field=models.CharField(blank=True, default="", max_length=120),
        ),
        migrations.AddField(
            model_name="guidelineversion",
            name="simple_text",
            field=models.TextField(blank=True, default="", help_text="In Leichter Sprache."),
        ),
        migrations.AddField(
            model_name="guidelineversion",
            name="title",
            field=models.CharField(blank=True, default="", max_length=120),
        ),
        migrations.AlterField(
            model_name="guidelineversion",
            name="text",
            field=models.TextField(
                help_text="What a person may opt in to, or all of it where the guideline binds anyway."
            ),
        ),
        migrations.RunSQL(TITLES, migrations.RunSQL.noop),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
