import { lineFor } from '../doctor/check.ts';
import { examine } from '../doctor/examine.ts';

/** `npm run doctor`: says of the settings in the environment, before the start, what is good, what is not, and how to mend it. */
const checks = await examine(process.env);
for (const check of checks) console.log(lineFor(check));
if (checks.some(({ outcome }) => outcome === 'failed')) process.exitCode = 1;
// A connection that hangs must not keep a command that is done.
setTimeout(() => process.exit(), 1000).unref();
