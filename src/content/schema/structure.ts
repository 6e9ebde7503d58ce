import { z } from 'zod';

/** Zod schemas of the structural files of the content pack: everything that is the same in every language. */

export const id = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be small letters, digits and single hyphens, as in profile-which');

const httpsLink = z
  .string()
  .regex(/^https:\/\/[^\s]+$/, 'must be an address that starts with https:// and has no spaces');

/** `phase/step`, the written form of a position. */
const stepRef = z
  .string()
  .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, 'must name a step as phase/step, for example eu-login/register');

const emailAddress = z.email('must be an email address');

/** The kinds of steps that do more than being shown; each has its handler in `dialogs/steps/`. */
export const STEP_KINDS = ['choose-method', 'phone-form', 'choose-centre', 'recap', 'choose-area'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** On a phase or a step: the routes that it belongs to. */
const onlyOnRoutes = z
  .array(id)
  .min(1)
  .optional()
  .describe('Only on these of the "routes"; without this line on every route');

const step = z.strictObject({
  id,
  routes: onlyOnRoutes,
  kind: z
    .enum(STEP_KINDS)
    .optional()
    .describe('What the step does apart from being shown; most steps have none'),
  methods: z
    .array(id)
    .min(1)
    .optional()
    .describe('Only for people who chose one of these second-factor methods'),
  links: z.array(id).default([]).describe('Ids from "links" below, shown as buttons in this order'),
  pictures: z
    .array(id)
    .default([])
    .describe('Drawings from the folder "pictures" that the step shows, each by the name of its file'),
  problems: z.array(id).default([]).describe('Ids from "problems" below, listed under "I\'m stuck"'),
});

const contactOfProblem = id.describe('The desk from network.yaml that this problem belongs to');
const goTo = stepRef.describe('The step to go back to, offered as a button');

const problem = z.strictObject({
  links: z.array(id).default([]),
  contact: contactOfProblem.optional(),
  goTo: goTo.optional(),
  routes: z
    .record(
      id,
      z.strictObject({
        links: z.array(id).optional(),
        contact: contactOfProblem.optional(),
        goTo: goTo.nullable().optional(),
      }),
    )
    .optional()
    .describe('What is different on a route; null takes the button away'),
});

export const guideSchema = z.strictObject({
  links: z.record(id, httpsLink),
  addresses: z
    .record(id, z.string().trim().min(1))
    .default({})
    .describe('Addresses that texts name, but that nobody is meant to open'),
  routes: z
    .array(id)
    .optional()
    .describe('The ways through the guide, if there are several; network.yaml names the one that counts'),
  methods: z
    .array(
      z.strictObject({
        id,
        recommended: z.boolean().optional().describe('Shown as the one to take; at most one method can be'),
        ended: z
          .boolean()
          .optional()
          .describe('No longer offered in general: folded away, last, with its steps still there'),
      }),
    )
    .describe('Second-factor methods in the order in which they are offered'),
  phases: z
    .array(
      z.strictObject({
        id,
        contact: id
          .optional()
          .describe(
            'The desk from network.yaml that trouble in this phase belongs to; without it the helpdesk',
          ),
        routes: onlyOnRoutes,
        steps: z.array(step).min(1),
      }),
    )
    .min(1),
  entries: z
    .array(
      z.strictObject({
        id,
        at: stepRef,
        method: id.optional(),
        routes: z
          .record(id, z.strictObject({ at: stepRef }))
          .optional()
          .describe('Where it leads on a route whose steps are others'),
      }),
    )
    .min(1)
    .describe('Where somebody who has done part of it can start'),
  problems: z.record(id, problem),
  roles: z
    .strictObject({
      applicationLink: id.describe(
        'The link to the application that access is asked for: the last link of the summary, and told to a desk outside the network',
      ),
      onlyNetworkShown: id
        .optional()
        .describe(
          'The problem shown to people who say, at the step of the kind "recap", that the form shows only the network',
        ),
    })
    .describe('Which of the links and problems above the assistant itself uses, and what for'),
});

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const timeOfDay = z
  .string()
  .regex(
    /^([01]\d|2[0-3]):[0-5]\d$/,
    'must be a time from 00:00 to 23:59 between quotation marks, as "09:00"',
  );
const endOfHours = z
  .string()
  .regex(
    /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/,
    'must be a time from 00:00 to 24:00 between quotation marks, as "17:00"',
  )
  .describe('"24:00" for midnight; a time before "from" is one of the next day');

const hours = z.strictObject({
  timeZone: z
    .string()
    .refine(isTimeZone, 'must be a time zone, for example Europe/Amsterdam')
    .describe('Summer time is kept by itself'),
  open: z
    .array(
      z
        .strictObject({
          days: z.array(z.enum(WEEKDAYS)).min(1).describe('The days on which these hours begin'),
          from: timeOfDay,
          to: endOfHours,
        })
        .refine(({ from, to }) => from !== to, {
          error: 'must differ from "from"; a whole day is from "00:00" to "24:00"',
          path: ['to'],
        }),
    )
    .min(1),
  holidays: z
    .array(z.iso.date('must be a day, as 2026-12-25'))
    .default([])
    .describe('Closed from midnight to midnight; hours that would begin on such a day fall away'),
});
export type OpeningHours = z.infer<typeof hours>;

const openMinutes = z.number().int().min(1).max(100_000);

const contact = z.strictObject({
  email: emailAddress
    .nullable()
    .describe('null while it is not known: the assistant then says that it is not set'),
  page: httpsLink.nullable(),
  hours: hours.nullable().default(null).describe('null while they are not known: the assistant then says so'),
  sayWaitingAfter: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .default(30)
    .describe(
      'After so many minutes, counted from when the desk opens, in which nobody has taken a ticket the person is told so',
    ),
  elseAsk: id
    .optional()
    .describe('The contact that somebody is offered as well whose ticket nobody has taken in that time'),
  askAfterDays: z
    .number()
    .int()
    .min(1)
    .max(365)
    .optional()
    .describe(
      'For a desk outside the network: after so many days the person is asked once whether the ticket is solved; left out, nobody is asked',
    ),
  waitsLongAfter: openMinutes
    .default(120)
    .describe(
      'After so many minutes while the desk is open, somebody who waits for an answer is marked in the inbox',
    ),
  waitsTooLongAfter: openMinutes
    .default(480)
    .describe(
      'After so many minutes while the desk is open, somebody who waits is marked as waiting too long',
    ),
});
export type Contact = z.infer<typeof contact>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const base = z.strictObject({
  folder: z.string().trim().min(1).describe('From the folder of this pack, for example ../data'),
  route: id.optional().describe('The route of that pack on which its texts are taken'),
  without: z
    .array(id)
    .default([])
    .describe('Its questions, groups of out-of-scope texts and notes that are left out here'),
});

export const networkSchema = z.strictObject({
  base: base
    .optional()
    .describe('A pack whose files are used where this one has none: its texts are common to the networks'),
  accessRoute: id
    .optional()
    .describe('The one of the "routes" in guide.yaml that people follow; left out where there are none'),
  site: httpsLink,
  ernSite: httpsLink.describe("The Commission's page about all networks"),
  areas: z
    .array(z.strictObject({ id }))
    .describe('Thematic areas in the order in which CPMS lists them; [] where there are none'),
  contacts: z.record(id, contact),
  helpdesk: id.describe('The contact that "talk to the helpdesk" leads to'),
  accessibilityContact: id.describe('The contact named in the accessibility statement'),
});

/** A name, which is on a button or is typed. */
const name = z.string().trim().min(1).max(200);

export const centresSchema = z.strictObject({
  countries: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[A-Z]{2}$/, 'must be a two-letter country code, for example NL'),
        aliases: z.array(name).default([]).describe('Other names people type'),
        centres: z.array(
          z.strictObject({
            id,
            name,
            city: name,
            aliases: z.array(name).default([]),
            certainty: name
              .regex(/^(high|medium|low)\b/, 'must begin with high, medium or low')
              .describe('"high", "medium" or "low", and why, if that is worth saying'),
            source: z
              .string()
              .regex(
                /^(https:\/\/\S+|the network's list.*)$/,
                "must be an address that starts with https://, or: the network's list",
              )
              .describe("Where it was found: an address, or the network's list (and of what date)"),
          }),
        ),
      }),
    )
    .describe('[] where nobody is asked for a centre'),
});

export const advisoriesSchema = z.strictObject({
  advisories: z.array(
    z.strictObject({
      id,
      enabled: z.boolean().describe('false hides it everywhere'),
      steps: z.array(stepRef).min(1),
      routes: onlyOnRoutes,
      checked: z
        .string()
        .regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'must be the month in which the source was read, as 2026-11'),
      certainty: z
        .enum(['high', 'medium'])
        .describe('high: the source says so outright; medium: one, old or secondary source'),
      source: z.string().trim().min(1),
    }),
  ),
});

export const networksSchema = z.strictObject({
  names: z.array(z.string().trim().min(1)).describe('Without "ERN" in front'),
});

export type GuideFile = z.infer<typeof guideSchema>;
export type NetworkFile = z.infer<typeof networkSchema>;
export type CentresFile = z.infer<typeof centresSchema>;
type AdvisoriesFile = z.infer<typeof advisoriesSchema>;
/** The structural files as they are written, before defaults are filled in; undefined where one does not have its shape. */
export interface WrittenStructure {
  guide: z.input<typeof guideSchema> | undefined;
  network: z.input<typeof networkSchema> | undefined;
  centres: z.input<typeof centresSchema> | undefined;
  advisories: z.input<typeof advisoriesSchema> | undefined;
}

export type Phase = GuideFile['phases'][number];
export type Step = Phase['steps'][number];
export type Country = CentresFile['countries'][number];
export type Centre = Country['centres'][number];
export type Advisory = AdvisoriesFile['advisories'][number];
