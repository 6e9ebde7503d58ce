import { type Activity, ActivityTypes } from 'botbuilder-core';
import { z } from 'zod';
import { type CardAction, submitSchema } from '../../cards/action.ts';
import { stepKey } from '../guide/position.ts';

const linkSchema = z.object({ start: stepKey });

/** A press of a card's button. */
export interface Press {
  card: string;
  action: CardAction;
}

/** An activity of a person, parsed once so that nothing after it reads raw data. */
export type IncomingMessage =
  /** Somebody opens a chat, perhaps by a link that names a step. */
  | { kind: 'joined'; step?: string | undefined }
  /** Somebody sends a file without words. */
  | { kind: 'file' }
  /** Somebody mentions the assistant in a group and writes nothing else. */
  | { kind: 'called' }
  | ({ kind: 'submit' } & Press)
  | { kind: 'badSubmit' }
  | { kind: 'text'; text: string; hasFile: boolean }
  | { kind: 'nothing' };

/** Parses an activity; one that does not concern the assistant is `nothing`. */
export function parseIncoming(activity: Activity): IncomingMessage {
  if (
    activity.type === ActivityTypes.ConversationUpdate ||
    activity.type === ActivityTypes.InstallationUpdate
  )
    return isJoining(activity)
      ? { kind: 'joined', step: linkSchema.safeParse(activity.value).data?.start }
      : { kind: 'nothing' };
  if (activity.type !== ActivityTypes.Message) return { kind: 'nothing' };
  if (activity.value !== undefined && activity.value !== null) {
    const parsed = submitSchema.safeParse(activity.value);
    if (!parsed.success) return { kind: 'badSubmit' };
    const { card, ...action } = parsed.data;
    return { kind: 'submit', card, action };
  }
  const text = activity.text?.trim() ?? '';
  const hasFile = (activity.attachments ?? []).length > 0;
  if (text !== '') return { kind: 'text', text, hasFile };
  if (hasFile) return { kind: 'file' };
  return { kind: activity.conversation.isGroup ? 'called' : 'nothing' };
}

/** Checks whether a person joins a one-to-one chat, or the assistant a group; other people who join a group do not count. */
function isJoining({ type, action, membersAdded = [], recipient, conversation }: Activity): boolean {
  if (type === ActivityTypes.InstallationUpdate) return action === 'add';
  const assistant = membersAdded.some(({ id }) => id === recipient?.id);
  return conversation.isGroup ? assistant : membersAdded.length > 0;
}
