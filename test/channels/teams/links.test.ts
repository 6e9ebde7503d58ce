import { describe, expect, test } from 'vitest';
import { textsOf } from '../../../src/content/content.ts';
import { pack } from '../../support/clinician.ts';
import { LocalTeams } from './local-teams.ts';

const { notices } = textsOf(pack, 'en').messages;
const teams = new LocalTeams();

describe('A link that names a step', () => {
  test('leads a new person there, and says how to begin at the beginning', async () => {
    expect(await teams.type('step two-factor/app-install')).toMatch(/type start over[\s\S]*Part 2 of 4/);
  });

  test('leads a person within the guide there and back', async () => {
    await teams.type('start');
    expect(await teams.type('step first-login/enter-role')).toContain('Part 4 of 4');
    expect(await teams.type('Back to where I was')).toContain('Register for EU Login');
  });

  test('replaces the method of an earlier link, but never a method that was chosen', async () => {
    await teams.type('step two-factor/app-install');
    expect(await teams.type('step two-factor/sms-add-number')).toMatch(
      /Part 2 of 4[\s\S]*mobile phone number/,
    );
    await teams.type('step two-factor/choose-method');
    await teams.type('Mobile + SMS');
    const chosen = await teams.type('Step Two-Factor/app-install');
    expect(chosen).toMatch(/a different second factor[\s\S]*Part 2 of 4/);
  });

  test('says that its step is not in the guide, and leads to the nearest one', async () => {
    expect(await teams.type('step two-factor/app-instal')).toContain(notices.stepReplaced);
  });

  test('is an ordinary message where it names no phase', async () => {
    expect(await teams.type('step nowhere/nothing')).not.toMatch(/Part \d of 4|names a step/);
  });
});
