import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  ConversationState,
  MemoryStorage,
} from 'botbuilder';
import { DialogSet, DialogTurnStatus, TextPrompt, WaterfallDialog } from 'botbuilder-dialogs';
import restify from 'restify';

/**
 * The baseline of a turn, in a process of its own: the waterfall with two steps of botbuilder's samples, on their restify, their
 * adapter without an app id and their storage in memory. It prints its address.
 */
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const conversations = new ConversationState(new MemoryStorage());
const dialogs = new DialogSet(conversations.createProperty('dialogs'));
dialogs.add(new TextPrompt('name'));
dialogs.add(
  new WaterfallDialog('greeting', [
    (step) => step.prompt('name', 'What is your name?'),
    async (step) => {
      await step.context.sendActivity(`Hello, ${step.result}.`);
      return step.endDialog();
    },
  ]),
);

const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (request, response) => {
  // The types of restify and of the SDK differ in what may be missing.
  await adapter.process(request as Parameters<CloudAdapter['process']>[0], response, async (context) => {
    const dialog = await dialogs.createContext(context);
    const { status } = await dialog.continueDialog();
    if (status === DialogTurnStatus.empty) await dialog.beginDialog('greeting');
    await conversations.saveChanges(context);
  });
});
server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/`));
