import type { Board } from "../domain/board.ts";

const LEVER_HOST = { global: "api.lever.co", eu: "api.eu.lever.co" } as const;

/** The public address of a board's jobs, with their texts and what fields say of their pay. */
export function endpointOf({ source, board, region }: Board): URL {
  const name = encodeURIComponent(board);
  switch (source) {
    case "greenhouse":
      return new URL(`https://boards-api.greenhouse.io/v1/boards/${name}/jobs?content=true`);
    case "lever":
      return new URL(`https://${LEVER_HOST[region]}/v0/postings/${name}?mode=json`);
    case "ashby":
      return new URL(`https://api.ashbyhq.com/posting-api/job-board/${name}?includeCompensation=true`);
  }
}
