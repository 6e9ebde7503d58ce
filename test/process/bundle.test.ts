import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_LANGUAGE, textsOf } from '../../src/content/content.ts';
import { currentBundle, writeBundle } from '../../src/lib/bundle/server-bundle.ts';
import { picturePath } from '../../src/pictures/address.ts';
import { startProcess } from '../support/assistant-process.ts';
import { pack } from '../support/clinician.ts';
import { DirectLinePerson } from '../support/direct-line.ts';
import { newDatabase } from './store-beside.ts';

test('Joined into a few files, as an install leaves it, the assistant does what it does from its sources', async () => {
  await writeBundle('src/start.ts');
  expect(currentBundle('src/start.ts')).toBeDefined();
  const { url, kill } = await startProcess({ DATABASE_URL: newDatabase() });
  onTestFinished(() => kill('SIGTERM'));
  expect((await fetch(`${url}readyz`)).ok).toBe(true);

  // What lies beside the sources, and a package with a part that was compiled for the machine.
  const texts = textsOf(pack, DEFAULT_LANGUAGE);
  const [drawing = ''] = Object.keys(texts.drawings);
  const picture = await fetch(new URL(picturePath(texts, drawing), url));
  expect(picture.headers.get('content-type')).toBe('image/png');
  const page = await (await fetch(new URL('chat', url))).text();
  const [script = ''] = /\/assets\/\w+\/chat\.js/.exec(page) ?? [];
  expect((await fetch(new URL(script, url))).ok).toBe(true);
  expect((await fetch(new URL('helpdesk', url))).status).toBeLessThan(500);

  const person = new DirectLinePerson(url);
  await person.open();
  const welcome = (await person.read()).at(-1);
  expect(welcome?.buttons.length).toBeGreaterThan(0);
  const answer = await person.say('What is CPMS?');
  expect(answer.text).not.toBe(welcome?.text);
});
