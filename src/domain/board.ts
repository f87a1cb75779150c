import { z } from "zod";
import { inertText } from "./text.ts";

/** Kinds of job boards that can be asked for their jobs. */
export const BOARD_SOURCES = ["greenhouse", "lever", "ashby"] as const;
export type BoardSourceName = (typeof BOARD_SOURCES)[number];

/** One employer's job board. Its name becomes a part of an address and of a file's name, so it can never be a path, nor look like a day. */
export const boardSchema = z
  .strictObject({
    source: z.enum(BOARD_SOURCES),
    board: z
      .string()
      .regex(
        /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}$/,
        "a board's name is of letters, digits, - _ and . only, like anthropic",
      )
      .refine((name) => !/\d{4}-\d{2}-\d{2}/.test(name), "a board's name that holds a day would be read as its date"),
    /** The employer as people know it. */
    name: z.string().transform(inertText).pipe(z.string().min(1).max(200)).optional(),
    /** Where Lever keeps the board; the other kinds have one place for all. */
    region: z.enum(["global", "eu"]).default("global"),
  })
  .refine(({ source, region }) => source === "lever" || region === "global", {
    path: ["region"],
    error: "only Lever has boards of a region",
  });

export type Board = Readonly<z.infer<typeof boardSchema>>;

/** What the settings say of boards, with limits that keep the asking polite and bounded. */
export const boardsSchema = z.strictObject({
  list: z
    .array(boardSchema)
    .max(1000)
    .superRefine((boards, context) => {
      const names = boards.map(boardKey);
      for (const [index, name] of names.entries())
        if (names.indexOf(name) < index)
          context.addIssue({ code: "custom", path: [index, "board"], message: `${name} is in the list twice` });
    })
    .default([]),
  /** A scope of templates/scopes, for the postings of all boards. */
  scope: z.string().optional(),
  /** How many days old a board's last answer may be to stand in for one that failed; 0 refuses the week. */
  maxAgeDays: z.int().min(0).max(27).default(0),
  /** Seconds between two requests to one host. */
  pauseSeconds: z.number().min(0.5).max(60).default(1),
  /** Seconds until a connection must be made. */
  connectSeconds: z.number().min(1).max(60).default(10),
  /** Seconds until an answer must be there to its end. */
  answerSeconds: z.number().min(1).max(600).default(60),
  /** Requests for one board, the first and its repeats. */
  tries: z.int().min(1).max(6).default(4),
  /** Megabytes of an answer, unpacked. */
  maxMegabytes: z.int().min(1).max(128).default(64),
});

export type BoardSettings = Readonly<z.infer<typeof boardsSchema>>;

/** A board among all: `greenhouse/anthropic`. In lower case, because some disks know no other. */
export function boardKey({ source, board }: Pick<Board, "source" | "board">): string {
  return `${source}/${board.toLowerCase()}`;
}

/** A board in a sentence: `Anthropic (greenhouse/anthropic)`. */
export function boardTitle({ source, board, name }: Pick<Board, "source" | "board" | "name">): string {
  return name === undefined ? `${source}/${board}` : `${name} (${source}/${board})`;
}
