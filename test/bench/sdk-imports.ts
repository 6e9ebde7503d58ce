/** The packages that the assistant cannot do without: the least that a start can take. */
import 'botbuilder';
import 'botbuilder-dialogs';
import 'restify';
