-- Made by `npm run generate`; do not edit.

CREATE SCHEMA registration;

CREATE TABLE registration.billing_addresses (
  account text NOT NULL,
  name registration.billing_text NOT NULL,
  attention registration.billing_text,
  street registration.billing_text NOT NULL,
  postcode registration.billing_text,
  city registration.billing_text NOT NULL,
  region registration.billing_text,
  country text NOT NULL,
  vat_id registration.billing_text,
  reference registration.billing_text,
  updated_at timestamp with time zone NOT NULL,
  updated_by text NOT NULL
);

CREATE TABLE registration.billing_sellers (
  id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  name registration.billing_text NOT NULL,
  street registration.billing_text NOT NULL,
  postcode registration.billing_text,
  city registration.billing_text NOT NULL,
  country text NOT NULL,
  vat_id registration.billing_text,
  iban text,
  bic text,
  tax_rate integer NOT NULL,
  payment_days integer NOT NULL,
  written_at timestamp with time zone NOT NULL,
  written_by text NOT NULL
);

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

CREATE TABLE registration.invoice_lines (
  invoice text NOT NULL,
  position integer NOT NULL,
  text registration.billing_text NOT NULL,
  quantity integer NOT NULL,
  unit_cents integer NOT NULL,
  net_cents integer NOT NULL
);

CREATE TABLE registration.invoice_numbers (
  year integer NOT NULL,
  last integer NOT NULL
);

CREATE TABLE registration.invoices (
  number text NOT NULL,
  key text NOT NULL,
  account text NOT NULL,
  state text NOT NULL DEFAULT 'open'::text,
  issued_at timestamp with time zone NOT NULL,
  due_on date NOT NULL,
  currency text NOT NULL,
  net_cents integer NOT NULL,
  tax_rate integer NOT NULL,
  tax_cents integer NOT NULL,
  tax_note registration.billing_text,
  total_cents integer NOT NULL,
  seller jsonb NOT NULL,
  recipient jsonb NOT NULL,
  processor text NOT NULL,
  paid_on date
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

ALTER TABLE registration.billing_addresses ADD CONSTRAINT billing_addresses_country_check CHECK ((country ~ '^[A-Z]{2}$'::text));

ALTER TABLE registration.billing_addresses ADD CONSTRAINT billing_addresses_pkey PRIMARY KEY (account);

ALTER TABLE registration.billing_sellers ADD CONSTRAINT billing_sellers_bic_check CHECK ((bic ~ '^[A-Z]{6}[0-9A-Z]{2}([0-9A-Z]{3})?$'::text));

ALTER TABLE registration.billing_sellers ADD CONSTRAINT billing_sellers_country_check CHECK ((country ~ '^[A-Z]{2}$'::text));

ALTER TABLE registration.billing_sellers ADD CONSTRAINT billing_sellers_iban_check CHECK ((iban ~ '^[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}$'::text));

ALTER TABLE registration.billing_sellers ADD CONSTRAINT billing_sellers_payment_days_check CHECK (((payment_days >= 0) AND (payment_days <= 180)));

ALTER TABLE registration.billing_sellers ADD CONSTRAINT billing_sellers_pkey PRIMARY KEY (id);

ALTER TABLE registration.billing_sellers ADD CONSTRAINT billing_sellers_tax_rate_check CHECK (((tax_rate >= 0) AND (tax_rate <= 5000)));

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

ALTER TABLE registration.invoice_lines ADD CONSTRAINT invoice_lines_check CHECK ((net_cents = (quantity * unit_cents)));

ALTER TABLE registration.invoice_lines ADD CONSTRAINT invoice_lines_invoice_fkey FOREIGN KEY (invoice) REFERENCES registration.invoices(number);

ALTER TABLE registration.invoice_lines ADD CONSTRAINT invoice_lines_pkey PRIMARY KEY (invoice, "position");

ALTER TABLE registration.invoice_lines ADD CONSTRAINT invoice_lines_position_check CHECK (("position" > 0));

ALTER TABLE registration.invoice_lines ADD CONSTRAINT invoice_lines_quantity_check CHECK ((quantity > 0));

ALTER TABLE registration.invoice_lines ADD CONSTRAINT invoice_lines_unit_cents_check CHECK ((unit_cents >= 0));

ALTER TABLE registration.invoice_numbers ADD CONSTRAINT invoice_numbers_pkey PRIMARY KEY (year);

ALTER TABLE registration.invoices ADD CONSTRAINT invoices_are_whole TRIGGER DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE registration.invoices ADD CONSTRAINT invoices_check CHECK ((total_cents = (net_cents + tax_cents)));

ALTER TABLE registration.invoices ADD CONSTRAINT invoices_check1 CHECK (((state = 'paid'::text) = (paid_on IS NOT NULL)));

ALTER TABLE registration.invoices ADD CONSTRAINT invoices_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text));

ALTER TABLE registration.invoices ADD CONSTRAINT invoices_key_key UNIQUE (key);

ALTER TABLE registration.invoices ADD CONSTRAINT invoices_net_cents_check CHECK ((net_cents >= 0));

ALTER TABLE registration.invoices ADD CONSTRAINT invoices_number_check CHECK ((number ~ '^\d{4}-\d{6}$'::text));

ALTER TABLE registration.invoices ADD CONSTRAINT invoices_pkey PRIMARY KEY (number);

ALTER TABLE registration.invoices ADD CONSTRAINT invoices_state_check CHECK ((state = ANY (ARRAY['open'::text, 'paid'::text])));

ALTER TABLE registration.invoices ADD CONSTRAINT invoices_tax_cents_check CHECK ((tax_cents >= 0));

ALTER TABLE registration.invoices ADD CONSTRAINT invoices_tax_rate_check CHECK (((tax_rate >= 0) AND (tax_rate <= 5000)));

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

CREATE INDEX invoices_account ON registration.invoices USING btree (account, number);

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

CREATE OR REPLACE FUNCTION registration.check_invoice()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF (SELECT coalesce(sum(net_cents), -1) FROM registration.invoice_lines WHERE invoice = NEW.number) <> NEW.net_cents THEN
    RAISE EXCEPTION 'the lines of invoice % are not its sum', NEW.number USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $function$
;

CREATE OR REPLACE FUNCTION registration.holds_card_number(given text)
 RETURNS boolean
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
DECLARE
  run text;
  digit integer;
  total integer;
BEGIN
  FOREACH run IN ARRAY regexp_split_to_array(regexp_replace(given, '[^0-9A-Za-z]', '', 'g'), '[^0-9]+') LOOP
    FOR start IN 1..length(run) - 12 LOOP
      FOR width IN 13..least(19, length(run) - start + 1) LOOP
        total := 0;
        FOR place IN 0..width - 1 LOOP
          digit := substr(run, start + width - 1 - place, 1)::integer * (1 + place % 2);
          total := total + digit / 10 + digit % 10;
        END LOOP;
        IF total > 0 AND total % 10 = 0 THEN
          RETURN true;
        END IF;
      END LOOP;
    END LOOP;
  END LOOP;
  RETURN false;
END $function$
;

CREATE OR REPLACE FUNCTION registration.keep_invoice()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - '{state,paid_on}'::text[] = to_jsonb(OLD) - '{state,paid_on}'::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an invoice that is issued stays as it is';
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

CREATE TRIGGER invoices_are_final BEFORE DELETE OR UPDATE ON registration.invoices FOR EACH ROW EXECUTE FUNCTION registration.keep_invoice();

CREATE CONSTRAINT TRIGGER invoices_are_whole AFTER INSERT ON registration.invoices DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION registration.check_invoice();

CREATE TRIGGER members_are_audited AFTER INSERT OR DELETE OR UPDATE ON registration.members FOR EACH ROW EXECUTE FUNCTION registration.audit_account('organisation-member', 'organization_id', 'user_id', 'user_id', 'role');

CREATE TRIGGER organizations_are_audited AFTER INSERT OR DELETE OR UPDATE ON registration.organizations FOR EACH ROW EXECUTE FUNCTION registration.audit_account('organisation', 'id', 'none');

CREATE TRIGGER policy_acceptances_are_final BEFORE DELETE OR UPDATE OR TRUNCATE ON registration.policy_acceptances FOR EACH STATEMENT EXECUTE FUNCTION registration.refuse_policy_change();

CREATE TRIGGER policy_texts_are_final BEFORE UPDATE OF policy, version, text, summary, material, author, published_at ON registration.policy_versions FOR EACH STATEMENT EXECUTE FUNCTION registration.refuse_policy_change();

CREATE TRIGGER policy_versions_are_final BEFORE DELETE OR TRUNCATE ON registration.policy_versions FOR EACH STATEMENT EXECUTE FUNCTION registration.refuse_policy_change();

CREATE TRIGGER sessions_are_audited AFTER INSERT OR DELETE ON registration.sessions FOR EACH ROW EXECUTE FUNCTION registration.audit_account('session', 'id', 'user_id', 'user_id');

CREATE TRIGGER staff_is_audited AFTER INSERT OR DELETE OR UPDATE ON registration.staff FOR EACH ROW EXECUTE FUNCTION registration.audit_account('user-staff', 'user_id', 'user_id', 'role');

CREATE TRIGGER users_are_audited AFTER INSERT OR DELETE OR UPDATE ON registration.users FOR EACH ROW EXECUTE FUNCTION registration.audit_account('user', 'id', 'id');

GRANT USAGE ON SCHEMA registration TO {registration};

GRANT DELETE, INSERT, SELECT, UPDATE ON registration.billing_addresses TO {registration};

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

GRANT INSERT, SELECT ON registration.billing_sellers TO {registration};

GRANT INSERT, SELECT ON registration.canaries TO {registration};

GRANT INSERT, SELECT ON registration.canary_findings TO {registration};

GRANT INSERT, SELECT ON registration.canary_watches TO {registration};

GRANT INSERT, SELECT ON registration.consent_forms TO {registration};

GRANT INSERT, SELECT ON registration.consents TO {registration};

GRANT INSERT, SELECT ON registration.feedback TO {registration};

GRANT INSERT, SELECT ON registration.invoice_lines TO {registration};

GRANT INSERT, SELECT ON registration.invoices TO {registration};

GRANT INSERT, SELECT ON registration.policy_acceptances TO {registration};

GRANT INSERT, SELECT ON registration.policy_notices TO {registration};

GRANT INSERT, SELECT ON registration.policy_versions TO {registration};

GRANT INSERT, SELECT ON registration.usage TO {registration};

GRANT INSERT, SELECT, UPDATE ON registration.invoice_numbers TO {registration};

GRANT INSERT, SELECT, UPDATE ON registration.mails TO {registration};

GRANT SELECT, UPDATE ON registration.mail_sender TO {registration};

GRANT USAGE ON registration.billing_sellers_id_seq TO {registration};

GRANT USAGE ON registration.consents_id_seq TO {registration};

GRANT UPDATE (done_at) ON registration.feedback TO {registration};

GRANT UPDATE (effective_on, announcing_since, announced_at) ON registration.policy_versions TO {registration};

GRANT UPDATE (state, paid_on) ON registration.invoices TO {registration};

ALTER DEFAULT PRIVILEGES IN SCHEMA registration GRANT DELETE, INSERT, SELECT, UPDATE ON TABLES TO {registration};

ALTER DEFAULT PRIVILEGES IN SCHEMA registration GRANT USAGE ON SEQUENCES TO {registration};

CREATE SCHEMA ledger;

CREATE TABLE ledger.answers (
  account text NOT NULL,
  key text NOT NULL,
  digest bytea NOT NULL,
  answer jsonb NOT NULL,
  at timestamp with time zone NOT NULL
);

CREATE TABLE ledger.balances (
  account text NOT NULL,
  credits integer NOT NULL DEFAULT 0,
  lines integer NOT NULL DEFAULT 0
);

CREATE TABLE ledger.disclosures (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  account text NOT NULL,
  contact text NOT NULL,
  user_id text NOT NULL,
  edition text NOT NULL,
  fields text[] NOT NULL,
  at timestamp with time zone NOT NULL,
  transaction uuid,
  road text NOT NULL
);

CREATE TABLE ledger.entries (
  transaction uuid NOT NULL,
  account text NOT NULL,
  credits integer NOT NULL,
  line integer,
  balance integer
);

CREATE TABLE ledger.export_contacts (
  export text NOT NULL,
  position integer NOT NULL,
  contact text NOT NULL
);

CREATE TABLE ledger.exports (
  id text NOT NULL,
  account text NOT NULL,
  user_id text NOT NULL,
  state text NOT NULL,
  total integer NOT NULL,
  done integer NOT NULL DEFAULT 0,
  file text,
  created_at timestamp with time zone NOT NULL,
  finished_at timestamp with time zone,
  expires_at timestamp with time zone,
  error text
);

CREATE TABLE ledger.lots (
  transaction uuid NOT NULL,
  account text NOT NULL,
  credits integer NOT NULL,
  remaining integer NOT NULL,
  expires_at timestamp with time zone
);

CREATE TABLE ledger.subscriptions (
  id uuid NOT NULL,
  account text NOT NULL,
  plan text NOT NULL,
  state text NOT NULL,
  asked_at timestamp with time zone NOT NULL,
  asked_by text NOT NULL,
  starts_on date,
  ends_on date,
  credits_per_month integer NOT NULL,
  carried_months integer,
  price_cents integer NOT NULL,
  currency text NOT NULL
);

CREATE TABLE ledger.transactions (
  id uuid NOT NULL,
  kind text NOT NULL,
  key text NOT NULL,
  at timestamp with time zone NOT NULL,
  actor text NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}'::jsonb
);

CREATE TABLE ledger.unlocked (
  account text NOT NULL,
  contact text NOT NULL,
  transaction uuid NOT NULL,
  price integer NOT NULL,
  at timestamp with time zone NOT NULL,
  user_id text NOT NULL
);

ALTER TABLE ledger.answers ADD CONSTRAINT answers_digest_check CHECK ((octet_length(digest) = 32));

ALTER TABLE ledger.answers ADD CONSTRAINT answers_key_check CHECK (((char_length(key) >= 1) AND (char_length(key) <= 200)));

ALTER TABLE ledger.answers ADD CONSTRAINT answers_pkey PRIMARY KEY (account, key);

ALTER TABLE ledger.balances ADD CONSTRAINT balances_credits_check CHECK ((credits >= 0));

ALTER TABLE ledger.balances ADD CONSTRAINT balances_pkey PRIMARY KEY (account);

ALTER TABLE ledger.disclosures ADD CONSTRAINT disclosures_check CHECK (((road <> 'unlock'::text) OR (transaction IS NOT NULL)));

ALTER TABLE ledger.disclosures ADD CONSTRAINT disclosures_pkey PRIMARY KEY (id);

ALTER TABLE ledger.disclosures ADD CONSTRAINT disclosures_road_check CHECK ((road = ANY (ARRAY['unlock'::text, 'export'::text, 'api'::text])));

ALTER TABLE ledger.disclosures ADD CONSTRAINT disclosures_transaction_fkey FOREIGN KEY (transaction) REFERENCES ledger.transactions(id);

ALTER TABLE ledger.entries ADD CONSTRAINT entries_account_check CHECK ((account ~ '^(account|house):'::text));

ALTER TABLE ledger.entries ADD CONSTRAINT entries_are_whole TRIGGER DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ledger.entries ADD CONSTRAINT entries_check CHECK (((account ~~ 'house:%'::text) = (line IS NULL)));

ALTER TABLE ledger.entries ADD CONSTRAINT entries_check1 CHECK (((line IS NULL) = (balance IS NULL)));

ALTER TABLE ledger.entries ADD CONSTRAINT entries_credits_check CHECK ((credits <> 0));

ALTER TABLE ledger.entries ADD CONSTRAINT entries_pkey PRIMARY KEY (transaction, account);

ALTER TABLE ledger.entries ADD CONSTRAINT entries_transaction_fkey FOREIGN KEY (transaction) REFERENCES ledger.transactions(id);

ALTER TABLE ledger.export_contacts ADD CONSTRAINT export_contacts_export_contact_key UNIQUE (export, contact);

ALTER TABLE ledger.export_contacts ADD CONSTRAINT export_contacts_export_fkey FOREIGN KEY (export) REFERENCES ledger.exports(id) ON DELETE CASCADE;

ALTER TABLE ledger.export_contacts ADD CONSTRAINT export_contacts_pkey PRIMARY KEY (export, "position");

ALTER TABLE ledger.export_contacts ADD CONSTRAINT export_contacts_position_check CHECK (("position" >= 0));

ALTER TABLE ledger.exports ADD CONSTRAINT exports_check CHECK (((done >= 0) AND (done <= total)));

ALTER TABLE ledger.exports ADD CONSTRAINT exports_pkey PRIMARY KEY (id);

ALTER TABLE ledger.exports ADD CONSTRAINT exports_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text, 'expired'::text])));

ALTER TABLE ledger.exports ADD CONSTRAINT exports_total_check CHECK ((total >= 0));

ALTER TABLE ledger.lots ADD CONSTRAINT lots_check CHECK (((remaining >= 0) AND (remaining <= credits)));

ALTER TABLE ledger.lots ADD CONSTRAINT lots_credits_check CHECK ((credits > 0));

ALTER TABLE ledger.lots ADD CONSTRAINT lots_pkey PRIMARY KEY (transaction);

ALTER TABLE ledger.lots ADD CONSTRAINT lots_transaction_fkey FOREIGN KEY (transaction) REFERENCES ledger.transactions(id);

ALTER TABLE ledger.subscriptions ADD CONSTRAINT subscriptions_carried_months_check CHECK ((carried_months >= 0));

ALTER TABLE ledger.subscriptions ADD CONSTRAINT subscriptions_check CHECK ((ends_on > starts_on));

ALTER TABLE ledger.subscriptions ADD CONSTRAINT subscriptions_check1 CHECK (((state = ANY (ARRAY['running'::text, 'ended'::text])) <= (starts_on IS NOT NULL)));

ALTER TABLE ledger.subscriptions ADD CONSTRAINT subscriptions_credits_per_month_check CHECK ((credits_per_month >= 0));

ALTER TABLE ledger.subscriptions ADD CONSTRAINT subscriptions_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text));

ALTER TABLE ledger.subscriptions ADD CONSTRAINT subscriptions_pkey PRIMARY KEY (id);

ALTER TABLE ledger.subscriptions ADD CONSTRAINT subscriptions_price_cents_check CHECK ((price_cents >= 0));

ALTER TABLE ledger.subscriptions ADD CONSTRAINT subscriptions_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'running'::text, 'ended'::text, 'declined'::text])));

ALTER TABLE ledger.transactions ADD CONSTRAINT transactions_are_whole TRIGGER DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ledger.transactions ADD CONSTRAINT transactions_key_key UNIQUE (key);

ALTER TABLE ledger.transactions ADD CONSTRAINT transactions_kind_check CHECK ((kind = ANY (ARRAY['grant'::text, 'expiry'::text, 'unlock'::text, 'refund'::text, 'contribution'::text, 'adjustment'::text])));

ALTER TABLE ledger.transactions ADD CONSTRAINT transactions_pkey PRIMARY KEY (id);

ALTER TABLE ledger.unlocked ADD CONSTRAINT unlocked_pkey PRIMARY KEY (account, contact);

ALTER TABLE ledger.unlocked ADD CONSTRAINT unlocked_price_check CHECK ((price > 0));

ALTER TABLE ledger.unlocked ADD CONSTRAINT unlocked_transaction_fkey FOREIGN KEY (transaction) REFERENCES ledger.transactions(id);

CREATE INDEX answers_at ON ledger.answers USING btree (at);

CREATE INDEX disclosures_account ON ledger.disclosures USING btree (account, id);

CREATE INDEX disclosures_contact ON ledger.disclosures USING btree (contact, id);

CREATE INDEX disclosures_transaction ON ledger.disclosures USING btree (transaction);

CREATE UNIQUE INDEX entries_line ON ledger.entries USING btree (account, line) WHERE (line IS NOT NULL);

CREATE INDEX exports_account ON ledger.exports USING btree (account, created_at, id);

CREATE INDEX exports_ending ON ledger.exports USING btree (expires_at) WHERE (state = 'done'::text);

CREATE INDEX lots_account ON ledger.lots USING btree (account);

CREATE INDEX lots_ending ON ledger.lots USING btree (expires_at) WHERE (remaining > 0);

CREATE INDEX lots_remaining ON ledger.lots USING btree (account, expires_at) WHERE (remaining > 0);

CREATE INDEX subscriptions_account ON ledger.subscriptions USING btree (account, id);

CREATE UNIQUE INDEX subscriptions_asked ON ledger.subscriptions USING btree (account) WHERE (state = 'asked'::text);

CREATE UNIQUE INDEX subscriptions_running ON ledger.subscriptions USING btree (account) WHERE (state = 'running'::text);

CREATE INDEX unlocked_at ON ledger.unlocked USING btree (account, at, contact);

CREATE INDEX unlocked_transaction ON ledger.unlocked USING btree (transaction);

CREATE OR REPLACE FUNCTION ledger.check_transaction()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'ledger', 'pg_temp'
AS $function$
DECLARE
  booked uuid := CASE TG_TABLE_NAME WHEN 'transactions' THEN (to_jsonb(NEW) ->> 'id')::uuid
    ELSE (to_jsonb(NEW) ->> 'transaction')::uuid END;
  booked_kind text;
  of_account text;
  charged bigint;
  paid bigint;
BEGIN
  IF (SELECT coalesce(sum(credits), -1) FROM ledger.entries WHERE transaction = booked) <> 0 THEN
    RAISE EXCEPTION 'transaction % does not sum to zero', booked USING ERRCODE = 'check_violation';
  END IF;
  SELECT kind INTO booked_kind FROM ledger.transactions WHERE id = booked;
  SELECT coalesce(-sum(credits), 0) INTO charged FROM ledger.entries WHERE transaction = booked AND line IS NOT NULL;
  SELECT coalesce(sum(price), 0) INTO paid FROM ledger.unlocked WHERE transaction = booked;
  IF paid <> (CASE booked_kind WHEN 'unlock' THEN charged ELSE 0 END) THEN
    RAISE EXCEPTION 'transaction % charges another sum than it unlocks', booked USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
    (SELECT account, contact FROM ledger.unlocked WHERE transaction = booked EXCEPT ALL
      SELECT account, contact FROM ledger.disclosures WHERE transaction = booked AND road = 'unlock')
    UNION ALL
    (SELECT account, contact FROM ledger.disclosures WHERE transaction = booked AND road = 'unlock' EXCEPT ALL
      SELECT account, contact FROM ledger.unlocked WHERE transaction = booked)
  ) THEN
    RAISE EXCEPTION 'transaction % discloses something else than it unlocks', booked USING ERRCODE = 'check_violation';
  END IF;
  FOR of_account IN SELECT substr(account, 9) FROM ledger.entries WHERE transaction = booked AND line IS NOT NULL LOOP
    IF (SELECT credits FROM ledger.balances WHERE account = of_account)
      <> (SELECT coalesce(sum(remaining), 0) FROM ledger.lots WHERE account = of_account AND remaining > 0) THEN
      RAISE EXCEPTION 'the lots of account % are not its balance', of_account USING ERRCODE = 'check_violation';
    END IF;
  END LOOP;
  RETURN NULL;
END $function$
;

CREATE OR REPLACE FUNCTION ledger.keep_balance()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'ledger', 'pg_temp'
AS $function$
BEGIN
  NEW.line := NULL;
  NEW.balance := NULL;
  IF NEW.account LIKE 'account:%' THEN
    UPDATE ledger.balances AS b SET credits = b.credits + NEW.credits, lines = b.lines + 1
      WHERE b.account = substr(NEW.account, 9) RETURNING b.lines, b.credits INTO NEW.line, NEW.balance;
    IF NOT FOUND THEN
      INSERT INTO ledger.balances (account, credits, lines) VALUES (substr(NEW.account, 9), NEW.credits, 1);
      NEW.line := 1;
      NEW.balance := NEW.credits;
    END IF;
  END IF;
  RETURN NEW;
END $function$
;

CREATE OR REPLACE FUNCTION ledger.lock_balance(of_account text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'ledger', 'pg_temp'
AS $function$
DECLARE
  found_credits integer;
BEGIN
  SELECT credits INTO found_credits FROM ledger.balances WHERE account = of_account FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO ledger.balances (account) VALUES (of_account) ON CONFLICT DO NOTHING;
    SELECT credits INTO found_credits FROM ledger.balances WHERE account = of_account FOR UPDATE;
  END IF;
  RETURN found_credits;
END $function$
;

CREATE OR REPLACE FUNCTION ledger.refuse_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  RAISE EXCEPTION 'what is booked only grows';
END $function$
;

CREATE OR REPLACE FUNCTION ledger.refuse_late_rows()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF EXISTS (SELECT FROM fresh JOIN ledger.entries e ON e.transaction = fresh.transaction
    WHERE to_jsonb(fresh) ->> 'road' IS DISTINCT FROM 'export' AND to_jsonb(fresh) ->> 'road' IS DISTINCT FROM 'api') THEN
    RAISE EXCEPTION 'what is booked takes no more rows' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $function$
;

CREATE TRIGGER disclosures_are_final BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.disclosures FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER disclosures_come_first AFTER INSERT ON ledger.disclosures REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_late_rows();

CREATE TRIGGER entries_are_final BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.entries FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE CONSTRAINT TRIGGER entries_are_whole AFTER INSERT ON ledger.entries DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.line IS NULL)) EXECUTE FUNCTION ledger.check_transaction();

CREATE TRIGGER entries_keep_balance BEFORE INSERT ON ledger.entries FOR EACH ROW EXECUTE FUNCTION ledger.keep_balance();

CREATE TRIGGER transactions_are_final BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.transactions FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE CONSTRAINT TRIGGER transactions_are_whole AFTER INSERT ON ledger.transactions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger.check_transaction();

CREATE TRIGGER unlocked_are_final BEFORE DELETE OR UPDATE OR TRUNCATE ON ledger.unlocked FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

CREATE TRIGGER unlocked_come_first AFTER INSERT ON ledger.unlocked REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_late_rows();

GRANT USAGE ON SCHEMA ledger TO {ledger};

GRANT DELETE, INSERT, SELECT ON ledger.answers TO {ledger};

GRANT DELETE, INSERT, SELECT, UPDATE ON ledger.export_contacts TO {ledger};

GRANT DELETE, INSERT, SELECT, UPDATE ON ledger.exports TO {ledger};

GRANT INSERT, SELECT ON ledger.disclosures TO {ledger};

GRANT INSERT, SELECT ON ledger.entries TO {ledger};

GRANT INSERT, SELECT ON ledger.lots TO {ledger};

GRANT INSERT, SELECT ON ledger.transactions TO {ledger};

GRANT INSERT, SELECT ON ledger.unlocked TO {ledger};

GRANT INSERT, SELECT, UPDATE ON ledger.subscriptions TO {ledger};

GRANT SELECT ON ledger.balances TO {ledger};

GRANT USAGE ON ledger.disclosures_id_seq TO {ledger};

GRANT UPDATE (remaining) ON ledger.lots TO {ledger};

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

CREATE TABLE intake.contracts (
  id uuid NOT NULL,
  provider text NOT NULL,
  starts_on date NOT NULL,
  ends_on date,
  territory text[],
  resale boolean NOT NULL,
  ended_at timestamp with time zone,
  written_at timestamp with time zone NOT NULL,
  written_by text NOT NULL
);

CREATE TABLE intake.contributions (
  id uuid NOT NULL,
  account text NOT NULL,
  user_id text NOT NULL,
  kind text NOT NULL,
  file text,
  source text NOT NULL,
  batch text NOT NULL,
  state text NOT NULL DEFAULT 'waiting'::text,
  rows integer NOT NULL,
  rejected integer NOT NULL,
  dropped text[] NOT NULL DEFAULT '{}'::text[],
  terms text NOT NULL,
  key text NOT NULL,
  digest bytea NOT NULL,
  created_at timestamp with time zone NOT NULL,
  built_in text,
  added integer,
  confirmed integer,
  taken_back_at timestamp with time zone,
  final boolean NOT NULL DEFAULT false
);

CREATE TABLE intake.credited (
  batch text NOT NULL,
  edition text NOT NULL,
  account text NOT NULL,
  added integer NOT NULL,
  confirmed integer NOT NULL,
  booked boolean NOT NULL DEFAULT false
);

CREATE TABLE intake.decisions (
  number bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  verdict text NOT NULL,
  a text[] NOT NULL,
  b text[] NOT NULL,
  contacts text[] NOT NULL,
  why text,
  decided_at timestamp with time zone NOT NULL,
  decided_by text NOT NULL,
  undone_at timestamp with time zone,
  undone_by text
);

CREATE TABLE intake.health_scans (
  id bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
  scanned_on date NOT NULL,
  rows integer NOT NULL,
  industry text,
  size text,
  email double precision,
  complete double precision,
  phone double precision,
  duplicates double precision,
  seed bytea NOT NULL
);

CREATE TABLE intake.provider_batches (
  id uuid NOT NULL,
  provider text NOT NULL,
  contract uuid NOT NULL,
  batch text NOT NULL,
  state text NOT NULL DEFAULT 'coming'::text,
  file text NOT NULL,
  digest text NOT NULL,
  country text,
  rows integer NOT NULL,
  rejected integer NOT NULL,
  reasons jsonb NOT NULL,
  dropped text[] NOT NULL,
  delivered_at timestamp with time zone NOT NULL,
  delivered_by text NOT NULL
);

CREATE TABLE intake.providers (
  id text NOT NULL,
  name text NOT NULL,
  state text NOT NULL DEFAULT 'none'::text,
  created_at timestamp with time zone NOT NULL
);

CREATE TABLE intake.sources (
  id text NOT NULL,
  kind text NOT NULL,
  account text,
  created_at timestamp with time zone NOT NULL
);

CREATE TABLE intake.taken_back_rows (
  contribution uuid NOT NULL,
  row bigint NOT NULL,
  at timestamp with time zone NOT NULL,
  final boolean NOT NULL DEFAULT false
);

ALTER TABLE intake.contracts ADD CONSTRAINT contracts_check CHECK ((ends_on > starts_on));

ALTER TABLE intake.contracts ADD CONSTRAINT contracts_pkey PRIMARY KEY (id);

ALTER TABLE intake.contracts ADD CONSTRAINT contracts_provider_fkey FOREIGN KEY (provider) REFERENCES intake.providers(id);

ALTER TABLE intake.contracts ADD CONSTRAINT contracts_territory_check CHECK ((cardinality(territory) > 0));

ALTER TABLE intake.contributions ADD CONSTRAINT contributions_account_key_key UNIQUE (account, key);

ALTER TABLE intake.contributions ADD CONSTRAINT contributions_added_check CHECK ((added >= 0));

ALTER TABLE intake.contributions ADD CONSTRAINT contributions_check CHECK (((kind = 'file'::text) = (file IS NOT NULL)));

ALTER TABLE intake.contributions ADD CONSTRAINT contributions_check1 CHECK (((state = 'taken-back'::text) = (taken_back_at IS NOT NULL)));

ALTER TABLE intake.contributions ADD CONSTRAINT contributions_check2 CHECK (((state <> 'built'::text) OR (built_in IS NOT NULL)));

ALTER TABLE intake.contributions ADD CONSTRAINT contributions_check3 CHECK (((NOT final) OR (state = 'taken-back'::text)));

ALTER TABLE intake.contributions ADD CONSTRAINT contributions_confirmed_check CHECK ((confirmed >= 0));

ALTER TABLE intake.contributions ADD CONSTRAINT contributions_digest_check CHECK ((octet_length(digest) = 32));

ALTER TABLE intake.contributions ADD CONSTRAINT contributions_file_check CHECK ((char_length(file) <= 200));

ALTER TABLE intake.contributions ADD CONSTRAINT contributions_key_check CHECK (((char_length(key) >= 1) AND (char_length(key) <= 200)));

ALTER TABLE intake.contributions ADD CONSTRAINT contributions_kind_check CHECK ((kind = ANY (ARRAY['contact'::text, 'file'::text])));

ALTER TABLE intake.contributions ADD CONSTRAINT contributions_pkey PRIMARY KEY (id);

ALTER TABLE intake.contributions ADD CONSTRAINT contributions_rejected_check CHECK ((rejected >= 0));

ALTER TABLE intake.contributions ADD CONSTRAINT contributions_rows_check CHECK ((rows > 0));

ALTER TABLE intake.contributions ADD CONSTRAINT contributions_source_fkey FOREIGN KEY (source) REFERENCES intake.sources(id);

ALTER TABLE intake.contributions ADD CONSTRAINT contributions_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'built'::text, 'taken-back'::text])));

ALTER TABLE intake.credited ADD CONSTRAINT credited_added_check CHECK ((added >= 0));

ALTER TABLE intake.credited ADD CONSTRAINT credited_confirmed_check CHECK ((confirmed >= 0));

ALTER TABLE intake.credited ADD CONSTRAINT credited_pkey PRIMARY KEY (batch);

ALTER TABLE intake.decisions ADD CONSTRAINT decisions_a_check CHECK ((cardinality(a) > 0));

ALTER TABLE intake.decisions ADD CONSTRAINT decisions_b_check CHECK ((cardinality(b) > 0));

ALTER TABLE intake.decisions ADD CONSTRAINT decisions_check CHECK (((undone_at IS NULL) = (undone_by IS NULL)));

ALTER TABLE intake.decisions ADD CONSTRAINT decisions_contacts_check CHECK (((cardinality(contacts) >= 1) AND (cardinality(contacts) <= 2)));

ALTER TABLE intake.decisions ADD CONSTRAINT decisions_pkey PRIMARY KEY (number);

ALTER TABLE intake.decisions ADD CONSTRAINT decisions_verdict_check CHECK ((verdict = ANY (ARRAY['one'::text, 'two'::text])));

ALTER TABLE intake.decisions ADD CONSTRAINT decisions_why_check CHECK (((char_length(why) >= 1) AND (char_length(why) <= 500)));

ALTER TABLE intake.health_scans ADD CONSTRAINT health_scans_complete_check CHECK (((complete >= (0)::double precision) AND (complete <= (1)::double precision)));

ALTER TABLE intake.health_scans ADD CONSTRAINT health_scans_duplicates_check CHECK (((duplicates >= (0)::double precision) AND (duplicates <= (1)::double precision)));

ALTER TABLE intake.health_scans ADD CONSTRAINT health_scans_email_check CHECK (((email >= (0)::double precision) AND (email <= (1)::double precision)));

ALTER TABLE intake.health_scans ADD CONSTRAINT health_scans_industry_check CHECK ((industry ~ '^[0-9]{2}(-[0-9]{2})?$'::text));

ALTER TABLE intake.health_scans ADD CONSTRAINT health_scans_phone_check CHECK (((phone >= (0)::double precision) AND (phone <= (1)::double precision)));

ALTER TABLE intake.health_scans ADD CONSTRAINT health_scans_pkey PRIMARY KEY (id);

ALTER TABLE intake.health_scans ADD CONSTRAINT health_scans_rows_check CHECK ((rows > 0));

ALTER TABLE intake.health_scans ADD CONSTRAINT health_scans_seed_check CHECK ((octet_length(seed) = 32));

ALTER TABLE intake.health_scans ADD CONSTRAINT health_scans_size_check CHECK ((size ~ '^[0-9]+(-[0-9]+|\+)$'::text));

ALTER TABLE intake.provider_batches ADD CONSTRAINT provider_batches_batch_check CHECK ((batch ~ '^b[0-9a-f]{24}$'::text));

ALTER TABLE intake.provider_batches ADD CONSTRAINT provider_batches_contract_fkey FOREIGN KEY (contract) REFERENCES intake.contracts(id);

ALTER TABLE intake.provider_batches ADD CONSTRAINT provider_batches_country_check CHECK ((country ~ '^[A-Z]{2}$'::text));

ALTER TABLE intake.provider_batches ADD CONSTRAINT provider_batches_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text));

ALTER TABLE intake.provider_batches ADD CONSTRAINT provider_batches_file_check CHECK ((char_length(file) <= 200));

ALTER TABLE intake.provider_batches ADD CONSTRAINT provider_batches_pkey PRIMARY KEY (id);

ALTER TABLE intake.provider_batches ADD CONSTRAINT provider_batches_provider_fkey FOREIGN KEY (provider) REFERENCES intake.providers(id);

ALTER TABLE intake.provider_batches ADD CONSTRAINT provider_batches_rejected_check CHECK ((rejected >= 0));

ALTER TABLE intake.provider_batches ADD CONSTRAINT provider_batches_rows_check CHECK ((rows >= 0));

ALTER TABLE intake.provider_batches ADD CONSTRAINT provider_batches_state_check CHECK ((state = ANY (ARRAY['coming'::text, 'there'::text, 'lost'::text])));

ALTER TABLE intake.providers ADD CONSTRAINT providers_id_check CHECK ((id ~ '^p[0-9a-f]{16}$'::text));

ALTER TABLE intake.providers ADD CONSTRAINT providers_name_check CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200)));

ALTER TABLE intake.providers ADD CONSTRAINT providers_pkey PRIMARY KEY (id);

ALTER TABLE intake.providers ADD CONSTRAINT providers_state_check CHECK ((state = ANY (ARRAY['none'::text, 'coming'::text, 'running'::text, 'ended'::text])));

ALTER TABLE intake.sources ADD CONSTRAINT sources_check CHECK (((kind <> 'member'::text) OR (account IS NOT NULL)));

ALTER TABLE intake.sources ADD CONSTRAINT sources_kind_check CHECK ((kind = ANY (ARRAY['member'::text, 'provider'::text])));

ALTER TABLE intake.sources ADD CONSTRAINT sources_pkey PRIMARY KEY (id);

ALTER TABLE intake.taken_back_rows ADD CONSTRAINT taken_back_rows_contribution_fkey FOREIGN KEY (contribution) REFERENCES intake.contributions(id);

ALTER TABLE intake.taken_back_rows ADD CONSTRAINT taken_back_rows_pkey PRIMARY KEY (contribution, "row");

ALTER TABLE intake.taken_back_rows ADD CONSTRAINT taken_back_rows_row_check CHECK (("row" > 0));

CREATE INDEX contracts_provider ON intake.contracts USING btree (provider, starts_on, id);

CREATE INDEX contributions_account ON intake.contributions USING btree (account, created_at, id);

CREATE INDEX contributions_all_of_batch ON intake.contributions USING btree (batch);

CREATE UNIQUE INDEX contributions_batch ON intake.contributions USING btree (batch) WHERE (state <> 'taken-back'::text);

CREATE INDEX contributions_source ON intake.contributions USING btree (source);

CREATE INDEX contributions_waiting ON intake.contributions USING btree (created_at) WHERE (state = 'waiting'::text);

CREATE INDEX credited_open ON intake.credited USING btree (batch) WHERE (NOT booked);

CREATE INDEX health_scans_peers ON intake.health_scans USING btree (industry, size, id);

CREATE UNIQUE INDEX provider_batches_batch ON intake.provider_batches USING btree (batch) WHERE (state <> 'lost'::text);

CREATE INDEX provider_batches_coming ON intake.provider_batches USING btree (id) WHERE (state = 'coming'::text);

CREATE INDEX provider_batches_contract ON intake.provider_batches USING btree (contract);

CREATE INDEX provider_batches_provider ON intake.provider_batches USING btree (provider, delivered_at, id);

CREATE UNIQUE INDEX sources_account ON intake.sources USING btree (account) WHERE (kind = 'member'::text);

GRANT USAGE ON SCHEMA intake TO {intake};

GRANT DELETE, INSERT, SELECT, UPDATE ON intake.taken_back_rows TO {intake};

GRANT INSERT, SELECT ON intake.contracts TO {intake};

GRANT INSERT, SELECT ON intake.decisions TO {intake};

GRANT INSERT, SELECT ON intake.health_scans TO {intake};

GRANT INSERT, SELECT ON intake.provider_batches TO {intake};

GRANT INSERT, SELECT, UPDATE ON intake.contributions TO {intake};

GRANT INSERT, SELECT, UPDATE ON intake.credited TO {intake};

GRANT INSERT, SELECT, UPDATE ON intake.providers TO {intake};

GRANT INSERT, SELECT, UPDATE ON intake.sources TO {intake};

GRANT USAGE ON intake.decisions_number_seq TO {intake};

GRANT USAGE ON intake.health_scans_id_seq TO {intake};

GRANT UPDATE (ended_at) ON intake.contracts TO {intake};

GRANT UPDATE (state) ON intake.provider_batches TO {intake};

GRANT UPDATE (undone_at, undone_by) ON intake.decisions TO {intake};

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
