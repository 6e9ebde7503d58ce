import { LONGEST_SENTENCE } from '../../cards/action.ts';
import type { Field } from '../../cards/elements.ts';
import type { Turn } from '../../src/conversation/turn.ts';

/** The field in which somebody tells the helpdesk what it should know, with what stands in it already. */
export function sentenceField(turn: Turn, value: string): Field {
  const { handOver } = turn.texts.messages;
  return {
    id: 'sentence',
    label: turn.say(handOver.sentence),
    placeholder: turn.say(handOver.sentencePlaceholder),
    value,
    maxLength: LONGEST_SENTENCE,
    isMultiline: true,
  };
}
