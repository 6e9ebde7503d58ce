import { type Activity, ActivityTypes } from 'botbuilder-core';
import { type Act, submitSchema } from './submit.ts';

/** What an activity says, parsed once at the edge. */
export type Said =
  | { kind: 'joined' }
  | { kind: 'submit'; card: string; act: Act }
  | { kind: 'badSubmit' }
  | { kind: 'text'; text: string }
  | { kind: 'nothing' };

/** Reads an activity; whatever does not concern the assistant is `nothing`. */
export function readSaid(activity: Activity): Said {
  if (activity.type === ActivityTypes.ConversationUpdate) {
    const joined = activity.membersAdded?.some((member) => member.id !== activity.recipient?.id);
    return { kind: joined ? 'joined' : 'nothing' };
  }
  if (activity.type !== ActivityTypes.Message) return { kind: 'nothing' };
  if (activity.value !== undefined && activity.value !== null) {
    const parsed = submitSchema.safeParse(activity.value);
    if (!parsed.success) return { kind: 'badSubmit' };
    const { card, ...act } = parsed.data;
    return { kind: 'submit', card, act };
  }
  const text = activity.text?.trim() ?? '';
  return text === '' ? { kind: 'nothing' } : { kind: 'text', text };
}
