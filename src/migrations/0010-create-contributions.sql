-- What members give: who gave which batch, what became of it, and what was taken back. The contacts themselves are files.

CREATE TABLE intake.sources (
  id text PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('member', 'provider')),
  account text,
  created_at timestamptz NOT NULL,
  CHECK (kind <> 'member' OR account IS NOT NULL)
);

COMMENT ON TABLE intake.sources IS 'Whoever delivers, by an opaque id: batches and the support ledger know no other name';

CREATE UNIQUE INDEX sources_account ON intake.sources (account) WHERE kind = 'member';

CREATE TABLE intake.contributions (
  id uuid PRIMARY KEY,
  account text NOT NULL,
  user_id text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('contact', 'file')),
  file text CHECK (char_length(file) <= 200),
  source text NOT NULL REFERENCES intake.sources,
  batch text NOT NULL,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'built', 'taken-back')),
  rows integer NOT NULL CHECK (rows > 0),
  rejected integer NOT NULL CHECK (rejected >= 0),
  dropped text[] NOT NULL DEFAULT '{}',
  terms text NOT NULL,
  key text NOT NULL CHECK (char_length(key) BETWEEN 1 AND 200),
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  created_at timestamptz NOT NULL,
  built_in text,
  added integer CHECK (added >= 0),
  confirmed integer CHECK (confirmed >= 0),
  taken_back_at timestamptz,
  final boolean NOT NULL DEFAULT false,
  UNIQUE (account, key),
  CHECK ((kind = 'file') = (file IS NOT NULL)),
  CHECK ((state = 'taken-back') = (taken_back_at IS NOT NULL)),
  CHECK (state <> 'built' OR built_in IS NOT NULL),
  CHECK (NOT final OR state = 'taken-back')
);

COMMENT ON COLUMN intake.contributions.terms IS 'Version of the contribution terms that held';
COMMENT ON COLUMN intake.contributions.key IS 'Idempotency-Key of the request, and in digest what was asked under it';
COMMENT ON COLUMN intake.contributions.final IS 'An edition was built without it since it was taken back: this is not undone any more';

CREATE UNIQUE INDEX contributions_batch ON intake.contributions (batch) WHERE state <> 'taken-back';
CREATE INDEX contributions_account ON intake.contributions (account, created_at, id);
CREATE INDEX contributions_source ON intake.contributions (source);
CREATE INDEX contributions_all_of_batch ON intake.contributions (batch);
CREATE INDEX contributions_waiting ON intake.contributions (created_at) WHERE state = 'waiting';

CREATE TABLE intake.taken_back_rows (
  contribution uuid NOT NULL REFERENCES intake.contributions,
  row bigint NOT NULL CHECK (row > 0),
  at timestamptz NOT NULL,
  final boolean NOT NULL DEFAULT false,
  PRIMARY KEY (contribution, row)
);

COMMENT ON COLUMN intake.taken_back_rows.row IS 'Line of the row in its file, from 1';

CREATE TABLE intake.credited (
  batch text PRIMARY KEY,
  edition text NOT NULL,
  account text NOT NULL,
  added integer NOT NULL CHECK (added >= 0),
  confirmed integer NOT NULL CHECK (confirmed >= 0),
  booked boolean NOT NULL DEFAULT false
);

COMMENT ON TABLE intake.credited IS 'Rows of a batch that count for credits, fixed once; rows that the account had given before do not count';

CREATE INDEX credited_open ON intake.credited (batch) WHERE NOT booked;

REVOKE DELETE ON intake.sources, intake.contributions, intake.credited FROM {intake};
