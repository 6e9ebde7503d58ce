import { choiceStep } from './choice-step.ts';
import type { StepHandlers } from './step-handler.ts';

/** Phase "first-login": the wait for approval and the first preferences in CPMS. */
export const firstLogin: StepHandlers = {
  'choose-thematic-area': choiceStep('area', (turn) =>
    turn.content.network.areas.flatMap(({ id }) => {
      const area = turn.texts.network.areas[id];
      if (!area) return [];
      const says = [area.label, area.name];
      return [{ id, name: `${area.label} – ${turn.say(area.name)}`, hint: turn.say(area.covers), says }];
    }),
  ),
};
