import { keyOf } from '../guide/path.ts';
import type { Press } from './incoming-message.ts';
import type { ConversationState, Topic } from './state.ts';
import type { Turn } from './turn.ts';

/** In characters: as much of a question as its meaning needs. */
const MAX_TOPIC_LENGTH = 300;

/** Remembers what was asked, so that the next words can be about it. */
export function rememberTopic({ state }: Turn, topic: Omit<Topic, 'step'>): void {
  state.topic = { ...topic, text: topic.text.slice(0, MAX_TOPIC_LENGTH), step: stepIn(state) };
}

/** Returns what was asked last; undefined once the person is at another step. */
export function topicOf({ state }: Turn): Topic | undefined {
  return state.topic?.step === stepIn(state) ? state.topic : undefined;
}

/** Returns the press of a question that was offered, as its button makes it. */
export function pressOfOffered({ card }: Topic, question: string): Press {
  return { card, action: { action: 'choose', what: 'question', value: question } };
}

/** Forgets what was asked before an absence: nobody remembers which was "the second one". */
export function forgetOldTopic({ state, welcomeBackMs }: Turn): void {
  if (Date.now() - (state.lastSeen ?? 0) >= welcomeBackMs) delete state.topic;
}

function stepIn({ progress }: ConversationState): string | undefined {
  return progress.position && keyOf(progress.position);
}
