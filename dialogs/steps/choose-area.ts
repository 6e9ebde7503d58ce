import { areaTitle } from '../../src/content/content.ts';
import { choiceStep } from './choice-step.ts';

/** Lets a person choose the thematic area in which they work. */
export const chooseArea = choiceStep('area', (turn) =>
  turn.content.network.areas.flatMap(({ id }) => {
    const area = turn.texts.network.areas[id];
    if (!area) return [];
    const says = [area.label, area.name];
    return [{ id, name: turn.say(areaTitle(area)), hint: turn.say(area.covers), says }];
  }),
);
