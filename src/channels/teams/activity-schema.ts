import { z } from 'zod';
import { locale } from '../locale.ts';

/** The only channel that this endpoint accepts. */
export const CHANNEL = 'msteams';

/** Nobody mentions more people, or attaches more files, in one message. */
const MOST = 250;
/** The SDK sends some ids back as headers, which hold no other characters. */
const id = z.string().regex(/^[ -~]{1,1000}$/, 'must be 1 to 1000 characters of ASCII');
const account = z.object({ id });
const attachment = z.object({ contentType: z.string().max(500), content: z.unknown().optional() });
export const mention = z.object({
  type: z.literal('mention'),
  text: z.string().nullish(),
  mentioned: z.object({ name: z.string().max(1000).nullish() }).nullish(),
});
export type Mention = z.infer<typeof mention>;

/** The fields of a Teams activity that are read (Bot Framework Activity 3.x with Teams' own fields); others are dropped. */
export const activitySchema = z.object({
  type: z.string().min(1).max(100),
  id: id.nullish(),
  channelId: z.literal(CHANNEL),
  serviceUrl: z.url({ protocol: /^https?$/ }).max(1000),
  from: account,
  recipient: account,
  conversation: z.object({
    id,
    conversationType: z.enum(['personal', 'groupChat', 'channel']).nullish().catch(undefined),
    isGroup: z.boolean().nullish(),
    tenantId: z.string().max(100).nullish(),
  }),
  text: z.string().nullish(),
  textFormat: z.string().max(50).nullish(),
  value: z.unknown().optional(),
  /** That of Teams, which need not be that of the words; an odd one is nothing to refuse a message for. */
  locale: locale.nullish().catch(undefined),
  action: z.string().max(100).nullish(),
  membersAdded: z.array(account).max(MOST).nullish(),
  attachments: z.array(attachment).max(MOST).nullish(),
  entities: z.array(z.unknown()).max(MOST).nullish(),
  channelData: z.object({ tenant: z.object({ id: z.string().max(100) }).nullish() }).nullish(),
});
export type TeamsActivity = z.infer<typeof activitySchema>;
