-- Whom to invoice, and what was invoiced. Nothing here may hold the number of a card: no column is for one, and every text
-- that somebody writes is refused when it holds one.

CREATE FUNCTION registration.holds_card_number(given text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
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
END $$;

COMMENT ON FUNCTION registration.holds_card_number IS 'Whether 13 to 19 digits in a row, whatever stands between them but letters, pass the check of Luhn';

CREATE DOMAIN registration.billing_text AS text CHECK (char_length(VALUE) <= 300 AND NOT registration.holds_card_number(VALUE));

CREATE TABLE registration.billing_addresses (
  account text PRIMARY KEY,
  name registration.billing_text NOT NULL,
  attention registration.billing_text,
  street registration.billing_text NOT NULL,
  postcode registration.billing_text,
  city registration.billing_text NOT NULL,
  region registration.billing_text,
  country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  vat_id registration.billing_text,
  reference registration.billing_text,
  updated_at timestamptz NOT NULL,
  updated_by text NOT NULL
);

COMMENT ON COLUMN registration.billing_addresses.reference IS 'What the customer wants to read on invoices: an order number';

CREATE TABLE registration.billing_sellers (
  id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name registration.billing_text NOT NULL,
  street registration.billing_text NOT NULL,
  postcode registration.billing_text,
  city registration.billing_text NOT NULL,
  country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  vat_id registration.billing_text,
  iban text CHECK (iban ~ '^[A-Z]{2}[0-9]{2}[0-9A-Z]{11,30}$'),
  bic text CHECK (bic ~ '^[A-Z]{6}[0-9A-Z]{2}([0-9A-Z]{3})?$'),
  tax_rate integer NOT NULL CHECK (tax_rate BETWEEN 0 AND 5000),
  payment_days integer NOT NULL CHECK (payment_days BETWEEN 0 AND 180),
  written_at timestamptz NOT NULL,
  written_by text NOT NULL
);

COMMENT ON TABLE registration.billing_sellers IS 'Who sends invoices and how they are paid; the newest row holds';
COMMENT ON COLUMN registration.billing_sellers.tax_rate IS 'Tax at home, in hundredths of a per cent: 1900 is 19 %';

CREATE TABLE registration.invoice_numbers (
  year integer PRIMARY KEY,
  last integer NOT NULL
);

CREATE TABLE registration.invoices (
  number text PRIMARY KEY CHECK (number ~ '^\d{4}-\d{6}$'),
  key text NOT NULL UNIQUE,
  account text NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'paid')),
  issued_at timestamptz NOT NULL,
  due_on date NOT NULL,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  net_cents integer NOT NULL CHECK (net_cents >= 0),
  tax_rate integer NOT NULL CHECK (tax_rate BETWEEN 0 AND 5000),
  tax_cents integer NOT NULL CHECK (tax_cents >= 0),
  tax_note registration.billing_text,
  total_cents integer NOT NULL CHECK (total_cents = net_cents + tax_cents),
  seller jsonb NOT NULL,
  recipient jsonb NOT NULL,
  processor text NOT NULL,
  paid_on date,
  CHECK ((state = 'paid') = (paid_on IS NOT NULL))
);

COMMENT ON COLUMN registration.invoices.key IS 'What is invoiced, e.g. subscription:<id>:2026-11-01: the same is invoiced once';
COMMENT ON COLUMN registration.invoices.seller IS 'Seller and recipient as they were when it was issued';

CREATE INDEX invoices_account ON registration.invoices (account, number);

CREATE TABLE registration.invoice_lines (
  invoice text NOT NULL REFERENCES registration.invoices,
  position integer NOT NULL CHECK (position > 0),
  text registration.billing_text NOT NULL,
  quantity integer NOT NULL CHECK (quantity > 0),
  unit_cents integer NOT NULL CHECK (unit_cents >= 0),
  net_cents integer NOT NULL CHECK (net_cents = quantity * unit_cents),
  PRIMARY KEY (invoice, position)
);

CREATE FUNCTION registration.keep_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - '{state,paid_on}'::text[] = to_jsonb(OLD) - '{state,paid_on}'::text[] THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'an invoice that is issued stays as it is';
END $$;

CREATE TRIGGER invoices_are_final BEFORE UPDATE OR DELETE ON registration.invoices
  FOR EACH ROW EXECUTE FUNCTION registration.keep_invoice();

CREATE FUNCTION registration.check_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT coalesce(sum(net_cents), -1) FROM registration.invoice_lines WHERE invoice = NEW.number) <> NEW.net_cents THEN
    RAISE EXCEPTION 'the lines of invoice % are not its sum', NEW.number USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER invoices_are_whole AFTER INSERT ON registration.invoices DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION registration.check_invoice();

REVOKE DELETE ON registration.invoices, registration.invoice_numbers, registration.billing_sellers FROM {registration};
REVOKE UPDATE ON registration.invoices, registration.billing_sellers FROM {registration};
GRANT UPDATE (state, paid_on) ON registration.invoices TO {registration};
REVOKE UPDATE, DELETE ON registration.invoice_lines FROM {registration};
