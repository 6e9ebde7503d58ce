import type { TurnContext } from 'botbuilder-core';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { progressBar } from '../../cards/progress-bar.ts';
import { axe, openPage, type Size, screenshot } from './browser.ts';
import { openSite, pagesOptions } from './site.ts';
import { untilWebChat } from './web-chat.ts';

const { chat, progress } = pagesOptions().site;
const TOKEN = 'assistant-token';
const LONG = 'A button whose words are far too many for one line of a phone';

/** The conversations that have begun. */
const greeted = new Set<string>();

/** Shows a card of a step, with every kind of element that the guide uses; pressing "Done" counts. */
async function stepBot(context: TurnContext): Promise<void> {
  const { type, value, conversation } = context.activity;
  // Whoever comes back sees what was said, and nothing new.
  if (type === 'conversationUpdate' && !value?.start && greeted.has(conversation.id)) return;
  greeted.add(conversation.id);
  const done = type === 'conversationUpdate' ? 0 : Number(value?.done ?? 0) + 1;
  await context.sendActivity({
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: stepCard(done) }],
    entities: [position(done)],
  });
}

function stepCard(done: number) {
  const box = (style: string, text: string) => ({
    type: 'Container',
    style,
    items: [{ type: 'TextBlock', text, wrap: true, isSubtle: true }],
  });
  return {
    type: 'AdaptiveCard',
    version: '1.5',
    speak: `Chosen: Exampletown. Step ${done + 1} of 3`,
    body: [
      box('good', 'Chosen: Exampletown'),
      progressBar(done + 1, 3),
      {
        type: 'TextBlock',
        style: 'heading',
        size: 'large',
        weight: 'bolder',
        text: `Step number ${done + 1}`,
      },
      { type: 'TextBlock', wrap: true, text: '1. Open the **page**\n2. Press the button' },
      ...['default', 'emphasis', 'accent', 'warning', 'attention'].map((style) =>
        box(style, `A box: ${style}`),
      ),
      { type: 'FactSet', facts: [{ title: 'Organisation', value: 'Example Hospital' }] },
      { type: 'Input.Text', id: 'phone', label: 'Your number', placeholder: '+31 6 12345678' },
      {
        type: 'ActionSet',
        actions: [{ type: 'Action.OpenUrl', title: 'Open it', url: 'http://localhost:9/' }],
      },
      {
        type: 'Container',
        style: 'emphasis',
        items: [{ type: 'TextBlock', text: LONG, wrap: true }],
        selectAction: { type: 'Action.Submit', title: LONG, data: { done } },
      },
    ],
    actions: [
      { type: 'Action.Submit', title: 'Done – next', style: 'positive', data: { done } },
      { type: 'Action.Submit', title: 'Skip', data: {} },
    ],
  };
}

function position(done: number) {
  const states = ['open', 'open', 'open'].map((_, at) =>
    at < done ? 'done' : at === done ? 'current' : 'open',
  );
  return {
    type: 'guidePosition',
    phase: 'first',
    step: `s${done}`,
    // The last card says that all is done.
    isStep: done < 3,
    done,
    total: 4,
    outline: [
      {
        id: 'first',
        title: 'Part one',
        steps: states.map((state, at) => ({ id: `s${at}`, title: `Do ${at}`, state })),
      },
      { id: 'last', title: 'Part two', steps: [{ id: 'left', title: 'Left out', state: 'skipped' }] },
    ],
  };
}

async function visit(url: string, size: Size = 'desktop'): Promise<Page> {
  const page = await openPage(size);
  await page.goto(url);
  if (url.endsWith('/chat')) await untilWebChat(page);
  return page;
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).last().click();
const heading = (page: Page, name: string) => page.getByRole('heading', { name }).last();
const token = (page: Page) => page.evaluate<string | null>(`localStorage.getItem('${TOKEN}')`);

describe.each(['desktop', 'phone'] as const)('On a %s', (size) => {
  test('the chat draws a card with no word cut off, passes axe and keeps to the content policy', async () => {
    const { url } = await openSite({ bot: stepBot });
    const page = await openPage(size);
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    await page.goto(`${url}/chat`);
    await heading(page, 'Step number 1').waitFor();
    await screenshot(page, `chat-card-${size}`);
    expect(await axe(page)).toEqual([]);
    expect(complaints).toEqual([]);
    const cutOff = `[...document.querySelectorAll('.ac-pushButton, .ac-textBlock')]
      .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent)`;
    expect(await page.evaluate(cutOff)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  });

  test('the chat shows a new card from its top', async () => {
    const { url } = await openSite({ bot: stepBot });
    const page = await visit(`${url}/chat`, size);
    await heading(page, 'Step number 1').waitFor();
    await press(page, 'Done – next');
    await heading(page, 'Step number 2').waitFor();
    const { height } = page.viewportSize() ?? { height: 0 };
    const fromTop = async () => (await heading(page, 'Step number 2').boundingBox())?.y ?? height;
    await expect.poll(fromTop).toBeLessThan(height / 2);
    expect(await fromTop()).toBeGreaterThan(60);
  });
});

test('The panel lists the steps with their state in words, and marks where the person is', async () => {
  const { url } = await openSite({ bot: stepBot });
  const page = await visit(`${url}/chat`);
  await heading(page, 'Step number 1').waitFor();
  await press(page, 'Done – next');
  const panel = page.getByRole('complementary', { name: progress.heading });
  await panel.getByText('1 of 4 steps done').waitFor();
  expect(await panel.locator('[aria-current="step"] .title').textContent()).toBe(
    `Do 1 (${progress.states.current})`,
  );
  expect(await panel.locator('.steps .title').allTextContents()).toEqual([
    `Do 0 (${progress.states.done})`,
    `Do 1 (${progress.states.current})`,
    `Do 2 (${progress.states.open})`,
    `Left out (${progress.states.skipped})`,
  ]);
});

test('On a phone one line says how far the person has come', async () => {
  const { url } = await openSite({ bot: stepBot });
  const page = await visit(`${url}/chat`, 'phone');
  await heading(page, 'Step number 1').waitFor();
  const line = page.getByRole('region', { name: progress.heading });
  expect(await line.textContent()).toContain('0 of 4 steps done');
  expect(await page.getByRole('complementary', { name: progress.heading }).count()).toBe(0);
  const opener = line.getByRole('button', { name: '0 of 4 steps done' });
  await opener.tap();
  const list = page.getByRole('dialog', { name: progress.heading });
  await list.getByRole('button', { name: 'Left out' }).waitFor();
  expect(await axe(page)).toEqual([]);
  await screenshot(page, 'steps-phone');
  await page.keyboard.press('Escape');
  await list.waitFor({ state: 'hidden' });
  expect(await page.evaluate('document.activeElement.id')).toBe('compact-open');
  await opener.tap();
  await list.getByRole('button', { name: 'Do 0' }).tap();
  await expect.poll(() => page.evaluate('document.activeElement.textContent.trim()')).toBe('Step number 1');
  await list.waitFor({ state: 'hidden' });
});

test('Screen readers hear what the card says, not the earlier conversation again', async () => {
  const { url } = await openSite({ bot: stepBot });
  const page = await visit('about:blank');
  await page.addInitScript(`
    self.heard = [];
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        const region = target.parentElement?.closest('[role="log"], [role="status"]') ?? target.closest?.('[role="log"], [role="status"]');
        if (region?.checkVisibility()) for (const node of addedNodes) heard.push(node.textContent);
      }
    }).observe(document, { childList: true, subtree: true });`);
  const heard = () => page.evaluate<string[]>('heard.filter((text) => text.trim())');
  await page.goto(`${url}/chat`);
  await untilWebChat(page);
  await press(page, 'Done – next');
  await heading(page, 'Step number 2').waitFor();
  await expect
    .poll(heard)
    .toEqual(['Chosen: Exampletown. Step 1 of 3', `${chat.said}Chosen: Exampletown. Step 2 of 3`]);
  await page
    .getByRole('textbox', { name: chat.placeholder })
    .or(page.locator('textarea'))
    .last()
    .fill('What?');
  await page.keyboard.press('Enter');
  const answer = `${chat.said}Chosen: Exampletown. Step 2 of 3 ${chat.messageReady}`;
  await expect.poll(async () => (await heard()).at(-1)).toBe(answer);
  await page.reload();
  await expect.poll(heard).toEqual([chat.resuming, expect.stringContaining(chat.earlier)]);
});

test('A link in a card opens in a tab of its own that does not know where it came from', async () => {
  const { url } = await openSite({ bot: stepBot });
  const page = await visit(`${url}/chat`);
  await page.context().route('http://localhost:9/', (route) => route.fulfill({ body: '<p>There</p>' }));
  const [tab] = await Promise.all([page.context().waitForEvent('page'), press(page, 'Open it')]);
  await tab.getByText('There').waitFor();
  expect(await tab.evaluate('[opener, document.referrer]')).toEqual([null, '']);
});

test('A box to press behaves like any other button: it wraps, the keyboard presses it, and the press is marked', async () => {
  const { url } = await openSite({ bot: stepBot });
  const page = await visit(`${url}/chat`, 'phone');
  const long = page.getByRole('button', { name: LONG, exact: true }).first();
  await long.waitFor();
  const heightOf = async (button: Locator) => (await button.boundingBox())?.height ?? 0;
  const short = page.getByRole('button', { name: 'Skip', exact: true }).first();
  expect(await heightOf(long)).toBeGreaterThan((await heightOf(short)) + 10);
  expect(await page.getByText(LONG).count()).toBe(1);
  await long.press('Enter');
  await heading(page, 'Step number 2').waitFor();
  expect(await page.locator('.ac-pushButton[aria-pressed="true"]').textContent()).toBe(LONG);
});

test('After a press the focus is on the new heading, and Tab goes on to its buttons; after typed words it stays in the box', async () => {
  const { url } = await openSite({ bot: stepBot });
  const page = await visit(`${url}/chat`);
  await heading(page, 'Step number 1').waitFor();
  const focused = () => page.evaluate<string>('document.activeElement.textContent.trim()');
  await page.getByRole('button', { name: 'Done – next', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(focused).toBe('Step number 2');
  await press(page, 'Done – next');
  await expect.poll(focused).toBe('Step number 3');
  await page.keyboard.press('Tab');
  expect(await page.evaluate('document.activeElement.id')).toBe(
    await page.getByLabel('Your number').last().getAttribute('id'),
  );
  await page.keyboard.press('Tab');
  expect(await focused()).toBe('Open it');
  await page.getByRole('textbox', { name: chat.placeholder }).fill('What?');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('heading', { name: 'Step number 2' }).count()).toBe(1);
  expect(await page.evaluate('document.activeElement.matches("textarea")')).toBe(true);
});

test('Whoever begins to type before the answer to a press is there keeps the focus in the box', async () => {
  const gate = Promise.withResolvers<void>();
  const { url } = await openSite({
    bot: async (context) => {
      if (context.activity.type === 'message') await gate.promise;
      await stepBot(context);
    },
  });
  const page = await visit(`${url}/chat`);
  await heading(page, 'Step number 1').waitFor();
  await press(page, 'Done – next');
  await page.getByText(chat.working).waitFor();
  await page.getByRole('textbox', { name: chat.placeholder }).fill('By the w');
  gate.resolve();
  await heading(page, 'Step number 2').waitFor();
  expect(await page.evaluate('document.activeElement.matches("textarea")')).toBe(true);
});

test('Earlier steps are one line each, which opens and closes; a reload and another tab show the same', async () => {
  const { url } = await openSite({ bot: stepBot });
  const page = await visit(`${url}/chat`);
  await heading(page, 'Step number 1').waitFor();
  await press(page, 'Done – next');
  await heading(page, 'Step number 2').waitFor();
  const name = `✓Do 0 (${progress.states.done}) – ${chat.earlierStep.show}`;
  const lines = (tab: Page) => tab.locator('.earlier-step:visible').allTextContents();
  expect(await lines(page)).toEqual([name]);
  expect(await page.getByRole('heading', { name: /^Step number/ }).count()).toBe(1);
  await screenshot(page, 'earlier-step');
  const line = page.locator('.earlier-step');
  await line.press('Enter');
  expect(await line.getAttribute('aria-expanded')).toBe('true');
  expect(await page.getByRole('heading', { name: 'Step number 1' }).isVisible()).toBe(true);
  expect(await page.getByRole('button', { name: 'Skip', exact: true }).count()).toBe(1);
  expect(await page.getByRole('button', { name: 'Open it', exact: true }).count()).toBe(2);
  await screenshot(page, 'earlier-step-open');
  expect(await axe(page)).toEqual([]);
  await line.press('Enter');
  expect(await page.getByRole('heading', { name: 'Step number 1' }).count()).toBe(0);
  const second = await page.context().newPage();
  await second.goto(`${url}/chat`);
  await expect.poll(() => lines(second)).toEqual([name]);
  await page.reload();
  await expect.poll(() => lines(page)).toEqual([name]);
});

test('A double click counts once, and a press that takes long says so', async () => {
  let received = 0;
  const gate = Promise.withResolvers<void>();
  const { url } = await openSite({
    bot: async (context) => {
      if (context.activity.type === 'message') {
        received += 1;
        await gate.promise;
      }
      await stepBot(context);
    },
  });
  const page = await visit(`${url}/chat`);
  await heading(page, 'Step number 1').waitFor();
  await page.getByRole('button', { name: 'Done – next', exact: true }).dblclick();
  await page.getByText(chat.working).waitFor();
  expect(await page.locator('.ac-adaptiveCard[aria-busy="true"]').count()).toBe(1);
  await page.getByRole('button', { name: 'Skip', exact: true }).click();
  await page.getByRole('button', { name: 'Done – next', exact: true }).press('Enter');
  await screenshot(page, 'working');
  gate.resolve();
  await heading(page, 'Step number 2').waitFor();
  expect(await page.getByText(chat.working).count()).toBe(0);
  await press(page, 'Done – next');
  await heading(page, 'Step number 3').waitFor();
  expect(received).toBe(2);
});

test('A press that the server takes and does not answer lets the card be pressed again', async () => {
  let isSilent = true;
  const gate = Promise.withResolvers<void>();
  const { url } = await openSite({
    bot: async (context) => {
      if (context.activity.type === 'message' && isSilent) return gate.promise;
      await stepBot(context);
    },
  });
  const page = await visit(`${url}/chat`);
  await heading(page, 'Step number 1').waitFor();
  await press(page, 'Done – next');
  const busy = page.locator('[aria-busy="true"]');
  await busy.waitFor();
  gate.resolve();
  await busy.waitFor({ state: 'detached' });
  isSilent = false;
  await press(page, 'Done – next');
  await heading(page, 'Step number 2').waitFor();
});

test('Each step of the panel leads to its card, once and also when all is done, and the focus with it', async () => {
  const { url } = await openSite({ bot: stepBot });
  const page = await visit(`${url}/chat`);
  await heading(page, 'Step number 1').waitFor();
  await press(page, 'Done – next');
  await heading(page, 'Step number 2').waitFor();
  const panel = page.getByRole('complementary', { name: progress.heading });
  const step = (name: string) => panel.getByRole('button', { name });
  await step('Do 1').press('Enter');
  const focused = () => page.evaluate<string>('document.activeElement.textContent.trim()');
  await expect.poll(focused).toBe('Step number 2');
  await press(page, 'Done – next');
  await heading(page, 'Step number 3').waitFor();
  await press(page, 'Done – next');
  await heading(page, 'Step number 4').waitFor();
  let asked = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/conversations')) asked += 1;
  });
  await step('Do 2').dblclick();
  await expect.poll(focused).toBe('Step number 1');
  expect(asked).toBe(1);
});

test('The second press of a double click leaves the focus on the card that has come meanwhile', async () => {
  const { url } = await openSite({ bot: stepBot });
  const page = await visit(`${url}/chat`);
  await press(page, 'Done – next');
  await heading(page, 'Step number 2').waitFor();
  const step = page
    .getByRole('complementary', { name: progress.heading })
    .getByRole('button', { name: 'Do 2' });
  await step.hover();
  const pressOnce = async (clickCount: number) => {
    await page.mouse.down({ clickCount });
    await page.mouse.up({ clickCount });
  };
  const focused = () => page.evaluate<string>('document.activeElement.textContent.trim()');
  await pressOnce(1);
  await expect.poll(focused).toBe('Step number 1');
  await pressOnce(2);
  expect(await focused()).toBe('Step number 1');
});

test('A reload and a second tab show the same conversation', async () => {
  const { url } = await openSite({ bot: stepBot });
  const page = await visit(`${url}/chat`);
  await heading(page, 'Step number 1').waitFor();
  const second = await page.context().newPage();
  await second.goto(`${url}/chat`);
  await heading(second, 'Step number 1').waitFor();
  await press(page, 'Done – next');
  await heading(second, 'Step number 2').waitFor();
  await page.reload();
  await heading(page, 'Step number 2').waitFor();
});

test('"Not me" asks first, then begins afresh, and ends the conversation in other tabs', async () => {
  const { url } = await openSite({ bot: stepBot });
  const page = await visit(`${url}/chat`);
  await heading(page, 'Step number 1').waitFor();
  await press(page, 'Done – next');
  await heading(page, 'Step number 2').waitFor();
  const second = await page.context().newPage();
  await second.goto(`${url}/chat`);
  await heading(second, 'Step number 2').waitFor();

  const before = await token(page);
  await press(page, chat.notMe.button);
  const question = page.getByRole('dialog', { name: chat.notMe.heading });
  await question.waitFor();
  await question.getByText('nobody will see that answer').waitFor();
  expect(await axe(page)).toEqual([]);
  await screenshot(page, 'not-me');
  await page.keyboard.press('Escape');
  await question.waitFor({ state: 'hidden' });
  expect(await token(page)).toBe(before);

  await press(page, chat.notMe.button);
  await press(page, chat.notMe.confirm);
  await heading(page, 'Step number 1').waitFor();
  expect(await page.getByRole('heading', { name: 'Step number 2' }).count()).toBe(0);
  expect(await token(page)).not.toBe(before);
  await second.getByRole('heading', { name: chat.ended.heading }).waitFor();
  expect(await second.getByText('Step number').count()).toBe(0);
  await press(second, chat.ended.retry);
  await heading(second, 'Step number 1').waitFor();
});

test('The page starts a new conversation when its token is no longer accepted', async () => {
  const { url } = await openSite({ bot: stepBot });
  const page = await visit(`${url}/accessibility`);
  await page.evaluate(`localStorage.setItem('${TOKEN}', 'not-a-token')`);
  await page.goto(`${url}/chat`);
  await heading(page, 'Step number 1').waitFor();
  expect(await token(page)).not.toBe('not-a-token');
});

/** Opens the chat while one of its addresses is not served; shows that it says so. */
async function visitWithout(address: string): Promise<Page> {
  const { url } = await openSite({ bot: stepBot });
  const page = await visit('about:blank');
  await page.clock.install();
  await page.route(address, (route) => route.fulfill({ status: 502, body: '{}' }));
  await page.goto(`${url}/chat`);
  await page.getByRole('heading', { name: chat.failed.heading }).waitFor();
  expect(await axe(page)).toEqual([]);
  return page;
}

test.each(['**/api/webchat/token', '**/v3/directline/conversations'])(
  'The page says when %s cannot be reached, and tries again at a press and by itself',
  async (address) => {
    const page = await visitWithout(address);
    await page.clock.pauseAt(Date.now() + 60_000);
    const asked = page.waitForRequest(address);
    await press(page, chat.failed.retry);
    await asked;
    await page.unroute(address);
    await page.clock.resume();
    await heading(page, 'Step number 1').waitFor();
    expect(await page.getByRole('heading', { name: chat.failed.heading }).count()).toBe(0);
  },
);

test('The page says when its scripts cannot be reached, and a press loads it again', async () => {
  const address = '**/chat.js';
  const page = await visitWithout(address);
  await page.unroute(address);
  await press(page, chat.failed.retry);
  await heading(page, 'Step number 1').waitFor();
});

test('The page asks for messages where WebSockets do not get through', async () => {
  const { url } = await openSite({ bot: stepBot });
  const page = await visit('about:blank');
  await page.routeWebSocket(/stream/, (socket) => void socket.close());
  await page.goto(`${url}/chat`);
  await heading(page, 'Step number 1').waitFor();
});

test('The page says what it needs where JavaScript is off', async () => {
  const { url } = await openSite();
  const page = await openPage('desktop', { javaScriptEnabled: false });
  await page.goto(`${url}/chat`);
  expect(await page.locator('noscript p').first().isVisible()).toBe(true);
  expect(await page.getByText(chat.loading).isVisible()).toBe(false);
});

test('Nobody can attach a file', async () => {
  const { url } = await openSite({ bot: stepBot });
  const page = await visit(`${url}/chat`);
  await heading(page, 'Step number 1').waitFor();
  expect(await page.locator('input[type="file"]').count()).toBe(0);
});
