import { z } from 'zod';

/** The parts of Zammad's REST responses that are used; they hold much more. */

const id = z.number().int().positive();

export const createdSchema = z.object({ id });

export const foundSchema = z.array(
  z.object({
    id,
    /** The number by which people in Zammad know it. */
    number: z.string(),
    title: z.string(),
    /** The name of the state, when the call asks for expanded relations. */
    state: z.string(),
    customer_id: id.optional(),
  }),
);
export type FoundTicket = z.infer<typeof foundSchema>[number];

/** Its result is "failed", with the status 200, where one of the two tickets is not there. */
export const mergedSchema = z.object({ result: z.string() });

export const linksSchema = z.object({
  links: z.array(z.object({ link_type: z.string(), link_object: z.string(), link_object_value: id })),
});

export const ticketStateSchema = z.object({
  id,
  title: z.string(),
  /** The name of the state, such as "open", when the call asks for expanded relations. */
  state: z.string(),
  owner_id: id,
  customer_id: id.optional(),
  /** The customer's login, most often their email address, when the call asks for expanded relations. */
  customer: z.string().nullish(),
});
export type TicketState = z.infer<typeof ticketStateSchema>;

export const articlesSchema = z.array(
  z.object({
    id,
    subject: z.string().nullish(),
    body: z.string().nullish(),
    content_type: z.string().nullish(),
    from: z.string().nullish(),
    to: z.string().nullish(),
    cc: z.string().nullish(),
    /** The name of its kind, such as "note", "email" or "phone". */
    type: z.string(),
    sender: z.string(),
    internal: z.boolean(),
    created_by_id: z.number().optional(),
    created_at: z.iso.datetime().optional().catch(undefined),
    /** A merge touches the articles that it moves. */
    updated_at: z.iso.datetime().optional().catch(undefined),
    /** Here Zammad says of an article that a program wrote it. */
    preferences: z.record(z.string(), z.unknown()).nullish().catch(undefined),
  }),
);
export type Article = z.infer<typeof articlesSchema>[number];

export const refusalSchema = z.object({ error: z.string() });
