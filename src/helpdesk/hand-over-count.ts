import type { ConversationScope } from '../conversation/scope.ts';
import type { Limits } from '../limits/limits.ts';

/** Returns the count of hand-overs: false where a conversation, or the network address that it comes from, has made too many. */
export function handOverCount(limits: Limits): (scope: ConversationScope) => Promise<boolean> {
  return async ({ stateId, sender }) =>
    !(await limits.refusal('handOvers', stateId)) &&
    (sender === undefined || !(await limits.refusal('handOversOfAddress', sender)));
}
