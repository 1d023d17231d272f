-- Firms that deliver data, the contracts under which they do, and their deliveries. What is delivered is in files, never here.

CREATE TABLE intake.providers (
  id text PRIMARY KEY CHECK (id ~ '^p[0-9a-f]{16}$'),
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
  state text NOT NULL DEFAULT 'none' CHECK (state IN ('none', 'coming', 'running', 'ended')),
  created_at timestamptz NOT NULL
);

COMMENT ON TABLE intake.providers IS 'Firms that deliver under a contract, by an id that says nothing: batches and the support ledger know only that';
COMMENT ON COLUMN intake.providers.state IS 'Where its contracts stood when the trail was last written; what holds is reckoned from the contracts and the time';

CREATE TABLE intake.contracts (
  id uuid PRIMARY KEY,
  provider text NOT NULL REFERENCES intake.providers,
  starts_on date NOT NULL,
  ends_on date,
  territory text[] CHECK (cardinality(territory) > 0),
  resale boolean NOT NULL,
  ended_at timestamptz,
  written_at timestamptz NOT NULL,
  written_by text NOT NULL,
  CHECK (ends_on > starts_on)
);

COMMENT ON TABLE intake.contracts IS 'The terms of a provider: one contract runs at a time, a renewal is another row';
COMMENT ON COLUMN intake.contracts.starts_on IS 'The first day, in UTC';
COMMENT ON COLUMN intake.contracts.ends_on IS 'The day from which its data is not used any more, in UTC; null while no end was agreed';
COMMENT ON COLUMN intake.contracts.territory IS 'Countries whose people it covers, ISO 3166-1 alpha-2; null for everywhere';
COMMENT ON COLUMN intake.contracts.resale IS 'Whether contacts that only such providers support may be given to subscribers';
COMMENT ON COLUMN intake.contracts.ended_at IS 'The moment from which it does not hold any more, when it was ended early';

CREATE INDEX contracts_provider ON intake.contracts (provider, starts_on, id);

CREATE TABLE intake.provider_batches (
  id uuid PRIMARY KEY,
  provider text NOT NULL REFERENCES intake.providers,
  contract uuid NOT NULL REFERENCES intake.contracts,
  batch text NOT NULL CHECK (batch ~ '^b[0-9a-f]{24}$'),
  state text NOT NULL DEFAULT 'coming' CHECK (state IN ('coming', 'there', 'lost')),
  file text NOT NULL CHECK (char_length(file) <= 200),
  digest text NOT NULL CHECK (digest ~ '^[0-9a-f]{64}$'),
  country text CHECK (country ~ '^[A-Z]{2}$'),
  rows integer NOT NULL CHECK (rows >= 0),
  rejected integer NOT NULL CHECK (rejected >= 0),
  reasons jsonb NOT NULL,
  dropped text[] NOT NULL,
  delivered_at timestamptz NOT NULL,
  delivered_by text NOT NULL
);

COMMENT ON TABLE intake.provider_batches IS 'Deliveries of providers; each is a batch below the data directory';
COMMENT ON COLUMN intake.provider_batches.state IS 'coming: written down, not yet among the batches; lost: its file was not there any more after a crash';
COMMENT ON COLUMN intake.provider_batches.digest IS 'SHA-256 of the file as it was sent';
COMMENT ON COLUMN intake.provider_batches.country IS 'Where the people of rows are that name no country';
COMMENT ON COLUMN intake.provider_batches.reasons IS 'Rows that were refused, by reason';
COMMENT ON COLUMN intake.provider_batches.dropped IS 'Columns that are never held';

CREATE UNIQUE INDEX provider_batches_batch ON intake.provider_batches (batch) WHERE state <> 'lost';
CREATE INDEX provider_batches_provider ON intake.provider_batches (provider, delivered_at, id);
CREATE INDEX provider_batches_contract ON intake.provider_batches (contract);
CREATE INDEX provider_batches_coming ON intake.provider_batches (id) WHERE state = 'coming';

REVOKE DELETE ON intake.providers, intake.contracts, intake.provider_batches FROM {intake};
REVOKE UPDATE ON intake.contracts, intake.provider_batches FROM {intake};
GRANT UPDATE (ended_at) ON intake.contracts TO {intake};
GRANT UPDATE (state) ON intake.provider_batches TO {intake};
