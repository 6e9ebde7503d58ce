import type { StatePropertyAccessor } from 'botbuilder-core';
import type { DialogState } from 'botbuilder-dialogs';
import { DialogSet } from 'botbuilder-dialogs';
import type { Content } from '../src/content/content.ts';
import { AddToTicketDialog } from './add-to-ticket.ts';
import { cpmsAccess } from './cpms-access.ts';
import { firstLogin } from './first-login.ts';
import { HandOverDialog } from './hand-over.ts';
import { PartDoneDialog } from './part-done.ts';
import { PhaseDialog } from './phase.ts';
import type { StepTalks } from './step-talk.ts';
import { StuckDialog } from './stuck.ts';
import { twoFactor } from './two-factor.ts';

/** The phases with steps that do more than being shown; any other phase of the content pack needs no file. */
const TALKS: Record<string, StepTalks> = {
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
