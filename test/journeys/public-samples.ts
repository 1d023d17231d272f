import { accountConsents } from '../../src/modules/consents/index.ts'
import type { Frame, Pages } from '../../src/web/public/pages.ts'

/** A public page in one state, as tests and pictures show it. */
export type Sample = { name: keyof Pages; state: string; props: object; frame?: Partial<Frame> }

const sample = <Name extends keyof Pages>(
  name: Name,
  state: string,
  props: Pages[Name],
  frame?: Partial<Frame>,
): Sample => ({ name, state, props, ...(frame ? { frame } : {}) })

const privacy = { title: 'Privacy policy', version: '3', href: '/policies/privacy/3' }
const terms = { title: 'Terms of use', version: '2', href: '/policies/terms/2' }
const coming = {
  ...privacy,
  version: '4',
  href: '/policies/privacy/4',
  effective: '2027-01-15',
  summary: 'We say more exactly how long we keep the log of usage: thirteen months, then it is deleted.',
  difference: '/policies/privacy/3/4',
}
const long = 'a-very-long-mailbox-name-that-somebody-really-has.and-more@a-subsidiary.with-a-long-name.example'

const fields: Pages['register']['fields'] = [
  {
    name: 'email',
    type: 'email',
    label: 'E-mail address',
    why: 'The answer goes there. We send one mail first to make sure that it is yours.',
    required: true,
    limit: 320,
    autocomplete: 'email',
    value: '',
    error: null,
  },
  {
    name: 'name',
    type: 'text',
    label: 'Name',
    why: 'So that we know whom we answer.',
    required: true,
    limit: 120,
    autocomplete: 'name',
    value: '',
    error: null,
  },
  {
    name: 'question',
    type: 'lines',
    label: 'What would you like to know?',
    why: 'The more exactly you ask, the more exactly we can answer.',
    required: true,
    limit: 5000,
    autocomplete: 'off',
    value: '',
    error: null,
  },
  {
    name: 'telephone',
    type: 'tel',
    label: 'Telephone number',
    why: 'Needed only if you want to be called.',
    required: false,
    limit: 40,
    autocomplete: 'tel',
    value: '',
    error: null,
  },
]
const channels = [
  { channel: 'email', label: 'Yes, write to me by e-mail about offers and news.' },
  { channel: 'post', label: 'Yes, write to me by post about offers and news.' },
  { channel: 'telephone', label: 'Yes, call me about offers and news.' },
] as const
const register: Pages['register'] = {
  kind: 'information-request',
  title: 'Ask for information',
  intro: 'Tell us what you would like to know. A person answers by e-mail, within the hours on our contact page.',
  fields,
  consents: channels.map((each) => ({ ...each, name: `consent-${each.channel}`, ticked: false })),
  consentNote:
    'Each is your free choice, and none is needed for the rest. You can withdraw each at any time by the link in every mail.',
  policy: privacy,
  action: '/register/information-request',
  submit: 'Send the request',
  error: null,
}
const registerWrong: Pages['register'] = {
  ...register,
  error: 'Nothing was sent yet: please look at what is marked below.',
  fields: fields.map((field) => {
    if (field.name === 'email')
      return { ...field, value: 'ada lovelace@', error: 'This does not look like an e-mail address: please check it.' }
    if (field.name === 'telephone')
      return { ...field, error: 'You ticked “Telephone”: please fill this in, or take the tick away.' }
    return { ...field, value: field.name === 'name' ? 'Ada Example' : 'Is the "API" <included>?\nAnd since when?' }
  }),
  consents: register.consents.map((each) => ({ ...each, ticked: each.channel === 'telephone' })),
}

const topics = [
  ['news', 'News', 'What is new in the service, about once a month'],
  ['offers', 'Offers', 'Plans, prices and trials'],
  ['events', 'Events', 'Invitations to events and web seminars'],
] as const
const preferences: Pages['preferences'] = {
  address: 'ada@analytical.example',
  action: '/preferences/token',
  topics: topics.map(([name, label, about]) => ({
    name,
    label,
    about,
    boxes: (['email', 'post', 'telephone'] as const).map((channel) => ({
      channel,
      name: `${channel} ${name}`,
      label: { email: 'E-mail', post: 'Post', telephone: 'Telephone' }[channel],
      ticked: channel === 'email' && name !== 'events',
    })),
  })),
  given: [
    { label: 'News by e-mail', value: 'email news' },
    { label: 'Offers by e-mail', value: 'email offers' },
  ],
  everything: true,
  oneClick: null,
  notice: null,
  history: [
    { at: '2026-11-20T09:12:00Z', what: 'News by e-mail: yes', how: 'Confirmed by mail', policyVersion: '3' },
    { at: '2026-11-20T09:12:00Z', what: 'Offers by e-mail: yes', how: 'Confirmed by mail', policyVersion: '3' },
  ],
  policy: privacy,
}
const declined: Pages['preferences'] = {
  ...preferences,
  topics: preferences.topics.map((topic) => ({
    ...topic,
    boxes: topic.boxes.map((box) => ({ ...box, ticked: false })),
  })),
  given: [],
  everything: false,
  notice: 'everything',
}

const typed = { name: 'Ada Example', email: long, organisation: 'Analytical Engines <Ltd>', terms: 'on' }
const accountErrors = {
  email: 'This does not look like an e-mail address: please check it.',
  password: 'This is too short: at least 15 characters, please.',
  terms: 'Please read the policies and tick this box.',
}
const invitation: Pages['invitation'] = {
  organisation: 'Analytical Engines',
  inviter: 'Ada Example',
  role: 'member',
  email: 'grace@analytical.example',
  state: 'new',
  action: '/invitation/token',
  signIn: '/sign-in?next=/invitation/token',
  policies: [privacy, terms],
  consents: accountConsents,
  passwordLength: 15,
}

const html = `<p>This is what the software does.</p><h2>What we keep</h2><ul><li>Your name and address</li>
<li>What you agreed to, when, and <a href="https://law.example/">under which law</a></li></ul>
<table><thead><tr><th>What</th><th>How long</th></tr></thead><tbody><tr><td>Log of usage</td><td>13 months</td></tr></tbody></table>`
const version = (number: number, state: 'coming' | 'current' | 'past') => ({
  version: String(number),
  effective: `202${3 + number}-01-15`,
  state,
  summary: 'We say more exactly how long we keep the log of usage.',
  href: `/policies/privacy/${number}`,
  difference: number > 1 ? `/policies/privacy/${number - 1}/${number}` : null,
})
const policy: Pages['policy'] = {
  title: 'Privacy policy',
  version: '3',
  effective: '2026-01-15',
  state: 'current',
  html,
  versions: [version(4, 'coming'), version(3, 'current'), version(2, 'past'), version(1, 'past')],
}
const sentence = (kind: 'same' | 'added' | 'removed', text: string) => ({ kind, text })
const difference: Pages['policy-difference'] = {
  title: 'Privacy policy',
  before: { version: '3', effective: '2026-01-15', href: '/policies/privacy/3' },
  after: { version: '4', effective: '2027-01-15', href: '/policies/privacy/4' },
  summary: coming.summary,
  lines: [
    sentence('same', '# Privacy policy'),
    ...Array.from({ length: 8 }, (_, at) => sentence('same', `Paragraph ${at + 1} says what it said before.`)),
    sentence('removed', 'We keep the log of usage for some time.'),
    sentence('added', 'We keep the log of usage for thirteen months. Then it is deleted, month by month.'),
    sentence('same', 'You can ask us for what is in it.'),
  ],
}

const stopped = { values: { email: '', name: '', company: '' }, errors: {}, error: null, form: 'a-form' }
const yourData: Pages['your-data'] = {
  number: 'R-2026-000123',
  address: long,
  until: '2026-11-25T09:00:00.000Z',
  contacts: [
    {
      id: 'c0000000001',
      name: 'Ada Example',
      seen: '2026-09-30',
      fields: [
        {
          field: 'title',
          label: 'Job title',
          value: 'Director of Sales for Northern and Western Europe',
          confidence: 87,
          since: '2025-02-01',
          sources: ['members', 'providers'],
        },
        { field: 'email', label: 'E-mail address', value: long, confidence: 96, since: null, sources: [] },
        {
          field: 'unit',
          label: 'Department',
          value: 'Sales',
          confidence: null,
          since: '2026-01-15',
          sources: ['self'],
        },
      ],
      recipients: [
        { name: 'Analytical Engines', at: '2026-05-04T10:00:00.000Z', fields: ['Name', 'Job title', 'E-mail address'] },
      ],
    },
  ],
  correctable: [{ contact: 'Ada Example', options: [{ value: 'c0000000001 title', label: 'Job title' }] }],
  correction: '/your-data/token/correction',
  deletion: '/your-data/token/deletion',
  notice: null,
  values: {},
  errors: {},
}

const scanForm: Pages['scan'] = {
  error: null,
  industries: [{ value: '31-33', label: 'Manufacturing' }],
  sizes: [{ value: '50-249', label: '50 to 249 people' }],
  limits: { megabytes: 50, rows: 500_000, fewestRows: 100 },
}
const scanResult: Pages['scan-result'] = {
  file: `${long}.csv`,
  rows: 104_377,
  unreadable: 12,
  score: 71,
  indicators: [
    {
      name: 'email',
      label: 'E-mail deliverable',
      share: 0.583,
      rating: 'poor',
      advice: 'Let it be cleaned.',
      peers: 0.8,
    },
    {
      name: 'complete',
      label: 'Complete',
      share: 0.64,
      rating: 'weak',
      advice: 'Fill what is missed most.',
      peers: null,
    },
    { name: 'phone', label: 'Telephone connects', share: 0.68, rating: 'fair', advice: 'Add the country.', peers: 1 },
    { name: 'duplicates', label: 'Duplicates', share: 0.042, rating: 'good', advice: 'Nothing to do now.', peers: 0 },
  ],
  basis: 'Told from the values themselves: syntax, domains, typing mistakes. No mailbox and no line was tried.',
  missing: [
    { label: 'phone', share: 0.61 },
    { label: 'name', share: 0 },
  ],
  problems: [{ label: 'email: domain repaired', values: 1204 }],
  columns: [{ column: long, field: 'email' }],
  moreColumns: 3,
  peers: { who: 'Manufacturing, 50 to 249 people', scans: 40 },
  kept: 'yes',
  until: '2026-11-23T10:00:00.000Z',
  html: '/scan/an-id/report.html',
  pdf: '/scan/an-id/report.pdf',
}

const problem = (status: number, detail: string) => ({
  problem: { status, title: 'A title', detail, instance: 'urn:uuid:0199e4a4-1b2c-7def-8a01-23456789abcd' },
})

/** Every public page, with the least and with the most that it can be told. */
export const publicSamples: Sample[] = [
  sample('home', 'plain', { coming: [], edition: null, hours: null }),
  sample(
    'home',
    'full',
    {
      coming: [coming],
      edition: { contacts: 1_204_377, companies: 88_120 },
      hours: 'Monday to Friday, 9:00 to 17:00 (UTC)',
    },
    { gpc: true },
  ),
  sample('home', 'signed-in', { coming: [], edition: null, hours: null }, { user: { name: 'Ada Example' } }),
  sample('register', 'plain', register),
  sample('register', 'wrong', registerWrong),
  sample('register', 'busy', { ...register, error: 'Too many forms came from you. Please try again in an hour.' }),
  sample('register-sent', 'plain', {
    title: 'Ask for information',
    label: 'Request for information',
    hours: 48,
  }),
  ...(['ready', 'confirmed', 'expired', 'unknown'] as const).map((state) =>
    sample('confirm', state, {
      state,
      label: state === 'unknown' ? null : 'Request for information',
      action: '/confirm/token',
      preferences: state === 'confirmed' ? '/preferences/token' : null,
      again: '/register/information-request',
    }),
  ),
  sample('preferences', 'plain', preferences),
  sample('preferences', 'one-click', {
    ...preferences,
    address: long,
    oneClick: { label: 'News by e-mail', action: '/unsubscribe/token' },
  }),
  sample('preferences', 'unsubscribed', { ...preferences, notice: 'unsubscribed' }),
  sample('preferences', 'everything-withdrawn', declined),
  sample('link-invalid', 'plain', { contact: '/contact' }),
  sample('sign-in', 'plain', { next: null, notice: null }),
  sample('sign-in', 'wrong', {
    next: '/search',
    notice: null,
    values: { email: long },
    error: 'The address or the password is not right.',
  }),
  sample('sign-in', 'confirmed', { next: null, notice: 'confirmed' }),
  sample('sign-up', 'plain', { policies: [privacy, terms], consents: accountConsents, passwordLength: 15 }),
  sample('sign-up', 'wrong', {
    policies: [privacy, terms],
    consents: accountConsents,
    passwordLength: 15,
    values: typed,
    errors: accountErrors,
  }),
  sample('check-mail', 'plain', { purpose: 'forgotten', address: null, hours: 1 }),
  sample('check-mail', 'sign-up', { purpose: 'sign-up', address: long, hours: 24 }),
  ...(['used', 'expired', 'unknown'] as const).map((state) =>
    sample('link-used', state, { purpose: 'sign-up', state }),
  ),
  sample('confirm-account', 'ready', { email: long, action: '/sign-up/confirm/token' }),
  sample('forgotten', 'plain', {}),
  sample('forgotten', 'wrong', { values: { email: 'x' }, errors: { email: 'Please give your e-mail address.' } }),
  sample('new-password', 'wrong', {
    token: 'token',
    action: '/new-password',
    passwordLength: 15,
    errors: { password: 'This is too short: at least 15 characters, please.' },
  }),
  ...(['new', 'sign-in', 'accept', 'other'] as const).map((state) =>
    sample('invitation', state, { ...invitation, state }),
  ),
  sample('first-operator', 'plain', { passwordLength: 15 }, { unclaimed: true }),
  sample('policies', 'plain', { items: [] }),
  sample('policies', 'full', {
    items: [
      {
        title: 'Privacy policy',
        about: 'What we know about you, what for, and how long.',
        version: '3',
        effective: '2026-01-15',
        href: '/policies/privacy',
        coming,
      },
      {
        title: 'Terms of use',
        about: 'What you may do with the contacts, and what not.',
        version: '2',
        effective: '2025-01-15',
        href: '/policies/terms',
        coming: null,
      },
    ],
  }),
  sample('policy', 'current', policy),
  sample('policy', 'past', { ...policy, version: '1', effective: '2024-01-15', state: 'past' }),
  sample('policy-difference', 'full', difference),
  sample('policy-difference', 'same', { ...difference, lines: [sentence('same', 'Nothing new.')] }),
  sample('acceptance', 'plain', {
    policies: [{ ...privacy, effective: '2026-01-15', summary: coming.summary, difference: null }],
    action: '/acceptance',
    next: '/search',
  }),
  sample('acceptance', 'wrong', {
    policies: [
      { ...privacy, effective: '2026-01-15', summary: coming.summary, difference: '/policies/privacy/2/3' },
      { ...terms, effective: '2026-01-15', summary: 'Exports are named.', difference: '/policies/terms/1/2' },
    ],
    action: '/acceptance',
    next: null,
    errors: { accept: 'Please tick the box to go on.' },
  }),
  sample('cookies', 'plain', {
    cookies: [
      { name: '__Host-session', purpose: 'Keeps you signed in', kept: 'until you sign out', kind: 'session' },
      { name: 'preferences', purpose: 'Remembers density and columns', kept: 'a year', kind: 'preferences' },
    ],
    choice: null,
    saved: false,
    policy: null,
  }),
  sample(
    'cookies',
    'declined',
    {
      cookies: [{ name: 'session', purpose: 'Keeps you signed in', kept: 'until you sign out', kind: 'session' }],
      choice: 'declined',
      saved: true,
      policy: { title: 'Cookie notice', version: '1', href: '/policies/cookies' },
    },
    { gpc: true },
  ),
  sample('feedback', 'plain', { sent: false, topics: [] }),
  sample('feedback', 'wrong', {
    sent: false,
    topics: [
      { value: 'service', label: 'The service' },
      { value: 'policy', label: 'A policy' },
    ],
    values: { topic: 'policy', message: '', email: 'x' },
    errors: { message: 'Please write something.', email: 'This does not look like an e-mail address.' },
  }),
  sample('feedback', 'sent', { sent: true, topics: [] }),
  sample('contact', 'plain', {
    hours: [],
    email: null,
    telephone: null,
    post: null,
    answer: null,
    responsible: null,
  }),
  sample('contact', 'full', {
    hours: ['Monday to Friday, 9:00 to 17:00 (UTC)', 'Closed on 25 and 26 December'],
    email: 'support@fairlist.example',
    telephone: '+1 555 0100',
    post: ['Fairlist Example', 'Example Street 1', '12345 Exampletown'],
    answer: 'two working days',
    responsible: ['Fairlist Example, privacy officer', 'privacy@fairlist.example'],
  }),
  sample('stop', 'plain', stopped),
  sample('stop', 'wrong', {
    ...stopped,
    values: { email: 'x', name: long, company: '' },
    errors: { email: 'This does not look like an e-mail address: please check it, e.g. name@company.example.' },
  }),
  ...(['in-force', 'lifted'] as const).map((state) =>
    sample('stop-status', state, { number: 'R-2026-000123', received: '2026-11-23T09:00:00.000Z', state }),
  ),
  sample('scan', 'plain', scanForm),
  sample('scan', 'wrong', { ...scanForm, error: 'A file may have up to 50 MB here.' }),
  sample('scan-running', 'waiting', { file: 'people.csv', rows: 0, total: 0, path: '/scan/an-id' }),
  sample('scan-running', 'reading', { file: long, rows: 61_000, total: 104_377, path: '/scan/an-id' }),
  sample('scan-result', 'full', scanResult),
  sample('scan-result', 'least', {
    ...scanResult,
    file: 'people.csv',
    unreadable: 0,
    indicators: scanResult.indicators.slice(1, 2),
    problems: [],
    moreColumns: 0,
    peers: null,
    kept: 'no',
  }),
  sample('your-data-ask', 'plain', { values: {}, errors: {} }),
  sample('your-data-ask', 'wrong', {
    values: { email: 'x' },
    errors: { email: 'This does not look like an e-mail address: please check it, e.g. name@company.example.' },
  }),
  sample('your-data-sent', 'plain', { hours: 48 }),
  sample('your-data-expired', 'plain', { hours: 48 }),
  sample('your-data', 'full', yourData),
  sample('your-data', 'nothing', { ...yourData, contacts: [], correctable: [] }),
  sample('your-data', 'wrong', { ...yourData, errors: { what: 'Please choose the field.' }, values: { value: 'x' } }),
  ...(['correction', 'deletion'] as const).map((kind) =>
    sample('your-data', `asked-${kind}`, {
      ...yourData,
      contacts: kind === 'deletion' ? [] : yourData.contacts,
      notice: { kind, number: 'R-2026-000124', due: '2026-12-23' },
    }),
  ),
  sample('message', 'done', {
    title: 'You have joined Analytical Engines',
    tone: 'done',
    text: ['You can search now.'],
    links: [{ label: 'Go to search', href: '/search' }],
  }),
  sample('message', 'plain', { title: 'Nothing to do', tone: 'plain', text: [], links: [] }),
  sample('error', '403', problem(403, 'Only an operator may do this.')),
  sample('error', '404', problem(404, 'There is nothing at this address.')),
  sample('error', '429', { ...problem(429, 'Too many attempts.'), retryAfter: 840 }),
  sample('error', '500', problem(500, 'The failure is in the log.')),
  sample('error', 'unknown', { problem: { status: 418, title: 'I am a teapot' } }),
]
