import { z } from 'zod';

/** What we read of the answers of Zammad's REST API; they hold much more. */

const id = z.number().int().positive();

export const createdSchema = z.object({ id });

export const titlesSchema = z.array(z.object({ id, title: z.string() }));

export const ticketStateSchema = z.object({
  /** Its name, such as "open", where the relations are asked for. */
  state: z.string(),
  owner_id: id,
});
export type TicketState = z.infer<typeof ticketStateSchema>;

export const articlesSchema = z.array(
  z.object({
    id,
    subject: z.string().nullish(),
    body: z.string().nullish(),
    content_type: z.string().nullish(),
    from: z.string().nullish(),
    sender: z.string(),
    internal: z.boolean(),
  }),
);
export type Article = z.infer<typeof articlesSchema>[number];

export const refusalSchema = z.object({ error: z.string() });
