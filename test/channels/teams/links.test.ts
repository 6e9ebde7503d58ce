import { describe, expect, test } from 'vitest';
import { LocalTeams } from './local-teams.ts';

const teams = new LocalTeams();

describe('A link that names a step', () => {
  test('leads somebody new there, and says how to begin at the beginning', async () => {
    expect(await teams.type('step two-factor/app-install')).toMatch(/type start over[\s\S]*Part 2 of 4/);
  });

  test('leads somebody on their way there and back', async () => {
    await teams.type('start');
    expect(await teams.type('step first-login/enter-role')).toContain('Part 4 of 4');
    expect(await teams.type('Back to where I was')).toContain('Register for EU Login');
  });

  test('takes the place of one before it, but never of a second factor that was chosen', async () => {
    await teams.type('step two-factor/app-install');
    expect(await teams.type('step two-factor/sms-add-number')).toMatch(
      /Part 2 of 4[\s\S]*mobile phone number/,
    );
    await teams.type('step two-factor/choose-method');
    await teams.type('Mobile + SMS');
    const chosen = await teams.type('Step Two-Factor/app-install');
    expect(chosen).toMatch(/another second factor[\s\S]*Part 2 of 4/);
  });

  test('that is not there says so', async () => {
    expect(await teams.type('step two-factor/app-instal')).toMatch(/names a step that is not in the guide/);
  });

  test('of no phase at all is a message like any other', async () => {
    expect(await teams.type('step nowhere/nothing')).not.toMatch(/Part \d of 4|names a step/);
  });
});
