import { choiceStep } from './choice-step.ts';

/** Chooses the thematic area in which somebody works. */
export const chooseArea = choiceStep('area', (turn) =>
  turn.content.network.areas.flatMap(({ id }) => {
    const area = turn.texts.network.areas[id];
    if (!area) return [];
    const says = [area.label, area.name];
    return [{ id, name: `${area.label} – ${turn.say(area.name)}`, hint: turn.say(area.covers), says }];
  }),
);
