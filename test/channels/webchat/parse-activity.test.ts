import { describe, expect, test } from 'vitest';
import { readActivity, readStart } from '../../../src/channels/webchat/parse-activity.ts';

const claims = { conversation: 'c', user: 'dl_u' };
const read = (fields: object) => readActivity({ type: 'message', text: 'hello', ...fields }, claims);

describe('An activity of the web chat keeps', () => {
  test('a text up to the limit', () => {
    expect(read({ text: 'x'.repeat(4000) })?.text).toHaveLength(4000);
    expect(() => read({ text: 'x'.repeat(4001) })).toThrow('4001 characters');
  });

  test.each([
    ['en-GB', 'en-GB'],
    ['pt_BR', 'pt-BR'],
    ['zh-Hans-CN', 'zh-Hans-CN'],
    ['es-419', 'es-419'],
    ['de', 'de'],
    ['en-US-u-ca-buddhist', 'en-US'],
    ['de-my-secret-word', 'de-my'],
    ['', undefined],
  ])('of the locale "%s" the language, script and country', (locale, kept) => {
    expect(read({ locale })?.locale).toBe(kept);
    expect(readStart({ locale }, claims).activity.locale).toBe(kept);
  });

  test.each(['ly3k0p5f', '6f1e2d3c-1111-4222-8333-444455556666', 'dl_u.17000.1', 'a|b:c'])(
    'the client’s own id %s',
    (clientActivityID) => {
      expect(read({ channelData: { clientActivityID, postBack: true } })?.channelData).toEqual({
        clientActivityID,
        postBack: true,
      });
    },
  );

  test.each(['my patient Anna Muster', 'ä', '<b>', 'x'.repeat(101)])(
    'no id that may be words, and yet knows the activity by it: %s',
    (clientActivityID) => {
      const [one, other] = [
        read({ channelData: { clientActivityID } }),
        read({ channelData: { clientActivityID } }),
      ];
      expect(one?.channelData).toEqual({});
      expect(one?.id).toBe(other?.id);
      expect(one?.id).not.toBe(read({ channelData: { clientActivityID: 'another' } })?.id);
    },
  );

  test('no name that may be words', () => {
    expect(readActivity({ type: 'event', name: 'webchat/join' }, claims)?.name).toBe('webchat/join');
    expect(readActivity({ type: 'event', name: 'Anna Muster' }, claims)).not.toHaveProperty('name');
  });

  test('no field that it does not know', () => {
    const activity = read({ channelData: { words: 'x' }, entities: [{ words: 'x' }], from: { name: 'x' } });
    expect(JSON.stringify(activity)).not.toContain('"x"');
  });
});
