import type { CardAction } from '../../cards/action.ts';
import type { Message } from '../channels/in-memory.ts';
import { MOST_BYTES, sizeInTeams } from '../channels/teams/message-size.ts';

/** What a person must never see: a value that was not filled in, or could not be. */
const UNFILLED = /\{[^}\n]*\}|\bundefined\b|\bNaN\b|\[object |Invalid Date/;

/** What is wrong with something that is shown, and what to do. */
export interface Flaw {
  reason: string;
  fix: string;
}

/** A button of a card: what pressing it submits. */
export interface Press {
  title: string;
  action: CardAction;
  card: string;
}

interface Shape {
  type?: unknown;
  title?: unknown;
  url?: unknown;
  data?: { card?: unknown };
}

/** Lists what is wrong with a message. */
export function flawsIn(message: Message): Flaw[] {
  const card = cardOf(message);
  const actions = actionsIn(card);
  const titles = actions.map(({ title }) => String(title));
  const twice = titles.find((title, at) => titles.findIndex((other) => isLike(other, title)) < at);
  const [unfilled] = UNFILLED.exec(String(card.fallbackText)) ?? [];
  const unsafe = actions.find(({ url }) => url !== undefined && !/^(https|mailto):/.test(String(url)));
  const size = sizeInTeams(message);
  return [
    unfilled !== undefined && {
      reason: `people would read "${unfilled}"`,
      fix: 'correct the words in braces, or leave them out',
    },
    twice !== undefined && {
      reason: `two buttons on one card would be called "${twice}"`,
      fix: 'rename one of the two',
    },
    unsafe && {
      reason: `a button would open "${unsafe.url}"`,
      fix: 'give it an address that starts with https://',
    },
    size > MOST_BYTES && {
      reason: `the card would take ${Math.ceil(size / 1000)} kB, and Teams takes at most ${MOST_BYTES / 1000}`,
      fix: 'shorten its texts, or list fewer things',
    },
  ].filter((flaw) => typeof flaw === 'object');
}

/** Lists the buttons of a message that submit something. */
export function pressesIn(message: Message): Press[] {
  return actionsIn(cardOf(message)).flatMap(({ type, title, data }) => {
    if (type !== 'Action.Submit' || typeof data !== 'object') return [];
    const { card, ...action } = data;
    return [{ title: String(title), action: action as CardAction, card: String(card) }];
  });
}

function cardOf(message: Message): Record<string, unknown> {
  return message.attachments?.[0]?.content ?? { fallbackText: message.text };
}

function actionsIn(node: unknown): Shape[] {
  if (Array.isArray(node)) return node.flatMap(actionsIn);
  if (typeof node !== 'object' || node === null) return [];
  if ('type' in node && String(node.type).startsWith('Action.'))
    return node.type === 'Action.ToggleVisibility' ? [] : [node];
  return Object.values(node).flatMap(actionsIn);
}

function isLike(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
