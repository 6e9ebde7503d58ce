import { z } from 'zod';
import { perRoute } from './per-route.ts';
import { id } from './structure.ts';
import { CHOICE_VALUES, label, text } from './text-fields.ts';

/** Zod schemas of the guide's files in a language's folder. */

const guideText = text(...CHOICE_VALUES);
const guideLabel = label(...CHOICE_VALUES);

const stepTexts = z.strictObject({
  title: guideLabel,
  page: label().optional().describe('The page of a form that the step is about, as "page 2 of the form"'),
  instructions: z.array(guideText).min(1).max(4).describe('What to do, one action a line'),
  askAfter: z
    .number()
    .int()
    .min(0)
    .optional()
    .describe(
      "After this many instructions comes the question or the form of the step's kind; without it, after all of them, and with 0 before everything else",
    ),
  warning: guideText.optional().describe('The one thing that prevents a failure'),
  next: label().optional().describe('The button that goes on, where "Done" does not fit'),
  folds: z
    .array(
      z.strictObject({
        title: label(),
        lines: z.array(guideText).min(1),
        question: id.optional().describe('A question of the folder "questions", as a button'),
      }),
    )
    .optional()
    .describe('What only some people need, each folded under its title'),
  screen: guideText
    .optional()
    .describe('Under "More": what the person sees on the screen, or reads in the mail, at this step'),
  tip: guideText.optional().describe('Under "More"'),
});

export const stepsSchema = z.strictObject({
  title: label(),
  steps: z.record(id, stepTexts.extend({ routes: perRoute(stepTexts) })),
});

const problemTexts = z.strictObject({
  title: guideLabel,
  remedy: z.array(guideText).min(1).max(8).describe('One sentence or step a line'),
});

export const labelsSchema = z
  .record(id, z.string().trim().min(1).max(80))
  .describe('The names of buttons, fields and pages of other sites, exactly as their screens show them');

export const guideTextsSchema = z.strictObject({
  links: z.record(id, label()),
  methods: z.record(
    id,
    z.strictObject({
      name: label(),
      need: text(),
      ended: label()
        .optional()
        .describe(
          'For a method with "ended: true" in guide.yaml: its title where it is folded, with the date of its end',
        ),
      says: z.array(text()).default([]).describe('Other ways of naming it'),
    }),
  ),
  entries: z.record(id, label()),
  sampleQuestions: z
    .array(id)
    .default([])
    .describe('Questions offered, in this order, to somebody who wants to ask one'),
  problems: z.record(id, problemTexts.extend({ routes: perRoute(problemTexts) })),
});

export const networkTextsSchema = z.strictObject({
  name: z.string().trim().min(1).describe('The full name, for example in the welcome'),
  shortName: z.string().trim().min(1).describe('The name as the request form lists it'),
  about: text().describe('One sentence for the page and the help: who the network is'),
  guide: text().describe('Which guide the assistant teaches, and of what date'),
  sites: z
    .strictObject({ site: label(), ernSite: label() })
    .describe('What the two links of network.yaml are called'),
  words: z
    .record(id, z.string().trim().min(1).max(80))
    .default({})
    .describe('What the network calls its areas, and other words of its own, by which texts name them'),
  areas: z.record(id, z.strictObject({ label: label(), name: text(), covers: text() })),
  contacts: z.record(
    id,
    z.strictObject({ name: label(), helpsWith: text(), tell: z.array(text()).default([]) }),
  ),
});

export const advisoryTextsSchema = z.record(id, guideText);
