-- What people decided by hand of records: that they are one person, or two.

CREATE TABLE intake.decisions (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  verdict text NOT NULL CHECK (verdict IN ('one', 'two')),
  a text[] NOT NULL CHECK (cardinality(a) > 0),
  b text[] NOT NULL CHECK (cardinality(b) > 0),
  contacts text[] NOT NULL CHECK (cardinality(contacts) BETWEEN 1 AND 2),
  why text CHECK (char_length(why) BETWEEN 1 AND 500),
  decided_at timestamptz NOT NULL,
  decided_by text NOT NULL,
  undone_at timestamptz,
  undone_by text,
  CHECK ((undone_at IS NULL) = (undone_by IS NULL))
);

COMMENT ON TABLE intake.decisions IS 'Which contents are one person or two, decided by hand: every build obeys those that are not undone';
COMMENT ON COLUMN intake.decisions.a IS 'Digests of contents; with verdict two none of them is the same person as one of b';
COMMENT ON COLUMN intake.decisions.contacts IS 'What the contacts were called when it was decided: for people to read, never used';

REVOKE DELETE, UPDATE ON intake.decisions FROM {intake};
GRANT UPDATE (undone_at, undone_by) ON intake.decisions TO {intake};
