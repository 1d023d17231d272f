-- The outbox. A mail is a row written in the transaction of what it tells about; a job delivers it afterwards.

CREATE TABLE registration.mails (
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

COMMENT ON COLUMN registration.mails.message_id IS 'Fixed when the mail is queued, so that a repeat is recognised as one';
COMMENT ON COLUMN registration.mails.key IS 'What the caller calls this mail, so that queueing it twice sends it once';
COMMENT ON COLUMN registration.mails.data IS 'What the template needs. Emptied when the mail has been handed over: it may hold links that open something';
COMMENT ON COLUMN registration.mails.due_at IS 'Not to be tried before';
COMMENT ON COLUMN registration.mails.settled_at IS 'When it was sent, failed or withheld';

CREATE INDEX mails_waiting ON registration.mails (due_at, id) WHERE state IN ('queued', 'sending');
CREATE INDEX mails_recipient ON registration.mails (recipient, id);

-- Whose domain ends the Message-ID. The instance writes its sender's domain here when it starts.
CREATE TABLE registration.mail_sender (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  domain text NOT NULL CHECK (domain ~ '^[a-z0-9.-]+$')
);

INSERT INTO registration.mail_sender (domain) VALUES ('localhost.localdomain');

REVOKE INSERT, DELETE ON registration.mail_sender FROM {registration};
REVOKE DELETE ON registration.mails FROM {registration};
