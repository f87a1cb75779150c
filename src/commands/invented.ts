/** What the terminal says of weeks and editions that were told from made-up postings. */
export const INVENTED = "invented: no job ad, employer or figure here is real";
