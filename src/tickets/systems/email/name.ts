/** The name of email among the ticket systems. */
export const EMAIL = 'email';
