-- The watch on the wall: registrations of nobody, whose words must never be read anywhere else; and a faster trail.

CREATE TABLE registration.canaries (
  token text PRIMARY KEY CHECK (token ~ '^[a-z]{16}$'),
  email text NOT NULL UNIQUE,
  planted_at timestamptz NOT NULL
);

COMMENT ON TABLE registration.canaries IS 'Planted registrations. The token is part of their name, address and company, and of nothing else in the world';

CREATE TABLE registration.canary_findings (
  place text NOT NULL,
  token text NOT NULL REFERENCES registration.canaries,
  found_at timestamptz NOT NULL,
  PRIMARY KEY (place, token)
);

CREATE TABLE registration.canary_watches (
  at timestamptz PRIMARY KEY,
  canaries integer NOT NULL,
  files integer NOT NULL,
  bytes bigint NOT NULL,
  found integer NOT NULL
);

COMMENT ON TABLE registration.canary_watches IS 'Each time the watch went round: how much it read, how many canaries it found there';

REVOKE UPDATE, DELETE ON registration.canaries FROM {registration};
REVOKE UPDATE, DELETE ON registration.canary_findings FROM {registration};
REVOKE UPDATE, DELETE ON registration.canary_watches FROM {registration};

CREATE INDEX events_actor ON audit.events (actor, id);
CREATE INDEX events_action ON audit.events (action text_pattern_ops, id);
