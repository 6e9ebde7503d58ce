import type { StatePropertyAccessor } from 'botbuilder-core';
import type { DialogState } from 'botbuilder-dialogs';
import { DialogSet } from 'botbuilder-dialogs';
import type { Content } from '../src/content/content.ts';
import { AddToTicketDialog } from './hand-over/add-to-ticket.ts';
import { HandOverDialog } from './hand-over/hand-over.ts';
import { PartDoneDialog } from './part-done.ts';
import { PhaseDialog } from './phase.ts';
import { StuckDialog } from './stuck.ts';

/** Every dialog that can be on: one a phase, and the small ones. */
export function dialogsFor(content: Content, state: StatePropertyAccessor<DialogState>): DialogSet {
  const dialogs = new DialogSet(state);
  for (const phase of content.guide.phases) dialogs.add(new PhaseDialog(phase));
  return dialogs
    .add(new StuckDialog())
    .add(new PartDoneDialog())
    .add(new HandOverDialog())
    .add(new AddToTicketDialog());
}
