import { expect, test } from 'vitest';
import { aTicket, openInbox } from '../../helpdesk/pages/support.ts';
import { visit } from './visit.ts';

const DAY_FIRST = /^\d{1,2} [A-Z][a-z]+( \d{4})?, \d\d:\d\d$/;
const MONTH_FIRST = /^[A-Z][a-z]+ \d{1,2}(, \d{4})?, \d{1,2}:\d\d\s[AP]M$/;

test.each([
  { languages: ['nl-NL', 'nl', 'en-US', 'en'], form: DAY_FIRST },
  { languages: ['de', 'en-US'], form: DAY_FIRST },
  { languages: ['en-US', 'de'], form: MONTH_FIRST },
  { languages: ['en', 'de'], form: DAY_FIRST },
  { languages: ['en-US@posix', 'en-US'], form: MONTH_FIRST },
  { languages: [], form: DAY_FIRST },
])(
  'Somebody whose browser prefers $languages reads English times as they are written there',
  async ({ languages, form }) => {
    const { url } = await openInbox({ tickets: [aTicket()] });
    const { page } = await visit(url, '/helpdesk');
    await page.addInitScript(
      `Object.defineProperty(navigator, 'languages', { value: ${JSON.stringify(languages)} });`,
    );
    await page.reload();
    await expect.poll(() => page.locator('time').first().textContent()).toMatch(form);
  },
);
