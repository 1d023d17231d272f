-- What the instance promises and asks for, in versions that are never changed; who was told of them and who agreed.

CREATE TABLE registration.policy_versions (
  policy text NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  text text NOT NULL CHECK (char_length(text) <= 200000),
  summary text NOT NULL CHECK (char_length(summary) BETWEEN 1 AND 2000),
  material boolean NOT NULL,
  effective_on date NOT NULL,
  author text NOT NULL,
  published_at timestamptz NOT NULL,
  announcing_since timestamptz,
  announced_at timestamptz,
  PRIMARY KEY (policy, version)
);

COMMENT ON COLUMN registration.policy_versions.effective_on IS 'The day, in UTC, from which it holds';
COMMENT ON COLUMN registration.policy_versions.author IS 'Opaque id of who published it, as the trail names them';
COMMENT ON COLUMN registration.policy_versions.announcing_since IS 'When the first mail about it was queued; from then on its day is fixed';
COMMENT ON COLUMN registration.policy_versions.announced_at IS 'When all users of then had been written to; a material version never holds before';

CREATE TABLE registration.policy_notices (
  policy text NOT NULL,
  version integer NOT NULL,
  user_id text NOT NULL,
  queued_at timestamptz NOT NULL,
  PRIMARY KEY (policy, version, user_id),
  FOREIGN KEY (policy, version) REFERENCES registration.policy_versions
);

COMMENT ON TABLE registration.policy_notices IS 'Who was written to about a coming version: once each';

CREATE TABLE registration.policy_acceptances (
  user_id text NOT NULL,
  policy text NOT NULL,
  version integer NOT NULL,
  accepted_at timestamptz NOT NULL,
  remote_address inet,
  PRIMARY KEY (user_id, policy, version),
  FOREIGN KEY (policy, version) REFERENCES registration.policy_versions
);

COMMENT ON TABLE registration.policy_acceptances IS 'Who agreed to which version, when, from where';

CREATE TABLE registration.feedback (
  id uuid PRIMARY KEY,
  digest text NOT NULL UNIQUE,
  topic text NOT NULL,
  message text NOT NULL CHECK (char_length(message) <= 10000),
  email text,
  user_id text,
  remote_address inet,
  sent_at timestamptz NOT NULL,
  done_at timestamptz
);

COMMENT ON COLUMN registration.feedback.digest IS 'Of what was written, by whom, on which day: the same form sent twice is one';

CREATE FUNCTION registration.refuse_policy_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what was published or agreed to is never changed or removed';
END $$;

CREATE TRIGGER policy_versions_are_final BEFORE DELETE OR TRUNCATE ON registration.policy_versions
  FOR EACH STATEMENT EXECUTE FUNCTION registration.refuse_policy_change();
CREATE TRIGGER policy_texts_are_final BEFORE UPDATE OF policy, version, text, summary, material, author, published_at
  ON registration.policy_versions FOR EACH STATEMENT EXECUTE FUNCTION registration.refuse_policy_change();
CREATE TRIGGER policy_acceptances_are_final BEFORE UPDATE OR DELETE OR TRUNCATE ON registration.policy_acceptances
  FOR EACH STATEMENT EXECUTE FUNCTION registration.refuse_policy_change();

REVOKE UPDATE, DELETE ON registration.policy_versions FROM {registration};
GRANT UPDATE (effective_on, announcing_since, announced_at) ON registration.policy_versions TO {registration};
REVOKE UPDATE, DELETE ON registration.policy_notices FROM {registration};
REVOKE UPDATE, DELETE ON registration.policy_acceptances FROM {registration};
REVOKE UPDATE, DELETE ON registration.feedback FROM {registration};
GRANT UPDATE (done_at) ON registration.feedback TO {registration};
