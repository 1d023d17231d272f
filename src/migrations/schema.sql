-- Made by `npm run generate`; do not edit.

CREATE SCHEMA registration;

CREATE TABLE registration.canaries (
  token text NOT NULL,
  email text NOT NULL,
  planted_at timestamp with time zone NOT NULL
);

CREATE TABLE registration.canary_findings (
  place text NOT NULL,
  token text NOT NULL,
  found_at timestamp with time zone NOT NULL
);

CREATE TABLE registration.canary_watches (
  at timestamp with time zone NOT NULL,
  canaries integer NOT NULL,
  files integer NOT NULL,
  bytes bigint NOT NULL,
  found integer NOT NULL
);

CREATE TABLE registration.consent_forms (
  hash text NOT NULL,
  text text NOT NULL,
  first_used_at timestamp with time zone NOT NULL
);

CREATE TABLE registration.consents (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  at timestamp with time zone NOT NULL,
  correspondent uuid NOT NULL,
  channel text NOT NULL,
  topic text NOT NULL,
  given boolean NOT NULL,
  basis text NOT NULL,
  source text NOT NULL,
  policy_version text NOT NULL,
  form_hash text,
  remote_address inet
);

CREATE TABLE registration.correspondents (
  id uuid NOT NULL,
  key text NOT NULL,
  address text NOT NULL,
  created_at timestamp with time zone NOT NULL
);

CREATE TABLE registration.credentials (
  id text NOT NULL,
  account_id text NOT NULL,
  provider_id text NOT NULL,
  user_id text NOT NULL,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text,
  password text,
  created_at timestamp with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp with time zone NOT NULL
);

CREATE TABLE registration.feedback (
  id uuid NOT NULL,
  digest text NOT NULL,
  topic text NOT NULL,
  message text NOT NULL,
  email text,
  user_id text,
  remote_address inet,
  sent_at timestamp with time zone NOT NULL,
  done_at timestamp with time zone
);

CREATE TABLE registration.invitations (
  id text NOT NULL,
  organization_id text NOT NULL,
  email text NOT NULL,
  role text,
  status text NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  inviter_id text NOT NULL,
  token_hash text
);

CREATE TABLE registration.mail_sender (
  one boolean NOT NULL DEFAULT true,
  domain text NOT NULL
);

CREATE TABLE registration.mails (
  id uuid NOT NULL,
  message_id text NOT NULL,
  key text,
  template text NOT NULL,
  kind text NOT NULL,
  topic text,
  recipient text NOT NULL,
  subject text,
  data jsonb NOT NULL,
  queued_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone NOT NULL,
  state text NOT NULL DEFAULT 'queued'::text,
  attempts integer NOT NULL DEFAULT 0,
  settled_at timestamp with time zone,
  last_answer text
);

CREATE TABLE registration.members (
  id text NOT NULL,
  organization_id text NOT NULL,
  user_id text NOT NULL,
  role text NOT NULL,
  created_at timestamp with time zone NOT NULL
);

CREATE TABLE registration.one_time_links (
  token_hash text NOT NULL,
  user_id text NOT NULL,
  purpose text NOT NULL,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone
);

CREATE TABLE registration.organizations (
  id text NOT NULL,
  name text NOT NULL,
  slug text NOT NULL,
  logo text,
  created_at timestamp with time zone NOT NULL,
  metadata text
);

CREATE TABLE registration.policy_acceptances (
  user_id text NOT NULL,
  policy text NOT NULL,
  version integer NOT NULL,
  accepted_at timestamp with time zone NOT NULL,
  remote_address inet
);

CREATE TABLE registration.policy_notices (
  policy text NOT NULL,
  version integer NOT NULL,
  user_id text NOT NULL,
  queued_at timestamp with time zone NOT NULL
);

CREATE TABLE registration.policy_versions (
  policy text NOT NULL,
  version integer NOT NULL,
  text text NOT NULL,
  summary text NOT NULL,
  material boolean NOT NULL,
  effective_on date NOT NULL,
  author text NOT NULL,
  published_at timestamp with time zone NOT NULL,
  announcing_since timestamp with time zone,
  announced_at timestamp with time zone
);

CREATE TABLE registration.registrations (
  id uuid NOT NULL,
  kind text NOT NULL,
  correspondent uuid NOT NULL,
  fields jsonb NOT NULL,
  digest text NOT NULL,
  state text NOT NULL DEFAULT 'pending'::text,
  created_at timestamp with time zone NOT NULL,
  confirmed_at timestamp with time zone,
  token_hash text,
  token_expires_at timestamp with time zone
);

CREATE TABLE registration.sessions (
  id text NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  token text NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp with time zone NOT NULL,
  ip_address text,
  user_agent text,
  user_id text NOT NULL,
  active_organization_id text
);

CREATE TABLE registration.sign_ups (
  id uuid NOT NULL,
  email text NOT NULL,
  name text NOT NULL,
  organisation text NOT NULL,
  password text,
  accepted jsonb NOT NULL,
  ticked jsonb NOT NULL,
  remote_address inet,
  created_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  token_hash text NOT NULL,
  user_id text
);

CREATE TABLE registration.staff (
  user_id text NOT NULL,
  role text NOT NULL
);

CREATE TABLE registration.usage (
  at timestamp with time zone NOT NULL,
  action text NOT NULL,
  account text,
  remote_address inet,
  browser text,
  gpc boolean NOT NULL
);

CREATE TABLE registration.users (
  id text NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  email_verified boolean NOT NULL,
  image text,
  created_at timestamp with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE registration.verifications (
  id text NOT NULL,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at timestamp with time zone NOT NULL DEFAULT CURRENT_TIMESTAMP
);

ALTER TABLE registration.canaries ADD CONSTRAINT canaries_email_key UNIQUE (email);

ALTER TABLE registration.canaries ADD CONSTRAINT canaries_pkey PRIMARY KEY (token);

ALTER TABLE registration.canaries ADD CONSTRAINT canaries_token_check CHECK ((token ~ '^[a-z]{16}$'::text));

ALTER TABLE registration.canary_findings ADD CONSTRAINT canary_findings_pkey PRIMARY KEY (place, token);

ALTER TABLE registration.canary_findings ADD CONSTRAINT canary_findings_token_fkey FOREIGN KEY (token) REFERENCES registration.canaries(token);

ALTER TABLE registration.canary_watches ADD CONSTRAINT canary_watches_pkey PRIMARY KEY (at);

ALTER TABLE registration.consent_forms ADD CONSTRAINT consent_forms_pkey PRIMARY KEY (hash);

ALTER TABLE registration.consents ADD CONSTRAINT consents_basis_check CHECK ((basis = ANY (ARRAY['form'::text, 'confirmation'::text, 'preferences'::text, 'one-click'::text])));

ALTER TABLE registration.consents ADD CONSTRAINT consents_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'post'::text, 'telephone'::text])));

ALTER TABLE registration.consents ADD CONSTRAINT consents_correspondent_fkey FOREIGN KEY (correspondent) REFERENCES registration.correspondents(id);

ALTER TABLE registration.consents ADD CONSTRAINT consents_form_hash_fkey FOREIGN KEY (form_hash) REFERENCES registration.consent_forms(hash);

ALTER TABLE registration.consents ADD CONSTRAINT consents_pkey PRIMARY KEY (id);

ALTER TABLE registration.correspondents ADD CONSTRAINT correspondents_key_key UNIQUE (key);

ALTER TABLE registration.correspondents ADD CONSTRAINT correspondents_pkey PRIMARY KEY (id);

ALTER TABLE registration.credentials ADD CONSTRAINT credentials_pkey PRIMARY KEY (id);

ALTER TABLE registration.credentials ADD CONSTRAINT credentials_provider_id_account_id_key UNIQUE (provider_id, account_id);

ALTER TABLE registration.credentials ADD CONSTRAINT credentials_user_id_fkey FOREIGN KEY (user_id) REFERENCES registration.users(id) ON DELETE CASCADE;

ALTER TABLE registration.feedback ADD CONSTRAINT feedback_digest_key UNIQUE (digest);

ALTER TABLE registration.feedback ADD CONSTRAINT feedback_message_check CHECK ((char_length(message) <= 10000));

ALTER TABLE registration.feedback ADD CONSTRAINT feedback_pkey PRIMARY KEY (id);

ALTER TABLE registration.invitations ADD CONSTRAINT invitations_inviter_id_fkey FOREIGN KEY (inviter_id) REFERENCES registration.users(id) ON DELETE CASCADE;

ALTER TABLE registration.invitations ADD CONSTRAINT invitations_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES registration.organizations(id) ON DELETE CASCADE;

ALTER TABLE registration.invitations ADD CONSTRAINT invitations_pkey PRIMARY KEY (id);

ALTER TABLE registration.invitations ADD CONSTRAINT invitations_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'member'::text])));

ALTER TABLE registration.invitations ADD CONSTRAINT invitations_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'accepted'::text, 'canceled'::text, 'rejected'::text])));

ALTER TABLE registration.invitations ADD CONSTRAINT invitations_token_hash_key UNIQUE (token_hash);

ALTER TABLE registration.mail_sender ADD CONSTRAINT mail_sender_domain_check CHECK ((domain ~ '^[a-z0-9.-]+$'::text));

ALTER TABLE registration.mail_sender ADD CONSTRAINT mail_sender_one_check CHECK (one);

ALTER TABLE registration.mail_sender ADD CONSTRAINT mail_sender_pkey PRIMARY KEY (one);

ALTER TABLE registration.mails ADD CONSTRAINT mails_check CHECK (((topic IS NOT NULL) = (kind = 'declinable'::text)));

ALTER TABLE registration.mails ADD CONSTRAINT mails_key_key UNIQUE (key);

ALTER TABLE registration.mails ADD CONSTRAINT mails_kind_check CHECK ((kind = ANY (ARRAY['service'::text, 'declinable'::text])));

ALTER TABLE registration.mails ADD CONSTRAINT mails_message_id_key UNIQUE (message_id);

ALTER TABLE registration.mails ADD CONSTRAINT mails_pkey PRIMARY KEY (id);

ALTER TABLE registration.mails ADD CONSTRAINT mails_recipient_check CHECK (((recipient !~ '[[:cntrl:][:space:]]'::text) AND ((char_length(recipient) >= 3) AND (char_length(recipient) <= 320))));

ALTER TABLE registration.mails ADD CONSTRAINT mails_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'withheld'::text])));

ALTER TABLE registration.members ADD CONSTRAINT members_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES registration.organizations(id) ON DELETE CASCADE;

ALTER TABLE registration.members ADD CONSTRAINT members_organization_id_user_id_key UNIQUE (organization_id, user_id);

ALTER TABLE registration.members ADD CONSTRAINT members_pkey PRIMARY KEY (id);

ALTER TABLE registration.members ADD CONSTRAINT members_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'member'::text])));

ALTER TABLE registration.members ADD CONSTRAINT members_user_id_fkey FOREIGN KEY (user_id) REFERENCES registration.users(id) ON DELETE CASCADE;

ALTER TABLE registration.one_time_links ADD CONSTRAINT one_time_links_pkey PRIMARY KEY (token_hash);

ALTER TABLE registration.one_time_links ADD CONSTRAINT one_time_links_purpose_check CHECK ((purpose = 'set-password'::text));

ALTER TABLE registration.one_time_links ADD CONSTRAINT one_time_links_user_id_fkey FOREIGN KEY (user_id) REFERENCES registration.users(id) ON DELETE CASCADE;

ALTER TABLE registration.organizations ADD CONSTRAINT organizations_pkey PRIMARY KEY (id);

ALTER TABLE registration.organizations ADD CONSTRAINT organizations_slug_key UNIQUE (slug);

ALTER TABLE registration.policy_acceptances ADD CONSTRAINT policy_acceptances_pkey PRIMARY KEY (user_id, policy, version);

ALTER TABLE registration.policy_acceptances ADD CONSTRAINT policy_acceptances_policy_version_fkey FOREIGN KEY (policy, version) REFERENCES registration.policy_versions(policy, version);

ALTER TABLE registration.policy_notices ADD CONSTRAINT policy_notices_pkey PRIMARY KEY (policy, version, user_id);

ALTER TABLE registration.policy_notices ADD CONSTRAINT policy_notices_policy_version_fkey FOREIGN KEY (policy, version) REFERENCES registration.policy_versions(policy, version);

ALTER TABLE registration.policy_versions ADD CONSTRAINT policy_versions_pkey PRIMARY KEY (policy, version);

ALTER TABLE registration.policy_versions ADD CONSTRAINT policy_versions_summary_check CHECK (((char_length(summary) >= 1) AND (char_length(summary) <= 2000)));

ALTER TABLE registration.policy_versions ADD CONSTRAINT policy_versions_text_check CHECK ((char_length(text) <= 200000));

ALTER TABLE registration.policy_versions ADD CONSTRAINT policy_versions_version_check CHECK ((version > 0));

ALTER TABLE registration.registrations ADD CONSTRAINT registrations_check CHECK (((state = 'confirmed'::text) = (confirmed_at IS NOT NULL)));

ALTER TABLE registration.registrations ADD CONSTRAINT registrations_correspondent_fkey FOREIGN KEY (correspondent) REFERENCES registration.correspondents(id);

ALTER TABLE registration.registrations ADD CONSTRAINT registrations_pkey PRIMARY KEY (id);

ALTER TABLE registration.registrations ADD CONSTRAINT registrations_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'confirmed'::text])));

ALTER TABLE registration.registrations ADD CONSTRAINT registrations_token_hash_key UNIQUE (token_hash);

ALTER TABLE registration.sessions ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);

ALTER TABLE registration.sessions ADD CONSTRAINT sessions_token_key UNIQUE (token);

ALTER TABLE registration.sessions ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES registration.users(id) ON DELETE CASCADE;

ALTER TABLE registration.sign_ups ADD CONSTRAINT sign_ups_check CHECK (((user_id IS NULL) OR (password IS NULL)));

ALTER TABLE registration.sign_ups ADD CONSTRAINT sign_ups_pkey PRIMARY KEY (id);

ALTER TABLE registration.sign_ups ADD CONSTRAINT sign_ups_token_hash_key UNIQUE (token_hash);

ALTER TABLE registration.sign_ups ADD CONSTRAINT sign_ups_user_id_fkey FOREIGN KEY (user_id) REFERENCES registration.users(id) ON DELETE CASCADE;

ALTER TABLE registration.staff ADD CONSTRAINT staff_pkey PRIMARY KEY (user_id, role);

ALTER TABLE registration.staff ADD CONSTRAINT staff_role_check CHECK ((role = ANY (ARRAY['operator'::text, 'support'::text, 'privacy-officer'::text])));

ALTER TABLE registration.staff ADD CONSTRAINT staff_user_id_fkey FOREIGN KEY (user_id) REFERENCES registration.users(id) ON DELETE CASCADE;

ALTER TABLE registration.usage ADD CONSTRAINT usage_action_check CHECK ((action ~ '^[A-Za-z0-9 /:*._-]{1,120}$'::text));

ALTER TABLE registration.usage ADD CONSTRAINT usage_browser_check CHECK ((char_length(browser) <= 200));

ALTER TABLE registration.users ADD CONSTRAINT users_email_check CHECK (((email = lower(email)) AND (email !~ '[[:cntrl:][:space:]]'::text)));

ALTER TABLE registration.users ADD CONSTRAINT users_email_key UNIQUE (email);

ALTER TABLE registration.users ADD CONSTRAINT users_pkey PRIMARY KEY (id);

ALTER TABLE registration.verifications ADD CONSTRAINT verifications_pkey PRIMARY KEY (id);

CREATE INDEX consents_correspondent ON registration.consents USING btree (correspondent, channel, topic, id);

CREATE INDEX consents_source ON registration.consents USING btree (source, id);

CREATE INDEX credentials_user_id_idx ON registration.credentials USING btree (user_id);

CREATE INDEX invitations_email_idx ON registration.invitations USING btree (email);

CREATE UNIQUE INDEX invitations_pending ON registration.invitations USING btree (organization_id, email) WHERE (status = 'pending'::text);

CREATE INDEX mails_recipient ON registration.mails USING btree (recipient, id);

CREATE INDEX mails_waiting ON registration.mails USING btree (due_at, id) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text]));

CREATE INDEX members_user_id_idx ON registration.members USING btree (user_id);

CREATE INDEX one_time_links_user ON registration.one_time_links USING btree (user_id, created_at);

CREATE INDEX registrations_correspondent ON registration.registrations USING btree (correspondent, id);

CREATE INDEX registrations_kind ON registration.registrations USING btree (kind, id);

CREATE UNIQUE INDEX registrations_pending ON registration.registrations USING btree (digest) WHERE (state = 'pending'::text);

CREATE INDEX sessions_user_id_idx ON registration.sessions USING btree (user_id);

CREATE INDEX sign_ups_email ON registration.sign_ups USING btree (email, created_at);

CREATE INDEX sign_ups_expires ON registration.sign_ups USING btree (expires_at);

CREATE INDEX usage_account ON ONLY registration.usage USING btree (account, at);

CREATE INDEX usage_at ON ONLY registration.usage USING btree (at);

CREATE INDEX verifications_identifier_idx ON registration.verifications USING btree (identifier);

CREATE OR REPLACE FUNCTION registration.audit_account()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
END $function$
;

CREATE OR REPLACE FUNCTION registration.keep_usage(present timestamp with time zone, kept integer, ahead integer)
 RETURNS TABLE(added integer, dropped integer)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
 SET "TimeZone" TO 'UTC'
AS $function$
DECLARE
  month timestamptz;
  name text;
BEGIN
  IF kept < 1 OR ahead < 0 OR ahead > 24 THEN
    RAISE EXCEPTION 'usage is kept for at least a month and prepared for at most two years';
  END IF;
  PERFORM pg_advisory_xact_lock(4600007);
  added := 0;
  dropped := 0;
  FOR step IN 0 .. ahead LOOP
    month := date_trunc('month', present) + make_interval(months => step);
    name := 'usage_' || to_char(month, 'YYYY_MM');
    IF to_regclass('registration.' || name) IS NULL THEN
      EXECUTE format('CREATE TABLE registration.%I PARTITION OF registration.usage FOR VALUES FROM (%L) TO (%L)',
        name, month, month + interval '1 month');
      EXECUTE format('REVOKE ALL ON registration.%I FROM "{registration}"', name);
      added := added + 1;
    END IF;
  END LOOP;
  FOR name IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'registration.usage'::regclass AND c.relname ~ '^usage_[0-9]{4}_[0-9]{2}$'
      AND to_timestamp(substr(c.relname, 7), 'YYYY_MM') + interval '1 month' <= present - make_interval(months => kept)
  LOOP
    EXECUTE format('DROP TABLE registration.%I', name);
    dropped := dropped + 1;
  END LOOP;
  RETURN NEXT;
END $function$
;

CREATE OR REPLACE FUNCTION registration.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'the ledger of consent only grows';
END $function$
;

CREATE OR REPLACE FUNCTION registration.refuse_policy_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'what was published or agreed to is never changed or removed';
END $function$
;

CREATE TRIGGER consent_forms_are_final BEFORE DELETE OR UPDATE OR TRUNCATE ON registration.consent_forms FOR EACH STATEMENT EXECUTE FUNCTION registration.refuse_change();

CREATE TRIGGER consents_are_final BEFORE DELETE OR UPDATE OR TRUNCATE ON registration.consents FOR EACH STATEMENT EXECUTE FUNCTION registration.refuse_change();

CREATE TRIGGER credentials_are_audited AFTER INSERT OR DELETE OR UPDATE ON registration.credentials FOR EACH ROW EXECUTE FUNCTION registration.audit_account('user-credential', 'user_id', 'user_id', 'provider_id');

CREATE TRIGGER invitations_are_audited AFTER INSERT OR DELETE OR UPDATE ON registration.invitations FOR EACH ROW EXECUTE FUNCTION registration.audit_account('organisation-invitation', 'organization_id', 'inviter_id', 'id', 'role', 'status');

CREATE TRIGGER members_are_audited AFTER INSERT OR DELETE OR UPDATE ON registration.members FOR EACH ROW EXECUTE FUNCTION registration.audit_account('organisation-member', 'organization_id', 'user_id', 'user_id', 'role');

CREATE TRIGGER organizations_are_audited AFTER INSERT OR DELETE OR UPDATE ON registration.organizations FOR EACH ROW EXECUTE FUNCTION registration.audit_account('organisation', 'id', 'none');

CREATE TRIGGER policy_acceptances_are_final BEFORE DELETE OR UPDATE OR TRUNCATE ON registration.policy_acceptances FOR EACH STATEMENT EXECUTE FUNCTION registration.refuse_policy_change();

CREATE TRIGGER policy_texts_are_final BEFORE UPDATE OF policy, version, text, summary, material, author, published_at ON registration.policy_versions FOR EACH STATEMENT EXECUTE FUNCTION registration.refuse_policy_change();

CREATE TRIGGER policy_versions_are_final BEFORE DELETE OR TRUNCATE ON registration.policy_versions FOR EACH STATEMENT EXECUTE FUNCTION registration.refuse_policy_change();

CREATE TRIGGER sessions_are_audited AFTER INSERT OR DELETE ON registration.sessions FOR EACH ROW EXECUTE FUNCTION registration.audit_account('session', 'id', 'user_id', 'user_id');

CREATE TRIGGER staff_is_audited AFTER INSERT OR DELETE OR UPDATE ON registration.staff FOR EACH ROW EXECUTE FUNCTION registration.audit_account('user-staff', 'user_id', 'user_id', 'role');

CREATE TRIGGER users_are_audited AFTER INSERT OR DELETE OR UPDATE ON registration.users FOR EACH ROW EXECUTE FUNCTION registration.audit_account('user', 'id', 'id');

GRANT USAGE ON SCHEMA registration TO {registration};

GRANT DELETE, INSERT, SELECT, UPDATE ON registration.correspondents TO {registration};

GRANT DELETE, INSERT, SELECT, UPDATE ON registration.credentials TO {registration};

GRANT DELETE, INSERT, SELECT, UPDATE ON registration.invitations TO {registration};

GRANT DELETE, INSERT, SELECT, UPDATE ON registration.members TO {registration};

GRANT DELETE, INSERT, SELECT, UPDATE ON registration.one_time_links TO {registration};

GRANT DELETE, INSERT, SELECT, UPDATE ON registration.organizations TO {registration};

GRANT DELETE, INSERT, SELECT, UPDATE ON registration.registrations TO {registration};

GRANT DELETE, INSERT, SELECT, UPDATE ON registration.sessions TO {registration};

GRANT DELETE, INSERT, SELECT, UPDATE ON registration.sign_ups TO {registration};

GRANT DELETE, INSERT, SELECT, UPDATE ON registration.staff TO {registration};

GRANT DELETE, INSERT, SELECT, UPDATE ON registration.users TO {registration};

GRANT DELETE, INSERT, SELECT, UPDATE ON registration.verifications TO {registration};

GRANT INSERT, SELECT ON registration.canaries TO {registration};

GRANT INSERT, SELECT ON registration.canary_findings TO {registration};

GRANT INSERT, SELECT ON registration.canary_watches TO {registration};

GRANT INSERT, SELECT ON registration.consent_forms TO {registration};

GRANT INSERT, SELECT ON registration.consents TO {registration};

GRANT INSERT, SELECT ON registration.feedback TO {registration};

GRANT INSERT, SELECT ON registration.policy_acceptances TO {registration};

GRANT INSERT, SELECT ON registration.policy_notices TO {registration};

GRANT INSERT, SELECT ON registration.policy_versions TO {registration};

GRANT INSERT, SELECT ON registration.usage TO {registration};

GRANT INSERT, SELECT, UPDATE ON registration.mails TO {registration};

GRANT SELECT, UPDATE ON registration.mail_sender TO {registration};

GRANT USAGE ON registration.consents_id_seq TO {registration};

GRANT UPDATE (done_at) ON registration.feedback TO {registration};

GRANT UPDATE (effective_on, announcing_since, announced_at) ON registration.policy_versions TO {registration};

ALTER DEFAULT PRIVILEGES IN SCHEMA registration GRANT DELETE, INSERT, SELECT, UPDATE ON TABLES TO {registration};

ALTER DEFAULT PRIVILEGES IN SCHEMA registration GRANT USAGE ON SEQUENCES TO {registration};

CREATE SCHEMA ledger;

GRANT USAGE ON SCHEMA ledger TO {ledger};

ALTER DEFAULT PRIVILEGES IN SCHEMA ledger GRANT DELETE, INSERT, SELECT, UPDATE ON TABLES TO {ledger};

ALTER DEFAULT PRIVILEGES IN SCHEMA ledger GRANT USAGE ON SEQUENCES TO {ledger};

CREATE SCHEMA privacy;

CREATE TABLE privacy.corrections (
  id uuid NOT NULL,
  request uuid NOT NULL,
  contact text NOT NULL,
  identifiers bytea[] NOT NULL,
  field text NOT NULL,
  wrong_mac bytea,
  state text NOT NULL DEFAULT 'in-force'::text,
  decided_at timestamp with time zone NOT NULL
);

CREATE TABLE privacy.mail_sender (
  one boolean NOT NULL DEFAULT true,
  domain text NOT NULL
);

CREATE TABLE privacy.mails (
  id uuid NOT NULL,
  message_id text NOT NULL,
  key text,
  template text NOT NULL,
  kind text NOT NULL,
  topic text,
  recipient text NOT NULL,
  subject text,
  data jsonb NOT NULL,
  queued_at timestamp with time zone NOT NULL,
  due_at timestamp with time zone NOT NULL,
  state text NOT NULL DEFAULT 'queued'::text,
  attempts integer NOT NULL DEFAULT 0,
  settled_at timestamp with time zone,
  last_answer text
);

CREATE TABLE privacy.numbers (
  year integer NOT NULL,
  last integer NOT NULL
);

CREATE TABLE privacy.request_events (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  request uuid NOT NULL,
  at timestamp with time zone NOT NULL,
  actor text NOT NULL,
  kind text NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}'::jsonb
);

CREATE TABLE privacy.request_papers (
  id uuid NOT NULL,
  request uuid NOT NULL,
  kind text NOT NULL,
  sealed bytea NOT NULL,
  written_at timestamp with time zone NOT NULL
);

CREATE TABLE privacy.requests (
  id uuid NOT NULL,
  number text NOT NULL,
  kind text NOT NULL,
  channel text NOT NULL,
  law text NOT NULL,
  state text NOT NULL,
  outcome text,
  received_at timestamp with time zone NOT NULL,
  due_on date NOT NULL,
  extended boolean NOT NULL DEFAULT false,
  paused_on date,
  closed_at timestamp with time zone,
  erase_on date NOT NULL,
  owner text,
  contacts text[] NOT NULL DEFAULT '{}'::text[],
  address_mac bytea,
  message_hash bytea,
  token_hash bytea,
  token_expires_at timestamp with time zone
);

CREATE TABLE privacy.suppression_identifiers (
  mac bytea NOT NULL,
  suppression uuid NOT NULL
);

CREATE TABLE privacy.suppression_keys (
  version integer NOT NULL,
  check bytea NOT NULL
);

CREATE TABLE privacy.suppressions (
  id uuid NOT NULL,
  number text NOT NULL,
  channel text NOT NULL,
  state text NOT NULL DEFAULT 'in-force'::text,
  created_at timestamp with time zone NOT NULL,
  key_version integer NOT NULL,
  token_hash bytea NOT NULL
);

CREATE TABLE privacy.tombstones (
  batch text NOT NULL,
  row bigint NOT NULL,
  request uuid NOT NULL
);

ALTER TABLE privacy.corrections ADD CONSTRAINT corrections_pkey PRIMARY KEY (id);

ALTER TABLE privacy.corrections ADD CONSTRAINT corrections_request_fkey FOREIGN KEY (request) REFERENCES privacy.requests(id);

ALTER TABLE privacy.corrections ADD CONSTRAINT corrections_state_check CHECK ((state = ANY (ARRAY['in-force'::text, 'lifted'::text])));

ALTER TABLE privacy.corrections ADD CONSTRAINT corrections_wrong_mac_check CHECK ((octet_length(wrong_mac) = 16));

ALTER TABLE privacy.mail_sender ADD CONSTRAINT mail_sender_domain_check CHECK ((domain ~ '^[a-z0-9.-]+$'::text));

ALTER TABLE privacy.mail_sender ADD CONSTRAINT mail_sender_one_check CHECK (one);

ALTER TABLE privacy.mail_sender ADD CONSTRAINT mail_sender_pkey PRIMARY KEY (one);

ALTER TABLE privacy.mails ADD CONSTRAINT mails_check CHECK (((topic IS NOT NULL) = (kind = 'declinable'::text)));

ALTER TABLE privacy.mails ADD CONSTRAINT mails_key_key UNIQUE (key);

ALTER TABLE privacy.mails ADD CONSTRAINT mails_kind_check CHECK ((kind = ANY (ARRAY['service'::text, 'declinable'::text])));

ALTER TABLE privacy.mails ADD CONSTRAINT mails_message_id_key UNIQUE (message_id);

ALTER TABLE privacy.mails ADD CONSTRAINT mails_pkey PRIMARY KEY (id);

ALTER TABLE privacy.mails ADD CONSTRAINT mails_recipient_check CHECK (((recipient !~ '[[:cntrl:][:space:]]'::text) AND ((char_length(recipient) >= 3) AND (char_length(recipient) <= 320))));

ALTER TABLE privacy.mails ADD CONSTRAINT mails_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sending'::text, 'sent'::text, 'failed'::text, 'withheld'::text])));

ALTER TABLE privacy.numbers ADD CONSTRAINT numbers_pkey PRIMARY KEY (year);

ALTER TABLE privacy.request_events ADD CONSTRAINT request_events_pkey PRIMARY KEY (id);

ALTER TABLE privacy.request_events ADD CONSTRAINT request_events_request_fkey FOREIGN KEY (request) REFERENCES privacy.requests(id);

ALTER TABLE privacy.request_papers ADD CONSTRAINT request_papers_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'message'::text, 'wish'::text, 'note'::text, 'answer'::text])));

ALTER TABLE privacy.request_papers ADD CONSTRAINT request_papers_pkey PRIMARY KEY (id);

ALTER TABLE privacy.request_papers ADD CONSTRAINT request_papers_request_fkey FOREIGN KEY (request) REFERENCES privacy.requests(id);

ALTER TABLE privacy.requests ADD CONSTRAINT requests_address_mac_check CHECK ((octet_length(address_mac) = 16));

ALTER TABLE privacy.requests ADD CONSTRAINT requests_channel_check CHECK ((channel = ANY (ARRAY['web'::text, 'telephone'::text, 'mail'::text])));

ALTER TABLE privacy.requests ADD CONSTRAINT requests_check CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL)));

ALTER TABLE privacy.requests ADD CONSTRAINT requests_check1 CHECK (((state = 'closed'::text) = (outcome IS NOT NULL)));

ALTER TABLE privacy.requests ADD CONSTRAINT requests_check2 CHECK (((state = 'paused'::text) = (paused_on IS NOT NULL)));

ALTER TABLE privacy.requests ADD CONSTRAINT requests_check3 CHECK (((token_hash IS NULL) = (token_expires_at IS NULL)));

ALTER TABLE privacy.requests ADD CONSTRAINT requests_kind_check CHECK ((kind = ANY (ARRAY['stop'::text, 'access'::text, 'correction'::text, 'deletion'::text, 'other'::text])));

ALTER TABLE privacy.requests ADD CONSTRAINT requests_message_hash_check CHECK ((octet_length(message_hash) = 32));

ALTER TABLE privacy.requests ADD CONSTRAINT requests_message_hash_key UNIQUE (message_hash);

ALTER TABLE privacy.requests ADD CONSTRAINT requests_number_key UNIQUE (number);

ALTER TABLE privacy.requests ADD CONSTRAINT requests_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text, 'expired'::text, 'withdrawn'::text])));

ALTER TABLE privacy.requests ADD CONSTRAINT requests_pkey PRIMARY KEY (id);

ALTER TABLE privacy.requests ADD CONSTRAINT requests_state_check CHECK ((state = ANY (ARRAY['unconfirmed'::text, 'open'::text, 'paused'::text, 'closed'::text])));

ALTER TABLE privacy.requests ADD CONSTRAINT requests_token_hash_check CHECK ((octet_length(token_hash) = 32));

ALTER TABLE privacy.requests ADD CONSTRAINT requests_token_hash_key UNIQUE (token_hash);

ALTER TABLE privacy.suppression_identifiers ADD CONSTRAINT suppression_identifiers_mac_check CHECK ((octet_length(mac) = 16));

ALTER TABLE privacy.suppression_identifiers ADD CONSTRAINT suppression_identifiers_pkey PRIMARY KEY (mac);

ALTER TABLE privacy.suppression_identifiers ADD CONSTRAINT suppression_identifiers_suppression_fkey FOREIGN KEY (suppression) REFERENCES privacy.suppressions(id);

ALTER TABLE privacy.suppression_keys ADD CONSTRAINT suppression_keys_check_check CHECK ((octet_length("check") = 16));

ALTER TABLE privacy.suppression_keys ADD CONSTRAINT suppression_keys_pkey PRIMARY KEY (version);

ALTER TABLE privacy.suppressions ADD CONSTRAINT suppressions_channel_check CHECK ((channel = ANY (ARRAY['web'::text, 'telephone'::text, 'mail'::text, 'case'::text])));

ALTER TABLE privacy.suppressions ADD CONSTRAINT suppressions_key_version_fkey FOREIGN KEY (key_version) REFERENCES privacy.suppression_keys(version);

ALTER TABLE privacy.suppressions ADD CONSTRAINT suppressions_number_key UNIQUE (number);

ALTER TABLE privacy.suppressions ADD CONSTRAINT suppressions_pkey PRIMARY KEY (id);

ALTER TABLE privacy.suppressions ADD CONSTRAINT suppressions_state_check CHECK ((state = ANY (ARRAY['in-force'::text, 'lifted'::text])));

ALTER TABLE privacy.suppressions ADD CONSTRAINT suppressions_token_hash_check CHECK ((octet_length(token_hash) = 32));

ALTER TABLE privacy.suppressions ADD CONSTRAINT suppressions_token_hash_key UNIQUE (token_hash);

ALTER TABLE privacy.tombstones ADD CONSTRAINT tombstones_pkey PRIMARY KEY (batch, "row");

ALTER TABLE privacy.tombstones ADD CONSTRAINT tombstones_request_fkey FOREIGN KEY (request) REFERENCES privacy.requests(id);

CREATE INDEX corrections_contact ON privacy.corrections USING btree (contact);

CREATE INDEX mails_settled ON privacy.mails USING btree (settled_at);

CREATE INDEX mails_waiting ON privacy.mails USING btree (due_at, id) WHERE (state = ANY (ARRAY['queued'::text, 'sending'::text]));

CREATE INDEX request_events_request ON privacy.request_events USING btree (request, id);

CREATE INDEX request_papers_request ON privacy.request_papers USING btree (request, id);

CREATE INDEX requests_address ON privacy.requests USING btree (address_mac, received_at);

CREATE INDEX requests_due ON privacy.requests USING btree (due_on, id) WHERE (state = ANY (ARRAY['open'::text, 'paused'::text]));

CREATE INDEX requests_received ON privacy.requests USING btree (received_at, id);

CREATE INDEX suppression_identifiers_suppression ON privacy.suppression_identifiers USING btree (suppression);

CREATE INDEX suppressions_created ON privacy.suppressions USING btree (created_at, id);

CREATE OR REPLACE FUNCTION privacy.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'the evidence of requests only grows';
END $function$
;

CREATE TRIGGER request_events_are_final BEFORE DELETE OR UPDATE OR TRUNCATE ON privacy.request_events FOR EACH STATEMENT EXECUTE FUNCTION privacy.refuse_change();

GRANT USAGE ON SCHEMA privacy TO {privacy};

GRANT DELETE, INSERT, SELECT ON privacy.request_papers TO {privacy};

GRANT DELETE, INSERT, SELECT, UPDATE ON privacy.corrections TO {privacy};

GRANT DELETE, INSERT, SELECT, UPDATE ON privacy.mails TO {privacy};

GRANT DELETE, INSERT, SELECT, UPDATE ON privacy.numbers TO {privacy};

GRANT INSERT, SELECT ON privacy.request_events TO {privacy};

GRANT INSERT, SELECT ON privacy.suppression_identifiers TO {privacy};

GRANT INSERT, SELECT ON privacy.tombstones TO {privacy};

GRANT INSERT, SELECT, UPDATE ON privacy.requests TO {privacy};

GRANT INSERT, SELECT, UPDATE ON privacy.suppression_keys TO {privacy};

GRANT INSERT, SELECT, UPDATE ON privacy.suppressions TO {privacy};

GRANT SELECT, UPDATE ON privacy.mail_sender TO {privacy};

GRANT USAGE ON privacy.request_events_id_seq TO {privacy};

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

CREATE INDEX events_action ON audit.events USING btree (action text_pattern_ops, id);

CREATE INDEX events_actor ON audit.events USING btree (actor, id);

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
