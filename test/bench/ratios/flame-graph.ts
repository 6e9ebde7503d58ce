import { z } from 'zod';

const profileSchema = z.object({
  nodes: z.array(
    z.object({
      id: z.number(),
      callFrame: z.object({ functionName: z.string(), url: z.string(), lineNumber: z.number() }),
      children: z.array(z.number()).default([]),
    }),
  ),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
});

const WIDTH = 1600;
const ROW = 16;
/** A narrower box would not be seen. */
const NARROWEST = 1.5;
/** Letters of this size are about so wide. */
const LETTER = 6.2;

/** A function in the place where it was called, with the time that it and what it called took. */
interface Frame {
  name: string;
  colour: string;
  time: number;
  callees: Map<string, Frame>;
}

/**
 * Draws the last seconds of a profile of V8 (`--cpu-prof`) as a flame graph: the wider a box, the more time the function and those
 * below it took. Ours are green, the SDK's blue, other packages' grey, Node's yellow, and collecting garbage is red.
 */
export function flameGraph(profile: unknown, lastMs: number): string {
  const root = framesOf(profileSchema.parse(profile), lastMs * 1000);
  const boxes: string[] = [];
  const depth = draw(root, 0, 0, WIDTH / root.time, boxes);
  const height = (depth + 1) * ROW;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="11">`,
    '<title>Flame graph</title>',
    ...boxes,
    '</svg>\n',
  ].join('\n');
}

function framesOf({ nodes, samples, timeDeltas }: z.output<typeof profileSchema>, last: number): Frame {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const callers = new Map(nodes.flatMap(({ id, children }) => children.map((child) => [child, id] as const)));
  const root: Frame = { name: 'all', colour: '#ddd', time: 0, callees: new Map() };
  let left = timeDeltas.reduce((sum, delta) => sum + delta, 0);
  for (const [index, sample] of samples.entries()) {
    const delta = timeDeltas[index] ?? 0;
    left -= delta;
    if (left > last) continue;
    const stack = stackOf(sample, callers).flatMap((id) => byId.get(id)?.callFrame ?? []);
    if (stack.at(-1)?.functionName === '(idle)') continue;
    let frame = root;
    frame.time += delta;
    for (const { functionName, url, lineNumber } of stack.slice(1)) {
      const key = `${functionName} ${url}:${lineNumber}`;
      const callee = frame.callees.get(key) ?? {
        name: `${functionName || 'a function'} ${fileOf(url)}`.trim(),
        colour: colourOf(functionName, url),
        time: 0,
        callees: new Map(),
      };
      frame.callees.set(key, callee);
      callee.time += delta;
      frame = callee;
    }
  }
  return root;
}

function stackOf(sample: number, callers: ReadonlyMap<number, number>): number[] {
  const stack: number[] = [];
  for (let id: number | undefined = sample; id !== undefined; id = callers.get(id)) stack.unshift(id);
  return stack;
}

/** The package of a function, or our own file. */
function fileOf(url: string): string {
  const inPackage = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  return inPackage ?? /(?:src|dialogs|cards)\/.*$/.exec(url)?.[0] ?? url;
}

function colourOf(functionName: string, url: string): string {
  if (functionName === '(garbage collector)') return '#f4a29a';
  if (/node_modules\/(botbuilder|botframework)/.test(url)) return '#a9c8ee';
  if (url.includes('node_modules')) return '#d5d5d5';
  return url.startsWith('file:') ? '#a8dba0' : '#f3e29b';
}

/** Draws a frame and those above it; returns how many rows they take. */
function draw(
  { name, colour, time, callees }: Frame,
  x: number,
  row: number,
  scale: number,
  boxes: string[],
): number {
  const width = time * scale;
  if (width < NARROWEST) return row;
  const letters = Math.floor((width - 4) / LETTER);
  const label = letters < 3 ? '' : name.length <= letters ? name : `${name.slice(0, letters - 1)}…`;
  const [left, y] = [x.toFixed(1), row * ROW];
  boxes.push(
    `<rect x="${left}" y="${y}" width="${(width - 0.5).toFixed(1)}" height="${ROW - 1}" fill="${colour}"/>` +
      (label && `<text x="${(x + 2).toFixed(1)}" y="${y + ROW - 5}">${escaped(label)}</text>`),
  );
  let at = x;
  let deepest = row + 1;
  for (const callee of [...callees.values()].toSorted((a, b) => b.time - a.time)) {
    deepest = Math.max(deepest, draw(callee, at, row + 1, scale, boxes));
    at += callee.time * scale;
  }
  return deepest;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
