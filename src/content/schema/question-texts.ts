import { z } from 'zod';
import { COMMANDS } from './command-texts.ts';
import { perRoute } from './per-route.ts';
import { id } from './structure.ts';
import { label, text } from './text-fields.ts';
import { LONGEST_TEXT } from './text-mistakes.ts';

/** Zod schemas of the questions: one file each in data/<language>/questions/, and one a group in out-of-scope/. */

/** Nobody reads more lines between two patients. */
const MOST_LINES = 5;

/** A block of text with one example on each line. */
const examples = z
  .string()
  .transform((block) =>
    block
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  )
  .pipe(z.array(z.string().max(LONGEST_TEXT)).min(1, 'is empty, so nobody who asks this would be understood'))
  .describe(
    'One example a line, as people write it. {network} and {area} stand for their names, {area} for one after the other',
  );

const ask = z
  .strictObject({
    question: text().describe('What is asked back, in one sentence'),
    choices: z
      .array(
        z.strictObject({
          title: label().describe('What the person answers, as its button shows it'),
          says: z
            .array(text())
            .default([])
            .describe('Other words for it that people type, such as yes or no'),
          question: id.describe('The question whose answer is right for people who say so'),
        }),
      )
      .length(2),
  })
  .describe('Asked back after the answer, or in place of one, where it depends on what the person has');

/** What an answer consists of, and what may differ by route. */
const answerParts = z.strictObject({
  step: z.string().describe('The step that the answer belongs to, as phase/step'),
  links: z.array(id).describe('Links of the guide that the answer offers'),
  related: z
    .array(id)
    .describe(
      'Other questions that somebody who asks this asks next, the nearest first: the chat offers that one',
    ),
  handover: z
    .boolean()
    .describe('Whether the answer offers the helpdesk at once, in place of the next question'),
  answer: z
    .array(text('areas'))
    .min(1)
    .max(MOST_LINES)
    .describe(
      'The line that decides first. One or two sentences a line, right wherever they are read: in the chat, and in an email from the helpdesk to somebody who knows neither the guide nor the assistant',
    ),
  inChat: z
    .array(text('areas', 'lasts'))
    .describe(
      'Said after the answer, only in the chat: what to ask the helpdesk, what to type or press there',
    ),
});
const { step, links, related, handover, answer, inChat } = answerParts.shape;

export const questionSchema = z
  .strictObject({
    question: label().describe('The question in one short line, as a button shows it'),
    refines: id.optional().describe('The question that this one is a special case of'),
    step: step.optional(),
    links: links.default([]),
    related: related.default([]),
    handover: handover.default(false),
    answer: answer.optional(),
    ask: ask.optional(),
    inChat: inChat.default([]),
    routes: perRoute(answerParts),
    command: z.enum(COMMANDS).optional().describe('What is done instead of an answer'),
    courtesy: z
      .boolean()
      .default(false)
      .describe('Whether it only greets or thanks, so that it means nothing beside other sentences'),
    settled: z
      .boolean()
      .default(false)
      .describe(
        'Whether it says of other matters that they are well, over or not wanted: what looks a little like it is not answered',
      ),
    examples,
  })
  .refine(
    ({ answer, ask, command }) => (answer === undefined && ask === undefined) !== (command === undefined),
    {
      message: 'needs either an answer or a command',
      path: ['answer'],
    },
  )
  .refine(({ answer = [], inChat }) => answer.length + inChat.length <= MOST_LINES, {
    message: `must have at most ${MOST_LINES} lines together with the answer`,
    path: ['inChat'],
  })
  .refine(({ command, inChat }) => command === undefined || inChat.length === 0, {
    message: 'follows an answer, and a command has none',
    path: ['inChat'],
  });

export const outOfScopeSchema = z
  .strictObject({
    reply: z.array(text()).max(4).default([]).describe('What is said instead of an answer'),
    isMiss: z
      .boolean()
      .default(false)
      .describe(
        'Counts as not understood: the person is told so, the editors see it, and a second one in a row leads to the helpdesk',
      ),
    examples,
  })
  .refine(({ reply, isMiss }) => isMiss || reply.length > 0, {
    message: 'is missing: say what the person reads instead of an answer',
    path: ['reply'],
  })
  .refine(({ reply, isMiss }) => !isMiss || reply.length === 0, {
    message: 'is never said, since a group with isMiss says notUnderstood of messages.yaml',
    path: ['reply'],
  });

export const vagueSchema = z.strictObject({
  vague: z.array(
    z.strictObject({
      means: z.array(id).min(2).describe('The questions that these may stand for, each at its step'),
      examples,
    }),
  ),
});

export type Question = z.output<typeof questionSchema>;
