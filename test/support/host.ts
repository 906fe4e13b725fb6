import type { CallerFacts } from "../../runtime/tool/caller.ts";
import type { Host } from "../../runtime/tool/host.ts";
import type { KeptFacts } from "../../runtime/tool/kept.ts";
import type { ServerFacts } from "../../runtime/tool/server-facts.ts";

/** What a server over stdio knows of itself, where a test does not say otherwise. */
const serverFacts: ServerFacts = {
  version: "1.0.0",
  transport: "stdio",
  protocol: "2025-11-25",
  readOnly: false,
  confirm: "never",
  baseUrl: "http://localhost:8080",
  tenant: "main",
  credentials: "basic",
  username: "admin@example.com",
  settings: [{ name: "KESTRA_BASE_URL", from: "environment" }],
  shown: 30,
  hidden: [],
  ignored: [],
};

/** Who calls over stdio, where a test does not say otherwise. */
const callerFacts: CallerFacts = {
  transport: "stdio",
  proof: "none",
  subject: "nobody",
  roles: [],
  scopes: [],
  permission: "all",
  tools: ["auth_status", "get_status"],
  kestra: { whose: "operator", username: "admin@example.com" },
  tenant: "main",
  baseUrl: "http://localhost:8080",
};

/** The connection that is saved in a test. */
const prod = {
  name: "prod",
  host: "https://kestra.example.com",
  tenant: "main",
  credentials: "bearer",
} as const;

/** What is kept of services, in a test: nothing. */
export const keptFacts = {
  sources: () => "instance",
  origin: () => undefined,
  texts: () => Promise.resolve([]),
  remember: (_of, _key, make) => make(),
} as const satisfies KeptFacts;

/** What tools may use besides Kestra, in a test that gives no other parts: each does what it is asked, and nothing. */
export function testHost(more: Partial<ServerFacts> = {}, parts: Partial<Host> = {}): Host {
  return {
    server: () => ({ ...serverFacts, ...more }),
    caller: () => Promise.resolve(callerFacts),
    account: {
      takesToken: false,
      facts: () => Promise.resolve({ link: "https://mcp.example.com/account" }),
      register: () => Promise.resolve(undefined),
    },
    kept: keptFacts,
    connections: {
      list: () => Promise.resolve({ connections: [{ ...prod, active: false, default: true }] }),
      add: () => Promise.resolve({ ...prod, default: true, message: "Saved." }),
      use: (name) => Promise.resolve({ ...prod, name }),
      remove: (name) => Promise.resolve({ removed: name }),
    },
    downloads: {
      save: ({ name, content }) => Promise.resolve({ path: `/downloads/${name}`, size: content.length }),
    },
    local: {
      start: () =>
        Promise.resolve({
          action: "started",
          url: "http://127.0.0.1:8080",
          by: "kestra/kestra:v2.0",
          ready: true,
        }),
      stop: () => Promise.resolve({ stopped: false, message: "None was started here." }),
    },
    ...parts,
  };
}
