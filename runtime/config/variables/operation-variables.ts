import { auditPlace } from "../readers/audit-place.ts";
import { list } from "../readers/reader.ts";
import { trustedProxy } from "../readers/trusted-proxy.ts";
import type { Variable } from "./variable.ts";

/** Those of running the server for others over HTTP, in the order in which people need them. */
export const operationVariables = [
  {
    name: "KESTRA_MCP_TRUSTED_PROXIES",
    part: "endpoint",
    key: "trustedProxies",
    default: "",
    read: list(trustedProxy),
    meaning:
      "Over HTTP: proxies before the server, with commas between: addresses, ranges such as 10.0.0.0/8, and the words loopback and private. The client's address is what these, and nobody else, say in X-Forwarded-For or Forwarded.",
  },
  {
    name: "KESTRA_MCP_AUDIT",
    part: "endpoint",
    key: "audit",
    read: auditPlace,
    meaning:
      "Over HTTP: where the audit trail goes, a JSON line for each call and each login, whatever the log's level: stderr, off, or a file as an absolute path, which is opened again at SIGHUP. Default: stderr where KESTRA_MCP_AUTH is not token and where there are roles, else off.",
  },
] as const satisfies readonly Variable[];
