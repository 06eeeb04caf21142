"""Consent events are append-only: the database itself refuses to change, delete or empty them."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION ambassadors_consent_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Consent events are append-only: % is refused.', TG_OP USING ERRCODE = 'restrict_violation';
END;
$$;

CREATE TRIGGER consent_events_stay BEFORE UPDATE OR DELETE ON ambassadors_consentevent
    FOR EACH ROW EXECUTE FUNCTION ambassadors_consent_is_append_only();

CREATE TRIGGER consent_events_are_not_emptied BEFORE TRUNCATE ON ambassadors_consentevent
    FOR EACH STATEMENT EXECUTE FUNCTION ambassadors_consent_is_append_only();
"""

ALLOW = """
DROP TRIGGER consent_events_are_not_emptied ON ambassadors_consentevent;
DROP TRIGGER consent_events_stay ON ambassadors_consentevent;
DROP FUNCTION ambassadors_consent_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("ambassadors", "0001_initial")]

    operations = [migrations.RunSQL(REFUSE, ALLOW)]
