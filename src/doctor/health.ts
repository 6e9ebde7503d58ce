import { z } from 'zod';
import { type Answer, jsonIn } from './reach.ts';

const healthSchema = z.object({ status: z.literal('ok') });

/** Whether what came from /healthz is what the assistant says there. */
export function answersAsTheAssistant({ status, body }: Answer): boolean {
  return status === 200 && healthSchema.safeParse(jsonIn(body)).success;
}
