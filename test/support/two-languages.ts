import type { Content, Texts } from '../../src/content/content.ts';
import { textsOf } from '../../src/content/content.ts';
import { pack } from './clinician.ts';

const english = textsOf(pack, 'en');

const SENTENCES =
  'Hier steht noch nichts. Wir schreiben das bald auf, damit Sie es auch auf Deutsch lesen können.';

/** Texts in which every sentence says that it is still to be written. */
function unwritten<Part extends 'site' | 'outOfScope'>(part: Part): Texts[Part] {
  return JSON.parse(JSON.stringify(english[part]), (_, value) =>
    typeof value === 'string' ? SENTENCES : value,
  );
}

/** A little German: what is not here is in English, as a language that is only begun. */
const german: Texts = {
  ...structuredClone(english),
  site: unwritten('site'),
  outOfScope: unwritten('outOfScope'),
  language: 'de',
  commands: {
    ...english.commands,
    fillers: ['bitte', 'auf', 'danke'],
    commands: { ...english.commands.commands, next: ['weiter', 'fertig'], where: ['wo bin ich'] },
    speak: { around: ['sprechen sie', 'konnen wir', 'sprechen'], names: {} },
  },
};
Object.assign(german.messages.buttons, {
  start: 'Von vorn beginnen',
  next: 'Fertig – weiter',
  back: 'Zurück',
});
german.messages.language = {
  now: 'Ich schreibe jetzt Deutsch.',
  offer: 'Möchten Sie auf Deutsch weitermachen?',
  goOn: 'Weiter auf Deutsch',
  already: 'Wir sprechen schon Deutsch.',
  spoken: 'Sie können mir auf Deutsch schreiben.',
};
Object.assign(german.messages.handOver.facts, { step: 'Schritt', language: 'Sprache' });
german.messages.welcome.title = 'Willkommen!';
german.site.page.language = 'Sprache';
german.site.chat.placeholder = 'Antwort oder Frage eingeben';
german.site.progress.heading = 'Ihr Fortschritt';
german.site.progress.summary = '{done} von {total} Schritten erledigt';
for (const each of [...Object.values(german.questions), ...Object.values(german.outOfScope)])
  each.examples = [];
german.vague.vague = [];
const asked = german.questions['password-forgotten'];
if (asked) {
  asked.question = 'Ich habe mein Passwort vergessen';
  asked.examples = [
    'ich habe mein Passwort vergessen',
    'Passwort vergessen, was mache ich jetzt',
    'das Passwort ist leider nicht richtig',
    'wie kann ich das Passwort zurücksetzen',
    'mein Kennwort weiß ich nicht mehr',
  ];
}
const mail = german.questions['confirm-mail-missing'];
if (mail)
  mail.examples = [
    'ich bekomme keine Mail mit dem Code',
    'die Bestätigung ist nicht angekommen',
    'seit gestern kommt nichts an',
    'wann kommt denn die Mail',
  ];

/** The shipped pack in English and a little German. */
export const inTwoLanguages: Content = {
  ...pack,
  languages: new Map([
    ['en', english],
    ['de', german],
  ]),
};
