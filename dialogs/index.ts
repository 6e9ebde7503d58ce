import { DialogSet } from 'botbuilder-dialogs/lib/dialogSet.js';
import type { Content } from '../src/content/content.ts';
import { dialogState } from '../src/conversation/turn.ts';
import { AddToTicketDialog } from './hand-over/add-to-ticket.ts';
import { HandOverDialog } from './hand-over/hand-over.ts';
import { PartDoneDialog } from './part-done.ts';
import { PhaseDialog } from './phase.ts';
import { StuckDialog } from './stuck.ts';

/** Returns all dialogs: one for each phase, and the small ones. */
export function dialogsFor(content: Content): DialogSet {
  const dialogs = new DialogSet(dialogState);
  for (const phase of content.guide.phases) dialogs.add(new PhaseDialog(phase));
  return dialogs
    .add(new StuckDialog())
    .add(new PartDoneDialog())
    .add(new HandOverDialog())
    .add(new AddToTicketDialog());
}
