-- Accounts: tables of better-auth (users, sessions, credentials, verifications, organizations, members, invitations), as its
-- generator gives them for our names; sign-ups that wait for a confirmation, links that work once, and roles of the instance.

CREATE TABLE registration.users (
  id text PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL UNIQUE,
  email_verified boolean NOT NULL,
  image text,
  created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CHECK (email = lower(email) AND email !~ '[[:cntrl:][:space:]]')
);

COMMENT ON COLUMN registration.users.email IS 'In lower case: what tells two users apart, and where mail goes';

CREATE TABLE registration.sessions (
  id text PRIMARY KEY,
  expires_at timestamptz NOT NULL,
  token text NOT NULL UNIQUE,
  created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamptz NOT NULL,
  ip_address text,
  user_agent text,
  user_id text NOT NULL REFERENCES registration.users ON DELETE CASCADE,
  active_organization_id text
);

COMMENT ON COLUMN registration.sessions.token IS 'Opens nothing alone: cookies are signed with keys/accounts.key';

CREATE TABLE registration.credentials (
  id text PRIMARY KEY,
  account_id text NOT NULL,
  provider_id text NOT NULL,
  user_id text NOT NULL REFERENCES registration.users ON DELETE CASCADE,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamptz NOT NULL,
  UNIQUE (provider_id, account_id)
);

COMMENT ON COLUMN registration.credentials.password IS 'scrypt with a salt of its own';

CREATE TABLE registration.verifications (
  id text PRIMARY KEY,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE registration.organizations (
  id text PRIMARY KEY,
  name text NOT NULL,
  slug text NOT NULL UNIQUE,
  logo text,
  created_at timestamptz NOT NULL,
  metadata text
);

CREATE TABLE registration.members (
  id text PRIMARY KEY,
  organization_id text NOT NULL REFERENCES registration.organizations ON DELETE CASCADE,
  user_id text NOT NULL REFERENCES registration.users ON DELETE CASCADE,
  role text NOT NULL CHECK (role IN ('owner', 'member')),
  created_at timestamptz NOT NULL,
  UNIQUE (organization_id, user_id)
);

CREATE TABLE registration.invitations (
  id text PRIMARY KEY,
  organization_id text NOT NULL REFERENCES registration.organizations ON DELETE CASCADE,
  email text NOT NULL,
  role text CHECK (role IN ('owner', 'member')),
  status text NOT NULL CHECK (status IN ('pending', 'accepted', 'canceled', 'rejected')),
  expires_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
  inviter_id text NOT NULL REFERENCES registration.users ON DELETE CASCADE,
  token_hash text UNIQUE
);

COMMENT ON COLUMN registration.invitations.token_hash IS 'SHA-256 of the token in the mail''s link; kept when used, so that a second click is understood';

CREATE INDEX sessions_user_id_idx ON registration.sessions (user_id);
CREATE INDEX credentials_user_id_idx ON registration.credentials (user_id);
CREATE INDEX verifications_identifier_idx ON registration.verifications (identifier);
CREATE INDEX members_user_id_idx ON registration.members (user_id);
CREATE INDEX invitations_email_idx ON registration.invitations (email);
CREATE UNIQUE INDEX invitations_pending ON registration.invitations (organization_id, email) WHERE status = 'pending';

CREATE TABLE registration.sign_ups (
  id uuid PRIMARY KEY,
  email text NOT NULL,
  name text NOT NULL,
  organisation text NOT NULL,
  password text,
  accepted jsonb NOT NULL,
  ticked jsonb NOT NULL,
  remote_address inet,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  token_hash text NOT NULL UNIQUE,
  user_id text REFERENCES registration.users ON DELETE CASCADE,
  CHECK (user_id IS NULL OR password IS NULL)
);

COMMENT ON TABLE registration.sign_ups IS 'Who wants an account and has yet to prove the address: a user, with what was agreed to, comes into being with the click';
COMMENT ON COLUMN registration.sign_ups.accepted IS 'Policies with the versions that were shown and agreed to';
COMMENT ON COLUMN registration.sign_ups.ticked IS 'Names of the consents that were ticked; those of the form that are not here were left out on purpose';
COMMENT ON COLUMN registration.sign_ups.user_id IS 'What it became';

CREATE INDEX sign_ups_email ON registration.sign_ups (email, created_at);
CREATE INDEX sign_ups_expires ON registration.sign_ups (expires_at);

CREATE TABLE registration.one_time_links (
  token_hash text PRIMARY KEY,
  user_id text NOT NULL REFERENCES registration.users ON DELETE CASCADE,
  purpose text NOT NULL CHECK (purpose IN ('set-password')),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);

CREATE INDEX one_time_links_user ON registration.one_time_links (user_id, created_at);

CREATE TABLE registration.staff (
  user_id text NOT NULL REFERENCES registration.users ON DELETE CASCADE,
  role text NOT NULL CHECK (role IN ('operator', 'support', 'privacy-officer')),
  PRIMARY KEY (user_id, role)
);

COMMENT ON TABLE registration.staff IS 'Roles of the instance';

-- The trail of these tables is written by the database: better-auth calls nobody within its transaction. Whoever acts is
-- named by the setting fairlist.actor of the transaction; otherwise it is the user whom the row belongs to. Arguments: the
-- kind of the subject, the column with its id, the column with the user, then the columns to be told. Values that could be
-- a name or an address are never told, only that they changed.
CREATE FUNCTION registration.audit_account() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  row jsonb := CASE TG_OP WHEN 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
  verb text := CASE TG_OP WHEN 'INSERT' THEN 'create' WHEN 'UPDATE' THEN 'change' ELSE 'remove' END;
  actor text := nullif(current_setting('fairlist.actor', true), '');
  detail jsonb := '{}';
  changed jsonb;
BEGIN
  FOR i IN 3 .. TG_NARGS - 1 LOOP
    detail := detail || jsonb_build_object(TG_ARGV[i], row -> TG_ARGV[i]);
  END LOOP;
  IF TG_OP = 'UPDATE' THEN
    SELECT jsonb_agg(key ORDER BY key) INTO changed FROM jsonb_each(to_jsonb(NEW)) AS field (key, value)
      WHERE key <> 'updated_at' AND value IS DISTINCT FROM to_jsonb(OLD) -> key;
    IF changed IS NULL THEN
      RETURN NULL;
    END IF;
    detail := detail || jsonb_build_object('changed', changed);
  END IF;
  INSERT INTO audit.events (actor, action, subject, detail) VALUES (
    coalesce(actor, 'user:' || (row ->> TG_ARGV[2]), 'system'), TG_ARGV[0] || '.' || verb,
    split_part(TG_ARGV[0], '-', 1) || ':' || (row ->> TG_ARGV[1]), detail);
  RETURN NULL;
END $$;

CREATE TRIGGER users_are_audited AFTER INSERT OR UPDATE OR DELETE ON registration.users
  FOR EACH ROW EXECUTE FUNCTION registration.audit_account('user', 'id', 'id');
CREATE TRIGGER credentials_are_audited AFTER INSERT OR UPDATE OR DELETE ON registration.credentials
  FOR EACH ROW EXECUTE FUNCTION registration.audit_account('user-credential', 'user_id', 'user_id', 'provider_id');
CREATE TRIGGER sessions_are_audited AFTER INSERT OR DELETE ON registration.sessions
  FOR EACH ROW EXECUTE FUNCTION registration.audit_account('session', 'id', 'user_id', 'user_id');
CREATE TRIGGER organizations_are_audited AFTER INSERT OR UPDATE OR DELETE ON registration.organizations
  FOR EACH ROW EXECUTE FUNCTION registration.audit_account('organisation', 'id', 'none');
CREATE TRIGGER members_are_audited AFTER INSERT OR UPDATE OR DELETE ON registration.members
  FOR EACH ROW EXECUTE FUNCTION registration.audit_account('organisation-member', 'organization_id', 'user_id', 'user_id', 'role');
CREATE TRIGGER invitations_are_audited AFTER INSERT OR UPDATE OR DELETE ON registration.invitations
  FOR EACH ROW EXECUTE FUNCTION registration.audit_account('organisation-invitation', 'organization_id', 'inviter_id', 'id', 'role', 'status');
CREATE TRIGGER staff_is_audited AFTER INSERT OR UPDATE OR DELETE ON registration.staff
  FOR EACH ROW EXECUTE FUNCTION registration.audit_account('user-staff', 'user_id', 'user_id', 'role');
