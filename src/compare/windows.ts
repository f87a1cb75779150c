/** Windows are fixed before any data is seen: a role's 4 weeks against the 4 before, a total's week against the last. */
export const ROLE_WINDOW = 4;

/** A role too thin at four weeks shows its level over a quarter of a year. */
export const LONG_WINDOW = 13;

/** How far the past of a change is looked back on: its usual size, its run, its records. */
export const YEAR = 52;
