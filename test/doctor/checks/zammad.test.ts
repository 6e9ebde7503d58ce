import nock from 'nock';
import { afterEach, describe, expect, test } from 'vitest';
import { checkZammad } from '../../../src/doctor/checks/zammad.ts';

afterEach(() => nock.cleanAll());

const failing = (code: string) => Object.assign(new Error('no'), { code });

describe('Zammad', () => {
  const api = () =>
    nock('https://zammad.example.org/api/v1', { reqheaders: { authorization: 'Token token=the-token' } });
  const looked = (group = 'Helpdesk') =>
    checkZammad({ url: 'https://zammad.example.org', token: 'the-token', group });
  const withGroups = (status: number, groups: nock.Body) => {
    api().get('/users/me').reply(200, { id: 3 });
    api().get('/groups').reply(status, groups);
  };
  const groups = [
    { id: 1, name: 'Users', active: true },
    { id: 2, name: 'Helpdesk', active: true },
    { id: 3, name: 'Old', active: false },
  ];

  test('passes where it accepts the token and has the group', async () => {
    withGroups(200, groups);
    expect(await looked()).toMatchObject({
      outcome: 'ok',
      says: expect.stringMatching(/^Zammad accepts the token and has the group Helpdesk/),
    });
  });

  test('is skipped where its token may not list the groups', async () => {
    withGroups(403, { error: 'Not authorized' });
    expect(await looked()).toMatchObject({
      outcome: 'skipped',
      says: expect.stringContaining('will show with the first ticket'),
      fix: expect.stringContaining('ticket.agent'),
    });
  });

  test.each([
    ['helpdesk', /^ZAMMAD_GROUP: Zammad has no group helpdesk$/],
    ['Old', /^ZAMMAD_GROUP: Zammad has no active group Old$/],
  ])('fails where the group %s takes no tickets', async (group, says) => {
    withGroups(200, groups);
    expect(await looked(group)).toMatchObject({
      outcome: 'failed',
      says: expect.stringMatching(says),
      fix: expect.stringContaining('ZAMMAD_GROUP='),
    });
  });

  test.each<[string, () => void, RegExp]>([
    ['the token is wrong', () => void api().get('/users/me').reply(401, {}), /token in ZAMMAD_TOKEN \(401\)/],
    [
      'the token may nothing',
      () => void api().get('/users/me').reply(403, {}),
      /permission ticket\.agent.*\(403\)/,
    ],
    ['there is no Zammad', () => void api().get('/users/me').reply(404, ''), /address in ZAMMAD_URL \(404\)/],
    ['another page answers', () => void api().get('/users/me').reply(200, '<p>'), /in ZAMMAD_URL is not/],
    [
      'it leads on to another address',
      () => void api().get('/users/me').reply(301, '', { Location: 'https://other.example.org' }),
      /redirects to another one/,
    ],
    [
      'nothing listens',
      () => void api().get('/users/me').replyWithError(failing('ECONNREFUSED')),
      /ZAMMAD_URL cannot be reached/,
    ],
  ])('fails where %s', async (_, answer, says) => {
    answer();
    expect(await looked()).toMatchObject({
      outcome: 'failed',
      says: expect.stringMatching(says),
      fix: expect.stringMatching(/^Correct ZAMMAD_URL, or make a new access token/),
    });
  });

  test('fails where it does not answer', async () => {
    api()
      .get('/users/me')
      .reply(() => new Promise(() => undefined));
    const silent = { url: 'https://zammad.example.org', token: 'the-token', group: 'Helpdesk' };
    expect(await checkZammad(silent, 50)).toMatchObject({
      outcome: 'failed',
      says: expect.stringContaining('ZAMMAD_URL gave no answer within'),
    });
  });

  test('is skipped where none is set', async () => {
    expect(await checkZammad(undefined)).toMatchObject({ outcome: 'skipped' });
  });
});
