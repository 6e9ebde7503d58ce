import { describe, expect, test } from 'vitest';
import { returnPath } from '../../../src/helpdesk/sign-in/return-path.ts';

describe('The sign-in returns people', () => {
  test.each([
    ['/helpdesk', '/helpdesk'],
    ['/helpdesk/', '/helpdesk/'],
    ['/helpdesk?show=mine', '/helpdesk?show=mine'],
    ['/helpdesk/tickets/KMR-FTZ?part=2', '/helpdesk/tickets/KMR-FTZ?part=2'],
    ['/helpdesk/answers?q=a b&x=/../', '/helpdesk/answers?q=a%20b&x=/../'],
    ['/helpdesk/a/../b', '/helpdesk/b'],
    ['/helpdesk/sign-ins', '/helpdesk/sign-ins'],
  ])('to a page of the helpdesk: %s', (asked, to) => {
    expect(returnPath(asked)).toBe(to);
  });

  test.each([
    null,
    '',
    '/',
    'helpdesk',
    '/helpdesks',
    '/helpdesk.evil.example',
    '/helpdesk@evil.example',
    'https://evil.example/helpdesk',
    '//evil.example/helpdesk',
    '///evil.example/helpdesk',
    '\\\\evil.example/helpdesk',
    '/\\evil.example/helpdesk',
    '/helpdesk/../..//evil.example',
    '/helpdesk/..//evil.example',
    '/helpdesk/%2e%2e//evil.example',
    '/helpdesk\\..\\\\evil.example',
    '/helpdesk/.\t./\n/evil.example',
    '/\t/evil.example/helpdesk',
    '/helpdesk/..',
    '/api/webchat/token',
    'javascript:alert(1)//helpdesk',
    'data:text/html,/helpdesk',
    ' /helpdesk',
    '/helpdesk/sign-in',
    '/helpdesk/sign-in/return?code=x',
    '/helpdesk/x/../sign-out',
    `/helpdesk/${'x'.repeat(5000)}`,
  ])('to the first page where they asked for %j', (asked) => {
    expect(returnPath(asked)).toBe('/helpdesk');
  });

  test('to an address that is safe in a header', () => {
    expect(returnPath('/helpdesk/a\r\nSet-Cookie: x=1\u2028ö')).toMatch(/^[\x21-\x7e]+$/);
  });
});
