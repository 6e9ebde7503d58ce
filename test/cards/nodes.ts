import type { Seen } from '../support/clinician.ts';

/** An element or action of a card. */
export interface Node {
  type: string;
  [key: string]: unknown;
}

/** The id of a card, which its buttons and the parts that they show carry. */
const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Returns all elements and actions of a card, the card itself first, without the data of its buttons. */
export function nodesIn(node: unknown): Node[] {
  if (Array.isArray(node)) return node.flatMap(nodesIn);
  if (typeof node !== 'object' || node === null) return [];
  const { data, ...parts } = node as Record<string, unknown>;
  return [...('type' in node ? [node as Node] : []), ...Object.values(parts).flatMap(nodesIn)];
}

/** Returns the cards of messages, without repeating those that differ only in their ids. */
export function differentCards(seen: readonly Seen[]): Record<string, unknown>[] {
  const cards = seen.map(
    ({ activity }) => (activity.attachments?.[0]?.content ?? {}) as Record<string, unknown>,
  );
  const withoutId = (card: unknown) => JSON.stringify(card).replaceAll(ID, '');
  return [...new Map(cards.map((card) => [withoutId(card), card])).values()];
}
