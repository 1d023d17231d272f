-- Made by `npm run generate`; do not edit.

CREATE SCHEMA registration;

GRANT USAGE ON SCHEMA registration TO {registration};

ALTER DEFAULT PRIVILEGES IN SCHEMA registration GRANT DELETE, INSERT, SELECT, UPDATE ON TABLES TO {registration};

ALTER DEFAULT PRIVILEGES IN SCHEMA registration GRANT USAGE ON SEQUENCES TO {registration};

CREATE SCHEMA ledger;

GRANT USAGE ON SCHEMA ledger TO {ledger};

ALTER DEFAULT PRIVILEGES IN SCHEMA ledger GRANT DELETE, INSERT, SELECT, UPDATE ON TABLES TO {ledger};

ALTER DEFAULT PRIVILEGES IN SCHEMA ledger GRANT USAGE ON SEQUENCES TO {ledger};

CREATE SCHEMA privacy;

GRANT USAGE ON SCHEMA privacy TO {privacy};

ALTER DEFAULT PRIVILEGES IN SCHEMA privacy GRANT DELETE, INSERT, SELECT, UPDATE ON TABLES TO {privacy};

ALTER DEFAULT PRIVILEGES IN SCHEMA privacy GRANT USAGE ON SEQUENCES TO {privacy};

CREATE SCHEMA intake;

GRANT USAGE ON SCHEMA intake TO {intake};

ALTER DEFAULT PRIVILEGES IN SCHEMA intake GRANT DELETE, INSERT, SELECT, UPDATE ON TABLES TO {intake};

ALTER DEFAULT PRIVILEGES IN SCHEMA intake GRANT USAGE ON SEQUENCES TO {intake};

CREATE SCHEMA audit;

CREATE TABLE audit.events (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
  actor text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}'::jsonb
);

ALTER TABLE audit.events ADD CONSTRAINT events_pkey PRIMARY KEY (id);

CREATE INDEX events_at ON audit.events USING btree (at);

CREATE INDEX events_subject ON audit.events USING btree (subject, at);

CREATE OR REPLACE FUNCTION audit.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'audit events are never changed or removed';
END $function$
;

CREATE TRIGGER events_are_final BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.events FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

GRANT USAGE ON SCHEMA audit TO {audit};

GRANT USAGE ON SCHEMA audit TO {intake};

GRANT USAGE ON SCHEMA audit TO {ledger};

GRANT USAGE ON SCHEMA audit TO {privacy};

GRANT USAGE ON SCHEMA audit TO {registration};

GRANT SELECT ON audit.events TO {audit};

GRANT INSERT (actor, action, subject, detail) ON audit.events TO {audit};

GRANT INSERT (actor, action, subject, detail) ON audit.events TO {intake};

GRANT INSERT (actor, action, subject, detail) ON audit.events TO {ledger};

GRANT INSERT (actor, action, subject, detail) ON audit.events TO {privacy};

GRANT INSERT (actor, action, subject, detail) ON audit.events TO {registration};
