import { isAdding } from '../../dialogs/hand-over/add-to-ticket.ts';
import { isHandingOver } from '../../dialogs/hand-over/hand-over.ts';
import type { Command } from '../content/schema/command-texts.ts';
import type { Turn } from '../conversation/turn.ts';
import { keyOf } from '../guide/path.ts';
import type { Match } from '../understanding/matcher.ts';
import type { Understand } from '../understanding/understand.ts';

/** Returns the command that a text is as a whole; undefined for any other text. */
export type FindCommand = (text: string) => Command | undefined;

/** Returns the name that a text says somebody would rather have, as in "switch to the app"; undefined for any other text. */
export type FindWish = (text: string) => string | undefined;

/** The meaning of typed words, computed when a decider first asks for it. */
export class Meaning {
  readonly findCommand: FindCommand;
  readonly #turn: Turn;
  readonly #findWish: FindWish;
  readonly #understand: Understand;
  #command: { found: Command | undefined } | undefined;
  #match: Match | undefined;

  constructor(turn: Turn, findCommand: FindCommand, findWish: FindWish, understand: Understand) {
    this.#turn = turn;
    this.findCommand = findCommand;
    this.#findWish = findWish;
    this.#understand = understand;
  }

  /** The command that the words are as a whole, if they are one. */
  get command(): Command | undefined {
    this.#command ??= { found: this.#lookUpCommand() };
    return this.#command.found;
  }

  /** The name of what the person would rather have than an earlier choice, if the words say that. */
  get wish(): string | undefined {
    return this.#findWish(this.#turn.message.toUnderstand);
  }

  #lookUpCommand(): Command | undefined {
    const { message } = this.#turn;
    if (!/[\p{L}\p{N}+]/u.test(message.text)) return message.text.includes('?') ? 'help' : 'thanks';
    const command = this.findCommand(message.toUnderstand);
    return this.#isForHelpdesk(command) ? undefined : command;
  }

  /** The questions of the content pack that the words may mean, and how sure that is. */
  get match(): Match {
    const { message, texts, state } = this.#turn;
    const { position } = state.progress;
    this.#match ??= this.#understand(message.toUnderstand, texts.language, position && keyOf(position));
    return this.#match;
  }

  /** Checks whether words such as "it does not work" are meant for the helpdesk's form. */
  #isForHelpdesk(command: Command | undefined): boolean {
    return (
      (command === 'stuck' || command === 'failed') && (isHandingOver(this.#turn) || isAdding(this.#turn))
    );
  }
}
