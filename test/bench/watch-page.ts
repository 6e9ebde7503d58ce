import { parentPort, workerData } from 'node:worker_threads';

/** Asks for a plain page again and again, in a thread of its own; told to stop, it answers with the longest time that one took. */
let longest = 0;
let isOver = false;
parentPort?.once('message', () => {
  isOver = true;
});
while (!isOver) {
  const began = performance.now();
  await fetch(`${workerData}privacy`).then(
    (answer) => answer.text(),
    () => undefined,
  );
  longest = Math.max(longest, performance.now() - began);
  await new Promise((later) => setTimeout(later, 20));
}
parentPort?.postMessage(longest);
