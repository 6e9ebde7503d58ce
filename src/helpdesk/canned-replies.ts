import { type Content, listAreas, type Texts, textsOf } from '../content/content.ts';
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

/**
 * Lists the helpdesk's own replies, first those that belong to a ticket's step or question. Each is in the language of the ticket
 * where it has been written in it, else in the helpdesk's.
 */
export function cannedRepliesFor(
  content: Content,
  ticket: Pick<Ticket, 'language' | 'step' | 'topic'>,
  deskLanguage: string,
): ReadyReply[] {
  const replies = new Map(
    [deskLanguage, ticket.language].flatMap((language) =>
      repliesIn(textsOf(content, language), ticket).map((reply) => [reply.id, reply] as const),
    ),
  );
  const all = [...replies.values()];
  return [...all.filter(({ isForTicket }) => isForTicket), ...all.filter((each) => !each.isForTicket)];
}

function repliesIn(texts: Texts, { step, topic }: Pick<Ticket, 'step' | 'topic'>): ReadyReply[] {
  const values = {
    network: texts.network.shortName,
    networkName: texts.network.name,
    areas: listAreas(texts),
  };
  const say = (text: string): string => formatMessage(text, values, texts.language);
  const asked = topic && 'question' in topic ? topic.question : undefined;
  return Object.entries(texts['canned-replies']).map(([id, reply]) => ({
    id,
    title: say(reply.title),
    // A reply is plain text.
    text: reply.text.map((line) => say(line).replaceAll('**', '')).join('\n\n'),
    isForTicket:
      (reply.step !== undefined && reply.step === step) ||
      (reply.question !== undefined && reply.question === asked),
  }));
}
