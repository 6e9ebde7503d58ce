import { accessibilityPage } from '../channels/webchat/pages/accessibility.ts';
import { chatPage } from '../channels/webchat/pages/chat.ts';
import { guidePage } from '../channels/webchat/pages/guide.ts';
import { homePage } from '../channels/webchat/pages/home.ts';
import { pagesOptions } from '../channels/webchat/pages/options.ts';
import { privacyPage } from '../channels/webchat/pages/privacy.ts';
import type { PageParts } from '../channels/webchat/pages/types.ts';
import { type Content, DEFAULT_LANGUAGE, textsOf } from '../content/content.ts';
import { sayFor } from '../content/format-message.ts';
import { allAnswersOf } from '../helpdesk/suggest/suggest.ts';
import { appTexts } from '../teams-package/texts.ts';
import { mailToHelpdesk, mailToOtherDesk } from '../tickets/systems/email/mails.ts';
import { toText } from '../tickets/systems/message-body.ts';
import { ticketTextsFor } from '../tickets/systems/ticket-texts.ts';
import type { ByEmail, Ticket, TicketMessage } from '../tickets/ticket.ts';
import type { Flaw } from './flaws.ts';

const BASE = 'https://assistant.example';
const NOW = '2026-01-01T09:00:00.000Z';

/** In characters, with the names filled in: what Teams takes. */
const LIMITS_OF_TEAMS: [string, (app: ReturnType<typeof appTexts>) => string, number][] = [
  ['name.short', ({ name }) => name.short, 30],
  ['name.full', ({ name }) => name.full, 100],
  ['developer', ({ developer }) => developer, 32],
  ['description.short', ({ description }) => description.short, 80],
  ['description.full', ({ description }) => description.full, 4000],
];

/** A flaw in a text that is in one file of the language. */
export interface FileFlaw extends Flaw {
  /** The name of the file in the folder of the language, without its ending. */
  file: 'site' | 'mail' | 'teams' | 'messages';
  /** The key in that file, where it is known. */
  key: string;
}

/** Draws every page and mail that shows texts of the pack, and says which would fail. */
export function drawPages(content: Content): FileFlaw[] {
  const texts = textsOf(content, DEFAULT_LANGUAGE);
  const options = pagesOptions(content, texts.language, {
    retentionMs: 86_400_000,
    origins: [],
    publicUrl: BASE,
  });
  const say = sayFor(texts.network, texts.language);
  const page: PageParts = {
    options,
    say,
    assets: '/assets',
    to: (path) => path,
    inLanguage: (language) => `?lang=${language}`,
  };
  const inTickets = ticketTextsFor(content, texts.language);
  const desks = Object.keys(content.network.contacts).map((desk) => ticketFor(content, desk));
  const written: TicketMessage = { id: '1', text: 'It says no.', by: 'person', at: NOW };
  const drawings: [FileFlaw['file'], string, () => unknown][] = [
    ['site', 'home', () => homePage(page)],
    ['site', 'accessibility', () => accessibilityPage(page)],
    ['site', 'privacy', () => privacyPage(page)],
    ['site', 'chat', () => chatPage(page, { nonce: 'nonce' })],
    ...choicesIn(content).map((choices): [FileFlaw['file'], string, () => unknown] => [
      'site',
      'guide',
      () => guidePage(page, { choices, pages: BASE }),
    ]),
    ['messages', '', () => allAnswersOf(content, { base: BASE })(texts.language)],
    ...desks.flatMap((ticket) =>
      [undefined, written].flatMap((message): [FileFlaw['file'], string, () => unknown][] => [
        ...[BASE, undefined].flatMap((base): [FileFlaw['file'], string, () => unknown][] =>
          [true, false].map((isRead) => [
            'mail',
            'desk',
            () => toText(mailToHelpdesk(inTickets, ticket, message, { base, isRead })),
          ]),
        ),
        ['mail', 'outside', () => toText(mailToOtherDesk(inTickets, ticket, message))],
      ]),
    ),
    ...BY_EMAIL.map((byEmail): [FileFlaw['file'], string, () => unknown] => [
      'mail',
      'byEmail',
      () => inTickets.wordsOf({ ...written, byEmail }),
    ]),
  ];
  return [
    ...drawings.flatMap(([file, key, draw]) => failureOf(file, key, draw)),
    ...tooLongForTeams(content),
  ];
}

function failureOf(file: FileFlaw['file'], key: string, draw: () => unknown): FileFlaw[] {
  try {
    draw();
    return [];
  } catch (error) {
    const reason = `a page or mail with these texts would fail (${error instanceof Error ? error.message : error})`;
    return [{ file, key, reason, fix: 'undo the last change here, or tell the developers these words' }];
  }
}

function choicesIn({ guide, centres }: Content): { method?: string; country?: string; centre?: string }[] {
  const country = centres.countries.find((each) => each.centres.length > 0);
  const centre = country?.centres[0];
  const somewhere = country && centre ? { country: country.id, centre: centre.id } : {};
  return [{}, ...guide.methods.map(({ id }) => ({ method: id, ...somewhere }))];
}

function tooLongForTeams(content: Content): FileFlaw[] {
  return [...content.languages.values()].flatMap((texts) => {
    const app = appTexts(texts);
    return LIMITS_OF_TEAMS.filter(([, textOf, most]) => textOf(app).length > most).map(
      ([key, textOf, most]): FileFlaw => ({
        file: 'teams',
        key,
        reason: `has ${textOf(app).length} characters with the names filled in, and Teams takes at most ${most}`,
        fix: 'shorten it',
      }),
    );
  });
}

/** Messages that came by email, with everything that can stand beside one. */
const BY_EMAIL: readonly ByEmail[] = [
  { files: [{ name: 'screen.png', bytes: 2000 }], unread: 'onlyFiles' },
  { isFromOther: true, unread: 'tooLarge' },
  { unread: 'noWords' },
];

/** A ticket of nobody. */
function ticketFor({ guide }: Content, desk: string): Ticket & { email: string } {
  const [phase] = guide.phases;
  return {
    version: 1,
    number: 'BCD-FGH',
    desk,
    language: DEFAULT_LANGUAGE,
    state: 'open',
    openedAt: NOW,
    changedAt: NOW,
    ...(phase?.steps[0] && { step: `${phase.id}/${phase.steps[0].id}` }),
    facts: [],
    exchanges: [{ by: 'person', text: 'It says no.' }],
    sentence: 'It says no.',
    email: 'nobody@hospital.example',
    messages: [],
    notes: [],
    talk: 'nobody',
    address: {},
    toldToWait: false,
    elsewhere: {},
    log: [],
    next: 0,
  };
}
