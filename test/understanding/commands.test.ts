import { describe, expect, test } from 'vitest';
import type { Command } from '../../src/content/message-texts.ts';
import { commandFinder } from '../../src/understanding/commands.ts';
import { pack } from '../support/clinician.ts';

const commands = pack.languages.get('en')?.commands;
if (!commands) throw new Error('no English');
const { commands: lists } = commands;
const commandIn = commandFinder(commands);

/** Ways of saying each command: eight or so that the content pack lists, then some that it does not. */
const SAID: Record<Command, string[]> = {
  next: [
    'next',
    'done',
    'Next!',
    'next step',
    "I'm done",
    'got it',
    'it worked',
    'go on',
    'ok done',
    'Okay, next please',
    'yes, done',
    'NEXT STEP, PLEASE.',
    'Thanks, that worked',
    'so, next',
    'Done – next',
    'I think I am done',
  ],
  back: [
    'back',
    'go back',
    'previous',
    'previous step',
    'one step back',
    'take me back',
    'last step',
    'undo',
    'please go back',
    'Can I go back?',
    'go back to the previous step',
    'Could you go back, please',
    'back, please!',
    'I want to go back',
  ],
  stuck: [
    'stuck',
    "I'm stuck",
    'I’m stuck',
    'problem',
    "it doesn't work",
    'it does not work',
    'I get an error',
    'something went wrong',
    'hey, I am stuck',
    'well, no idea',
    'I think something is wrong',
    'ok it fails',
    'well, that does not work',
    'I AM STUCK!!!',
  ],
  skip: [
    'skip',
    'skip this step',
    'later',
    "I'll do it later",
    'not this one',
    'leave it out',
    'pass',
    'skip it',
    'please skip this',
    'ok, skip',
    'can we skip this',
    'Skip it, thanks',
    'let us skip this step',
    'I would like to skip the step',
  ],
  where: [
    'where am I',
    'Where am I?',
    'which step',
    'status',
    'progress',
    'how far am I',
    'how much is left?',
    'repeat',
    'so where am I now?',
    'where am i please',
    'Show me the step again',
    'ok, which step am I on?',
    'Could you repeat',
    'hi, where was I?',
  ],
  restart: [
    'restart',
    'start over',
    'start again',
    'begin again',
    'start from scratch',
    'reset',
    'new start',
    'restart the guide',
    'please start over',
    'I want to start over',
    'can we start again',
    'let us begin again',
    'Restart, please',
    'OK, from the beginning',
  ],
  start: [
    'start',
    'begin',
    'start the guide',
    'get started',
    'menu',
    'main menu',
    'home',
    'first step',
    "let's start",
    'ok, start please',
    "let's get started",
    'can we begin',
    'I want to start',
    'Please begin the guide',
  ],
  resume: [
    'resume',
    'continue',
    'go on where I was',
    'pick up where I left',
    "I'm back",
    'back to the guide',
    'back to my step',
    'continue the guide',
    'please continue',
    'ok, I am back',
    'I would like to continue',
    'let me continue',
    'hello, I am back',
    'Continue, thank you',
  ],
  help: [
    'help',
    'help me',
    'what can you do?',
    'what can I do?',
    'commands',
    'options',
    'who are you?',
    'how does this work?',
    'please help',
    'Help me, please!',
    'hi, I need help',
    'can you help me',
    'could you help me please',
    'hey what are you?',
  ],
  human: [
    'human',
    'a person',
    'talk to a person',
    'helpdesk',
    'support',
    'real person',
    'agent',
    'contact',
    'please talk to a human',
    'I want to talk to someone',
    'Can I talk to a person?',
    'I want a human',
    'the helpdesk please',
    'let me talk to the helpdesk',
  ],
  cancel: [
    'cancel',
    'stop',
    'quit',
    'exit',
    'leave',
    'bye',
    'pause',
    'enough',
    'please stop',
    'ok bye',
    'thanks, goodbye',
    'I want to stop',
    'can we stop now',
    'Well, enough now',
  ],
  ask: [
    'ask',
    'question',
    'I have a question',
    'ask a question',
    'another question',
    'ask question',
    'I have question',
    'Question!',
    'hi, I have a question',
    'I want to ask a question',
    'please, a question',
    'I would like to ask a question',
    'ok, another question',
  ],
  greet: [
    'hello',
    'hi',
    'hey',
    'good morning',
    'good afternoon',
    'good evening',
    'hello there',
    'hallo',
    'Good morning!',
    'Hi!',
    'HELLO',
    'well, good day',
    'thank you, good evening',
  ],
  'change-method': [
    'change method',
    'change my method',
    'other method',
    'another method',
    'switch method',
    'change second factor',
    'use another method',
    'different method',
    'please change the method',
    'I want to change my second factor',
    'can we use another method',
    'I would like another method',
    'let us switch the method',
    'could you change the second factor',
  ],
  'change-centre': [
    'change centre',
    'change center',
    'change my country',
    'wrong centre',
    'change hospital',
    'other country',
    'wrong hospital',
    'another centre',
    'please change the centre',
    'I want to change my hospital',
    'the wrong country',
    'I would like to change the country',
    'can we change the center',
    'I think the wrong centre',
  ],
  'change-area': [
    'change area',
    'change thematic area',
    'other area',
    'another area',
    'change workstream',
    'another workstream',
    'change my thematic area',
    'other workstream',
    'please change the area',
    'I want to change my workstream',
    'can we change the thematic area',
    'I would like another area',
    'let me change my thematic area',
    'ok, another thematic area',
  ],
};

/** Sentences with the words of a command in them that say something else. */
const NO_COMMAND = [
  'what is next?',
  'what comes next',
  'the next button is grey',
  'I have no network',
  'how do I go back to my old phone number',
  'can I skip the second factor?',
  'is it done when the e-mail comes?',
  'I am not done',
  'not done yet',
  'do not stop',
  'my phone stopped',
  'the start page is empty',
  'which helpdesk is for CPMS?',
  'the support page does not load',
  'where is the gear icon?',
  'where do I click?',
  'how long does it take until the request is done?',
  'I want to change my password',
  'my second factor does not work on the new phone',
  'I cannot find the next page',
  'who are the people at the helpdesk?',
  'hello world is what the page says',
  'next week',
  'person of contact at my hospital',
  'I have a question about my patient',
  'nextt',
  'no',
  'yes',
  'ok',
  'please',
  'thank you',
  '',
  '   ',
  '?!',
  '1',
  'x'.repeat(20_000),
];

describe('A message that is nothing but a command is obeyed:', () => {
  test.each(Object.entries(SAID).flatMap(([command, said]) => said.map((words) => [words, command])))(
    '"%s" is %s',
    (words, command) => {
      expect(commandIn(words)).toBe(command);
    },
  );

  test('every command is tried in at least eight of its own words, and in some that are not written down', () => {
    for (const [command, said] of Object.entries(SAID)) {
      const written: readonly string[] = lists[command as Command];
      const own = said.filter((words) => !written.includes(words.toLowerCase()));
      expect(said.length, command).toBeGreaterThanOrEqual(8);
      expect(own.length, command).toBeGreaterThanOrEqual(4);
    }
  });

  test('every way that the content pack lists is understood as its own command', () => {
    const listed = Object.entries(lists).flatMap(([command, words]) => words.map((word) => [word, command]));
    const misunderstood = listed.filter(([word = '', command]) => commandIn(word) !== command);
    expect(misunderstood).toEqual([]);
  });
});

describe('A message that says something else is none:', () => {
  test.each(NO_COMMAND)('"%s"', (words) => {
    expect(commandIn(words)).toBeUndefined();
  });
});

describe('Words that change nothing', () => {
  const commandOf = commandFinder({
    fillers: ['please', 'thank you', 'the'],
    commands: { ...lists, next: ['next', 'go to the next'], greet: ['thank you'] },
  });

  test.each([
    ['next please', 'next'],
    ['please, thank you: NEXT', 'next'],
    ['go to next', 'next'],
    ['thank you', 'greet'],
    ['thank next', undefined],
    ['nextplease', undefined],
  ])('are left out: "%s" is %s', (words, command) => {
    expect(commandOf(words)).toBe(command);
  });
});
