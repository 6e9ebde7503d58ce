import { setTimeout as after } from 'node:timers/promises';
import { CloudAdapter } from 'botbuilder/lib/cloudAdapter.js';
import {
  type Activity,
  ActivityEx,
  ActivityTypes,
  type ConversationReference,
  type ResourceResponse,
  type TurnContext,
} from 'botbuilder-core';
import type { AuthenticateRequestResult } from 'botframework-connector';
import { z } from 'zod';
import type { Press } from '../../conversation/incoming-message.ts';
import type { CommittedTurn, RunTurn, TurnLogic } from '../../conversation/transaction.ts';
import { type Log, originOf } from '../../lib/log.ts';
import type { ProactiveOutcome, ProactiveTurn } from '../contract.ts';
import { replaceAnswered, ShownCards } from './answered-cards.ts';
import type { Authentication } from './authentication.ts';
import { scopeOf } from './parse-activity.ts';
import { type PictureAt, withPictures } from './pictures.ts';

/** The person has blocked or removed the assistant, most often. */
const FORBIDDEN = 403;
/** The chat, or the message that is answered, is not there, or not yet. */
const NOT_FOUND = 404;
/** The most attempts to send a reply. */
const ATTEMPTS = 4;

const failureSchema = z.object({ statusCode: z.number().optional(), code: z.string().optional() });

interface AdapterOptions {
  authentication: Authentication;
  runTurn: RunTurn;
  log: Log;
  /** The scheme and host under which people reach our own pages; undefined where they cannot. */
  publicUrl?: string | undefined;
  /** Returns the PNG of one of our own pictures. */
  pictureAt: PictureAt;
}

/** Runs the turns of authenticated activities, and delivers the replies to Teams once a turn is committed. */
export class TeamsAdapter extends CloudAdapter {
  readonly #authentication: Authentication;
  readonly #runTurn: RunTurn;
  readonly #log: Log;
  readonly #publicUrl: string | undefined;
  readonly #pictureAt: PictureAt;
  readonly #shown = new ShownCards();

  constructor({ authentication, runTurn, log, publicUrl, pictureAt }: AdapterOptions) {
    super(authentication.sdk);
    this.#publicUrl = publicUrl;
    this.#pictureAt = pictureAt;
    this.#authentication = authentication;
    this.#runTurn = runTurn;
    this.#log = log;
  }

  /** Runs the turn of an activity whose sender has been checked. */
  async processAdmitted(admitted: AuthenticateRequestResult, activity: Activity): Promise<void> {
    await this.processActivity(admitted, activity, async (context) => {
      await this.#turn(context);
    });
  }

  /** Answers an activity whose sender has been checked with a sentence, without a turn. */
  async say(admitted: AuthenticateRequestResult, activity: Activity, text: string): Promise<void> {
    await this.processActivity(admitted, activity, async (context) => {
      await context.sendActivity(text);
    });
  }

  /** Runs a turn that the assistant begins, in the chat of a conversation reference. */
  async sendProactive(
    address: Partial<ConversationReference>,
    { id, attempt }: ProactiveTurn,
    logic: TurnLogic,
  ): Promise<ProactiveOutcome> {
    const { botId, audience } = this.#authentication;
    if (!this.#authentication.mayReach(address.serviceUrl ?? '')) return 'blocked';
    const event = { ...ActivityEx.getContinuationActivity(address), id: `${id}#${attempt}` };
    let outcome: ProactiveOutcome = 'reached';
    await this.processProactive(this.createClaimsIdentity(botId), event, audience, async (context) => {
      outcome = await this.#turn(context, logic);
    });
    return outcome;
  }

  /** Sends activities that are not replies of a turn (typing); a failure is logged and not thrown. */
  override async sendActivities(
    context: TurnContext,
    activities: Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const sent: ResourceResponse[] = [];
    for (const activity of activities) sent.push((await this.#deliver(context, activity)).response);
    return sent;
  }

  /** Replaces a message; a failure does no harm, so it is only logged. */
  override async updateActivity(
    context: TurnContext,
    activity: Partial<Activity>,
  ): Promise<ResourceResponse | undefined> {
    // The SDK takes the context away where the turn is over first.
    const about = { activity: context.activity };
    try {
      return (await super.updateActivity(context, activity)) ?? undefined;
    } catch (error) {
      this.#log.info(this.#about(about, error), 'a message in Teams could not be replaced');
      return undefined;
    }
  }

  async #turn(context: TurnContext, logic?: TurnLogic): Promise<ProactiveOutcome> {
    let outcome: ProactiveOutcome = 'reached';
    let answered: Press | undefined;
    let isErased = false;
    const scope = { ...scopeOf(context.activity), pages: this.#publicUrl };
    await this.#runTurn(
      context,
      {
        scope,
        afterCommit: async (turn) => {
          outcome = await this.#deliverAll(context, turn, scope.stateId);
          answered = turn.answered;
          isErased = turn.erased !== undefined;
        },
      },
      logic,
    );
    // Neither the replies of the next turn nor the answer to Teams wait for it.
    if (answered && outcome === 'reached') void replaceAnswered(context, answered, this.#shown);
    if (isErased) this.#shown.forgetAllOf(scope.stateId);
    return outcome;
  }

  /**
   * Delivers the replies of a turn, up to the first that fails. The turn itself is committed, so the person's next message
   * shows where they are.
   */
  async #deliverAll(
    context: TurnContext,
    { replies, cards }: CommittedTurn,
    stateId: string,
  ): Promise<ProactiveOutcome> {
    for (const reply of replies) {
      // A proactive message answers no other message.
      if (context.activity.type === ActivityTypes.Event) delete reply.replyToId;
      const { outcome, response } = await this.#deliver(context, await withPictures(reply, this.#pictureAt));
      if (outcome !== 'reached') return outcome;
      const card = cards.find(({ content }) => content === reply.attachments?.[0]?.content);
      if (card) this.#shown.remember(card, response.id, stateId);
    }
    return 'reached';
  }

  async #deliver(
    context: TurnContext,
    activity: Partial<Activity>,
  ): Promise<{ outcome: ProactiveOutcome; response: ResourceResponse }> {
    try {
      return { outcome: 'reached', response: await this.#send(context, activity) };
    } catch (error) {
      this.#logUndelivered(context, error);
      const { statusCode } = failureIn(error);
      // Teams says both for a while of people who have not gone, as after an update of the app.
      const isRefused = statusCode === FORBIDDEN || statusCode === NOT_FOUND;
      return { outcome: isRefused ? 'refused' : 'failed', response: { id: '' } };
    }
  }

  /**
   * Sends an activity. The connector's client repeats it after a 429 or 5xx, as long as these ask it to wait; after a 412,
   * which Teams' rate limiting uses as well, it is repeated here, and so is a reply after a 404, as a message of its own. What the
   * assistant sends first has another attempt later.
   */
  async #send(context: TurnContext, activity: Partial<Activity>, attempt = 1): Promise<ResourceResponse> {
    try {
      const [response] = await super.sendActivities(context, [activity]);
      return response ?? { id: '' };
    } catch (error) {
      const { statusCode } = failureIn(error);
      const isReply =
        context.activity.type !== ActivityTypes.Event && activity.type === ActivityTypes.Message;
      const isLost = isReply && statusCode === NOT_FOUND;
      if ((statusCode !== 412 && !isLost) || attempt === ATTEMPTS) throw error;
      if (isLost) delete activity.replyToId;
      await after(attempt * 1000);
      return this.#send(context, activity, attempt + 1);
    }
  }

  #logUndelivered(context: TurnContext, error: unknown): void {
    const about = this.#about(context, error);
    if (about.status === FORBIDDEN)
      this.#log.info(about, 'Teams accepts no messages for this person: the app is blocked or removed');
    else this.#log.error({ ...about, ...originOf(error) }, 'a reply could not be delivered to Teams');
  }

  #about({ activity }: Pick<TurnContext, 'activity'>, error: unknown) {
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
