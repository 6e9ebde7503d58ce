import type { TurnContext } from 'botbuilder-core';

/** What the bot does with one activity. */
export type BotLogic = (context: TurnContext) => Promise<void>;
