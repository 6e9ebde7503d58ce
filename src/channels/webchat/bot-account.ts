/** The bot's account; clients recognise its messages and its typing by this id. */
export const botAccount = { id: 'assistant', name: '', role: 'bot' };
