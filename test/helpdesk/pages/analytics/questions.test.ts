import { describe, expect, test } from 'vitest';
import { FEEDBACK } from '../../../../src/store/keys.ts';
import { openAnalyticsPages } from './support.ts';

const PAGE = '/helpdesk/learning/questions';
const FILE = 'en/questions/which-browser.yaml';

type Opened = Awaited<ReturnType<typeof openAnalyticsPages>>;

/** Returns the questions on the page in order: the open ones, then those that were added. */
async function listed(opened: Opened, path = PAGE): Promise<string[]> {
  const page = await (await opened.get(path)).text();
  return [...page.matchAll(/<h[23] id="(asked|added)-\d+">(.*?)<\/h[23]>/g)].map(
    ([, kind, text]) => `${kind}: ${text}`,
  );
}

describe('The page of unknown questions', () => {
  test('groups alike questions, the newest first, and leaves out those that are known by now', async () => {
    const opened = await openAnalyticsPages();
    await opened.note('seven spoons dance on the roof', 5);
    await opened.note('is there a fax for the pigeons', 3);
    await opened.note('is there a fax for a pigeon', 1);
    await opened.note('which browser should I use?', 0);
    await opened.note('a thumb down', 0, 'unhelpful');
    expect(await listed(opened)).toEqual([
      'asked: is there a fax for a pigeon',
      'asked: seven spoons dance on the roof',
    ]);
    const page = await (await opened.get(PAGE)).text();
    expect(page).toContain('Asked 2 times, last on ');
    expect(page).toContain('Also asked as: “is there a fax for the pigeons”');
  });

  test('says that there is nothing to do', async () => {
    const opened = await openAnalyticsPages();
    expect(await (await opened.get(PAGE)).text()).toContain('There is nothing to do');
  });

  test('offers the likeliest questions first, then all others, then what is out of scope, each once', async () => {
    const opened = await openAnalyticsPages();
    await opened.note('will my kindle do');
    const page = await (await opened.get(PAGE)).text();
    const groups = [...page.matchAll(/<optgroup label="(.*?)">(.*?)<\/optgroup>/g)].map(
      ([, label, options = '']) => [
        label,
        [...options.matchAll(/value="(.*?)"/g)].map(([, value]) => value ?? ''),
      ],
    ) as [string, string[]][];
    expect(groups.map(([label]) => label)).toEqual([
      'Most likely',
      'All questions',
      'What the assistant declines',
    ]);
    const all = groups.flatMap(([, values]) => values);
    expect(groups[0]?.[1]).toContain('which-browser');
    expect(groups[2]?.[1]).toContain('clinical');
    expect(new Set(all).size).toBe(all.length);
  });

  test('shows at most twenty forms, and says how many more there are', async () => {
    const opened = await openAnalyticsPages();
    // Without the w, which three times asks for an address.
    const words = 'abcdefghijklmnopqrstuvx'.split('');
    for (const word of words) await opened.note(`${word.repeat(9)} ${word.repeat(4)}zz ${word.repeat(7)}`);
    expect(await listed(opened)).toHaveLength(20);
    expect(await (await opened.get(PAGE)).text()).toContain('3 more appear once these are done');
  });

  test('shows markup in a question as text', async () => {
    const opened = await openAnalyticsPages();
    await opened.note('</textarea><script>alert(1)</script><img src=x onerror=alert(1)> pigeons');
    const page = await (await opened.get(PAGE)).text();
    expect(page).not.toMatch(/<script>|<img/);
  });
});

describe('An example', () => {
  async function asked(text = 'the carrot sings to a pigeon') {
    const opened = await openAnalyticsPages();
    const row = await opened.note(text);
    const add = (fields: Record<string, string>) =>
      opened.post({ do: 'write', row, text, target: 'which-browser', ...fields });
    return { opened, row, add };
  }

  test('is written into the pack as its editor changed it, and the question waits for the restart', async () => {
    const { opened, row, add } = await asked();
    const before = opened.folder.read(FILE);
    const response = await add({ text: 'does the browser\r\nof my fridge do' });
    expect([response.status, response.headers.get('location')]).toEqual([303, `${PAGE}?done=write`]);
    expect(opened.folder.read(FILE)).toBe(`${before}  does the browser of my fridge do\n`);
    expect(await listed(opened)).toEqual(['added: the carrot sings to a pigeon']);
    expect(await (await opened.get(`${PAGE}?done=write`)).text()).toContain(
      'has been added to the content pack',
    );
    expect((await opened.store.get(FEEDBACK + row))?.value).toMatchObject({ addedTo: 'which-browser' });
  });

  test('is checked while others are answered, and another one that comes meanwhile is added, too', async () => {
    const { opened, add } = await asked();
    const other = await opened.note('is there a fax for pigeons');
    const before = opened.folder.read(FILE);
    let isDone = false;
    const adding = Promise.all([
      add({ text: 'does a kettle do' }),
      add({ text: 'what about my toaster', row: other }),
    ]).finally(() => {
      isDone = true;
    });
    let answers = 0;
    while (!isDone) {
      await opened.get(PAGE);
      answers++;
    }
    expect((await adding).map(({ status }) => status)).toEqual([303, 303]);
    expect(answers).toBeGreaterThan(5);
    const added = opened.folder.read(FILE).slice(before.length).split('\n').toSorted();
    expect(added).toEqual(['', '  does a kettle do', '  what about my toaster']);
  });

  test('is downloaded as the whole changed file, and the pack stays as it is', async () => {
    const { opened, add } = await asked();
    const before = opened.folder.read(FILE);
    const response = await add({ do: 'download' });
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="which-browser.yaml"');
    expect(await response.text()).toBe(`${before}  the carrot sings to a pigeon\n`);
    expect(opened.folder.read(FILE)).toBe(before);
    expect(await listed(opened)).toEqual(['added: the carrot sings to a pigeon']);
  });

  test('that was added can be put back on the list or taken off it', async () => {
    const { opened, row, add } = await asked();
    await add({ do: 'download' });
    await opened.post({ do: 'reopen', row });
    expect(await listed(opened)).toEqual(['asked: the carrot sings to a pigeon']);
    await opened.post({ do: 'dismiss', row });
    expect(await listed(opened)).toEqual([]);
    expect(await opened.store.list(FEEDBACK)).toEqual([]);
  });

  test.each([
    ['names no question', { target: '' }, 'Choose the question'],
    ['names a question that is not there', { target: '../../network' }, 'Choose the question'],
    ['names what every object has', { target: 'constructor' }, 'Choose the question'],
    ['is empty', { text: '  ' }, 'Write how somebody might ask'],
    ['is a mail', { text: 'long '.repeat(200) }, 'too long'],
    ['has braces', { text: 'what is {this}' }, 'Curly brackets'],
    [
      'holds a telephone number',
      { text: 'call me at +32 470 12 34 56 please' },
      'must not be kept: a phone number',
    ],
    [
      'holds an email address',
      { text: 'can jo@home.example be invited' },
      'must not be kept: an email address',
    ],
    ['holds a PIN in words', { text: 'my pin is four eight one five' }, 'must not be kept: a PIN or a code'],
    ['holds a password', { text: 'my password is Sommer2024!' }, 'must not be kept: a password'],
    [
      'holds what stands for a secret',
      { text: 'I typed (password not kept) twice' },
      'Take out the words (password not kept)',
    ],
    ['is there already', { text: 'which site for requesting access' }, 'already has this example'],
    ['belongs to another question', { text: 'start access form how, please' }, 'is nearer to'],
  ])('is refused, with what was typed, where it %s', async (_what, fields, why) => {
    const { opened, add } = await asked();
    const before = opened.folder.read(FILE);
    const response = await add(fields);
    const page = await response.text();
    expect(response.status).toBe(422);
    const alert = /<p class="notice refused" role="alert" id="(why-0)">(.*?)<\/p>/.exec(page);
    expect(alert?.[2]).toContain(why);
    expect(page).toContain(`aria-describedby="${alert?.[1]}"`);
    if ('text' in fields) expect(page).toContain(`>\n${fields.text}</textarea>`);
    expect(opened.folder.read(FILE)).toBe(before);
    expect(await listed(opened)).toEqual(['asked: the carrot sings to a pigeon']);
  });

  test('is refused, with the place, where somebody has broken the pack meanwhile', async () => {
    const { opened, add } = await asked();
    opened.folder.change('en/questions/app-install.yaml', 'step:', 'stop:');
    const page = await (await add({})).text();
    expect(page).toContain('en/questions/app-install.yaml:');
  });

  test('is refused where somebody else has dealt with the question', async () => {
    const { opened, row, add } = await asked();
    await opened.post({ do: 'dismiss', row });
    const response = await add({});
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('somebody else has dealt with it');
  });

  test('can only be downloaded where the pack is read-only', async () => {
    const { opened } = await asked();
    opened.folder.remove('en/questions/access-request-how.yaml');
    const page = await (await opened.get(PAGE)).text();
    expect(page).toContain('cannot write to the folder of the content pack');
    expect(page).not.toContain('value="write"');
    expect(page).toContain('value="download"');
  });

  test('is logged with who did what, without its text', async () => {
    const { opened, add } = await asked();
    await add({});
    expect(opened.logged).toEqual([{ agent: 'ann', action: 'write', questions: 1, file: FILE }]);
    expect(JSON.stringify(opened.logged)).not.toContain('fridge');
  });

  test.each([
    ['of another site', {}, 'wrong-csrf', 403],
    ['that asks for nothing known', { do: 'explode' }, undefined, 303],
    ['without a question', { row: '' }, undefined, 303],
    ['with a key in the place of a question', { row: '../talk/1' }, undefined, 303],
  ])('changes nothing after a form %s', async (_what, fields, csrf, status) => {
    const { opened, row } = await asked();
    const before = opened.folder.read(FILE);
    const form = { do: 'write', row, text: 'does a fridge do', target: 'which-browser', ...fields };
    expect((await opened.post(form, csrf)).status).toBe(status);
    expect(opened.folder.read(FILE)).toBe(before);
    expect(opened.errors).toEqual([]);
  });
});

describe("The page of the content's history", () => {
  test('says that there is none where the pack is in no repository', async () => {
    const { get } = await openAnalyticsPages();
    const page = await (await get('/helpdesk/learning/history')).text();
    expect(page).toContain('is not in a Git repository');
  });
});
