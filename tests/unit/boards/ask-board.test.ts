import { readdir } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { fetchBoards } from "../../../src/boards/boards.ts";
import { certificateOf } from "../../certificate.ts";
import {
  boardPeer,
  type Deed,
  effectsOf,
  GREENHOUSE,
  HOSTS,
  hastyWaits,
  jobs,
  LIMITS,
  outcomeOf,
  requestOf,
  tcpPeer,
} from "./board-peer.ts";

const good: Deed = { body: jobs(1) };

describe("a failure that may pass", () => {
  it.each([
    ["503 at first", { status: 503 }, [2_000]],
    ["429 with seconds to wait", { status: 429, headers: { "retry-after": "30" } }, [30_000]],
    [
      "429 with a moment to wait for",
      { status: 429, headers: { "retry-after": "Wed, 18 Nov 2026 12:01:00 GMT" } },
      [60_000],
    ],
    ["429 with less to wait than we would", { status: 429, headers: { "retry-after": "0" } }, [2_000]],
    ["503 with a wish nobody can read", { status: 503, headers: { "retry-after": "soon" } }, [2_000]],
  ] satisfies [string, Deed, number[]][])("is tried again after %s", async (_, deed, waited) => {
    const { outcome, slept, got } = await outcomeOf(({ place }) => (place === 1 ? deed : good));
    expect(outcome).toMatchObject({ state: "new", jobs: 1 });
    // The host is left alone for that long, and then for the usual pause.
    expect(slept).toEqual([...waited, LIMITS.pauseMs]);
    expect(got).toHaveLength(2);
  });

  it("is tried so many times, each time after twice the wait, and then told", async () => {
    const { outcome, slept, got, request } = await outcomeOf(() => ({ status: 500 }));
    expect(outcome).toMatchObject({ state: "failed", code: "unavailable", why: "it answered 500" });
    expect(slept).toEqual([2_000, 1_000, 4_000, 1_000, 8_000, 1_000]);
    expect(got).toHaveLength(4);
    expect(await readdir(request.folder)).toEqual([]);
  });

  it("is a cut connection", async () => {
    const { outcome, got } = await outcomeOf(({ place }) => (place === 1 ? (response) => response.destroy() : good));
    expect(outcome).toMatchObject({ state: "new" });
    expect(got).toHaveLength(2);
  });

  it("is an answer that ends before its time, packed or not", async () => {
    const packed = gzipSync(jobs(1));
    const { outcome, got } = await outcomeOf(({ place }) => {
      if (place === 1) return { headers: { "content-length": "10" }, body: "" };
      if (place === 2) return { headers: { "content-encoding": "gzip" }, body: packed.subarray(0, 20) };
      return { headers: { "content-encoding": "gzip" }, body: packed };
    });
    expect(outcome).toMatchObject({ state: "new", jobs: 1 });
    expect(got).toHaveLength(3);
  });

  it("is left alone where the server asks for longer than it is polite to wait for", async () => {
    const { outcome, got } = await outcomeOf(() => ({ status: 429, headers: { "retry-after": "3600" } }));
    expect(outcome).toMatchObject({
      code: "unavailable",
      why: "it answered 429 and asks to be left alone for 3600 seconds",
    });
    expect(got).toHaveLength(1);
  });
});

describe("a failure that stays", () => {
  it.each([
    ["401", { status: 401 }, "refused"],
    ["403", { status: 403 }, "refused"],
    ["404", { status: 404 }, "gone"],
    ["410", { status: 410 }, "gone"],
    ["204, which has no body", { status: 204 }, "refused"],
    ["304 to a question without conditions", { status: 304 }, "refused"],
    ["a page", { body: "<!doctype html><p>Sorry" }, "not-json"],
    ["nothing", { body: "" }, "not-json"],
    ["half of its JSON", { body: jobs(2).slice(0, -5) }, "not-json"],
    ["bytes that are no UTF-8", { body: Buffer.from([0x7b, 0xff, 0x7d]) }, "not-json"],
    ["a packing that was not asked for", { headers: { "content-encoding": "br" }, body: "x" }, "not-json"],
    ["an error in JSON", { body: '{"error": "no"}' }, "shape-unknown"],
    ["null", { body: "null" }, "shape-unknown"],
    ["another board's shape", { body: '[{"id": "1", "text": "Nurse"}]' }, "shape-unknown"],
    ["jobs that are no objects", { body: '{"jobs": ["Nurse"]}' }, "shape-unknown"],
    ["jobs without a title", { body: '{"jobs": [{"id": 1}, {"__proto__": {"title": "Nurse"}}]}' }, "shape-unknown"],
  ] satisfies [string, Deed, string][])("is not tried again: %s", async (_, deed, code) => {
    const { outcome, slept, got, request } = await outcomeOf(() => deed);
    expect(outcome).toMatchObject({ state: "failed", code });
    expect([got.length, slept]).toEqual([1, []]);
    expect(await readdir(request.folder)).toEqual([]);
  });

  it("is a certificate that nobody vouches for, is of another host, or has run out", async () => {
    const own = certificateOf(HOSTS);
    const cases = [
      [await boardPeer(() => good, { tls: own, trusted: certificateOf(HOSTS).cert }), "DEPTH_ZERO_SELF_SIGNED_CERT"],
      [await boardPeer(() => good, { tls: certificateOf(["example.com"]) }), "ERR_TLS_CERT_ALTNAME_INVALID"],
      [await boardPeer(() => good, { tls: certificateOf(HOSTS, "20200101000000Z") }), "CERT_HAS_EXPIRED"],
    ] as const;
    for (const [peer, why] of cases) {
      const { waits, slept } = hastyWaits();
      const [outcome] = await fetchBoards(await requestOf(), effectsOf(peer.network, waits));
      expect(outcome).toMatchObject({ code: "tls-invalid", why: expect.stringContaining(why) });
      expect([peer.got, slept]).toEqual([[], []]);
    }
  });

  it("is a server that speaks no TLS", async () => {
    const network = await tcpPeer((socket) => socket.end("HTTP/1.1 200 OK\r\n\r\n{}"));
    const [outcome] = await fetchBoards(await requestOf(), effectsOf(network));
    expect(outcome).toMatchObject({ state: "failed", code: "tls-invalid" });
  });
});

describe("an answer without an end", () => {
  const endless = (chunk: Buffer | string, headers: Record<string, string> = {}): Deed => {
    return (response) => {
      response.writeHead(200, headers);
      const more = () => {
        if (!response.destroyed) response.write(chunk, more);
      };
      more();
    };
  };

  it("is given up at its limit, and is not asked for again", async () => {
    const { outcome, got } = await outcomeOf(() => endless("x".repeat(60_000)));
    expect(outcome).toMatchObject({ code: "too-large", why: "its answer is larger than 1 MB" });
    expect(got).toHaveLength(1);
  });

  it("is given up also where it unpacks to nothing", async () => {
    // Blocks of a gzip that hold no bytes: five bytes each, for ever.
    const block = Buffer.concat(Array.from({ length: 10_000 }, () => Buffer.from([0, 0, 0, 0xff, 0xff])));
    const head = Buffer.from("1f8b0800000000000003", "hex");
    const { outcome } = await outcomeOf(() => (response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).write(head);
      const more = () => {
        if (!response.destroyed) response.write(block, more);
      };
      more();
    });
    expect(outcome).toMatchObject({ code: "too-large" });
  });

  it("is given up where a small one unpacks to a huge one", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, " "));
    expect(bomb.length).toBeLessThan(LIMITS.maxBytes);
    const { outcome, got } = await outcomeOf(() => ({ headers: { "content-encoding": "gzip" }, body: bomb }));
    expect(outcome).toMatchObject({ code: "too-large" });
    expect(got).toHaveLength(1);
  });

  it("is not begun where it says how long it is", async () => {
    const { outcome } = await outcomeOf(() => (response) => {
      response.writeHead(200, { "content-length": "1000001" }).flushHeaders();
    });
    expect(outcome).toMatchObject({ code: "too-large" });
  });

  it("is taken to the last byte of its limit", async () => {
    const body = jobs(1);
    const limits = { ...LIMITS, maxBytes: body.length };
    expect((await outcomeOf(() => ({ body }), { limits })).outcome).toMatchObject({ state: "new" });
    const tight = { ...LIMITS, maxBytes: body.length - 1 };
    expect((await outcomeOf(() => ({ body }), { limits: tight })).outcome).toMatchObject({ code: "too-large" });
  });
});

describe("an answer that does not come", () => {
  it("is waited for until the limit of the whole, however much of it has come", async () => {
    const { waits, passLimit } = hastyWaits();
    const peer = await boardPeer(({ place }) => (response) => {
      if (place === 1) return passLimit(LIMITS.answerMs);
      response.writeHead(200).write('{"jobs"', () => passLimit(LIMITS.answerMs));
    });
    const [outcome] = await fetchBoards(await requestOf(), effectsOf(peer.network, waits));
    expect(outcome).toMatchObject({ code: "unavailable", why: "its answer did not come to an end within 60 seconds" });
    expect(peer.got).toHaveLength(4);
  });

  it("is not waited for where no secure connection comes about", async () => {
    const { waits, passLimit, openLimits } = hastyWaits();
    const network = await tcpPeer(() => passLimit(LIMITS.connectMs));
    const [outcome] = await fetchBoards(await requestOf(), effectsOf(network, waits));
    expect(outcome).toMatchObject({ code: "unavailable", why: "there was no connection within 10 seconds" });
    expect(openLimits.size).toBe(0);
  });

  it("is not waited for where the name leads nowhere", async () => {
    const { waits, passLimit } = hastyWaits();
    const network = {
      port: 443,
      allows: () => true,
      resolve: () => {
        setImmediate(() => passLimit(LIMITS.connectMs));
        return new Promise<never>(() => {});
      },
    };
    const [outcome] = await fetchBoards(await requestOf(), effectsOf(network, waits));
    expect(outcome).toMatchObject({ code: "unavailable", why: "there was no connection within 10 seconds" });
  });

  it("lets the time for connecting end with the connection", async () => {
    const { waits, openLimits } = hastyWaits();
    const seen: number[][] = [];
    const peer = await boardPeer(() => {
      seen.push([...openLimits.keys()]);
      return good;
    });
    await fetchBoards(await requestOf(), effectsOf(peer.network, waits));
    expect(seen).toEqual([[LIMITS.answerMs]]);
    expect(openLimits.size).toBe(0);
  });
});

describe("a redirect", () => {
  const to = (location: string, status = 302): Deed => ({ status, headers: { location } });

  it("is followed three times, to other hosts and within one", async () => {
    const { outcome, got } = await outcomeOf(({ place }) => {
      if (place === 1) return to("https://elsewhere.example.com/a", 301);
      if (place === 2) return to("/b", 307);
      if (place === 3) return to(`https://${GREENHOUSE}/c`, 308);
      return good;
    });
    expect(outcome).toMatchObject({ state: "new" });
    expect(got.map(({ host, url }) => `${host}${url}`).slice(1)).toEqual([
      "elsewhere.example.com/a",
      "elsewhere.example.com/b",
      `${GREENHOUSE}/c`,
    ]);
  });

  it("is followed no fourth time, in a loop or not", async () => {
    const { outcome, got } = await outcomeOf(({ url }) => to(url));
    expect(outcome).toMatchObject({ code: "redirect-refused", why: "it redirects more than 3 times" });
    expect(got).toHaveLength(4);
  });

  it.each([
    ["http://elsewhere.example.com/", "redirect-refused"],
    ["file:///etc/passwd", "redirect-refused"],
    ["data:application/json,{}", "redirect-refused"],
    ["https://127.0.0.1/", "address-refused"],
    ["https://2130706433/", "address-refused"],
    ["https://[::1]/", "address-refused"],
    ["https://[::ffff:10.0.0.1]/", "address-refused"],
    ["https://169.254.169.254/latest/meta-data", "address-refused"],
    ["https://elsewhere.example.com:8443/", "address-refused"],
    ["https://me:secret@elsewhere.example.com/", "address-refused"],
    ["https://", "refused"],
  ])("to %s is not followed", async (location, code) => {
    const { outcome, got } = await outcomeOf(() => to(location));
    expect(outcome).toMatchObject({ state: "failed", code });
    expect(got).toHaveLength(1);
    if (outcome.state === "failed") expect(outcome.why).not.toContain("secret");
  });

  it("to a name of a private address is not followed", async () => {
    const peer = await boardPeer(() => to("https://inside.example.com/"));
    const network = {
      ...peer.network,
      resolve: async (host: string) => [host === "inside.example.com" ? "10.0.0.8" : "127.0.0.1"],
    };
    const [outcome] = await fetchBoards(await requestOf(), effectsOf(network));
    expect(outcome).toMatchObject({
      code: "address-refused",
      why: "inside.example.com leads to 10.0.0.8, which is not of the public internet",
    });
  });

  it("takes what was known of the first address to no other", async () => {
    const { got } = await (async () => {
      const peer = await boardPeer(({ place }) => {
        if (place === 1) return { headers: { etag: '"v1"' }, body: jobs(1) };
        return place === 2 ? to("https://elsewhere.example.com/a") : { headers: { etag: '"v2"' }, body: jobs(1) };
      });
      const request = await requestOf();
      await fetchBoards(request, effectsOf(peer.network));
      await fetchBoards(request, effectsOf(peer.network));
      return peer;
    })();
    expect(got.map(({ headers }) => headers["if-none-match"])).toEqual([undefined, '"v1"', undefined]);
  });
});
