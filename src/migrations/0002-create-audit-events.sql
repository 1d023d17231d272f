-- The trail of what was done. Every role adds to it in the transaction of the change; only the role of audit reads it.

CREATE TABLE audit.events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT clock_timestamp(),
  actor text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}'
);

COMMENT ON COLUMN audit.events.actor IS 'Opaque id of who did it: an operator, an account, "system"';
COMMENT ON COLUMN audit.events.subject IS 'What it was done to, as kind:id; never a name or an address';

CREATE INDEX events_at ON audit.events (at);
CREATE INDEX events_subject ON audit.events (subject, at);

CREATE FUNCTION audit.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit events are never changed or removed';
END $$;

CREATE TRIGGER events_are_final BEFORE UPDATE OR DELETE OR TRUNCATE ON audit.events
  FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

GRANT INSERT (actor, action, subject, detail) ON audit.events TO {registration}, {ledger}, {privacy}, {intake}, {audit};
GRANT SELECT ON audit.events TO {audit};
