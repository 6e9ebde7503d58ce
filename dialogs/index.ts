import { DialogSet } from 'botbuilder-dialogs';
import type { Content } from '../src/content/content.ts';
import { dialogState } from '../src/conversation/turn.ts';
import { AddToTicketDialog } from './hand-over/add-to-ticket.ts';
import { HandOverDialog } from './hand-over/hand-over.ts';
import { PartDoneDialog } from './part-done.ts';
import { PhaseDialog } from './phase.ts';
import { STEP_HANDLERS } from './steps/index.ts';
import type { StepHandler } from './steps/step-handler.ts';
import { StuckDialog } from './stuck.ts';

/** The steps that do more than being shown, by phase. */
const HANDLERS: Record<string, Record<string, StepHandler>> = {
  'two-factor': {
    'choose-method': STEP_HANDLERS['choose-method'],
    'sms-add-number': STEP_HANDLERS['phone-form'],
  },
  'cpms-access': {
    'choose-centre': STEP_HANDLERS['choose-centre'],
    'recap-and-submit': STEP_HANDLERS.recap,
  },
  'first-login': { 'choose-thematic-area': STEP_HANDLERS['choose-area'] },
};

/** Lists every dialog that can be on: one a phase, and the small ones. */
export function dialogsFor(content: Content): DialogSet {
  const dialogs = new DialogSet(dialogState);
  for (const phase of content.guide.phases) dialogs.add(new PhaseDialog(phase, HANDLERS[phase.id]));
  return dialogs
    .add(new StuckDialog())
    .add(new PartDoneDialog())
    .add(new HandOverDialog())
    .add(new AddToTicketDialog());
}
