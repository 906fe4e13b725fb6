import { confirmPolicies } from "../../confirm/policy.ts";
import { parseBaseUrl } from "../../kestra/base-url.ts";
import { readExtraHeaders } from "../../network/extra-headers.ts";
import { absolutePath } from "../readers/absolute-path.ts";
import { flowWord } from "../readers/flow-word.ts";
import { logLevel } from "../readers/log-level.ts";
import { asWritten, choice, list, milliseconds, number, yesOrNo } from "../readers/reader.ts";
import { namespaces } from "../readers/namespaces.ts";
import { release } from "../readers/release.ts";
import { tenant } from "../readers/tenant.ts";
import { externalVariables } from "./external-variables.ts";
import { oauthVariables } from "./oauth-variables.ts";
import { operationVariables } from "./operation-variables.ts";
import { accountVariables } from "./account-variables.ts";
import { servingVariables } from "./serving-variables.ts";
import { storeVariables } from "./store-variables.ts";
import { apiToken } from "../readers/token.ts";
import type { Variable } from "./variable.ts";

/** Seconds. */
const day = 86_400;

/** Every variable that is read, in the order in which people need them. */
export const variables = [
  {
    name: "KESTRA_BASE_URL",
    formerly: ["KESTRA_API_URL"],
    read: parseBaseUrl,
    file: "connection",
    default: "http://localhost:8080",
    meaning: "Where Kestra answers, with its context path if it has one. /api/v1 may stand at its end.",
    alsoCalled: [
      "KESTRA_URL",
      "KESTRA_API_URL",
      "KESTRA_SERVER_URL",
      "KESTRA_HOST",
      "KESTRA_HOST_URL",
      "KESTRA_SERVER",
      "KESTRA_ENDPOINT",
      "KESTRA_URI",
      "KESTRA_ADDRESS",
    ],
  },
  {
    name: "KESTRA_TENANT_ID",
    formerly: ["KESTRA_TENANT"],
    read: tenant,
    file: "connection",
    usually: "main",
    meaning: "The tenant that every call is about.",
    alsoCalled: ["KESTRA_TENANT"],
  },
  {
    name: "KESTRA_USERNAME",
    read: asWritten,
    file: "connection",
    meaning: "With KESTRA_PASSWORD: Basic authentication, preferred to a token.",
    alsoCalled: ["KESTRA_USER", "KESTRA_LOGIN", "KESTRA_EMAIL", "KESTRA_BASIC_AUTH_USERNAME"],
  },
  {
    name: "KESTRA_PASSWORD",
    isSecret: true,
    read: asWritten,
    file: "connection",
    meaning: "The password of KESTRA_USERNAME.",
    alsoCalled: ["KESTRA_PASS", "KESTRA_PWD", "KESTRA_BASIC_AUTH_PASSWORD"],
  },
  {
    name: "KESTRA_API_TOKEN",
    isSecret: true,
    read: apiToken,
    file: "connection",
    meaning: "Bearer authentication (Enterprise Edition).",
    alsoCalled: [
      "KESTRA_TOKEN",
      "KESTRA_API_KEY",
      "KESTRA_ACCESS_TOKEN",
      "KESTRA_AUTH_TOKEN",
      "KESTRA_BEARER_TOKEN",
    ],
  },
  {
    name: "KESTRA_CONTEXT",
    read: asWritten,
    isForAddress: true,
    meaning:
      "A connection that kestractl saved in ~/.kestractl/config.yaml, by its name, where none of the five before and no KESTRA_MCP_EXTRA_HEADERS is set. Over stdio and on the command line KESTRACTL_HOST, with the others of kestractl's variables, or else the default context of that file takes its place.",
    alsoCalled: ["KESTRA_CONNECTION", "KESTRA_PROFILE"],
  },
  {
    name: "KESTRA_API_VERSION",
    part: "config",
    key: "release",
    read: release,
    file: "alone",
    meaning: "The release of Kestra, such as 1, 1.3.3 or v2.0.1, where it should not be asked for.",
  },
  {
    name: "KESTRA_MCP_ENABLED_TOOLS",
    default: "",
    read: list(asWritten),
    meaning:
      "Only these tools: toolsets, presets, tool names, globs such as search_*, and default, which is all that is on by default, with commas between: default,account is that and the toolset account.",
  },
  {
    name: "KESTRA_MCP_DISABLED_TOOLS",
    part: "config",
    key: "disabled",
    default: "",
    read: list(asWritten),
    meaning: "Never these tools, in the same words. Wins over KESTRA_MCP_ENABLED_TOOLS.",
  },
  {
    name: "KESTRA_MCP_FLOWS",
    part: "config",
    key: "flows",
    default: "",
    read: list(flowWord),
    meaning:
      "Flows that are tools, 30 at most, with commas between: namespace.flow, namespace.* with what lies below it, label:key=value, and trigger, which are those with an McpToolTrigger. They are the toolset flows.",
  },
  {
    name: "KESTRA_MCP_PROMPTS_FILE",
    part: "config",
    key: "promptsFile",
    read: asWritten,
    meaning: "A YAML file of prompts that are offered besides those that come with the program.",
  },
  {
    name: "KESTRA_MCP_READ_ONLY",
    part: "config",
    key: "readOnly",
    read: yesOrNo,
    default: "false",
    meaning: "Only what changes nothing.",
  },
  {
    name: "KESTRA_MCP_NAMESPACES",
    part: "config",
    key: "namespaces",
    read: namespaces,
    meaning:
      "The namespaces that every call stays in, whoever calls and whatever roles allow: company.team is that one alone, company.team.* it and all below it, with commas between. What is about the whole tenant is then hidden. Of one alone, calls need not name it. Default: all.",
  },
  {
    name: "KESTRA_MCP_CONFIRM",
    read: choice(confirmPolicies),
    meaning:
      "Which calls ask the user first: never, destructive or write, which is all that changes something. Default: never over stdio, destructive over HTTP.",
  },
  {
    name: "KESTRA_MCP_TIMEOUT",
    read: milliseconds(number({ most: day, such: { unit: "seconds", example: 30 } })),
    file: "alone",
    default: "30",
    meaning:
      "Seconds that one request to Kestra may take. A whole call may take four times as long, so a tool that waits up to 45 seconds for an execution waits at most three times this.",
  },
  {
    name: "KESTRA_MCP_LOG_LEVEL",
    part: "config",
    key: "logLevel",
    read: logLevel,
    file: "alone",
    default: "ERROR",
    meaning: "What is written to stderr: DEBUG, INFO, WARNING, ERROR or CRITICAL.",
  },
  {
    name: "KESTRA_MCP_DOWNLOAD_DIR",
    part: "config",
    key: "downloadFolder",
    read: absolutePath,
    meaning:
      "The folder in which tools may save files of Kestra's, as an absolute path, over stdio alone. Nothing there is ever overwritten. Where it is not set, no tool saves any.",
  },
  {
    name: "KESTRA_MCP_LOCAL",
    part: "config",
    key: "localProgram",
    read: absolutePath,
    meaning:
      "A Kestra jar or executable, as an absolute path, that is run where a tool is asked to start a local Kestra, over stdio alone. Docker is used where it is not set.",
  },
  {
    name: "KESTRA_MCP_ENV_FILE",
    read: asWritten,
    usually: ".env",
    meaning:
      "A file that fills in variables which are not set, or none. It gives the address of Kestra and the credentials together or not at all, and never the way there or what decides who may do what.",
  },
  {
    name: "HTTPS_PROXY",
    isSecret: true,
    inLowerCase: true,
    read: asWritten,
    meaning:
      "The HTTP proxy on the way to a Kestra at https://, such as http://user:password@proxy.example.com:3128; HTTP_PROXY is that for http://, ALL_PROXY for both. They may be written in lower case.",
  },
  {
    name: "HTTP_PROXY",
    isSecret: true,
    inLowerCase: true,
    read: asWritten,
    meaning: "Likewise, for a Kestra at http://.",
  },
  {
    name: "ALL_PROXY",
    isSecret: true,
    inLowerCase: true,
    read: asWritten,
    meaning: "Likewise, for both, where the other is not set.",
  },
  {
    name: "NO_PROXY",
    inLowerCase: true,
    read: asWritten,
    meaning:
      "Hosts that are reached without a proxy, with commas between: names with all below them, addresses, ranges such as 10.0.0.0/8, each with :port where only that is meant; * is all.",
  },
  {
    name: "SSL_CERT_FILE",
    read: asWritten,
    meaning:
      "A file of certificates in PEM that are trusted besides those that Node brings, as those of its own NODE_EXTRA_CA_CERTS are.",
  },
  {
    name: "KESTRA_MCP_CLIENT_CERT",
    read: asWritten,
    isForAddress: true,
    meaning:
      "A file with the client certificate in PEM that is shown to KESTRA_BASE_URL; it may hold the key as well.",
  },
  {
    name: "KESTRA_MCP_CLIENT_KEY",
    read: asWritten,
    meaning: "The file with the key of KESTRA_MCP_CLIENT_CERT, in PEM.",
  },
  {
    name: "KESTRA_MCP_CLIENT_KEY_PASSPHRASE",
    isSecret: true,
    read: asWritten,
    meaning: "What opens that key, where it is encrypted.",
  },
  {
    name: "KESTRA_MCP_EXTRA_HEADERS",
    isSecret: true,
    read: readExtraHeaders,
    isForAddress: true,
    meaning:
      "Headers for what stands before KESTRA_BASE_URL, such as Cloudflare Access, sent with every request to it: a JSON object, or Name: value on each line. Their values are secrets. Authorization is not among them: it has variables of its own.",
  },
  ...servingVariables,
  ...oauthVariables,
  ...externalVariables,
  ...storeVariables,
  ...operationVariables,
  ...accountVariables,
] as const satisfies readonly Variable[];

export type Row = (typeof variables)[number];

export type VariableName = Row["name"];

/** The names that are written in lower case. */
export const inLowerCase: readonly string[] = (variables as readonly Variable[])
  .filter((row) => row.inLowerCase)
  .map(({ name }) => name.toLowerCase());
