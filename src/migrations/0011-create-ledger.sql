-- Credits and disclosures. Every booking sums to zero, every charge has its disclosures, nothing booked ever changes:
-- the database itself sees to it when a transaction ends.

CREATE TABLE ledger.subscriptions (
  id uuid PRIMARY KEY,
  account text NOT NULL,
  plan text NOT NULL,
  state text NOT NULL CHECK (state IN ('asked', 'running', 'ended', 'declined')),
  asked_at timestamptz NOT NULL,
  asked_by text NOT NULL,
  starts_on date,
  ends_on date,
  credits_per_month integer NOT NULL CHECK (credits_per_month >= 0),
  carried_months integer CHECK (carried_months >= 0),
  price_cents integer NOT NULL CHECK (price_cents >= 0),
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  CHECK (ends_on > starts_on),
  CHECK ((state IN ('running', 'ended')) <= (starts_on IS NOT NULL))
);

COMMENT ON TABLE ledger.subscriptions IS 'What an account subscribes to, in the figures that were agreed: a plan that changes later changes none of them';
COMMENT ON COLUMN ledger.subscriptions.starts_on IS 'The first day, in UTC; credits come on this day of each month';
COMMENT ON COLUMN ledger.subscriptions.ends_on IS 'The day from which it no longer runs; null while no end was agreed';
COMMENT ON COLUMN ledger.subscriptions.carried_months IS 'Months for which unused credits stay after the month they came in; null for ever';

CREATE UNIQUE INDEX subscriptions_running ON ledger.subscriptions (account) WHERE state = 'running';
CREATE UNIQUE INDEX subscriptions_asked ON ledger.subscriptions (account) WHERE state = 'asked';
CREATE INDEX subscriptions_account ON ledger.subscriptions (account, id);

CREATE TABLE ledger.balances (
  account text PRIMARY KEY,
  credits integer NOT NULL DEFAULT 0 CHECK (credits >= 0),
  lines integer NOT NULL DEFAULT 0
);

COMMENT ON TABLE ledger.balances IS 'The sum of an account''s entries, kept by the entries themselves; its row is what charges of one account wait for';

CREATE TABLE ledger.transactions (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('grant', 'expiry', 'unlock', 'refund', 'contribution', 'adjustment')),
  key text NOT NULL UNIQUE,
  at timestamptz NOT NULL,
  actor text NOT NULL,
  detail jsonb NOT NULL DEFAULT '{}'
);

COMMENT ON COLUMN ledger.transactions.key IS 'What is booked, e.g. grant:<account>:2026-11: the same is booked once';
COMMENT ON COLUMN ledger.transactions.detail IS 'Figures for the sentence that explains it; no word about a person';

CREATE TABLE ledger.entries (
  transaction uuid NOT NULL REFERENCES ledger.transactions,
  account text NOT NULL CHECK (account ~ '^(account|house):'),
  credits integer NOT NULL CHECK (credits <> 0),
  line integer,
  balance integer,
  PRIMARY KEY (transaction, account),
  CHECK ((account LIKE 'house:%') = (line IS NULL)),
  CHECK ((line IS NULL) = (balance IS NULL))
);

COMMENT ON COLUMN ledger.entries.account IS 'account:<id> of an organisation, or house:<purpose> for the other side';
COMMENT ON COLUMN ledger.entries.line IS 'Number of the line in the account''s own ledger, from 1, without gaps';
COMMENT ON COLUMN ledger.entries.balance IS 'Credits of the account after this line';

CREATE UNIQUE INDEX entries_line ON ledger.entries (account, line) WHERE line IS NOT NULL;

CREATE TABLE ledger.lots (
  transaction uuid PRIMARY KEY REFERENCES ledger.transactions,
  account text NOT NULL,
  credits integer NOT NULL CHECK (credits > 0),
  remaining integer NOT NULL CHECK (remaining BETWEEN 0 AND credits),
  expires_at timestamptz
);

COMMENT ON TABLE ledger.lots IS 'Credits by when they end: those that end first are spent first';

CREATE INDEX lots_account ON ledger.lots (account);
CREATE INDEX lots_remaining ON ledger.lots (account, expires_at) WHERE remaining > 0;
CREATE INDEX lots_ending ON ledger.lots (expires_at) WHERE remaining > 0;

CREATE TABLE ledger.unlocked (
  account text NOT NULL,
  contact text NOT NULL,
  transaction uuid NOT NULL REFERENCES ledger.transactions,
  price integer NOT NULL CHECK (price > 0),
  at timestamptz NOT NULL,
  user_id text NOT NULL,
  PRIMARY KEY (account, contact)
);

COMMENT ON TABLE ledger.unlocked IS 'What an account has paid for: no contact twice';

CREATE INDEX unlocked_at ON ledger.unlocked (account, at, contact);
CREATE INDEX unlocked_transaction ON ledger.unlocked (transaction);

CREATE TABLE ledger.disclosures (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  account text NOT NULL,
  contact text NOT NULL,
  user_id text NOT NULL,
  edition text NOT NULL,
  fields text[] NOT NULL,
  at timestamptz NOT NULL,
  transaction uuid REFERENCES ledger.transactions,
  road text NOT NULL CHECK (road IN ('unlock', 'export', 'api')),
  CHECK (road <> 'unlock' OR transaction IS NOT NULL)
);

COMMENT ON TABLE ledger.disclosures IS 'Which fields of which contact went to which account, by which road: what a listed person is told';

CREATE INDEX disclosures_contact ON ledger.disclosures (contact, id);
CREATE INDEX disclosures_account ON ledger.disclosures (account, id);
CREATE INDEX disclosures_transaction ON ledger.disclosures (transaction);

CREATE TABLE ledger.answers (
  account text NOT NULL,
  key text NOT NULL CHECK (char_length(key) BETWEEN 1 AND 200),
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  answer jsonb NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (account, key)
);

COMMENT ON TABLE ledger.answers IS 'What was answered to an Idempotency-Key, so that a request sent again is answered the same; kept for a month';

CREATE INDEX answers_at ON ledger.answers (at);

CREATE TABLE ledger.exports (
  id text PRIMARY KEY,
  account text NOT NULL,
  user_id text NOT NULL,
  state text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled', 'expired')),
  total integer NOT NULL CHECK (total >= 0),
  done integer NOT NULL DEFAULT 0 CHECK (done BETWEEN 0 AND total),
  file text,
  created_at timestamptz NOT NULL,
  finished_at timestamptz,
  expires_at timestamptz,
  error text
);

COMMENT ON TABLE ledger.exports IS 'Files that accounts asked for; the files lie in the data directory';

CREATE INDEX exports_account ON ledger.exports (account, created_at, id);
CREATE INDEX exports_ending ON ledger.exports (expires_at) WHERE state = 'done';

CREATE TABLE ledger.export_contacts (
  export text NOT NULL REFERENCES ledger.exports ON DELETE CASCADE,
  position integer NOT NULL CHECK (position >= 0),
  contact text NOT NULL,
  PRIMARY KEY (export, position),
  UNIQUE (export, contact)
);

-- Balances follow the entries, whoever writes them, and change in no other way.

CREATE FUNCTION ledger.lock_balance(of_account text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
DECLARE
  found_credits integer;
BEGIN
  SELECT credits INTO found_credits FROM ledger.balances WHERE account = of_account FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO ledger.balances (account) VALUES (of_account) ON CONFLICT DO NOTHING;
    SELECT credits INTO found_credits FROM ledger.balances WHERE account = of_account FOR UPDATE;
  END IF;
  RETURN found_credits;
END $$;

COMMENT ON FUNCTION ledger.lock_balance IS 'Credits of an account; whoever asks next waits until this transaction has ended';

CREATE FUNCTION ledger.keep_balance() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
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
END $$;

CREATE TRIGGER entries_keep_balance BEFORE INSERT ON ledger.entries
  FOR EACH ROW EXECUTE FUNCTION ledger.keep_balance();

-- What is booked is whole when its transaction ends. Rows of a charge come before its entries; after them nothing is added.

CREATE FUNCTION ledger.check_transaction() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = ledger, pg_temp AS $$
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
END $$;

CREATE CONSTRAINT TRIGGER transactions_are_whole AFTER INSERT ON ledger.transactions DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION ledger.check_transaction();

CREATE FUNCTION ledger.refuse_late_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM fresh JOIN ledger.entries e ON e.transaction = fresh.transaction
    WHERE to_jsonb(fresh) ->> 'road' IS DISTINCT FROM 'export' AND to_jsonb(fresh) ->> 'road' IS DISTINCT FROM 'api') THEN
    RAISE EXCEPTION 'what is booked takes no more rows' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER unlocked_come_first AFTER INSERT ON ledger.unlocked REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_late_rows();
CREATE TRIGGER disclosures_come_first AFTER INSERT ON ledger.disclosures REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_late_rows();

CREATE CONSTRAINT TRIGGER entries_are_whole AFTER INSERT ON ledger.entries DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.line IS NULL) EXECUTE FUNCTION ledger.check_transaction();

CREATE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'what is booked only grows';
END $$;

CREATE TRIGGER transactions_are_final BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.transactions
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER entries_are_final BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.entries
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER unlocked_are_final BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.unlocked
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER disclosures_are_final BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.disclosures
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();

REVOKE UPDATE, DELETE ON ledger.transactions, ledger.entries, ledger.unlocked, ledger.disclosures FROM {ledger};
REVOKE INSERT, UPDATE, DELETE ON ledger.balances FROM {ledger};
REVOKE UPDATE, DELETE ON ledger.lots FROM {ledger};
GRANT UPDATE (remaining) ON ledger.lots TO {ledger};
REVOKE DELETE ON ledger.subscriptions FROM {ledger};
REVOKE UPDATE ON ledger.answers FROM {ledger};
REVOKE ALL ON FUNCTION ledger.lock_balance, ledger.keep_balance, ledger.check_transaction FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ledger.lock_balance TO {ledger};
