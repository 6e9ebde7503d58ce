import { setTimeout as after } from 'node:timers/promises';
import { CloudAdapter } from 'botbuilder/lib/cloudAdapter.js';
import {
  type Activity,
  ActivityEx,
  type ConversationReference,
  type ResourceResponse,
  type TurnContext,
} from 'botbuilder-core';
import type { AuthenticateRequestResult } from 'botframework-connector';
import { z } from 'zod';
import { type Log, originOf } from '../../lib/log.ts';
import type { BotLogic } from '../bot-logic.ts';
import type { ProactiveOutcome, ProactiveTurn } from '../proactive.ts';
import type { Authentication } from './authentication.ts';
import { ShownCards } from './shown-cards.ts';

const UNDELIVERED = Symbol('a reply that did not reach Teams');

/** The person has blocked or removed the assistant. */
const FORBIDDEN = 403;
/** How often a reply is sent at most. */
const ATTEMPTS = 4;

const failureSchema = z.object({ statusCode: z.number().optional(), code: z.string().optional() });

/** Whether a reply of this turn did not reach Teams. */
export function isUndelivered({ turnState }: TurnContext): boolean {
  return turnState.has(UNDELIVERED);
}

/** Takes activities that were let in through the bot, and its replies to Teams. */
export class TeamsAdapter extends CloudAdapter {
  readonly shown = new ShownCards();
  readonly #authentication: Authentication;
  /** What became of the turns that are on and that nobody began by writing, by their ids; a turn's context ends with it. */
  readonly #reached = new Map<string, ProactiveOutcome>();
  readonly #bot: BotLogic;
  readonly #log: Log;

  constructor(authentication: Authentication, bot: BotLogic, log: Log) {
    super(authentication.sdk);
    this.#authentication = authentication;
    this.#bot = bot;
    this.#log = log;
  }

  /** Runs the turn of an activity. */
  async run(admitted: AuthenticateRequestResult, activity: Activity): Promise<void> {
    await this.processActivity(admitted, activity, this.#bot);
  }

  /** Runs a turn that nobody began by writing, in the chat that a conversation reference leads to. */
  async reach(
    address: Partial<ConversationReference>,
    { id, attempt }: ProactiveTurn,
    logic: BotLogic,
  ): Promise<ProactiveOutcome> {
    const { botId, audience } = this.#authentication;
    const event = { ...ActivityEx.getContinuationActivity(address), id: `${id}#${attempt}` };
    this.#reached.set(event.id, 'reached');
    try {
      await this.processProactive(this.createClaimsIdentity(botId), event, audience, logic);
      return this.#reached.get(event.id) ?? 'reached';
    } finally {
      this.#reached.delete(event.id);
    }
  }

  /**
   * Sends replies, as often as the connector's client thinks right (it waits as long as a 429 or 5xx says). What cannot be
   * delivered is logged and no error: the turn is kept, and the next message of the person shows where they are.
   */
  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const sent: ResourceResponse[] = [];
    for (const activity of activities) {
      // What answers nothing that was said has nothing to be shown below.
      if (this.#reached.has(context.activity.id ?? '')) delete activity.replyToId;
      try {
        const response = await this.#send(context, activity);
        this.shown.remember(activity, response.id);
        sent.push(response);
      } catch (error) {
        context.turnState.set(UNDELIVERED, true);
        this.#noteUndelivered(context.activity.id, error);
        this.#logUndelivered(context, error);
        break;
      }
    }
    return activities.map((_, index) => sent[index] ?? { id: '' });
  }

  /** Replaces a message; that it cannot be replaced is no harm. */
  override async updateActivity(
    context: TurnContext,
    activity: Partial<Activity>,
  ): Promise<ResourceResponse | undefined> {
    try {
      return (await super.updateActivity(context, activity)) ?? undefined;
    } catch (error) {
      this.#log.info(this.#about(context, error), 'a message in Teams could not be replaced');
      return undefined;
    }
  }

  /** The connector's client tries again by itself after all but a 412, which Teams' rate limiting names as well. */
  async #send(context: TurnContext, activity: Partial<Activity>, attempt = 1): Promise<ResourceResponse> {
    try {
      const [response] = await super.sendActivities(context, [activity]);
      return response ?? { id: '' };
    } catch (error) {
      if (failureIn(error).statusCode !== 412 || attempt === ATTEMPTS) throw error;
      await after(attempt * 1000);
      return this.#send(context, activity, attempt + 1);
    }
  }

  #noteUndelivered(turnId: string | undefined, error: unknown): void {
    if (turnId === undefined || !this.#reached.has(turnId)) return;
    this.#reached.set(turnId, failureIn(error).statusCode === FORBIDDEN ? 'shutOut' : 'notNow');
  }

  #logUndelivered(context: TurnContext, error: unknown): void {
    const about = this.#about(context, error);
    if (about.status === FORBIDDEN)
      this.#log.info(about, 'Teams takes no messages for this person: blocked or removed');
    else this.#log.error({ ...about, ...originOf(error) }, 'a reply could not be delivered to Teams');
  }

  #about({ activity }: TurnContext, error: unknown) {
    const { statusCode, code } = failureIn(error);
    return {
      conversation: activity.conversation.id,
      activity: activity.id,
      status: statusCode,
      code,
    };
  }
}

function failureIn(error: unknown): z.infer<typeof failureSchema> {
  return failureSchema.safeParse(error).data ?? {};
}
