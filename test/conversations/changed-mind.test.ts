import { describe, expect, test } from 'vitest';
import { buttons, expectSaid, expectStep, notices, personAt, placeOf, progressOf } from './routes.ts';

describe('A person who says what they would rather have', () => {
  test.each([
    'change to pin',
    'change to pin methode',
    'please switch to the mobile app PIN',
    "I'd rather use the PIN code instead",
    'can you change it to the mobile app pin code, please',
  ])('changes the second factor at once, as by "%s"', async (words) => {
    const person = await personAt('two-factor/sms-challenge-code', 'sms');
    await person.say(words);
    expect((await progressOf(person)).choices.method).toBe('app-pin');
    await expectStep(person, 'two-factor/app-install');
  });

  test('is asked which one, where the words fit several', async () => {
    const person = await personAt('two-factor/sms-challenge-code', 'sms');
    await person.say('switch to the app please');
    await expectStep(person, 'two-factor/choose-method');
    expectSaid(person, notices.didYouMean);
    await person.press('Mobile app QR code');
    await expectStep(person, 'two-factor/app-install');
  });

  test('comes back to where they were, once the steps of the new second factor are done', async () => {
    const person = await personAt('cpms-access/select-profile', 'sms');
    await person.say('change my method to the PIN code');
    await expectStep(person, 'two-factor/app-install');
    for (let step = 0; step < 4; step++) await person.press(buttons.next);
    await expectStep(person, 'cpms-access/select-profile');
  });

  test('changes the centre by its name, and goes on from there', async () => {
    const person = await personAt('cpms-access/select-profile');
    await person.say('change my hospital to Ospedale Papa Giovanni XXIII');
    expect((await progressOf(person)).choices).toMatchObject({ country: 'IT' });
    await expectStep(person, 'cpms-access/select-organisation');
  });

  test('changes nothing where they have it already', async () => {
    const person = await personAt('two-factor/app-add-device', 'app-pin');
    await person.say('switch to the PIN please');
    expectSaid(person, notices.alreadyChosen);
    expect(await placeOf(person)).toBe('two-factor/app-add-device');
  });

  test.each(['I want QR', 'can I use the QR code instead?', 'rather the QR code', 'no I want the QR code'])(
    'is asked first where "%s" may mean something else',
    async (words) => {
      const person = await personAt('two-factor/app-add-device', 'app-pin');
      await person.say(words);
      expect(await placeOf(person)).toBe('two-factor/app-add-device');
      expect(person.last.buttons[0]?.title).toBe(buttons.change.method);
      await person.press(buttons.change.method);
      expect(await placeOf(person)).toBe('two-factor/choose-method');
    },
  );

  test.each(['change my pin', 'I want to use another phone', 'use the button', 'can I use the app instead?'])(
    'is not taken to mean a choice by "%s"',
    async (words) => {
      const person = await personAt('two-factor/sms-challenge-code', 'sms');
      await person.say(words);
      expect((await progressOf(person)).choices.method).toBe('sms');
      expect(await placeOf(person)).toBe('two-factor/sms-challenge-code');
    },
  );
});
