/** The folder of the mailbox into which emails go once they are in their ticket. */
export const FOLDER = 'Assistant';
