import { defaultBaseUrl, defaultTenant } from "./connection.ts";
import { foreign, own, say, type Said } from "../text/said.ts";

/** An address in a sentence. Its scheme is a word of ours, and so is the address that is meant where none is given. */
export function addressSaid(url: string): Said {
  if (url === defaultBaseUrl) return own(url);
  const [scheme = ""] = /^https?:\/\//.exec(url) ?? [];
  return say`${own(scheme)}${foreign(url.slice(scheme.length))}`;
}

/** A tenant in a sentence. The usual one is a word of ours. */
export function tenantSaid(tenant: string): Said {
  return tenant === defaultTenant ? own(tenant) : foreign(tenant);
}
