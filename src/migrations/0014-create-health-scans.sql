-- What visitors let us keep of scans of their files: counts, never a row, never whose file it was.

CREATE TABLE intake.health_scans (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  scanned_on date NOT NULL,
  rows integer NOT NULL CHECK (rows > 0),
  industry text CHECK (industry ~ '^[0-9]{2}(-[0-9]{2})?$'),
  size text CHECK (size ~ '^[0-9]+(-[0-9]+|\+)$'),
  email double precision CHECK (email BETWEEN 0 AND 1),
  complete double precision CHECK (complete BETWEEN 0 AND 1),
  phone double precision CHECK (phone BETWEEN 0 AND 1),
  duplicates double precision CHECK (duplicates BETWEEN 0 AND 1),
  seed bytea NOT NULL CHECK (octet_length(seed) = 32)
);

COMMENT ON TABLE intake.health_scans IS 'Counts of scans whose sender agreed that they are kept, for comparison with later ones';
COMMENT ON COLUMN intake.health_scans.scanned_on IS 'The day, in UTC: no time, so that nobody is found by it';
COMMENT ON COLUMN intake.health_scans.industry IS 'Sector of NAICS 2022, as the sender chose it';
COMMENT ON COLUMN intake.health_scans.size IS 'People in the company, as the sender chose it';
COMMENT ON COLUMN intake.health_scans.email IS 'Shares from 0 to 1; null where the file had no column for it';
COMMENT ON COLUMN intake.health_scans.seed IS 'Of which the noise of every comparison is made that this scan is in; drawn once, never shown';

CREATE INDEX health_scans_peers ON intake.health_scans (industry, size, id);

REVOKE UPDATE, DELETE ON intake.health_scans FROM {intake};
