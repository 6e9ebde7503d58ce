import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Document, isMap, isSeq, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import { type Content, textsOf } from '../../src/content/content.ts';
import type { GuideFile } from '../../src/content/schema/structure.ts';
import { pack } from './clinician.ts';
import { copyInEnglish } from './copy-in-english.ts';
import { renameIds } from './rename-ids.ts';

const SHIPPED = fileURLToPath(new URL('../../data', import.meta.url));

/** The names by which a network could be recognised: its own, its areas' and its centres', with short forms. */
export function networkNames(content: Content): string[] {
  const { shortName, areas } = textsOf(content, 'en').network;
  const centres = content.centres.countries.flatMap((country) => country.centres);
  return [
    shortName,
    ...Object.values(areas).flatMap(({ label, name }) => [label, name]),
    ...centres.flatMap(({ name, aliases }) => [name, ...aliases]),
  ];
}

/** Returns the names of a network in a text; its own name is also found at the beginning of a word. */
export function networkNamesIn(text: string, content: Content): string[] {
  const { shortName } = textsOf(content, 'en').network;
  return networkNames(content).filter((name) =>
    (name === shortName ? new RegExp(`(?<!\\p{L})${name}`, 'iu') : asWords(name)).test(text),
  );
}

function asWords(name: string): RegExp {
  const literal = name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'iu');
}

const NETWORK = `
accessRoute: saas
site: https://ern-aurora.example/
ernSite: https://ec.europa.eu/health/ern
areas: [{ id: north }, { id: south }]
contacts:
  desk: { email: desk@ern-aurora.example, page: https://ern-aurora.example/help }
  eu-login-support: { email: support@sign-in.example, page: null }
helpdesk: desk
accessibilityContact: desk
`;

const NETWORK_TEXTS = `
name: "ERN AURORA"
shortName: "AURORA"
about: "AURORA is an invented network."
guide: "I teach the guide of AURORA."
sites: { site: "Open the website of {network}", ernSite: "About the networks" }
words: { guide: "the guide", left: "No centre has left.", area: lightfield, areas: lightfields, doctor: aurorist, field: aurorology }
areas:
  north: { label: "A1", name: "Rare northern lights", covers: "Lights of the north." }
  south: { label: "A2", name: "Rare southern lights", covers: "Lights of the south." }
contacts:
  desk: { name: "AURORA desk", helpsWith: "Everything." }
  eu-login-support: { name: "EU Login support", helpsWith: "Your EU Login." }
`;

const CENTRES = `
countries:
  - id: SE
    aliases: ["Sverige"]
    centres:
      - { id: se-polar, name: "Polar Hospital", city: "Kiruna", certainty: "high (invented)", source: "https://polar.example/" }
  - id: IE
    centres: []
`;

const FIFTH_PHASE = `
title: "Join a first meeting"
steps:
  find-meeting:
    title: "Find the meeting of your area"
    instructions: ["Open the list of meetings of {network} and look for {area}."]
`;

/**
 * Makes the content pack of a second, invented network, in a folder of its own: other names, areas and centres, a guide without
 * text messages, with one step more and with a fifth phase; each phase, step, method, entry, problem, link and desk has an id
 * that the first network does not know.
 */
export function otherNetworkPack(): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'aurora-'));
  copyInEnglish(SHIPPED, folder);
  writeFileSync(join(folder, 'network.yaml'), NETWORK);
  writeFileSync(join(folder, 'centres.yaml'), CENTRES);
  writeFileSync(join(folder, 'en/network.yaml'), NETWORK_TEXTS);
  writeFileSync(join(folder, 'en/steps/first-meeting.yaml'), FIFTH_PHASE);
  change(folder, 'guide.yaml', withoutTextMessages);
  change(folder, 'en/guide.yaml', (texts) => texts.deleteIn(['methods', 'sms']));
  withoutUnlistedProblems(folder);
  change(folder, 'en/steps/two-factor.yaml', withoutSmsTexts);
  change(folder, 'en/steps/eu-login.yaml', (texts) =>
    texts.setIn(['steps', 'choose-language'], {
      title: 'Choose your language',
      instructions: ['Pick the language of EU Login in the top right corner.'],
    }),
  );
  change(folder, 'advisories.yaml', withoutForeignNotes);
  withoutSmsQuestions(folder);
  renameIds(folder);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function change(folder: string, file: string, edit: (document: Document) => void): void {
  const path = join(folder, file);
  const document = parseDocument(readFileSync(path, 'utf8'));
  edit(document as Document);
  writeFileSync(path, document.toString());
}

function withoutTextMessages(guide: Document): void {
  keepWhere(guide, ['methods'], ({ id }) => id !== 'sms');
  keepWhere(guide, ['phases', 1, 'steps'], ({ id }) => !isSms(id));
  guide.addIn(['phases', 0, 'steps'], { id: 'choose-language' });
  guide.addIn(['phases'], { id: 'first-meeting', steps: [{ id: 'find-meeting' }] });
  const problems = guide.get('problems');
  if (!isMap(problems)) return;
  for (const { value } of problems.items) {
    if (!isMap(value)) continue;
    if (isSms(String(value.get('goTo')))) value.delete('goTo');
    if (value.get('contact') !== 'eu-login-support') value.set('contact', 'desk');
  }
}

/** Removes the problems that only the steps about text messages listed. */
function withoutUnlistedProblems(folder: string): void {
  change(folder, 'guide.yaml', (guide) => {
    const { phases, problems, roles } = guide.toJSON() as GuideFile;
    const listed = phases.flatMap(({ steps }) => steps.flatMap((step) => step.problems ?? []));
    for (const problem of Object.keys(problems)) {
      if (listed.includes(problem) || problem === roles.onlyNetworkShown) continue;
      guide.deleteIn(['problems', problem]);
      change(folder, 'en/guide.yaml', (texts) => texts.deleteIn(['problems', problem]));
    }
  });
}

function withoutSmsTexts(texts: Document): void {
  const steps = texts.get('steps');
  if (isMap(steps)) steps.items = steps.items.filter(({ key }) => !isSms(String(key)));
}

/** Removes the questions about text messages, and the references to them. */
function withoutSmsQuestions(folder: string): void {
  const questions = readdirSync(join(folder, 'en/questions')).map((file) => `en/questions/${file}`);
  const about = questions.filter((file) =>
    isSms(String(parseDocument(readFileSync(join(folder, file), 'utf8')).get('step'))),
  );
  const gone = new Set(about.map((file) => basename(file, '.yaml')));
  for (const file of about) rmSync(join(folder, file));
  const keepOthers = (names: unknown) => {
    if (isSeq(names)) names.items = names.items.filter((name) => !gone.has(String(name)));
  };
  for (const file of questions.filter((each) => !about.includes(each)))
    change(folder, file, (question) => keepOthers(question.get('related')));
  change(folder, 'en/vague.yaml', (vague) => {
    for (const group of (vague.get('vague') as YAMLSeq<YAMLMap>).items) keepOthers(group.get('means'));
  });
}

/** Removes advisories about text messages, which have no step, and switches off those about the first network. */
function withoutForeignNotes(notes: Document): void {
  const advisories = notes.get('advisories');
  if (!isSeq(advisories)) return;
  for (const advisory of advisories.items as YAMLMap[]) {
    const { steps, source } = advisory.toJSON() as { steps: string[]; source: string };
    advisory.set(
      'steps',
      steps.filter((step) => !isSms(step)),
    );
    if (networkNamesIn(source, pack).length > 0) advisory.set('enabled', false);
  }
}

function isSms(id: string): boolean {
  return /(^|\/)sms-/.test(id);
}

function keepWhere(
  document: Document,
  path: (string | number)[],
  keep: (row: { id: string }) => boolean,
): void {
  const list = document.getIn(path);
  if (isSeq(list))
    list.items = (list.items as YAMLMap[]).filter((row) => keep(row.toJSON() as { id: string }));
}
