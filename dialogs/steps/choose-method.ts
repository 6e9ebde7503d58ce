import { choiceStep } from './choice-step.ts';

/** Lets a person choose the second factor, which decides the steps that follow. */
export const chooseMethod = choiceStep('method', (turn) =>
  turn.content.guide.methods.flatMap(({ id }) => {
    const method = turn.texts.guide.methods[id];
    return method
      ? [{ id, name: turn.say(method.name), hint: turn.say(method.need), says: method.says }]
      : [];
  }),
);
