/** What a person says who walks through the guide, and one who only asks. */
export const GUIDED = ['start', 'next', 'next', 'back', 'next', 'next', 'next', 'back', 'next', 'next'];
export const QUESTIONS = [
  'which browser should I use?',
  'no code on my mobile',
  'I have forgotten my password, what now?',
  'who can see the patients that I enter?',
  'how long does it take until I get access?',
  'do I need a new EU Login when I change hospitals',
];
