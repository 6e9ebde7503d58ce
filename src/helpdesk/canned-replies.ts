import { type Content, listAreas, textsOf } from '../content/content.ts';
import { formatMessage } from '../content/format-message.ts';
import type { Ticket } from '../tickets/ticket.ts';

/** One of the helpdesk's own replies, ready to be put into the reply box. */
export interface ReadyReply {
  id: string;
  title: string;
  text: string;
  /** True where it belongs to the step or the question that the ticket is about. */
  isForTicket: boolean;
}

/** Lists the helpdesk's own replies in the language of a ticket, first those that belong to its step or question. */
export function cannedRepliesFor(
  content: Content,
  { language, step, topic }: Pick<Ticket, 'language' | 'step' | 'topic'>,
): ReadyReply[] {
  const texts = textsOf(content, language);
  const values = {
    network: texts.network.shortName,
    networkName: texts.network.name,
    areas: listAreas(texts),
  };
  const say = (text: string): string => formatMessage(text, values, texts.language);
  const asked = topic && 'question' in topic ? topic.question : undefined;
  const replies = Object.entries(texts['canned-replies']).map(([id, reply]) => ({
    id,
    title: say(reply.title),
    // A reply is plain text.
    text: reply.text.map((line) => say(line).replaceAll('**', '')).join('\n\n'),
    isForTicket:
      (reply.step !== undefined && reply.step === step) ||
      (reply.question !== undefined && reply.question === asked),
  }));
  return [
    ...replies.filter(({ isForTicket }) => isForTicket),
    ...replies.filter((each) => !each.isForTicket),
  ];
}
