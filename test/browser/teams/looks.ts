import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const require = createRequire(import.meta.url);
/** Web Chat brings its markdown along: bold words and lists, as Teams has them. */
const webChat = createRequire(require.resolve('botframework-webchat'));
const SCRIPTS = [
  require.resolve('adaptivecards/dist/adaptivecards.min.js'),
  webChat.resolve('markdown-it/dist/markdown-it.min.js'),
  join(import.meta.dirname, 'draw-cards.js'),
];

/** How Teams can look. */
export const LOOKS = ['light', 'dark', 'contrast'] as const;
export type Look = (typeof LOOKS)[number];

/** Of Teams' themes: the page around the cards, and what Teams does to cards beyond the designer's style sheets. */
const PAGES: Record<Look, string> = {
  light: `body { background: #f6f6f6; color: #252424; }
    .ac-pushButton.style-positive { background: #6264a7; color: #fff; border-color: #6264a7; }`,
  dark: `body { background: #201e1f; color: #fff; }
    a.ac-anchor:link { color: #a6a7dc; }
    .ac-pushButton.style-positive { background: #6264a7; color: #fff; border-color: #6264a7; }`,
  contrast: `body { background: #000; color: #fff; }
    a.ac-anchor:link { color: #ffff01; }
    .teams-card { border-color: #fff; background: #000; }
    .ac-pushButton { background: #000; color: #fff; border-color: #fff; }
    .ac-pushButton.style-positive { background: #1aebff; color: #000; border-color: #1aebff; }
    .ac-input.ac-textInput { background: #000; color: #fff; border-color: #fff; }`,
};
const EVERYWHERE = `
  body { margin: 0; }
  h1 { margin: 8px; font-size: 14px; }
  .teams-card { box-sizing: border-box; margin: 8px; display: inline-block; vertical-align: top; }
  .ac-textBlock > ol, .ac-textBlock > ul { box-sizing: border-box; }
  ::placeholder { color: inherit; opacity: .8; }`;

/** Makes a page that looks like Teams and can draw cards. */
export async function openTeams(page: Page, look: Look): Promise<void> {
  const sheet = look === 'contrast' ? 'dark' : look;
  const css = read(`adaptivecards-designer/dist/containers/teams-container-${sheet}.css`);
  await page.setContent(`<!DOCTYPE html><html lang="en"><title>Cards in Teams</title>
    <style>${css}${EVERYWHERE}${PAGES[look]}</style><main><h1>Cards in Teams</h1><div id="cards"></div></main></html>`);
  for (const path of SCRIPTS) await page.addScriptTag({ path });
}

/** Draws cards in that width, one below the other; tells what is wrong with them, each with the beginning of its card. */
export function drawCards(page: Page, cards: unknown[], look: Look, width: number): Promise<string[]> {
  const given = [cards, hostConfig(look), width].map((value) => JSON.stringify(value));
  return page.evaluate<string[]>(`drawCards(${given.join(',')})`);
}

interface HostConfig {
  containerStyles: Record<string, unknown>;
}

function hostConfig(look: Look): HostConfig {
  if (look !== 'contrast') return themed(look);
  const dark = themed('dark');
  const styles = Object.keys(dark.containerStyles).map((style) => [style, highContrast()]);
  return { ...dark, containerStyles: Object.fromEntries(styles) };
}

function themed(theme: 'light' | 'dark'): HostConfig {
  return JSON.parse(read(`adaptivecards-designer/lib/hostConfigs/microsoft-teams-${theme}.json`));
}

/** In high contrast every box is black, and what is coloured is yellow, aqua or green. */
function highContrast() {
  const both = (colour: string) => ({ default: colour, subtle: colour });
  const colours = { default: '#ffffff', dark: '#ffffff', light: '#ffffff', accent: '#1aebff' };
  const signals = { good: '#3ff23f', warning: '#ffff01', attention: '#ffff01' };
  const foreground = Object.entries({ ...colours, ...signals }).map(([name, colour]) => [name, both(colour)]);
  return { backgroundColor: '#000000', foregroundColors: Object.fromEntries(foreground) };
}

function read(path: string): string {
  return readFileSync(require.resolve(path), 'utf8');
}
