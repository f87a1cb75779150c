/** Windows are fixed before any data is seen: a role's 4 weeks against the 4 before, a total's week against the last. */
export const ROLE_WINDOW = 4;
