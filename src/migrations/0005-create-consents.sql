-- Who may be written to or called about what: registrations, and a ledger of consent that only grows.

CREATE TABLE registration.correspondents (
  id uuid PRIMARY KEY,
  key text NOT NULL UNIQUE,
  address text NOT NULL,
  created_at timestamptz NOT NULL
);

COMMENT ON TABLE registration.correspondents IS 'An e-mail address under an opaque id, so that ledger and links need not repeat it';
COMMENT ON COLUMN registration.correspondents.key IS 'The address in lower case: what tells two apart';

CREATE TABLE registration.consent_forms (
  hash text PRIMARY KEY,
  text text NOT NULL,
  first_used_at timestamptz NOT NULL
);

COMMENT ON TABLE registration.consent_forms IS 'The words that people agreed to, by the SHA-256 that the ledger names';

CREATE TABLE registration.registrations (
  id uuid PRIMARY KEY,
  kind text NOT NULL,
  correspondent uuid NOT NULL REFERENCES registration.correspondents,
  fields jsonb NOT NULL,
  digest text NOT NULL,
  state text NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'confirmed')),
  created_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  token_hash text UNIQUE,
  token_expires_at timestamptz,
  CHECK ((state = 'confirmed') = (confirmed_at IS NOT NULL))
);

COMMENT ON COLUMN registration.registrations.digest IS 'Of kind, address, fields and choices: the same form sent twice is one registration';
COMMENT ON COLUMN registration.registrations.token_hash IS 'SHA-256 of the token in the confirmation link; kept when used, so that a second click is understood';

CREATE UNIQUE INDEX registrations_pending ON registration.registrations (digest) WHERE state = 'pending';
CREATE INDEX registrations_correspondent ON registration.registrations (correspondent, id);
CREATE INDEX registrations_kind ON registration.registrations (kind, id);

CREATE TABLE registration.consents (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  correspondent uuid NOT NULL REFERENCES registration.correspondents,
  channel text NOT NULL CHECK (channel IN ('email', 'post', 'telephone')),
  topic text NOT NULL,
  given boolean NOT NULL,
  basis text NOT NULL CHECK (basis IN ('form', 'confirmation', 'preferences', 'one-click')),
  source text NOT NULL,
  policy_version text NOT NULL,
  form_hash text REFERENCES registration.consent_forms,
  remote_address inet
);

COMMENT ON TABLE registration.consents IS 'The ledger of consent. The last row of a channel and topic holds; rows of basis form wait for a confirmation';
COMMENT ON COLUMN registration.consents.topic IS 'One topic, or * for all';
COMMENT ON COLUMN registration.consents.source IS 'Where the choice was made, as kind:id: registration:…, user:…, mail:…';
COMMENT ON COLUMN registration.consents.remote_address IS 'The address the request came from';

CREATE INDEX consents_correspondent ON registration.consents (correspondent, channel, topic, id);
CREATE INDEX consents_source ON registration.consents (source, id);

CREATE FUNCTION registration.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger of consent only grows';
END $$;

CREATE TRIGGER consents_are_final BEFORE UPDATE OR DELETE OR TRUNCATE ON registration.consents
  FOR EACH STATEMENT EXECUTE FUNCTION registration.refuse_change();
CREATE TRIGGER consent_forms_are_final BEFORE UPDATE OR DELETE OR TRUNCATE ON registration.consent_forms
  FOR EACH STATEMENT EXECUTE FUNCTION registration.refuse_change();

REVOKE UPDATE, DELETE ON registration.consents FROM {registration};
REVOKE UPDATE, DELETE ON registration.consent_forms FROM {registration};
