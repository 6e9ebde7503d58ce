import type { Content } from '../content/content.ts';
import { SENSITIVE_KINDS, type SensitiveKind } from '../content/schema/sensitive-words.ts';
import { birthDateDetector } from './birth-dates.ts';
import { codeDetector } from './codes.ts';
import type { Detector, Finding } from './detector.ts';
import { identifierDetector } from './identifiers.ts';
import { withPlainDigits } from './long-numbers.ts';
import { passwordDetector } from './passwords.ts';
import { patientNameDetector } from './patient-names.ts';
import { phoneNumberDetector } from './phone-numbers.ts';

/** Finds the passages of a text that must not be kept; they do not overlap and are in the text's order. */
export type FindSensitive = (text: string) => Finding[];

const finders = new WeakMap<Content, FindSensitive>();

/** Returns the finder for a content pack's words, which is made when first needed. */
export function sensitiveFinder(content: Content): FindSensitive {
  const finder = finders.get(content) ?? makeFinder(content);
  finders.set(content, finder);
  return finder;
}

/** Replaces the findings in a text by words that name the kind of what stood there. */
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
  const detectors: Detector[] = [
    passwordDetector(words),
    birthDateDetector(words),
    identifierDetector(words),
    codeDetector(words),
    phoneNumberDetector(words),
    patientNameDetector(words, knownWords(content)),
  ];
  return (text) => {
    const plain = withPlainDigits(text);
    return merged(detectors.flatMap((detect) => detect(plain)));
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

/** Makes a function that checks whether the content pack uses a word, which then is not a patient's name. */
function knownWords(content: Content): (word: string) => boolean {
  let known: Set<string> | undefined;
  return (word) => {
    known ??= new Set(textOf(content).match(/[\p{L}'’-]+/gu));
    return known.has(word);
  };
}

/** Returns the pack's texts, but not its examples, in which people name towns and colleagues. */
function textOf(content: Content): string {
  const withoutExamples = (key: string, value: unknown) => (key === 'examples' ? undefined : value);
  return JSON.stringify([...content.languages.values(), content.centres], withoutExamples)
    .replaceAll('\\n', ' ')
    .toLowerCase();
}
