import { expect, it } from "vitest";
import { sendChaos } from "../proof/send-chaos.ts";

it("survives kill -9: nobody is mailed twice, nobody is lost, and who is uncertain is listed", async () => {
  const result = await sendChaos({ readers: 150, kills: 3, connections: 4, seed: 7 });
  expect(result).toMatchObject({ kills: 3, duplicates: 0, lost: 0 });
  expect(result.sent + result.uncertain).toBe(150);
  expect(result.tally).toMatchObject({ audience: 150, failed: 0, left: 0 });
  // At most one message per connection and kill can be in the hands of the server.
  expect(result.uncertain).toBeLessThanOrEqual(12);
  expect(result.exitCode).toBe(result.uncertain > 0 ? 5 : 0);
});
