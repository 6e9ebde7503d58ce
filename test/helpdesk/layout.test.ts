import { expect, test } from 'vitest';
import { type Content, textsForDesk } from '../../src/content/content.ts';
import { layout, pageContextFor } from '../../src/helpdesk/layout.ts';
import { html } from '../../src/http/html.ts';
import { pack } from '../support/clinician.ts';

/** The pack with a second language, in which a helpdesk can work. */
function packInTwoLanguages(): Content {
  const english = textsForDesk(pack, 'en');
  const { helpdesk, learning } = english;
  const page = { ...helpdesk.page, title: 'Posteingang' };
  return {
    ...pack,
    languages: new Map([...pack.languages, ['de', { ...english, language: 'de' }]]),
    desks: new Map([...pack.desks, ['de', { helpdesk: { ...helpdesk, page }, learning }]]),
  };
}

async function pageIn(deskLanguage: string, content = packInTwoLanguages()): Promise<string> {
  const assets = { address: async () => '/assets', serve: async () => undefined };
  const contextFor = pageContextFor(() => content, { deskLanguage, assets, contentProblems: () => [] });
  return layout(await contextFor(), { title: 'x', main: html`` }).text;
}

test("The helpdesk's pages are in the language that it works in", async () => {
  expect(await pageIn('de')).toMatch(/<html lang="de">.*<title>x – Posteingang<\/title>/s);
  expect(await pageIn('en')).toMatch(/<html lang="en">/);
});

test('They are in the default language where the pack has no texts for a helpdesk in another', async () => {
  expect(await pageIn('de', pack)).toMatch(/<html lang="en">/);
});
