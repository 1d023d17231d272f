-- One schema for each concern and one role for each schema; a name in braces stands for the role of that schema.
-- A role reads and writes the rows of its own schema and sees no other; nobody but the owner changes tables.

CREATE SCHEMA registration;
CREATE SCHEMA ledger;
CREATE SCHEMA privacy;
CREATE SCHEMA intake;
CREATE SCHEMA audit;

COMMENT ON SCHEMA registration IS 'Personal data of users: accounts, consents, mail, campaigns, billing addresses';
COMMENT ON SCHEMA ledger IS 'Credits and disclosures by opaque account id';
COMMENT ON SCHEMA privacy IS 'Suppressions and requests of listed people';
COMMENT ON SCHEMA intake IS 'Sources, batches and the private support ledger';
COMMENT ON SCHEMA audit IS 'What was done, by whom, when: insert-only for all';

GRANT USAGE ON SCHEMA registration TO {registration};
GRANT USAGE ON SCHEMA ledger TO {ledger};
GRANT USAGE ON SCHEMA privacy TO {privacy};
GRANT USAGE ON SCHEMA intake TO {intake};
GRANT USAGE ON SCHEMA audit TO {registration}, {ledger}, {privacy}, {intake}, {audit};

ALTER DEFAULT PRIVILEGES IN SCHEMA registration GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {registration};
ALTER DEFAULT PRIVILEGES IN SCHEMA registration GRANT USAGE ON SEQUENCES TO {registration};
ALTER DEFAULT PRIVILEGES IN SCHEMA ledger GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {ledger};
ALTER DEFAULT PRIVILEGES IN SCHEMA ledger GRANT USAGE ON SEQUENCES TO {ledger};
ALTER DEFAULT PRIVILEGES IN SCHEMA privacy GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {privacy};
ALTER DEFAULT PRIVILEGES IN SCHEMA privacy GRANT USAGE ON SEQUENCES TO {privacy};
ALTER DEFAULT PRIVILEGES IN SCHEMA intake GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {intake};
ALTER DEFAULT PRIVILEGES IN SCHEMA intake GRANT USAGE ON SEQUENCES TO {intake};
