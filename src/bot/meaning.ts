import { isWritingToHelpdesk } from '../../dialogs/hand-over/add-to-ticket.ts';
import type { Texts } from '../content/content.ts';
import type { Command } from '../content/schema/command-texts.ts';
import type { Turn } from '../conversation/turn.ts';
import { keyOf } from '../guide/path.ts';
import { commandFinder, nameAfter, type Wish, wishFinder } from '../understanding/commands.ts';
import type { Match } from '../understanding/matcher.ts';
import { nameFinder, type Reply, replyFinder } from '../understanding/replies/reply-finder.ts';
import { type TicketWish, ticketWishFinder } from '../understanding/ticket-wish.ts';
import type { Understand } from '../understanding/understand.ts';

/** The functions that recognise words of one language. */
export interface Finders {
  /** Returns the command that a text is as a whole; undefined for any other text. */
  findCommand: (text: string) => Command | undefined;
  /** Returns what a text says about a ticket, as in "you can close it"; undefined for any other text. */
  findTicketWish: (text: string) => TicketWish | undefined;
  /** Returns what a text says somebody would rather have, as in "switch to the app"; undefined for any other text. */
  findWish: (text: string) => Wish | undefined;
  /** Returns the name of a place that somebody wants to see. */
  findGoal: (text: string) => string | undefined;
  /** Returns the name of a place where somebody says that they are already. */
  findPlace: (text: string) => string | undefined;
  /** Returns the code of the language that a text asks for, in whichever language; undefined for any other text. */
  findLanguage: (text: string) => string | undefined;
  /** Returns what a text means after what was said last, as "neither"; undefined for any other text. */
  findReply: (text: string) => Reply | undefined;
  /** Returns the name in words such as "the one with the address". */
  findName: (text: string) => string;
}

/** Makes the functions that recognise words of a language. */
export function findersFor({ commands, replies }: Texts, findLanguage: Finders['findLanguage']): Finders {
  return {
    findCommand: commandFinder(commands),
    findTicketWish: ticketWishFinder(commands),
    findWish: wishFinder(commands),
    findGoal: nameAfter(commands.goTo, commands.fillers),
    findPlace: nameAfter(commands.alreadyAt, commands.fillers),
    findLanguage,
    findReply: replyFinder(replies, commands.fillers),
    findName: nameFinder(replies, commands.fillers),
  };
}

/** The meaning of typed words, computed when a decider first asks for it. */
export class Meaning {
  readonly findCommand: Finders['findCommand'];
  readonly findTicketWish: Finders['findTicketWish'];
  readonly #turn: Turn;
  readonly #finders: Finders;
  readonly #understand: Understand;
  /** True where the words are in a language that the content pack does not have. */
  readonly isForeign: boolean;
  #command: { found: Command | undefined } | undefined;
  #match: Match | undefined;

  constructor(turn: Turn, finders: Finders, understand: Understand, { isForeign }: { isForeign: boolean }) {
    this.#turn = turn;
    this.isForeign = isForeign;
    this.findCommand = finders.findCommand;
    this.findTicketWish = finders.findTicketWish;
    this.#finders = finders;
    this.#understand = understand;
  }

  /** The command that the words are as a whole, if they are one. */
  get command(): Command | undefined {
    this.#command ??= { found: this.#lookUpCommand() };
    return this.#command.found;
  }

  /** The command that the words ask about, as "can I skip this?"; they do not give it. */
  get askedCommand(): Command | undefined {
    const { text, toUnderstand } = this.#turn.message;
    return text.includes('?') ? this.findCommand(toUnderstand.replaceAll('?', ' ')) : undefined;
  }

  /** What the person would rather have than an earlier choice, if the words say that. */
  get wish(): Wish | undefined {
    return this.#finders.findWish(this.#turn.message.toUnderstand);
  }

  /** The name of the place that the person wants to see, if the words say that. */
  get goal(): string | undefined {
    return this.#finders.findGoal(this.#turn.message.toUnderstand);
  }

  /** The name of the place where the person says that they are already. */
  get place(): string | undefined {
    return this.#finders.findPlace(this.#turn.message.toUnderstand);
  }

  /** The code of the language that the person would rather speak, if the words say that. */
  get language(): string | undefined {
    return this.#finders.findLanguage(this.#turn.message.toUnderstand);
  }

  /** What the words mean after what was said last, if they say nothing else. */
  get reply(): Reply | undefined {
    return this.#finders.findReply(this.#turn.message.toUnderstand);
  }

  /** The words without what people write around a name. */
  get name(): string {
    return this.#finders.findName(this.#turn.message.toUnderstand);
  }

  #lookUpCommand(): Command | undefined {
    const { message } = this.#turn;
    if (!/[\p{L}\p{N}+]/u.test(message.text)) return message.text.includes('?') ? 'help' : 'thanks';
    const command = this.findCommand(message.toUnderstand);
    return this.#isForHelpdesk(command) ? undefined : command;
  }

  /** The questions of the content pack that the words may mean, and how sure that is. */
  get match(): Match {
    this.#match ??= this.#matchOf(this.#turn.message.toUnderstand);
    return this.#match;
  }

  /** The questions that the words may mean where they go on from an earlier question. */
  matchAfter(question: string): Match {
    return this.#matchOf(`${question} ${this.#turn.message.toUnderstand}`);
  }

  #matchOf(text: string): Match {
    const { state, writtenIn } = this.#turn;
    const { position } = state.progress;
    return this.#understand(text, writtenIn, position && keyOf(position));
  }

  /** Checks whether words such as "it does not work" are meant for the helpdesk's form. */
  #isForHelpdesk(command: Command | undefined): boolean {
    return (command === 'stuck' || command === 'failed') && isWritingToHelpdesk(this.#turn);
  }
}
