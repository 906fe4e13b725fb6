import { auditPlace } from "../readers/audit-place.ts";
import { metricsPlace } from "../readers/metrics-place.ts";
import { list, milliseconds, number, yesOrNo } from "../readers/reader.ts";
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
      "Over HTTP: proxies before the server, with commas between: addresses, ranges such as 10.0.0.0/8, and the words loopback and private. The client's address is what these, and nobody else, say in X-Forwarded-For or, where that is not sent, in Forwarded.",
  },
  {
    name: "KESTRA_MCP_STOP_DELAY",
    part: "endpoint",
    key: "stopDelay",
    read: milliseconds(number({ least: 0, most: 300 })),
    default: "0",
    meaning:
      "Over HTTP: seconds for which the server still takes requests once it is told to stop, while /readyz fails: what balances load finds out, and sends no more. In Kubernetes 5 to 15.",
  },
  {
    name: "KESTRA_MCP_RATE_LIMIT",
    part: "endpoint",
    key: "userRate",
    read: number({ least: 0, most: 1_000_000 }),
    default: "600",
    meaning:
      "Over HTTP: calls that one user may make in a minute; 0 is any number. Whoever has the token of KESTRA_MCP_AUTH_TOKEN is not counted.",
  },
  {
    name: "KESTRA_MCP_RATE_LIMIT_CLIENT",
    part: "endpoint",
    key: "clientRate",
    read: number({ least: 0, most: 1_000_000 }),
    default: "6000",
    meaning:
      "Over HTTP: calls that one OAuth client may make in a minute for all its users; 0 is any number.",
  },
  {
    name: "KESTRA_MCP_RATE_LIMIT_ADDRESS",
    part: "endpoint",
    key: "addressRate",
    read: number({ least: 0, most: 1_000_000 }),
    default: "6000",
    meaning:
      "Over HTTP: requests that may come from one address in a minute, logged in or not; 0 is any number. This machine and trusted proxies are not counted.",
  },
  {
    name: "KESTRA_MCP_RATE_LIMIT_REGISTRATION",
    part: "endpoint",
    key: "registrationRate",
    read: number({ least: 0, most: 1_000_000 }),
    default: "20",
    meaning:
      "With KESTRA_MCP_AUTH=oauth: applications that may register from one address in an hour; 0 is any number. Behind a proxy that KESTRA_MCP_TRUSTED_PROXIES does not name, that is all of them together.",
  },
  {
    name: "KESTRA_MCP_AUDIT",
    part: "endpoint",
    key: "audit",
    read: auditPlace,
    meaning:
      "Over HTTP: where the audit trail goes, a JSON line for each call and each login, whatever the log's level: stderr, off, or a file as an absolute path, which is opened again at SIGHUP. Default: stderr where KESTRA_MCP_AUTH is not token and where there are roles, else off.",
  },
  {
    name: "KESTRA_MCP_METRICS",
    part: "endpoint",
    key: "metrics",
    read: metricsPlace,
    default: "off",
    meaning:
      "Over HTTP: where Prometheus reads metrics: off; on, at /metrics with the token of KESTRA_MCP_AUTH_TOKEN; or an address and port of their own such as 127.0.0.1:9464, for all who reach it.",
  },
  {
    name: "KESTRA_MCP_OTEL",
    part: "endpoint",
    key: "otel",
    read: yesOrNo,
    default: "false",
    meaning:
      "Over HTTP: send OpenTelemetry traces, a span for each call and for each request to Kestra. Where to is said by OpenTelemetry's own variables, such as OTEL_EXPORTER_OTLP_ENDPOINT; http://localhost:4318 by default.",
  },
] as const satisfies readonly Variable[];
