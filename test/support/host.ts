import type { Host } from "../../runtime/tool/host.ts";
import type { ServerFacts } from "../../runtime/tool/server-facts.ts";

/** What a server over stdio knows of itself, where a test does not say otherwise. */
export const serverFacts: ServerFacts = {
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

/** What tools may use besides Kestra, in a test: of parts that it does not give they can use nothing. */
export function testHost(more: Partial<ServerFacts> = {}, parts: Partial<Host> = {}): Partial<Host> {
  return { server: () => ({ ...serverFacts, ...more }), ...parts };
}
