import type { IncomingMessage } from "node:http";
import { BlockList, isIP, type Socket } from "node:net";
import { proxyWords } from "../../../config/readers/trusted-proxy.ts";

/** From where a request comes, as far as it is known. */
export interface FoundAddress {
  /** Empty where its connection has gone. */
  readonly address: string;
  /** Whether it is a proxy's, which did not name its client by an address: whoever stands behind it is one with all such. */
  readonly isStandIn?: boolean;
}

/** Finds the address of the client that sends a request. */
export type ClientAddress = (request: IncomingMessage) => FoundAddress;

/** Proxies that are asked for the one before them, at most: what stands further left is anybody's. */
const mostProxies = 20;

/**
 * The address of the socket or, where that is a trusted proxy's, the rightmost that a trusted proxy names and that is none
 * itself: what stands left of it the client may have made up. Proxies write `X-Forwarded-For`, and hand on what a client
 * wrote into `Forwarded`, so that this one counts alone.
 * @param trusted addresses, ranges and words
 * @param unnamed hears of each address that names others and is not trusted
 */
export function clientAddress(
  trusted: readonly string[],
  unnamed: (peer: string) => void = () => undefined,
): ClientAddress {
  const isProxy = isAmong(trusted);
  const nearest = (socket: string, named: readonly string[]): FoundAddress => {
    let address = socket;
    for (const one of named.toReversed().slice(0, mostProxies)) {
      if (!isProxy(address)) break;
      if (isIP(one) === 0) return { address, isStandIn: true };
      address = one;
    }
    return { address };
  };
  return ({ socket, headers }) => {
    const peer = peerOf(socket);
    const named = forwardedFor(headers["x-forwarded-for"]) ?? forwarded(headers.forwarded);
    if (named === undefined) return { address: peer };
    if (!isProxy(peer)) unnamed(peer);
    return nearest(peer, named);
  };
}

const peers = new WeakMap<Socket, string>();

/** Of a connection that stays: Node asks the system for it each time. */
function peerOf(socket: Socket): string {
  const known = peers.get(socket);
  if (known !== undefined) return known;
  const peer = bare(socket.remoteAddress ?? "");
  if (peer !== "") peers.set(socket, peer);
  return peer;
}

/** Whether an address is one of these, or in one of these ranges. */
export function isAmong(trusted: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const range of trusted.flatMap((word) => proxyWords[word] ?? [word])) {
    const [address = "", bits] = range.split("/");
    const family = isIP(address) === 6 ? "ipv6" : "ipv4";
    list.addSubnet(address, Number(bits ?? (family === "ipv6" ? 128 : 32)), family);
  }
  let last = { address: "", isIn: false };
  return (address) => {
    if (address !== last.address) {
      const version = isIP(address);
      last = { address, isIn: version !== 0 && list.check(address, version === 6 ? "ipv6" : "ipv4") };
    }
    return last.isIn;
  };
}

function forwardedFor(header: string | readonly string[] | undefined): readonly string[] | undefined {
  return header === undefined ? undefined : [header].flat().join(",").split(",").map(addressIn);
}

/** The addresses of RFC 7239. A name that hides one is no address, and nothing left of it counts. */
function forwarded(header: string | undefined): readonly string[] | undefined {
  return header?.split(",").map((element) => {
    const [, quoted, plain] = /(?:^|;)\s*for\s*=\s*(?:"([^"\\]*)"|([^\s";]+))/i.exec(element) ?? [];
    return addressIn(quoted ?? plain ?? "");
  });
}

/** Without a port, and the brackets of IPv6. */
function addressIn(text: string): string {
  const word = text.trim();
  const [, inBrackets] = /^\[([^\]]*)\](?::\d+)?$/.exec(word) ?? [];
  const [, withPort] = /^([\d.]+):\d+$/.exec(word) ?? [];
  return bare(inBrackets ?? withPort ?? word);
}

/** Of one form: an address of IPv4 that is written as one of IPv6 is what it stands for. */
function bare(address: string): string {
  const word = address.toLowerCase();
  const [, four = ""] = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/.exec(word) ?? [];
  return isIP(four) === 4 ? four : word;
}
