import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LocalConnector } from '../channels/teams/local-connector.ts';
import { playConversation } from './play-conversation.ts';

const folder = new URL('./', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.talk'),
);

describe('The assistant', () => {
  test.each(files)('%s goes as it is written', async (file) => {
    await playConversation(file, readFileSync(new URL(file, folder), 'utf8'));
  });
});

describe('The assistant in Microsoft Teams', () => {
  const connector = new LocalConnector();
  beforeAll(() => connector.open());
  afterAll(() => connector.close());

  test.each(files)('%s goes as it is written', async (file) => {
    // The place in the guide is for the progress panel, which Teams does not have.
    const text = readFileSync(new URL(file, folder), 'utf8').replace(/^At: .*$/gm, '');
    await playConversation(file, text, connector.connect);
  });
});

describe('A line that is not true', () => {
  test.each([
    ['Assistant: Welcome … to Hogwarts', 'It does not say that.'],
    ['Never: Welcome', 'It says that.'],
    ['Buttons: Start from the beginning', 'It has: Start from the beginning | I have done part of it | '],
    ['Buttons: … | Ask a question', 'It has: Start from the beginning | '],
    ['Links: Open EU Login', 'It has: none'],
    ['At: eu-login/register, 0 of 17 done', 'It is somewhere else.'],
    [
      'You press: Done – next',
      'That cannot be done: no button "Done – next", only: Start from the beginning',
    ],
    ['Nothing comes back.', 'Something came back.'],
    ['you shout: help', 'This is no line that a talk can have.'],
  ])('"%s" fails with its place and the newest message', async (line, problem) => {
    const failure = await playConversation('some.talk', `# a talk\nYou join.\n\n${line}`).catch(String);
    expect(failure).toContain(`some.talk:4: ${line}\n${problem}`);
    expect(failure).toContain("    Welcome! Let's get you into");
    expect(failure).toContain('At: nowhere');
  });
});
