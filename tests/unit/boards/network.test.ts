import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fetchBoards } from "../../../src/boards/boards.ts";
import { internet, type Network } from "../../../src/boards/network.ts";
import { isPublicAddress } from "../../../src/boards/public-address.ts";
import { boardPeer, effectsOf, hastyWaits, jobs, requestOf } from "./board-peer.ts";

const PRIVATE = [
  "0.0.0.0",
  "10.0.0.1",
  "100.64.0.1",
  "100.127.255.255",
  "127.0.0.1",
  "127.8.8.8",
  "169.254.169.254",
  "172.16.0.1",
  "172.31.255.255",
  "192.0.0.1",
  "192.0.2.1",
  "192.168.1.1",
  "198.18.0.1",
  "198.19.255.255",
  "198.51.100.1",
  "203.0.113.1",
  "224.0.0.1",
  "239.255.255.250",
  "240.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:10.0.0.1",
  "::ffff:a00:1",
  "::ffff:8.8.8.8",
  "::10.0.0.1",
  "64:ff9b::10.0.0.1",
  "64:ff9b:1::1",
  "100::1",
  "2001::1",
  "2001:db8::1",
  "2002:a00:1::1",
  "3fff::1",
  "fc00::1",
  "fd12:3456::1",
  "fe80::1",
  "fe80::1%lo",
  "fec0::1",
  "ff02::1",
  "",
  "localhost",
  "8.8.8.8.8",
  "010.8.8.8",
];

describe("an address", () => {
  it.each(PRIVATE)("%s is not of the public internet", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    "8.8.8.8",
    "1.1.1.1",
    "9.255.255.255",
    "11.0.0.0",
    "100.63.255.255",
    "100.128.0.0",
    "172.15.255.255",
    "172.32.0.0",
    "192.167.0.1",
    "223.255.255.255",
    "2606:4700::1111",
    "2a00:1450:4001::8a",
    "2001:4860:4860::8888",
  ])("%s is of the public internet", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it("of IPv4 in the form of IPv6 is never public", () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(isPublicAddress(`::ffff:${address}`)).toBe(false);
      }),
    );
  });
});

/** A peer that would answer, reached with the rules of the real internet for addresses that a name is said to have. */
async function outcomeAt(...addresses: readonly string[]) {
  const peer = await boardPeer(() => ({ body: jobs(1) }));
  const network: Network = { ...peer.network, allows: internet.allows, resolve: async () => addresses };
  const { waits, slept } = hastyWaits();
  const [outcome] = await fetchBoards(await requestOf(), effectsOf(network, waits));
  return { outcome, got: peer.got, slept };
}

describe("the way to a board", () => {
  it.each([["127.0.0.1"], ["::1"], ["::ffff:10.0.0.1"], ["::ffff:127.0.0.1"], ["169.254.169.254"], ["fd00::1"]])(
    "is closed where its name leads to %s",
    async (address) => {
      const { outcome, got, slept } = await outcomeAt(address);
      expect(outcome).toMatchObject({
        state: "failed",
        code: "address-refused",
        why: `boards-api.greenhouse.io leads to ${address}, which is not of the public internet`,
      });
      expect([got, slept]).toEqual([[], []]);
    },
  );

  it("is closed where the system's own names lead to this machine", async () => {
    const resolve = () => internet.resolve("localhost");
    const [outcome] = await fetchBoards(await requestOf(), effectsOf({ ...internet, resolve }));
    expect(outcome).toMatchObject({
      code: "address-refused",
      why: expect.stringMatching(/leads to (127\.0\.0\.1|::1),/),
    });
  });

  it("is closed where any of its addresses is private, whatever the others are", async () => {
    const { outcome, got } = await outcomeAt("8.8.8.8", "127.0.0.1");
    expect(outcome).toMatchObject({ code: "address-refused" });
    expect(got).toEqual([]);
  });

  it("is asked for once per connection, so that a name which is then given another address leads nowhere else", async () => {
    const peer = await boardPeer(() => ({ body: jobs(1) }));
    let asked = 0;
    // Allowed at the first question, and private ever after.
    const resolve = async () => [++asked === 1 ? "127.0.0.1" : "10.0.0.1"];
    const [outcome] = await fetchBoards(await requestOf(), effectsOf({ ...peer.network, resolve }));
    expect(outcome).toMatchObject({ state: "new" });
    expect(asked).toBe(1);
  });

  it("is checked again at the connection that was made", async () => {
    const peer = await boardPeer(() => ({ body: jobs(1) }));
    let asked = 0;
    const allows = () => ++asked === 1;
    const [outcome] = await fetchBoards(await requestOf(), effectsOf({ ...peer.network, allows }));
    expect(outcome).toMatchObject({ code: "address-refused" });
    expect(asked).toBe(2);
    expect(peer.got).toEqual([]);
  });

  it("is tried again where the name has no address just now", async () => {
    const peer = await boardPeer(() => ({ body: jobs(1) }));
    let asked = 0;
    const resolve = async () => (++asked === 1 ? [] : ["127.0.0.1"]);
    const [outcome] = await fetchBoards(await requestOf(), effectsOf({ ...peer.network, resolve }));
    expect(outcome).toMatchObject({ state: "new" });
  });
});
