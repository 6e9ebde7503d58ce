import { expect, test } from 'vitest';
import { ContentError } from '../../../src/content/content-problem.ts';
import { loadContent } from '../../../src/content/load.ts';
import { PackCopy } from '../pack-copy.ts';

/** Returns the problems of a pack whose second language has been changed, each with its fix. */
function problemsAfter(change: (pack: PackCopy) => void): string[] {
  const pack = new PackCopy();
  pack.addLanguage('de');
  change(pack);
  try {
    loadContent(pack.folder);
    return [];
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return error.problems.map(
      ({ file, line, key, reason, fix }) => `${file}:${line} ${key}: ${reason}; ${fix}`,
    );
  }
}

test('A language says everything that the first one says, at the same place and with the same facts', () => {
  const problems = problemsAfter((pack) => {
    pack.copy('de/questions/app-error.yaml', 'de/questions/app-fehler.yaml');
    pack.change('de/steps/first-login.yaml', /^ {4}tip: .*\n/m, '');
    pack.change(
      'de/steps/eu-login.yaml',
      '- "Click {button:create-account}."',
      '- "Klicken Sie auf {button:sign-in}."',
    );
    pack.change('de/steps/eu-login.yaml', 'but it can take up to 20', 'manchmal nach 30');
    pack.change('de/steps/eu-login.yaml', '      - "Type it again to confirm it."\n', '');
    pack.change('de/questions/sms-setup.yaml', /^step: .*$/m, 'step: two-factor/app-install');
    pack.change('de/steps/two-factor.yaml', 'askAfter: 0', 'askAfter: 1');
  });
  expect(problems.sort()).toEqual([
    'de/questions/app-fehler.yaml:1 : there is no such file in the default language; correct its name, or remove it',
    'de/questions/sms-setup.yaml:3 step: is not what it is in en/questions/sms-setup.yaml; write "two-factor/sms-open-numbers"',
    'de/steps/eu-login.yaml:15 the 2nd line of steps.register.instructions: {button:create-account} is missing, and the sentence that it translates has it; write {button:create-account} where it belongs in the sentence: en/steps/eu-login.yaml has “Click {button:create-account}.”',
    expect.stringContaining(
      '{button:sign-in} is not in the sentence that it translates; take {button:sign-in} out',
    ),
    expect.stringContaining('1st line of steps.confirm-mail.instructions: the number 20 is missing'),
    expect.stringContaining(
      '1st line of steps.confirm-mail.instructions: the number 30 is not in the sentence',
    ),
    'de/steps/eu-login.yaml:29 steps.create-password.instructions: has 2 entries, and in en/steps/eu-login.yaml it has 3; write one for each of them, in the same order',
    expect.stringMatching(
      /^de\/steps\/first-login.yaml:10 steps.await-approval.tip: the key is missing; translate it from en\/.*: “I don't know/,
    ),
    'de/steps/two-factor.yaml:91 steps.sms-add-number.askAfter: is not what it is in en/steps/two-factor.yaml; write 0',
  ]);
});

test('A question that is not translated yet is named once, however many others lead to it', () => {
  const problems = problemsAfter((pack) => {
    pack.remove('de/questions/app-install.yaml');
    pack.remove('de/steps/eu-login.yaml');
  });
  expect(problems).toEqual([
    'de/questions/app-install.yaml:1 : the file is missing; translate en/questions/app-install.yaml into it',
    expect.stringContaining('de/steps/eu-login.yaml:1 : the file is missing'),
  ]);
});

test("The words that people type are each language's own", () => {
  const problems = problemsAfter((pack) => {
    pack.change('de/questions/app-install.yaml', /examples: \|\n.*/s, 'examples: |\n  wo gibt es die app\n');
    pack.change('de/messages.yaml', /^avoid:\n(?: .*\n)+/m, 'avoid:\n  Handy: "Mobiltelefon"\n');
    pack.write('de/denials.yaml', '# None yet.\n');
  });
  expect(problems).toEqual([]);
});
