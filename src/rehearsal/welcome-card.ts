import type { Content } from '../content/content.ts';
import { RehearsalChat } from './chat.ts';

/** Returns the card that a person sees who opens a new conversation in a language: pages show it before there is one. */
export async function welcomeCard(
  content: Content,
  language: string,
): Promise<Readonly<Record<string, unknown>>> {
  const { messages } = await new RehearsalChat(content).join('welcome', language);
  const card: unknown = messages.flatMap(({ attachments = [] }) => attachments).at(0)?.content;
  if (typeof card !== 'object' || card === null) throw new Error('nobody would be welcomed');
  return { ...card };
}
