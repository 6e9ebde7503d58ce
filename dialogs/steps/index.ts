import type { StepKind } from '../../src/content/schema/structure.ts';
import { chooseArea } from './choose-area.ts';
import { chooseCentre } from './choose-centre.ts';
import { chooseMethod } from './choose-method.ts';
import { phoneForm } from './phone-form.ts';
import { recap } from './recap.ts';
import type { StepHandler } from './step-handler.ts';

/** The handlers of the kinds of steps that do more than show their texts. */
export const STEP_HANDLERS = {
  'choose-method': chooseMethod,
  'phone-form': phoneForm,
  'choose-centre': chooseCentre,
  recap,
  'choose-area': chooseArea,
} as const satisfies Record<StepKind, StepHandler>;
