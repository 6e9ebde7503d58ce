import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { licencePolicy, licenceProblems } from './licences.ts';
import { lockedPackages } from './locked-packages.ts';

/** `npm run licences`: fails where a package's licence is neither allowed nor judged; a path may name another lock file. */
const [lockFile = join(import.meta.dirname, '../../package-lock.json')] = process.argv.slice(2);
const packages = lockedPackages(readFileSync(lockFile, 'utf8'));
const policy = licencePolicy(readFileSync(join(import.meta.dirname, 'licences.json'), 'utf8'));
const problems = licenceProblems(packages, policy);
if (problems.length === 0) {
  const inProduction = packages.filter(({ dev }) => !dev).length;
  const judged = Object.keys(policy.judged).length;
  console.log(
    `The licences of all ${packages.length} packages are allowed (${inProduction} in production, ${judged} judged).`,
  );
} else {
  for (const problem of problems) console.error(problem);
  console.error(
    `${problems.length} problem(s). Replace the package, or allow the licence in deploy/packages/licences.json.`,
  );
  process.exitCode = 1;
}
