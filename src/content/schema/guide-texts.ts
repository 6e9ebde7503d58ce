import { z } from 'zod';
import { perRoute } from './per-route.ts';
import { id } from './structure.ts';
import { CHOICE_VALUES, label, text } from './text-fields.ts';

/** Zod schemas of the guide's files in a language's folder. */

const guideText = text(...CHOICE_VALUES);
const guideLabel = label(...CHOICE_VALUES);

const stepTexts = z.strictObject({
  title: guideLabel,
  instructions: z.array(guideText).min(1).max(5),
  screen: guideText
    .optional()
    .describe('What the person sees on the screen, or reads in the mail, at this step'),
  tip: guideText.optional(),
  warning: guideText.optional(),
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
      says: z.array(text()).default([]).describe('Other ways of naming it'),
    }),
  ),
  entries: z.record(id, label()),
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
  areas: z.record(id, z.strictObject({ label: label(), name: text(), covers: text() })),
  contacts: z.record(
    id,
    z.strictObject({ name: label(), helpsWith: text(), tell: z.array(text()).default([]) }),
  ),
});

export const advisoryTextsSchema = z.record(id, guideText);
