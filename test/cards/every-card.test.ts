import { beforeAll, describe, expect, test } from 'vitest';
import { withPictures } from '../../src/channels/teams/pictures.ts';
import { textsOf } from '../../src/content/content.ts';
import { pictureFiles } from '../../src/pictures/files.ts';
import { pack, type Seen } from '../support/clinician.ts';
import { everyCard } from './every-card.ts';
import { type Node, nodesIn } from './nodes.ts';

/** The limits of Teams, which may count two bytes a letter. */
const MOST_BYTES = 28_000;
const MOST_IN_A_ROW = 6;

let seen: Seen[] = [];
beforeAll(async () => {
  seen = await everyCard();
});

function cardOf({ activity }: Seen): Node {
  return (activity.attachments?.[0]?.content ?? { type: '' }) as Node;
}

function ofType(card: Node, type: string): Node[] {
  return nodesIn(card).filter((node) => node.type === type);
}

function sizeOf(activity: Seen['activity']): number {
  return Buffer.byteLength(JSON.stringify(activity), 'utf16le');
}

function isDrawing({ url }: Node): boolean {
  return String(url).startsWith('/pictures/');
}

/** Returns the first lines of wrong cards, by which to find them. */
function wrongCards(isWrong: (card: Node, seen: Seen) => boolean): string[] {
  const wrong = seen.filter((message) => isWrong(cardOf(message), message));
  return [...new Set(wrong.map(({ text }) => text.split('\n').slice(0, 3).join(' / ')))];
}

describe('Every card the assistant has', () => {
  test('is among those checked: every step, problem and answer, and every kind of card', () => {
    const said = seen.map(({ text }) => text).join('\n');
    const { steps, guide, questions, messages } = textsOf(pack, 'en');
    const { welcome, welcomeBack, partDone, contact, help, ask, paused, summary, stuck } = messages;
    const { notices, choice, answer, suggestions, ownData, erasure, erased } = messages;
    const titles = [
      ...Object.values(steps).flatMap((phase) => Object.values(phase.steps).map(({ title }) => title)),
      ...Object.values(guide.problems).map(({ title }) => title),
      ...Object.values(questions).flatMap((about) => (about.answer ? [about.question] : [])),
      ...[welcome, welcomeBack, partDone, contact, help, ask, paused, summary, stuck].map(
        ({ title }) => title,
      ),
      ...[summary.titleOpen, choice.whichCandidate, notices.error],
      ...[ownData.title, erasure.title, erased.title, erased.titleButTicket],
      ...[answer.thanks, answer.sorry, suggestions.title],
    ];
    expect(titles.filter((title) => !said.includes(title.replace(/\{.*/, '')))).toEqual([]);
  });

  test('is one Adaptive Card of version 1.5 in a message', () => {
    expect(wrongCards((card) => card.type !== 'AdaptiveCard' || card.version !== '1.5')).toEqual([]);
    expect(wrongCards((_, { activity }) => activity.attachments?.length !== 1)).toEqual([]);
  });

  test('says the same in plain text, for a client that draws no cards', () => {
    expect(wrongCards((card) => !card.fallbackText)).toEqual([]);
    expect(
      wrongCards(({ fallbackText }) => /\*\*|undefined|\[object|[{}]/.test(String(fallbackText))),
    ).toEqual([]);
    expect(
      wrongCards((card) => !ofType(card, 'TextBlock').every(({ text }) => isSaid(String(text), card))),
    ).toEqual([]);
  });

  test('has a summary for notifications and screen readers', () => {
    expect(wrongCards((_, { activity }) => !activity.summary || !activity.speak)).toEqual([]);
  });

  test('is small enough for Teams, together with the rest of its message', () => {
    expect(Math.max(...seen.map(({ activity }) => sizeOf(activity)))).toBeLessThan(MOST_BYTES);
  });

  test('is small enough with its drawings inside, where Teams cannot fetch them; hardly any leaves them out', async () => {
    const { png } = pictureFiles(() => pack);
    const drawn = seen.filter((message) => ofType(cardOf(message), 'Image').some(isDrawing));
    const sent = await Promise.all(drawn.map(({ activity }) => withPictures(activity, png)));
    expect(drawn.length).toBeGreaterThan(20);
    expect(Math.max(...sent.map(sizeOf))).toBeLessThan(MOST_BYTES);
    const withoutAny = sent.filter((activity) => !JSON.stringify(activity).includes('allowExpand'));
    expect(withoutAny.length).toBeLessThan(drawn.length / 5);
  });

  test('names every button in its plain text', () => {
    const names = ({ buttons, links }: Seen) => [
      ...buttons.map(({ title }) => `[${title}]`),
      ...links.map(({ title, url }) => `${title}: ${url.replace(/^(mailto:[^?]*).*/, '$1')}`),
    ];
    const hasLine = ({ fallbackText }: Node, line: string) => String(fallbackText).split('\n').includes(line);
    expect(wrongCards((card, message) => !names(message).every((line) => hasLine(card, line)))).toEqual([]);
  });

  test('has buttons with a title and the id of their card', () => {
    const isGood = ({ data }: Node) => {
      const { action, card } = data as Record<string, unknown>;
      return typeof action === 'string' && typeof card === 'string' && card !== '';
    };
    expect(wrongCards((card) => !ofType(card, 'Action.Submit').every(isGood))).toEqual([]);
    expect(wrongCards((_, { buttons }) => new Set(buttons.map(({ data }) => data.card)).size > 1)).toEqual(
      [],
    );
  });

  test('has an id of its own', () => {
    const ids = seen.flatMap(({ buttons }) => buttons.slice(0, 1).map(({ data }) => data.card));
    expect(ids.length).toBeGreaterThan(seen.length / 2);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('offers something to do next', () => {
    expect(wrongCards((_, { buttons }) => buttons.length === 0)).toEqual([]);
  });

  test('has no two buttons with the same title, so that a title can be typed', () => {
    const titles = ({ buttons, links }: Seen) =>
      [...buttons, ...links].map(({ title }) => title.toLowerCase());
    expect(wrongCards((_, message) => new Set(titles(message)).size < titles(message).length)).toEqual([]);
  });

  test('has at most six buttons in a row, as many as Teams shows', () => {
    const tooMany = ({ actions }: Node) => Array.isArray(actions) && actions.length > MOST_IN_A_ROW;
    expect(wrongCards((card) => tooMany(card) || ofType(card, 'ActionSet').some(tooMany))).toEqual([]);
  });

  test('opens only safe addresses', () => {
    const mails = Object.values(pack.network.contacts).map(({ email }) => `mailto:${email}?`);
    const isSafe = (url: string) => url.startsWith('https://') || mails.some((mail) => url.startsWith(mail));
    expect(wrongCards((_, { links }) => links.some(({ url }) => !isSafe(url)))).toEqual([]);
  });
});

/** A link in a text; plain text has its address behind its words. */
const LINK = /\[([^\]]*)\]\(([^)]*)\)/g;

function isSaid(text: string, card: Node): boolean {
  const plain = text.replaceAll('**', '').replace(LINK, '$1: $2');
  return plain.trim() === '' || String(card.fallbackText).includes(plain);
}
