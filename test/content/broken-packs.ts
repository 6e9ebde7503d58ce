import type { PackCopy } from './pack-copy.ts';

/** One way of breaking a pack, and what its editor must be told. */
export interface BrokenPack {
  name: string;
  break: (pack: PackCopy) => void;
  file: string;
  /** Text on the line that is named; 1 for the whole file. */
  at: string | 1;
  key: string;
  reason: string;
  fix: string;
}

const NOWHERE = 'eu-login/nowhere';
const LONG = 'A label that goes on and on until no button of any phone has the room to show it in full';

/** An edit of one file. */
function edit(file: string, from: string | RegExp, to: string): Pick<BrokenPack, 'file' | 'break'> {
  return { file, break: (pack) => pack.change(file, from, to) };
}

const references: BrokenPack[] = [
  {
    name: 'a text with the name of a button that is not there',
    ...edit('en/steps/eu-login.yaml', 'Click **create account**.', 'Click {button:create-acount}.'),
    at: '{button:create-acount}',
    key: 'steps.register.instructions.2',
    reason: 'there is no button "create-acount"',
    fix: 'use one of: create-account, ',
  },
  {
    name: 'a step with a link that is not there',
    ...edit('guide.yaml', 'links: [eu-login-register]', 'links: [eu-login-registr]'),
    at: '[eu-login-registr]',
    key: 'phases.0.steps.0.links.0',
    reason: 'there is no link "eu-login-registr"',
    fix: 'use one of: eu-login-register, eu-login, ',
  },
  {
    name: 'a step with a problem that is not there',
    ...edit('guide.yaml', 'problems: [select-application]', 'problems: [select-aplication]'),
    at: '[select-aplication]',
    key: 'phases.2.steps.1.problems.0',
    reason: 'there is no problem "select-aplication"',
    fix: 'select-application, ',
  },
  {
    name: 'a step for a method that is not there',
    ...edit('guide.yaml', 'methods: [app-qr]', 'methods: [app-qrr]'),
    at: '[app-qrr]',
    key: 'phases.1.steps.6.methods.0',
    reason: 'there is no method "app-qrr"',
    fix: 'use one of: app-pin, app-qr, sms',
  },
  {
    name: 'a problem with a desk that is not there',
    ...edit('guide.yaml', 'contact: cpms-helpdesk', 'contact: cpms-desk'),
    at: 'contact: cpms-desk',
    key: 'problems.cpms-account-missing.contact',
    reason: 'there is no contact in network.yaml "cpms-desk"',
    fix: 'cpms-helpdesk',
  },
  {
    name: 'a problem that leads to a step that is not there',
    ...edit('guide.yaml', 'goTo: two-factor/open-my-account', `goTo: ${NOWHERE}`),
    at: NOWHERE,
    key: 'problems.twofa-where-settings.goTo',
    reason: `there is no step "${NOWHERE}"`,
    fix: 'use one of: eu-login/register, ',
  },
  {
    name: 'a place to begin at that is not there',
    ...edit('guide.yaml', 'at: first-login/enter-role', `at: ${NOWHERE}`),
    at: NOWHERE,
    key: 'entries.9.at',
    reason: `there is no step "${NOWHERE}"`,
    fix: 'use one of: eu-login/register, ',
  },
  {
    name: 'a place to begin at in the branch of a method, without the method',
    ...edit(
      'guide.yaml',
      '    at: two-factor/app-add-device\n    method: app-pin\n',
      '    at: two-factor/app-add-device\n',
    ),
    at: '    at: two-factor/app-add-device',
    key: 'entries.4.at',
    reason: 'the step "two-factor/app-add-device" is only for the method app-pin, app-qr',
    fix: 'add a line "method:" with one of: app-pin, app-qr',
  },
  {
    name: 'an advisory on a step that is not there',
    ...edit('advisories.yaml', 'steps: [eu-login/sign-in]', `steps: [${NOWHERE}]`),
    at: NOWHERE,
    key: 'advisories.3.steps.0',
    reason: `there is no step "${NOWHERE}"`,
    fix: 'use one of: eu-login/register, ',
  },
  {
    name: 'a helpdesk that is not among the contacts',
    ...edit('network.yaml', /^helpdesk: .*$/m, 'helpdesk: somebody'),
    at: 'helpdesk: somebody',
    key: 'helpdesk',
    reason: 'there is no contact "somebody"',
    fix: 'use one of: network-helpdesk, ',
  },
];

const kinds: BrokenPack[] = [
  {
    name: 'a kind of step that is none',
    ...edit('guide.yaml', 'kind: phone-form', 'kind: phone-frm'),
    at: 'kind: phone-frm',
    key: 'phases.1.steps.7.kind',
    reason: 'must be one of: choose-method, phone-form, choose-centre, recap, choose-area',
    fix: 'use one of: choose-method, ',
  },
  {
    name: 'methods that no step asks for',
    ...edit('guide.yaml', '        kind: choose-method\n', ''),
    at: 'phases:',
    key: 'phases',
    reason: 'no step has the kind "choose-method", so nobody is asked for the method',
    fix: 'add a line "kind: choose-method" to the step that asks for it',
  },
  {
    name: 'centres that no step asks for',
    ...edit('guide.yaml', '        kind: choose-centre\n', ''),
    at: 'phases:',
    key: 'phases',
    reason: 'no step has the kind "choose-centre", so nobody is asked for the centre',
    fix: 'add a line "kind: choose-centre" to the step that asks for it',
  },
  {
    name: 'areas that no step asks for',
    ...edit('guide.yaml', '        kind: choose-area\n', ''),
    at: 'phases:',
    key: 'phases',
    reason: 'no step has the kind "choose-area", so nobody is asked for the thematic area',
    fix: 'add a line "kind: choose-area" to the step that asks for it',
  },
  {
    name: 'two steps that ask for the centre',
    ...edit(
      'guide.yaml',
      '- id: select-profile\n',
      '- id: select-profile\n        kind: choose-centre # again\n',
    ),
    at: '# again',
    key: 'phases.2.steps.4.kind',
    reason: 'a second step has the kind "choose-centre"',
    fix: 'remove the line "kind:" of one of the two',
  },
  {
    name: 'a step that asks for the area only where one method was chosen',
    ...edit('guide.yaml', 'kind: choose-area\n', 'kind: choose-area\n        methods: [sms] # only these\n'),
    at: '# only these',
    key: 'phases.3.steps.2.methods',
    reason: 'a step of the kind "choose-area" must be for everybody',
    fix: 'remove the line "methods:"',
  },
  {
    name: 'a step that asks for the area where there are none',
    break: (pack) => {
      pack.change('network.yaml', /^areas:\n(?: {2}- id: .*\n)+/m, 'areas: []\n');
      pack.change('en/network.yaml', /^areas:\n(?:(?: {2}.*)?\n)+/m, 'areas: {}\n');
    },
    file: 'guide.yaml',
    at: 'kind: choose-area',
    key: 'phases.3.steps.2.kind',
    reason: 'there is no thematic area to choose',
    fix: 'list some in network.yaml, or remove this line',
  },
  {
    name: 'no roles',
    ...edit('guide.yaml', /^roles:\n(?: {2}.*\n)+/m, ''),
    at: 1,
    key: 'roles',
    reason: 'the key is missing',
    fix: 'add it; it takes a group of keys',
  },
  {
    name: 'no link to the application',
    ...edit('guide.yaml', '  applicationLink: cpms\n', ''),
    at: 'roles:',
    key: 'roles.applicationLink',
    reason: 'the key is missing',
    fix: 'add it; it takes a text',
  },
  {
    name: 'a link to the application that is not there',
    ...edit('guide.yaml', 'applicationLink: cpms', 'applicationLink: cpmss'),
    at: 'applicationLink: cpmss',
    key: 'roles.applicationLink',
    reason: 'there is no link "cpmss"',
    fix: 'use one of: eu-login-register, ',
  },
  {
    name: 'a role twice',
    ...edit(
      'guide.yaml',
      '  applicationLink: cpms\n',
      '  applicationLink: cpms\n  applicationLink: eu-login\n',
    ),
    at: 'applicationLink: eu-login',
    key: 'applicationLink',
    reason: 'the key "applicationLink" is there twice',
    fix: 'rename or remove one of the two',
  },
  {
    name: 'a role that nobody has',
    ...edit('guide.yaml', '  onlyNetworkShown:', '  onlyNetwork: select-centre\n  onlyNetworkShown:'),
    at: 'onlyNetwork:',
    key: 'roles.onlyNetwork',
    reason: 'the key "onlyNetwork" is not known here',
    fix: 'check its spelling',
  },
  {
    name: 'a recap without the problem it leads to',
    ...edit('guide.yaml', '  onlyNetworkShown: only-network-shown\n', ''),
    at: 'roles:',
    key: 'roles.onlyNetworkShown',
    reason: 'the key is missing, and the step of the kind "recap" needs it',
    fix: 'add it; it takes the id of the problem',
  },
  {
    name: 'a recap that leads to a problem that is not there',
    ...edit('guide.yaml', 'onlyNetworkShown: only-network-shown', 'onlyNetworkShown: only-the-network'),
    at: 'only-the-network',
    key: 'roles.onlyNetworkShown',
    reason: 'there is no problem "only-the-network"',
    fix: 'use one of: eulogin-what, ',
  },
  {
    name: 'a problem of the recap without a recap',
    ...edit('guide.yaml', '        kind: recap\n', ''),
    at: 'onlyNetworkShown:',
    key: 'roles.onlyNetworkShown',
    reason: 'no step has the kind "recap", so nothing leads to this problem',
    fix: 'add a line "kind: recap" to the step',
  },
];

const questions: BrokenPack[] = [
  {
    name: 'a question about a step that is not there',
    ...edit('en/questions/app-install.yaml', 'step: two-factor/app-install', `step: ${NOWHERE}`),
    at: NOWHERE,
    key: 'step',
    reason: `there is no step "${NOWHERE}"`,
    fix: 'use one of: eu-login/register, ',
  },
  {
    name: 'a question that leads to another one that is not there',
    ...edit('en/questions/app-install.yaml', 'related: [', 'related: [nothing-at-all, '),
    at: 'nothing-at-all',
    key: 'related.0',
    reason: 'there is no question "nothing-at-all"',
    fix: 'access-request-how',
  },
  {
    name: 'a question that refines one that refines another',
    ...edit('en/questions/app-install.yaml', 'step: ', 'refines: account-locked\nstep: '),
    at: 'refines: account-locked',
    key: 'refines',
    reason: 'there is no question of its own "account-locked"',
    fix: 'use one of: access-request-how, ',
  },
  {
    name: 'a question without examples',
    ...edit('en/questions/greet.yaml', /^examples: \|\n(?: {2}.*\n)+/m, ''),
    at: 1,
    key: 'examples',
    reason: 'the key is missing',
    fix: 'add it; it takes a text',
  },
  {
    name: 'vague words that stand for a question that is not there',
    ...edit('en/vague.yaml', 'means: [after-submit,', 'means: [after-submitt,'),
    at: 'after-submitt',
    key: 'vague.0.means.0',
    reason: 'there is no question "after-submitt"',
    fix: 'after-submit',
  },
];

const twice: BrokenPack[] = [
  {
    name: 'two steps with one id',
    ...edit('guide.yaml', '- id: create-password', '- id: register # again'),
    at: '# again',
    key: 'phases.0.steps.2.id',
    reason: 'the step "register" is there twice',
    fix: 'rename or remove one of the two',
  },
  {
    name: 'two centres with one id, in different countries',
    ...edit('centres.yaml', 'id: pl-gdansk-uck', 'id: mt-msida-mater-dei # again'),
    at: '# again',
    key: 'countries.12.centres.0.id',
    reason: 'the centre "mt-msida-mater-dei" is there twice',
    fix: 'rename or remove one of the two',
  },
  {
    name: 'a country twice',
    ...edit('centres.yaml', '- id: FI', '- id: BE # again'),
    at: '# again',
    key: 'countries.3.id',
    reason: 'the country "BE" is there twice',
    fix: 'rename or remove one of the two',
  },
  {
    name: 'two advisories with one id',
    ...edit('advisories.yaml', '- id: sms-ended', '- id: password-rules # again'),
    at: '# again',
    key: 'advisories.4.id',
    reason: 'the advisory "password-rules" is there twice',
    fix: 'rename or remove one of the two',
  },
  {
    name: 'a problem listed twice at one step',
    ...edit('guide.yaml', '[preferences-change]', '[preferences-change, preferences-change]'),
    at: '[preferences-change, preferences-change]',
    key: 'phases.3.steps.3.problems.1',
    reason: 'the problem "preferences-change" is there twice',
    fix: 'rename or remove one of the two',
  },
  {
    name: 'a key twice in one group',
    ...edit('en/messages.yaml', '  skip: Skip\n', '  skip: Skip\n  skip: Leave out\n'),
    at: 'skip: Leave out',
    key: 'skip',
    reason: 'the key "skip" is there twice',
    fix: 'rename or remove one of the two',
  },
];

const texts: BrokenPack[] = [
  {
    name: 'a key without its text',
    ...edit('en/messages.yaml', /^ {2}stuck: .*\n/m, ''),
    at: 'buttons:',
    key: 'buttons.stuck',
    reason: 'the key is missing',
    fix: 'add it; it takes a text',
  },
  {
    name: 'a step without its texts',
    break: (pack) =>
      pack.change('guide.yaml', '      - id: sign-in', '      - id: choose-photo\n      - id: sign-in'),
    file: 'en/steps/eu-login.yaml',
    at: 'steps:',
    key: 'steps.choose-photo',
    reason: 'the step "choose-photo" has no text in this language',
    fix: 'add the key "choose-photo" with its text',
  },
  {
    name: 'a step without its instructions',
    ...edit(
      'en/steps/eu-login.yaml',
      /^ {2}register:\n(?: {4}.*\n)+/m,
      '  register:\n    title: "Register"\n',
    ),
    at: '  register:',
    key: 'steps.register.instructions',
    reason: 'the key is missing',
    fix: 'add it; it takes a list',
  },
  {
    name: 'a second language with a key missing',
    break: (pack) => {
      pack.copy('en', 'fr');
      pack.change('fr/messages.yaml', /^ {2}whereNow: .*\n/m, '');
    },
    file: 'fr/messages.yaml',
    at: 'notices:',
    key: 'notices.whereNow',
    reason: 'the key is missing',
    fix: 'add it; it takes a text',
  },
  {
    name: 'a text for a problem that is gone',
    ...edit(
      'en/guide.yaml',
      '  sms-not-offered:\n',
      '  fax-not-received:\n    title: "No fax"\n    remedy: ["Wait."]\n  sms-not-offered:\n',
    ),
    at: 'fax-not-received:',
    key: 'problems.fax-not-received',
    reason: 'there is no problem "fax-not-received" in the structure',
    fix: 'correct the id, or remove the text',
  },
  {
    name: 'texts for a phase that is gone',
    break: (pack) => pack.copy('en/steps/eu-login.yaml', 'en/steps/old-login.yaml'),
    file: 'en/steps/old-login.yaml',
    at: 1,
    key: '',
    reason: 'there is no phase "old-login" in the structure',
    fix: 'rename or remove the file',
  },
  {
    name: 'an empty text',
    ...edit('en/steps/eu-login.yaml', /^( {2}sign-in:\n {4}title: ).*$/m, '$1"  "'),
    at: 'title: "  "',
    key: 'steps.sign-in.title',
    reason: 'must not be empty',
    fix: 'write something here',
  },
  {
    name: 'a key with nothing behind it',
    ...edit('en/messages.yaml', /^( {2}back:).*$/m, '$1 # to do'),
    at: '# to do',
    key: 'buttons.back',
    reason: 'is empty, but must be a text',
    fix: 'write a text here',
  },
  {
    name: 'a placeholder that nothing fills',
    ...edit('en/messages.yaml', /^( {2}whichCentre:).*$/m, '$1 Which centre in {town}?'),
    at: '{town}',
    key: 'choice.whichCentre',
    reason: '{town} is not filled in here; it can use {network}, {networkName}, {country}',
    fix: 'correct the value, now "Which centre in {town}?"',
  },
  {
    name: 'braces that do not match',
    ...edit('en/network.yaml', /^about: .*$/m, 'about: "Part of {network, the network."'),
    at: 'Part of {network,',
    key: 'about',
    reason: 'the braces do not match',
    fix: 'correct the value, now "Part of {network, the network."',
  },
  {
    name: 'a label too long for a button',
    ...edit('en/messages.yaml', /^( {2}restart:).*$/m, `$1 ${LONG}`),
    at: LONG,
    key: 'buttons.restart',
    reason: 'must be at most 80 characters, since it stands on a button or in a list',
    fix: 'shorten it',
  },
  {
    name: 'too many instructions for one step',
    ...edit(
      'en/steps/eu-login.yaml',
      /^( {2}register:\n.*\n {4}instructions:)\n/m,
      `$1 # these\n${'      - "More."\n'.repeat(5)}`,
    ),
    at: '# these',
    key: 'steps.register.instructions',
    reason: 'must have at most 5 entries',
    fix: 'leave some out, or put two into one',
  },
  {
    name: 'a remedy without a line',
    ...edit('en/guide.yaml', /^( {2}role-choose:\n.*\n {4}remedy:)\n(?: {6}- .*\n)+/m, '$1 []\n'),
    at: 'remedy: []',
    key: 'problems.role-choose.remedy',
    reason: 'must have at least 1 entry',
    fix: 'write at least one',
  },
  {
    name: 'a key that nobody reads',
    ...edit('en/steps/first-login.yaml', '    tip: "Your role', '    tipp: "Your role'),
    at: 'tipp:',
    key: 'steps.enter-role.tipp',
    reason: 'the key "tipp" is not known here',
    fix: 'check its spelling and indentation, or remove it',
  },
];

const values: BrokenPack[] = [
  {
    name: 'a command for Teams that the assistant does not obey',
    ...edit('en/teams.yaml', 'title: "stuck"', 'title: "broken down"'),
    at: 'broken down',
    key: 'commands.personal.4.title',
    reason: '"broken down" is not a command that the assistant knows',
    fix: 'use one of the words in commands.yaml',
  },
  {
    name: 'a title of the button on the page that the assistant would not take for a wish',
    ...edit('en/messages.yaml', 'myData: My data', 'myData: About me'),
    at: 'About me',
    key: 'buttons.myData',
    reason: '"About me" is not one of the words of "my-data"',
    fix: 'use one of its words in commands.yaml',
  },
  {
    name: 'a command with something to say behind an answer that it has not',
    ...edit('en/questions/restart.yaml', 'command: restart', 'command: restart\ninChat: ["And so on."]'),
    at: 'inChat',
    key: 'inChat',
    reason: 'follows an answer, and a command has none',
    fix: 'correct the value',
  },
  {
    name: 'a link that is not safe',
    ...edit('guide.yaml', 'cpms: https://', 'cpms: http://'),
    at: 'cpms: http://',
    key: 'links.cpms',
    reason: 'must be an address that starts with https:// and has no blanks',
    fix: 'correct the value, now "http://',
  },
  {
    name: 'a country code in small letters',
    ...edit('centres.yaml', '- id: NL', '- id: nl # small'),
    at: '# small',
    key: 'countries.11.id',
    reason: 'must be a two-letter country code, for example NL',
    fix: 'correct the value, now "nl"',
  },
  {
    name: 'an id with capitals',
    ...edit('network.yaml', '- id: ws2', '- id: WS2'),
    at: '- id: WS2',
    key: 'areas.1.id',
    reason: 'must be kebab-case: small letters, digits and single hyphens',
    fix: 'correct the value, now "WS2"',
  },
  {
    name: 'a key that is no id',
    ...edit('guide.yaml', '  role-choose:\n', '  Role_choose:\n'),
    at: '  Role_choose:',
    key: 'problems.Role_choose',
    reason: 'the key "Role_choose" must be kebab-case',
    fix: 'rename the key',
  },
  {
    name: 'an e-mail address that is none',
    ...edit('network.yaml', /email: EU-LOGIN.*$/m, 'email: "the support"'),
    at: 'the support',
    key: 'contacts.eu-login-support.email',
    reason: 'must be an e-mail address',
    fix: 'correct the value, now "the support"',
  },
  {
    name: 'a text where a list belongs',
    ...edit('en/guide.yaml', /^( {2}role-choose:\n.*\n {4}remedy:)\n(?: {6}- .*\n)+/m, '$1 "Any role."\n'),
    at: 'remedy: "Any role."',
    key: 'problems.role-choose.remedy',
    reason: 'must be a list, not a text',
    fix: 'write a list here',
  },
  {
    name: 'a word where true or false belongs',
    ...edit('advisories.yaml', /(- id: cpms-2\n {4}enabled:) true/, '$1 yes'),
    at: 'enabled: yes',
    key: 'advisories.12.enabled',
    reason: 'must be true or false, not a text',
    fix: 'write true or false here',
  },
  {
    name: 'a certainty that is none of the two',
    ...edit('advisories.yaml', /(- id: cpms-2\n(?: {4}.*\n)*? {4}certainty:) high/, '$1 sure'),
    at: 'certainty: sure',
    key: 'advisories.12.certainty',
    reason: 'must be one of: high, medium',
    fix: 'use one of: high, medium',
  },
  {
    name: 'a certainty left out',
    ...edit('advisories.yaml', /(- id: cpms-2)( #.*)?(\n(?: {4}.*\n)*?) {4}certainty: high\n/, '$1 # here$3'),
    at: '# here',
    key: 'advisories.12.certainty',
    reason: 'the key is missing',
    fix: 'add it; it takes one of: high, medium',
  },
];

const files: BrokenPack[] = [
  {
    name: 'a file that is missing',
    file: 'en/steps/first-login.yaml',
    break: (pack) => pack.remove('en/steps/first-login.yaml'),
    at: 1,
    key: '',
    reason: 'the file is missing or cannot be read',
    fix: 'add en/steps/first-login.yaml, or set CONTENT_DIR to the right folder',
  },
  {
    name: 'a file with nothing in it',
    file: 'en/commands.yaml',
    break: (pack) => pack.write('en/commands.yaml', '# nothing yet\n'),
    at: 1,
    key: '',
    reason: 'is empty, but must be a group of keys',
    fix: 'write a group of keys here',
  },
  {
    name: 'a line indented by one blank too few',
    ...edit('en/messages.yaml', /^ {2}(restart: Start over)$/m, ' $1'),
    at: 'restart: Start over',
    key: '',
    reason: 'cannot be read: All mapping items must start at the same column',
    fix: 'check indentation, quotes and colons on this line and on the one above it',
  },
  {
    name: 'a line indented by a tab',
    ...edit('guide.yaml', /^ {4}contact: cpms-helpdesk$/m, '\tcontact: cpms-helpdesk'),
    at: '\tcontact: cpms-helpdesk',
    key: '',
    reason: 'cannot be read: Tabs are not allowed as indentation',
    fix: 'check indentation',
  },
  {
    name: 'a text that begins with stars, without quotation marks',
    ...edit('en/messages.yaml', /^( {2}didItHelp:).*$/m, '$1 **Did**'),
    at: 'didItHelp: **Did**',
    key: '',
    reason: 'begins with *, which has a meaning of its own in YAML',
    fix: 'put the text between quotation marks',
  },
];

/** Packs with one thing wrong in each. */
export const BROKEN_PACKS: readonly BrokenPack[] = [
  ...references,
  ...kinds,
  ...questions,
  ...twice,
  ...texts,
  ...values,
  ...files,
];
