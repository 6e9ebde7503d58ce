import { choiceStep } from './choice-step.ts';

/** Lets a person choose the second factor, which decides the steps that follow. */
export const chooseMethod = choiceStep('method', (turn) =>
  turn.content.guide.methods.flatMap(({ id, recommended, ended }) => {
    const method = turn.texts.guide.methods[id];
    if (!method) return [];
    const need = turn.say(method.need);
    return [
      {
        id,
        name: turn.say(method.name),
        hint: recommended ? turn.say(turn.texts.messages.choice.recommended, { need }) : need,
        says: method.says,
        isRecommended: recommended,
        foldedAs: ended ? turn.say(method.ended ?? method.name) : undefined,
      },
    ];
  }),
);
