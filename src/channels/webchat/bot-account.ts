/** The bot as one side of a conversation; clients match its messages and its typing by this id. */
export const botAccount = { id: 'assistant', name: '', role: 'bot' };
