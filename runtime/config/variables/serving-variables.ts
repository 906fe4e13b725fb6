import { allowedBaseUrl } from "../../kestra/base-url-list.ts";
import { authentications, callerCredentials, transports } from "../readers/choices.ts";
import { host, hostName, origin } from "../readers/host.ts";
import { asWritten, choice, list, milliseconds, number, yesOrNo } from "../readers/reader.ts";
import { publicUrl } from "../readers/public-url.ts";
import { authToken } from "../readers/token.ts";
import type { Variable } from "./variable.ts";

/** Seconds. */
const day = 86_400;

/** Those of how clients reach the server, in the order in which people need them. */
export const servingVariables = [
  {
    name: "KESTRA_MCP_TRANSPORT",
    part: "config",
    key: "transport",
    read: choice(transports),
    default: "stdio",
    meaning: "How clients reach the server: stdio or http.",
  },
  {
    name: "KESTRA_MCP_HOST",
    part: "endpoint",
    key: "host",
    read: host,
    default: "127.0.0.1",
    meaning: "Over HTTP: the address to listen on.",
  },
  {
    name: "KESTRA_MCP_PORT",
    part: "endpoint",
    key: "port",
    read: number({ least: 0, most: 65_535 }),
    default: "8000",
    meaning: "Over HTTP: the port; 0 is any that is free.",
  },
  {
    name: "KESTRA_MCP_PUBLIC_URL",
    part: "endpoint",
    key: "publicUrl",
    read: publicUrl,
    meaning:
      "Over HTTP: where clients reach the server, such as https://mcp.example.com/kestra; /mcp comes behind it.",
    formerly: ["AUTH_SERVER_ISSUER_URL"],
  },
  {
    name: "KESTRA_MCP_AUTH",
    part: "endpoint",
    key: "auth",
    read: choice(authentications),
    default: "token",
    meaning:
      "Over HTTP: how clients prove who calls: token, by tokens that the operator gives out; oauth, by logging in at an OpenID provider; external, by tokens of another authorization server.",
  },
  {
    name: "KESTRA_MCP_AUTH_TOKEN",
    isSecret: true,
    part: "endpoint",
    key: "authToken",
    read: authToken,
    meaning:
      "Over HTTP: what clients must send as `Authorization: Bearer`, at least 16 characters, such as `openssl rand -hex 32` makes. It never reaches Kestra.",
  },
  {
    name: "KESTRA_MCP_TOKENS_FILE",
    part: "endpoint",
    key: "tokensFile",
    read: asWritten,
    meaning:
      "Over HTTP: a YAML file of tokens with names and roles, besides KESTRA_MCP_AUTH_TOKEN, which stays the operator's. It is read at the start; nobody else should be able to read it.",
  },
  {
    name: "KESTRA_MCP_ROLES_FILE",
    part: "endpoint",
    key: "rolesFile",
    read: asWritten,
    meaning: "Over HTTP: a YAML file of roles, and what they allow. What no role allows is denied.",
  },
  {
    name: "KESTRA_MCP_ROLES",
    part: "endpoint",
    key: "roles",
    read: asWritten,
    meaning: "Over HTTP: the roles themselves, as YAML, in place of KESTRA_MCP_ROLES_FILE.",
  },
  {
    name: "KESTRA_MCP_ROLES_PRESET",
    part: "endpoint",
    key: "rolesPreset",
    read: asWritten,
    meaning: "Over HTTP: roles that come with the program: kestra-server-mcp.",
  },
  {
    name: "KESTRA_MCP_ALLOW_UNAUTHENTICATED",
    part: "endpoint",
    key: "allowUnauthenticated",
    read: yesOrNo,
    default: "false",
    meaning: "Over HTTP: listen where others can reach it without KESTRA_MCP_AUTH_TOKEN.",
  },
  {
    name: "KESTRA_MCP_ALLOWED_HOSTS",
    part: "endpoint",
    key: "allowedHosts",
    default: "",
    read: list(hostName),
    meaning:
      "Over HTTP: names by which clients reach the server besides that of KESTRA_MCP_PUBLIC_URL, such as mcp.example.com, with commas between; * is any.",
  },
  {
    name: "KESTRA_MCP_ALLOWED_ORIGINS",
    part: "endpoint",
    key: "allowedOrigins",
    default: "",
    read: list(origin),
    meaning: "Over HTTP: web pages that may use it, such as https://app.example.com.",
  },
  {
    name: "KESTRA_MCP_STATELESS",
    part: "endpoint",
    key: "stateless",
    read: yesOrNo,
    default: "false",
    meaning: "Over HTTP: no sessions. Clients are then neither asked nor told what they did not ask for.",
  },
  {
    name: "KESTRA_MCP_MAX_SESSIONS",
    part: "endpoint",
    key: "maxSessions",
    read: number({ least: 1, most: 100_000 }),
    default: "1000",
    meaning: "Over HTTP: sessions open at one time.",
  },
  {
    name: "KESTRA_MCP_SESSION_IDLE",
    part: "endpoint",
    key: "sessionIdle",
    read: milliseconds(number({ least: 1, most: day })),
    default: "1800",
    meaning: "Over HTTP: seconds after which a session that nobody used is over.",
  },
  {
    name: "KESTRA_MCP_CALLER_CREDENTIALS",
    part: "endpoint",
    key: "callerCredentials",
    read: choice(callerCredentials),
    isForAddress: true,
    default: "optional",
    meaning:
      "Over HTTP: whether callers bring their own credentials for Kestra: optional, required or never.",
  },
  {
    name: "KESTRA_MCP_ALLOWED_BASE_URLS",
    part: "endpoint",
    key: "allowedBaseUrls",
    default: "",
    read: list(allowedBaseUrl),
    meaning:
      "Over HTTP: other Kestras that callers may name, with commas between; /* at an end allows all below it.",
  },
] as const satisfies readonly Variable[];
