import { describe, expect, test } from 'vitest';
import { Clinician } from '../support/clinician.ts';
import { Helpdesk } from '../support/helpdesk.ts';
import { inTwoLanguages } from '../support/two-languages.ts';

const NEXT = { en: 'Done – next', de: 'Fertig – weiter' };

/** A person in the midst of the guide, who speaks the language of their browser. */
async function personInGuide(locale = 'en-GB'): Promise<Clinician> {
  const person = new Clinician({ content: inTwoLanguages });
  await person.send({ type: 'message', text: 'start', locale });
  await person.press(locale.startsWith('de') ? NEXT.de : NEXT.en);
  return person;
}

/** Opens the chat in a browser with a language. */
async function arrive(person: Clinician, locale: string): Promise<void> {
  await person.send({ type: 'conversationUpdate', membersAdded: [{ id: 'person', name: '' }], locale });
}

function titlesOf({ last }: Clinician): string[] {
  return last.buttons.map(({ title }) => title);
}

describe('The assistant speaks', () => {
  test.each([
    ['de-AT', 'Willkommen!'],
    ['en-GB', 'Welcome!'],
    ['pt-PT', 'Welcome!'],
    ['', 'Welcome!'],
  ])('for a browser that says "%s": %s', async (locale, title) => {
    const person = new Clinician({ content: inTwoLanguages });
    await person.send({ type: 'conversationUpdate', membersAdded: [{ id: 'person', name: '' }], locale });
    expect(person.last.text).toContain(title);
  });

  test.each([
    'Deutsch',
    'german please',
    'Sprechen Sie Deutsch?',
    'auf deutsch bitte',
    'can we speak German',
  ])('another language once somebody says "%s", and shows their step in it', async (words) => {
    const person = await personInGuide();
    const { at } = person.last;
    await person.say(words);
    expect(titlesOf(person)).toContain(NEXT.de);
    expect(person.last.text).not.toContain('schon Deutsch');
    expect(person.seen.map(({ text }) => text).join()).not.toContain('Ich schreibe jetzt Deutsch.');
    expect(person.last.at).toEqual(at);
    await person.say('weiter');
    expect(titlesOf(person)).toContain(NEXT.de);
    expect(person.last.at?.done).toBe((at?.done ?? 0) + 1);
  });

  test('the language that was asked for whatever the browser says, also after a restart', async () => {
    const person = await personInGuide('de');
    await person.say('English');
    person.restartAssistant();
    await person.send({ type: 'message', text: 'where am I', locale: 'de' });
    expect(titlesOf(person)).toContain(NEXT.en);
  });

  test('another language where its button is pressed on the page, which no card shows', async () => {
    const person = await personInGuide();
    await person.send({ type: 'message', value: { action: 'language', language: 'de', card: '' } });
    expect(titlesOf(person)).toContain(NEXT.de);
    await person.send({ type: 'message', value: { action: 'language', language: 'en', card: '' } });
    expect(titlesOf(person)).toContain(NEXT.en);
  });

  test('of the remedy that is shown, not of the step below it', async () => {
    const person = await personInGuide();
    await person.say('stuck');
    await person.press(titlesOf(person)[0] ?? '');
    const { text } = person.last;
    await person.say('deutsch');
    expect(person.last.text).toBe(text);
  });

  test('and says so where that language is spoken already', async () => {
    const person = await personInGuide();
    await person.say('english please');
    expect(person.last.text).toContain('We are speaking English already.');
  });

  test('no other: in each of its languages, it says which it speaks', async () => {
    const person = await personInGuide();
    await person.say('português');
    expect(person.last.text).toContain('You can write to me in English.');
    expect(person.last.text).toContain('Sie können mir auf Deutsch schreiben.');
    await person.press('Weiter auf Deutsch');
    expect(titlesOf(person)).toContain(NEXT.de);
  });

  test.each(['my phone is in German', 'the page is in German and I need English', 'is the app in German?'])(
    'the same language after "%s"',
    async (words) => {
      const person = await personInGuide();
      await person.say(words);
      await person.say('where am I');
      expect(titlesOf(person)).toContain(NEXT.en);
    },
  );
});

describe('Somebody who writes in another language than the one that is spoken', () => {
  test('is answered in theirs from the first clear message on, with the way back', async () => {
    const person = await personInGuide();
    await person.say('ich habe mein Passwort vergessen, was mache ich jetzt');
    const [changed] = person.seen.slice(-3);
    expect(changed?.text).toContain('Ich schreibe jetzt Deutsch.');
    expect(changed?.buttons.map(({ title }) => title)).toEqual(['Continue in English']);
    expect(person.seen.at(-2)?.text).toContain('Passwort vergessen');
    expect(titlesOf(person)).toContain(NEXT.de);
    await person.submit(changed?.buttons[0]?.data);
    expect(titlesOf(person)).toContain(NEXT.en);
  });

  test('is not told of it again', async () => {
    const person = await personInGuide();
    await person.say('ich habe mein Passwort vergessen, was mache ich jetzt');
    await person.say('ich bekomme keine Mail mit dem Code');
    expect(person.seen.filter(({ text }) => text.includes('Ich schreibe jetzt Deutsch.'))).toHaveLength(1);
  });

  test.each([
    'ok',
    'change to pin methode',
    'weiter',
    'Universitätsklinikum Freiburg',
    'it says "Das Passwort ist leider nicht richtig" when I sign in',
    'Add a mobile device',
  ])('but not by "%s"', async (words) => {
    const person = await personInGuide();
    await person.say(words);
    await person.say('where am I');
    expect(person.seen.some(({ text }) => text.includes('Ich schreibe jetzt Deutsch.'))).toBe(false);
    expect(titlesOf(person).join()).not.toContain(NEXT.de);
  });

  test('is only asked, once, where they have chosen the other one, and understood all the same', async () => {
    const person = await personInGuide('de');
    await person.say('English');
    await person.say('ich habe mein Passwort vergessen, was mache ich jetzt');
    expect(person.seen.at(-3)?.text).toContain('Möchten Sie auf Deutsch weitermachen?');
    expect(person.seen.at(-2)?.text).toContain("I can't remember my password");
    await person.say('ich bekomme keine Mail mit dem Code');
    expect(person.seen.filter(({ text }) => text.includes('auf Deutsch weitermachen?'))).toHaveLength(1);
    expect(titlesOf(person)).toContain(NEXT.en);
  });

  test('is asked first where the words may be those of a screen, which are in the first language', async () => {
    const person = await personInGuide('de');
    await person.say('The authentication was not possible, please try again later.');
    expect(person.seen.some(({ text }) => text.includes('Would you like to go on in English?'))).toBe(true);
    expect(titlesOf(person).join()).not.toContain(NEXT.en);
    await person.say('how do I install the app on my phone');
    expect(titlesOf(person)).toContain(NEXT.en);
  });

  test('that the assistant does not speak is told which it speaks', async () => {
    const person = await personInGuide();
    await person.say('jag har glömt mitt lösenord och kan inte logga in');
    expect(person.last.text).toContain('Sie können mir auf Deutsch schreiben.');
    expect(titlesOf(person)).toEqual(['Weiter auf Deutsch']);
  });
});

describe('A person who hands over in another language than the desk', () => {
  test('sees the facts in theirs, and the desk reads them in its own, with the language', async () => {
    const helpdesk = new Helpdesk({ content: inTwoLanguages });
    const { person } = helpdesk;
    await arrive(person, 'de');
    await person.say('human');
    expect(JSON.stringify(person.last.activity)).toContain('"title":"Sprache","value":"Deutsch"');
    await person.say('Die Seite bleibt weiß.');
    await person.say('send it');
    const { language, facts } = await helpdesk.ticket();
    expect(language).toBe('de');
    expect(facts.map(({ name }) => name)).toEqual(['Language']);
    expect(facts.at(-1)?.value).toBe('German');
  });

  test('keeps what they have written where they change the language', async () => {
    const helpdesk = new Helpdesk({ content: inTwoLanguages });
    const { person } = helpdesk;
    await arrive(person, 'en');
    await person.say('human');
    await person.say('The page stays white.');
    await person.say('Deutsch');
    expect(JSON.stringify(person.last.activity)).toContain('The page stays white.');
    expect(JSON.stringify(person.last.activity)).toContain('"title":"Sprache"');
    await person.say('send it');
    expect(await helpdesk.ticket()).toMatchObject({ language: 'de', sentence: 'The page stays white.' });
  });

  test('goes on with the helpdesk where they change the language meanwhile', async () => {
    const helpdesk = new Helpdesk({ content: inTwoLanguages });
    const { person } = helpdesk;
    await arrive(person, 'en');
    await person.say('human');
    await person.say('The page stays white.');
    await person.say('send it');
    await helpdesk.claim();
    await person.send({ type: 'message', value: { action: 'language', language: 'de', card: '' } });
    await person.say('Deutsch ist mir lieber als Englisch');
    expect((await helpdesk.ticket()).messages.at(-1)?.text).toBe('Deutsch ist mir lieber als Englisch');
    await helpdesk.reply('Hello');
    await person.say('assistant');
    expect(titlesOf(person)).toContain('Von vorn beginnen');
  });
});
