import type { StatePropertyAccessor } from 'botbuilder-core';
import type { DialogState } from 'botbuilder-dialogs';
import { DialogSet } from 'botbuilder-dialogs';
import type { Content } from '../src/content/content.ts';
import { AddToTicketDialog } from './hand-over/add-to-ticket.ts';
import { HandOverDialog } from './hand-over/hand-over.ts';
import { PartDoneDialog } from './part-done.ts';
import { PhaseDialog } from './phase.ts';
import { cpmsAccess } from './steps/cpms-access.ts';
import { firstLogin } from './steps/first-login.ts';
import type { StepHandlers } from './steps/step-handler.ts';
import { twoFactor } from './steps/two-factor.ts';
import { StuckDialog } from './stuck.ts';

/** The phases with steps that do more than being shown; any other phase of the content pack needs no file. */
const TALKS: Record<string, StepHandlers> = {
  'two-factor': twoFactor,
  'cpms-access': cpmsAccess,
  'first-login': firstLogin,
};

/** Every dialog that can be on: one a phase, and the small ones. */
export function dialogsFor(content: Content, state: StatePropertyAccessor<DialogState>): DialogSet {
  const dialogs = new DialogSet(state);
  for (const phase of content.guide.phases) dialogs.add(new PhaseDialog(phase, TALKS[phase.id]));
  return dialogs
    .add(new StuckDialog())
    .add(new PartDoneDialog())
    .add(new HandOverDialog())
    .add(new AddToTicketDialog());
}
