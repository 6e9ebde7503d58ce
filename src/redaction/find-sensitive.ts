import type { Content } from '../content/content.ts';
import { SENSITIVE_KINDS, type SensitiveKind } from '../content/schema/words/sensitive-words.ts';
import { birthDateDetector } from './birth-dates.ts';
import { codeDetector } from './codes.ts';
import type { Detector, Finding } from './detector.ts';
import { emailDetector } from './emails.ts';
import { identifierDetector } from './identifiers.ts';
import { linkDetector } from './links.ts';
import { withPlainDigits } from './long-numbers.ts';
import { passphraseDetector } from './passphrases.ts';
import { passwordDetector } from './passwords.ts';
import { patientNameDetector } from './patient-names.ts';
import { phoneNumberDetector } from './phone-numbers.ts';
import { vocabularyOf } from './vocabulary.ts';
import { wordsOf } from './words.ts';

/** Finds the passages of a text that must not be kept; they do not overlap and are in the text's order. */
export type FindSensitive = (text: string) => Finding[];

/** The kinds that should not get into a chat from the helpdesk, which may give its own telephone number, and an error code. */
export const NOT_IN_ANSWERS = [
  'password',
  'birthDate',
  'identifier',
  'patientName',
] as const satisfies SensitiveKind[];

const finders = new WeakMap<Content, FindSensitive>();

/** Returns the finder for a content pack's words, which is made when first needed. */
export function sensitiveFinder(content: Content): FindSensitive {
  const finder = finders.get(content) ?? makeFinder(content);
  finders.set(content, finder);
  return finder;
}

/** Text that reaches every detector. */
const SAMPLE =
  'My patient Anna Berg, born 3 May 2012, has hypospadias: pin 4815, password Sun!day77, mail anna@home.example, see https://a.example/?token=a1b2c3d4';

/** The first run compiles what is used, and the next what the first prepared; more would only make the start longer. */
const WARM_UP_RUNS = 3;

/** Runs the finder a few times, so that the first message does not wait for what it loads and compiles. */
export function warmUpFinder(content: Content): void {
  const find = sensitiveFinder(content);
  for (let run = 0; run < WARM_UP_RUNS; run++) find(SAMPLE);
}

/** Replaces the findings in a text by words that name the kind of what was there. */
export function replaceFindings(
  text: string,
  findings: readonly Finding[],
  stoodHere: (kind: SensitiveKind) => string,
): string {
  let kept = '';
  let from = 0;
  for (const { kind, start, end } of findings) {
    kept += text.slice(from, start) + stoodHere(kind);
    from = end;
  }
  return kept + text.slice(from);
}

function makeFinder(content: Content): FindSensitive {
  const words = content.sensitive;
  const vocabulary = vocabularyOf(content);
  const detectors: Detector[] = [
    passwordDetector(words, vocabulary.isCommon),
    passphraseDetector(words, vocabulary.isCommon),
    linkDetector(words),
    birthDateDetector(words),
    identifierDetector(words, vocabulary.isKnown),
    codeDetector(words),
    phoneNumberDetector(words),
    emailDetector(vocabulary.isOwnAddress),
  ];
  const namesIn = patientNameDetector(words, vocabulary);
  return (text) => {
    const plain = withPlainDigits(text);
    const list = wordsOf(plain);
    const found = detectors.flatMap((detect) => detect(plain, list));
    return merged([...found, ...namesIn(plain, list, found)]);
  };
}

/** Merges findings that overlap into one, of the kind that comes first in the list of kinds. */
function merged(found: readonly Finding[]): Finding[] {
  const kept: Finding[] = [];
  for (const finding of [...found].sort((a, b) => a.start - b.start)) {
    const last = kept.at(-1);
    if (last && finding.start < last.end) {
      last.end = Math.max(last.end, finding.end);
      if (SENSITIVE_KINDS.indexOf(finding.kind) < SENSITIVE_KINDS.indexOf(last.kind))
        last.kind = finding.kind;
    } else kept.push({ ...finding });
  }
  return kept;
}
