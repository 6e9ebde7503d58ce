import { formatResult } from '../doctor/check-result.ts';
import { runChecks } from '../doctor/run-checks.ts';

/** `npm run doctor`: checks the settings in the environment before the start, and prints how to fix what is wrong. */
const checks = await runChecks(process.env);
for (const check of checks) console.log(formatResult(check));
if (checks.some(({ outcome }) => outcome === 'failed')) process.exitCode = 1;
// A connection that hangs must not keep a finished command running.
setTimeout(() => process.exit(), 1000).unref();
