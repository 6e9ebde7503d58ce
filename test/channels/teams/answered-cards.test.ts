import { describe, expect, test } from 'vitest';
import { see } from '../../support/clinician.ts';
import { LocalTeams, textsOf } from './local-teams.ts';

const teams = new LocalTeams();

describe('A card that has been answered', () => {
  async function started() {
    const { done } = await teams.post('message-personal', { text: 'start', attachments: [] });
    const message = done.at(-1);
    if (!message) throw new Error('no step was shown');
    return {
      id: `message-${teams.connector.done.indexOf(message) + 1}`,
      buttons: see(message.activity).buttons,
    };
  }

  const press = (data: unknown, id = 'f:press') =>
    teams.post('message-personal', {
      id,
      text: undefined,
      attachments: [],
      value: data,
    });

  test('becomes a line with the choice, without buttons', async () => {
    const { id, buttons } = await started();
    const { done } = await press(buttons.find(({ title }) => title === 'Done – next')?.data);
    const replaced = done.filter(({ method }) => method === 'PUT');
    expect(replaced.map(({ path }) => path)).toEqual([`/v3/conversations/a%3A1personal/activities/${id}`]);
    const seen = see(replaced[0]?.activity ?? {});
    expect(seen.text).toMatch(/^Register for EU Login\n✓ Done – next$/);
    expect(seen.buttons).toEqual([]);
  });

  test.each(['Done – next', 'next', 'done', 'weiter'])(
    'becomes a line where the choice was typed: %s',
    async (text) => {
      await started();
      const { done } = await teams.post('message-personal', { id: '2', text, attachments: [] });
      expect(done.filter(({ method }) => method === 'PUT')).toHaveLength(1);
    },
  );

  test('stays as it is where the person only asked for information', async () => {
    const { buttons } = await started();
    const { done } = await press(buttons.find(({ title }) => title === "I'm stuck")?.data);
    expect(done.filter(({ method }) => method === 'PUT')).toEqual([]);
  });

  test('stays as it is where the press was on an old card', async () => {
    const { buttons } = await started();
    const next = buttons.find(({ title }) => title === 'Done – next')?.data;
    await press(next);
    const { done } = await press(next, 'f:again');
    expect(done.filter(({ method }) => method === 'PUT')).toEqual([]);
  });

  test('keeps its buttons where the reply to the choice was not delivered', async () => {
    const { buttons } = await started();
    teams.connector.refuse = ({ method }) => (method === 'POST' ? 400 : undefined);
    const { done } = await press(buttons.find(({ title }) => title === 'Done – next')?.data);
    expect(done.filter(({ method }) => method === 'PUT')).toEqual([]);
  });

  test('does no harm where it cannot be replaced', async () => {
    teams.connector.refuse = ({ method }) => (method === 'PUT' ? 405 : undefined);
    const { buttons } = await started();
    const { status, done } = await press(buttons.find(({ title }) => title === 'Done – next')?.data);
    expect(status).toBe(200);
    expect(textsOf(done.filter(({ method }) => method === 'POST')).join()).toContain(
      'Open the confirmation email',
    );
  });
});
