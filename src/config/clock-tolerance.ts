/** The greatest difference between the clock of the helpdesk's sign-in and ours at which people can sign in. */
export const CLOCK_TOLERANCE_SECONDS = 30;
