-- Who used what, when and from where: one partition a month, added and dropped by the clock, never changed.

CREATE TABLE registration.usage (
  at timestamptz NOT NULL,
  action text NOT NULL CHECK (action ~ '^[A-Za-z0-9 /:*._-]{1,120}$'),
  account text,
  remote_address inet,
  browser text CHECK (char_length(browser) <= 200),
  gpc boolean NOT NULL
) PARTITION BY RANGE (at);

COMMENT ON COLUMN registration.usage.action IS 'A declared action: the pattern of a route or a word of ours, never what was asked for';
COMMENT ON COLUMN registration.usage.account IS 'Opaque id of the user; null for visitors';
COMMENT ON COLUMN registration.usage.gpc IS 'The browser sent a Global Privacy Control signal: not in any statistic';

CREATE INDEX usage_at ON registration.usage (at);
CREATE INDEX usage_account ON registration.usage (account, at);

-- Adds the partitions from the month of `present` to `ahead` months later, drops those that ended more than `kept` months
-- before it, and gives how many it added and dropped. The role of registration owns no table, so it asks this function.
CREATE FUNCTION registration.keep_usage(present timestamptz, kept integer, ahead integer)
  RETURNS TABLE (added integer, dropped integer)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
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
      EXECUTE format('REVOKE ALL ON registration.%I FROM {registration}', name);
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
END $$;

REVOKE ALL ON FUNCTION registration.keep_usage(timestamptz, integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registration.keep_usage(timestamptz, integer, integer) TO {registration};
REVOKE UPDATE, DELETE ON registration.usage FROM {registration};
