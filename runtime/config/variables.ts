/** One environment variable: what `--help` and the documentation print of it. */
export interface Variable {
  readonly name: string;
  /** As text; absent where it is unset by default. */
  readonly default?: string;
  readonly meaning: string;
  /**
   * Whether a `.env` may give it: `connection` only together with all others of that kind, `alone` by itself. Absent: never,
   * since whoever wrote the file would decide who may do what, or on which way what is secret goes.
   */
  readonly file?: "connection" | "alone";
  /** It is for KESTRA_BASE_URL: where the environment sets it, the address is the environment's, too. */
  readonly isForAddress?: true;
  /** What other programs call it, or people who guess: it is not read, and told. */
  readonly alsoCalled?: readonly string[];
}

/** Every variable that is read, in the order in which people need them. */
export const variables = [
  {
    name: "KESTRA_BASE_URL",
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
    file: "connection",
    default: "main",
    meaning: "The tenant that every call is about.",
    alsoCalled: ["KESTRA_TENANT"],
  },
  {
    name: "KESTRA_USERNAME",
    file: "connection",
    meaning: "With KESTRA_PASSWORD: Basic authentication, preferred to a token.",
    alsoCalled: ["KESTRA_USER", "KESTRA_LOGIN", "KESTRA_EMAIL", "KESTRA_BASIC_AUTH_USERNAME"],
  },
  {
    name: "KESTRA_PASSWORD",
    file: "connection",
    meaning: "The password of KESTRA_USERNAME.",
    alsoCalled: ["KESTRA_PASS", "KESTRA_PWD", "KESTRA_BASIC_AUTH_PASSWORD"],
  },
  {
    name: "KESTRA_API_TOKEN",
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
    name: "KESTRA_API_VERSION",
    file: "alone",
    meaning: "The release of Kestra, such as 1, 1.3.3 or v2.0.1, where it should not be asked for.",
  },
  {
    name: "KESTRA_MCP_ENABLED_TOOLS",
    meaning:
      "Only these tools: toolsets, presets, tool names and globs such as search_*, with commas between.",
  },
  {
    name: "KESTRA_MCP_DISABLED_TOOLS",
    meaning: "Never these tools, in the same words. Wins over KESTRA_MCP_ENABLED_TOOLS.",
  },
  { name: "KESTRA_MCP_READ_ONLY", default: "false", meaning: "Only what changes nothing." },
  {
    name: "KESTRA_MCP_CONFIRM",
    meaning:
      "Which calls ask the user first: never, destructive or write, which is all that changes something. Default: never over stdio, destructive over HTTP.",
  },
  {
    name: "KESTRA_MCP_TIMEOUT",
    file: "alone",
    default: "30",
    meaning:
      "Seconds that one request to Kestra may take. A whole call may take four times as long, so a tool that waits up to 45 seconds for an execution waits at most three times this.",
  },
  {
    name: "KESTRA_MCP_LOG_LEVEL",
    file: "alone",
    default: "ERROR",
    meaning: "What is written to stderr: DEBUG, INFO, WARNING, ERROR or CRITICAL.",
  },
  {
    name: "KESTRA_MCP_ENV_FILE",
    default: ".env",
    meaning:
      "A file that fills in variables which are not set, or none. It gives the address of Kestra and the credentials together or not at all, and never the way there or what decides who may do what.",
  },
  {
    name: "HTTPS_PROXY",
    meaning:
      "The HTTP proxy on the way to a Kestra at https://, such as http://user:password@proxy.example.com:3128; HTTP_PROXY is that for http://, ALL_PROXY for both. They may be written in lower case.",
  },
  { name: "HTTP_PROXY", meaning: "Likewise, for a Kestra at http://." },
  { name: "ALL_PROXY", meaning: "Likewise, for both, where the other is not set." },
  {
    name: "NO_PROXY",
    meaning:
      "Hosts that are reached without a proxy, with commas between: names with all below them, addresses, ranges such as 10.0.0.0/8, each with :port where only that is meant; * is all.",
  },
  {
    name: "SSL_CERT_FILE",
    meaning:
      "A file of certificates in PEM that are trusted besides those that Node brings, as those of its own NODE_EXTRA_CA_CERTS are.",
  },
  {
    name: "KESTRA_MCP_CLIENT_CERT",
    isForAddress: true,
    meaning:
      "A file with the client certificate in PEM that is shown to KESTRA_BASE_URL; it may hold the key as well.",
  },
  { name: "KESTRA_MCP_CLIENT_KEY", meaning: "The file with the key of KESTRA_MCP_CLIENT_CERT, in PEM." },
  { name: "KESTRA_MCP_CLIENT_KEY_PASSPHRASE", meaning: "What opens that key, where it is encrypted." },
  {
    name: "KESTRA_MCP_EXTRA_HEADERS",
    isForAddress: true,
    meaning:
      "Headers for what stands before KESTRA_BASE_URL, such as Cloudflare Access, sent with every request to it: a JSON object, or Name: value on each line. Their values are secrets. Authorization is not among them: it has variables of its own.",
  },
  { name: "KESTRA_MCP_TRANSPORT", default: "stdio", meaning: "How clients reach the server: stdio or http." },
  { name: "KESTRA_MCP_HOST", default: "127.0.0.1", meaning: "Over HTTP: the address to listen on." },
  { name: "KESTRA_MCP_PORT", default: "8000", meaning: "Over HTTP: the port; 0 is any that is free." },
  {
    name: "KESTRA_MCP_AUTH_TOKEN",
    meaning:
      "Over HTTP: what clients must send as `Authorization: Bearer`, at least 16 characters, such as `openssl rand -hex 32` makes. It never reaches Kestra.",
  },
  {
    name: "KESTRA_MCP_ALLOW_UNAUTHENTICATED",
    default: "false",
    meaning: "Over HTTP: listen where others can reach it without KESTRA_MCP_AUTH_TOKEN.",
  },
  {
    name: "KESTRA_MCP_ALLOWED_HOSTS",
    meaning:
      "Over HTTP: names by which clients reach the server, such as mcp.example.com, with commas between; * is any.",
  },
  {
    name: "KESTRA_MCP_ALLOWED_ORIGINS",
    meaning: "Over HTTP: web pages that may use it, such as https://app.example.com.",
  },
  {
    name: "KESTRA_MCP_STATELESS",
    default: "false",
    meaning: "Over HTTP: no sessions. Clients are then neither asked nor told what they did not ask for.",
  },
  { name: "KESTRA_MCP_MAX_SESSIONS", default: "1000", meaning: "Over HTTP: sessions open at one time." },
  {
    name: "KESTRA_MCP_SESSION_IDLE",
    default: "1800",
    meaning: "Over HTTP: seconds after which a session that nobody used is over.",
  },
  {
    name: "KESTRA_MCP_CALLER_CREDENTIALS",
    isForAddress: true,
    default: "optional",
    meaning:
      "Over HTTP: whether callers bring their own credentials for Kestra: optional, required or never.",
  },
  {
    name: "KESTRA_MCP_ALLOWED_BASE_URLS",
    meaning:
      "Over HTTP: other Kestras that callers may name, with commas between; /* at an end allows all below it.",
  },
] as const satisfies readonly Variable[];

export type VariableName = (typeof variables)[number]["name"];
