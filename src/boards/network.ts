import { lookup } from "node:dns/promises";
import { isIP, isIPv6, type LookupFunction } from "node:net";
import { BoardProblem, problemOf } from "./board-problem.ts";
import { isPublicAddress } from "./public-address.ts";

/** The way to the boards. Passed in, so that a test can stand at its other end. */
export interface Network {
  /** All addresses of a host. */
  readonly resolve: (host: string) => Promise<readonly string[]>;
  /** Whether a connection to the address may be made. */
  readonly allows: (address: string) => boolean;
  readonly port: number;
  /** Certificates to trust in place of the usual ones. */
  readonly ca?: string;
}

/** The public internet, and nothing of the network that this machine is in. */
export const internet: Network = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  allows: isPublicAddress,
  port: 443,
};

/** An address that may be asked at all: https on its usual port, a host by name, nobody's name or password in it. */
export function refuseUnfitUrl(url: URL): void {
  const refused = (why: string) => new BoardProblem("address-refused", `${url.host} was not asked: ${why}`);
  if (url.protocol !== "https:") throw refused("it is not https");
  if (url.port !== "") throw refused("it names a port of its own");
  if (url.username !== "" || url.password !== "") throw refused("it names a user");
  if (isIP(url.hostname.replace(/^\[|\]$/g, "")) !== 0) throw refused("it is an address and no name");
}

/**
 * The `lookup` of a connection: it connects to one of these addresses and asks nobody else, so a name that is resolved anew in between
 * leads nowhere. A name with any address that is not allowed is refused whole.
 */
export function guardedLookup(network: Network): LookupFunction {
  return (host, options, callback) => {
    const done = (addresses: readonly string[]) => {
      const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
      const [first] = found;
      if (first === undefined) callback(problemOf(new Error(`${host} has no address`)), "");
      else if (options.all === true) callback(null, found);
      else callback(null, first.address, first.family);
    };
    network
      .resolve(host)
      .then((addresses) => {
        for (const address of addresses) refuseUnallowed(host, address, network);
        return addresses;
      })
      .then(done, (cause: unknown) => callback(problemOf(cause), ""));
  };
}

/** Throws where a connection to the address may not be made, or goes nobody knows where. */
export function refuseUnallowed(host: string, address: string | undefined, network: Network): void {
  if (address !== undefined && network.allows(address)) return;
  throw new BoardProblem(
    "address-refused",
    `${host} leads to ${address ?? "no address"}, which is not of the public internet`,
  );
}
