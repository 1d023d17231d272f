-- Who is not to be listed, what listed people ask, and the letters to them.

CREATE TABLE privacy.numbers (
  year integer PRIMARY KEY,
  last integer NOT NULL
);

COMMENT ON TABLE privacy.numbers IS 'The last number given in a year to a stop or a request: R-2026-000123, without gaps';

CREATE TABLE privacy.suppression_keys (
  version integer PRIMARY KEY,
  "check" bytea NOT NULL CHECK (octet_length("check") = 16)
);

COMMENT ON TABLE privacy.suppression_keys IS 'What the key of each version makes of a fixed text: a wrong key is noticed before it is used';

CREATE TABLE privacy.suppressions (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  channel text NOT NULL CHECK (channel IN ('web', 'telephone', 'mail', 'case')),
  state text NOT NULL DEFAULT 'in-force' CHECK (state IN ('in-force', 'lifted')),
  created_at timestamptz NOT NULL,
  key_version integer NOT NULL REFERENCES privacy.suppression_keys,
  token_hash bytea NOT NULL UNIQUE CHECK (octet_length(token_hash) = 32)
);

COMMENT ON TABLE privacy.suppressions IS 'A stop, without a word about whose it is';
COMMENT ON COLUMN privacy.suppressions.token_hash IS 'SHA-256 of the token in the link to its state; the same form sent twice has the same';

CREATE INDEX suppressions_created ON privacy.suppressions (created_at, id);

CREATE TABLE privacy.suppression_identifiers (
  mac bytea PRIMARY KEY CHECK (octet_length(mac) = 16),
  suppression uuid NOT NULL REFERENCES privacy.suppressions
);

COMMENT ON COLUMN privacy.suppression_identifiers.mac IS 'HMAC-SHA-256 of an identifier under the key of its version, cut to 16 bytes; the key is a file outside the database';

CREATE INDEX suppression_identifiers_suppression ON privacy.suppression_identifiers (suppression);

CREATE TABLE privacy.requests (
  id uuid PRIMARY KEY,
  number text NOT NULL UNIQUE,
  kind text NOT NULL CHECK (kind IN ('stop', 'access', 'correction', 'deletion', 'other')),
  channel text NOT NULL CHECK (channel IN ('web', 'telephone', 'mail')),
  law text NOT NULL,
  state text NOT NULL CHECK (state IN ('unconfirmed', 'open', 'paused', 'closed')),
  outcome text CHECK (outcome IN ('done', 'refused', 'expired', 'withdrawn')),
  received_at timestamptz NOT NULL,
  due_on date NOT NULL,
  extended boolean NOT NULL DEFAULT false,
  paused_on date,
  closed_at timestamptz,
  erase_on date NOT NULL,
  owner text,
  contacts text[] NOT NULL DEFAULT '{}',
  address_mac bytea CHECK (octet_length(address_mac) = 16),
  message_hash bytea UNIQUE CHECK (octet_length(message_hash) = 32),
  token_hash bytea UNIQUE CHECK (octet_length(token_hash) = 32),
  token_expires_at timestamptz,
  CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  CHECK ((state = 'closed') = (outcome IS NOT NULL)),
  CHECK ((state = 'paused') = (paused_on IS NOT NULL)),
  CHECK ((token_hash IS NULL) = (token_expires_at IS NULL))
);

COMMENT ON COLUMN privacy.requests.state IS 'unconfirmed: waits for the click in the mail';
COMMENT ON COLUMN privacy.requests.due_on IS 'Last day for the answer, by the clock of the law, with pauses and extension';
COMMENT ON COLUMN privacy.requests.erase_on IS 'The day from which its papers are deleted, once it is closed';
COMMENT ON COLUMN privacy.requests.owner IS 'Opaque id of the member of staff who took it';
COMMENT ON COLUMN privacy.requests.contacts IS 'Contacts that it is about, as far as known';
COMMENT ON COLUMN privacy.requests.address_mac IS 'HMAC of the address, so that how often it asked can be counted without it';
COMMENT ON COLUMN privacy.requests.message_hash IS 'SHA-256 of the Message-ID of the mail it came by: the same mail twice is one request';
COMMENT ON COLUMN privacy.requests.token_hash IS 'SHA-256 of the token in the link that was sent';

CREATE INDEX requests_due ON privacy.requests (due_on, id) WHERE state IN ('open', 'paused');
CREATE INDEX requests_received ON privacy.requests (received_at, id);
CREATE INDEX requests_address ON privacy.requests (address_mac, received_at);

CREATE TABLE privacy.request_papers (
  id uuid PRIMARY KEY,
  request uuid NOT NULL REFERENCES privacy.requests,
  kind text NOT NULL CHECK (kind IN ('person', 'message', 'wish', 'note', 'answer')),
  sealed bytea NOT NULL,
  written_at timestamptz NOT NULL
);

COMMENT ON TABLE privacy.request_papers IS 'What a request says of a person, and only here: encrypted under a key outside the database, deleted when its time ends';

CREATE INDEX request_papers_request ON privacy.request_papers (request, id);

CREATE TABLE privacy.request_events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  request uuid NOT NULL REFERENCES privacy.requests,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  kind text NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}'
);

COMMENT ON TABLE privacy.request_events IS 'The evidence of what was done and when: it only grows, and holds no word about a person';

CREATE INDEX request_events_request ON privacy.request_events (request, id);

CREATE FUNCTION privacy.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the evidence of requests only grows';
END $$;

CREATE TRIGGER request_events_are_final BEFORE UPDATE OR DELETE OR TRUNCATE ON privacy.request_events
  FOR EACH STATEMENT EXECUTE FUNCTION privacy.refuse_change();

CREATE TABLE privacy.corrections (
  id uuid PRIMARY KEY,
  request uuid NOT NULL REFERENCES privacy.requests,
  contact text NOT NULL,
  identifiers bytea[] NOT NULL,
  field text NOT NULL,
  wrong_mac bytea CHECK (octet_length(wrong_mac) = 16),
  state text NOT NULL DEFAULT 'in-force' CHECK (state IN ('in-force', 'lifted')),
  decided_at timestamptz NOT NULL
);

COMMENT ON TABLE privacy.corrections IS 'Decisions that a value is wrong: the field is hidden wherever an edition still shows that value';
COMMENT ON COLUMN privacy.corrections.identifiers IS 'Sorted MACs of the contact''s identifiers, so that the decision follows the person into later editions';
COMMENT ON COLUMN privacy.corrections.wrong_mac IS 'HMAC of the value that is wrong; null hides the field whatever it shows';

CREATE INDEX corrections_contact ON privacy.corrections (contact);

CREATE TABLE privacy.tombstones (
  batch text NOT NULL,
  "row" bigint NOT NULL,
  request uuid NOT NULL REFERENCES privacy.requests,
  PRIMARY KEY (batch, "row")
);

COMMENT ON TABLE privacy.tombstones IS 'Rows of batches that a deletion took out: no later build reads them';

-- The outbox of letters to listed people, of the same shape as the one of users, apart from it.
CREATE TABLE privacy.mails (
  id uuid PRIMARY KEY,
  message_id text NOT NULL UNIQUE,
  key text UNIQUE,
  template text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('service', 'declinable')),
  topic text CHECK ((topic IS NOT NULL) = (kind = 'declinable')),
  recipient text NOT NULL CHECK (recipient !~ '[[:cntrl:][:space:]]' AND char_length(recipient) BETWEEN 3 AND 320),
  subject text,
  data jsonb NOT NULL,
  queued_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'withheld')),
  attempts integer NOT NULL DEFAULT 0,
  settled_at timestamptz,
  last_answer text
);

COMMENT ON TABLE privacy.mails IS 'Letters to listed people. A letter goes when its time ends: who asked for what is kept no longer than needed';

CREATE INDEX mails_waiting ON privacy.mails (due_at, id) WHERE state IN ('queued', 'sending');
CREATE INDEX mails_settled ON privacy.mails (settled_at);

CREATE TABLE privacy.mail_sender (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  domain text NOT NULL CHECK (domain ~ '^[a-z0-9.-]+$')
);

INSERT INTO privacy.mail_sender (domain) VALUES ('localhost.localdomain');

REVOKE INSERT, DELETE ON privacy.mail_sender FROM {privacy};
REVOKE DELETE ON privacy.suppressions, privacy.suppression_identifiers, privacy.requests, privacy.tombstones FROM {privacy};
REVOKE UPDATE ON privacy.suppression_identifiers, privacy.request_papers, privacy.tombstones FROM {privacy};
REVOKE UPDATE, DELETE ON privacy.request_events FROM {privacy};
REVOKE DELETE ON privacy.suppression_keys FROM {privacy};
