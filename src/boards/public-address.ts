import { BlockList, isIPv4, isIPv6 } from "node:net";

/** IPv4 that leads nowhere in the public: this host, private networks, carriers' networks, link-local, tests, multicast, reserved. */
const RESERVED4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];

/** Within global unicast (2000::/3), all that is for documents, benchmarks or tunnels, which carry an IPv4 address inside. */
const RESERVED6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

const reserved = new BlockList();
for (const range of RESERVED4) addRange(reserved, range, "ipv4");
for (const range of RESERVED6) addRange(reserved, range, "ipv6");
const globalUnicast = new BlockList();
addRange(globalUnicast, "2000::/3", "ipv6");

/**
 * True for an address of the public internet. All of IPv6 outside 2000::/3 is refused: loopback, link-local, unique local, multicast,
 * addresses with an IPv4 one inside (mapped, translated). What is no address is not public.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !reserved.check(address, "ipv4");
  return isIPv6(address) && globalUnicast.check(address, "ipv6") && !reserved.check(address, "ipv6");
}

function addRange(list: BlockList, range: string, family: "ipv4" | "ipv6"): void {
  const [net = "", bits = ""] = range.split("/");
  list.addSubnet(net, Number(bits), family);
}
