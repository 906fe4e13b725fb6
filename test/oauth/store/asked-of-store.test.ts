import { expect, it } from "vitest";
import { rpc, send } from "../../http/support/raw.ts";
import { createMemoryStore } from "../../../runtime/store/memory-store.ts";
import type { Store } from "../../../runtime/store/store.ts";
import { loggedIn, refreshing, tokensIn } from "../server/support/flow.ts";
import { minute, served, type Clock } from "../server/support/served.ts";

/** A store that tells what it is asked to do. */
function counted(store: Store) {
  const done: string[] = [];
  const told = new Proxy(store, {
    get: (whole, name: keyof Store) => {
      const own = whole[name];
      if (typeof own !== "function") return own;
      return (...given: unknown[]) => {
        done.push(`${name} ${String(given[0]).split(" ")[0] ?? ""}`);
        return (own as (...values: unknown[]) => unknown).apply(whole, given);
      };
    },
  });
  return { store: told, done };
}
/** Where the identity provider is asked again, and the client is kept for longer. */
const most = 16;

it("a request asks the store three times, and a refresh not much more often, however many came before", async () => {
  const clock: Clock = { now: 1_000_000_000_000 };
  const { store, done } = counted(createMemoryStore(() => clock.now));
  const server = await served({ store, clock, env: { KESTRA_MCP_STATELESS: "true" } });
  let tokens = await loggedIn(server);
  const during = async <T>(act: () => Promise<T>) => {
    done.length = 0;
    return { answer: await act(), asked: [...done] };
  };
  for (let i = 0; i < 20; i++) {
    clock.now += 50 * minute;
    const { answer, asked } = await during(() => refreshing(server, tokens));
    expect(answer.status, answer.text).toBe(200);
    expect(asked.length, asked.join(", ")).toBeLessThanOrEqual(most);
    tokens = tokensIn(tokens.client, answer);
  }
  const headers = { Authorization: `Bearer ${tokens.access}`, "MCP-Protocol-Version": "2025-11-25" };
  for (const [method, params] of [
    ["tools/list", {}],
    ["tools/call", { name: "get_status", arguments: {} }],
  ] as const) {
    const { answer, asked } = await during(() => send(server.url, { headers, body: rpc(method, params) }));
    expect(answer.status, answer.text).toBe(200);
    expect(asked).toEqual(["get access", "get grant", "get user"]);
  }
  const [grant] = await store.page("grant", 1);
  expect((await store.owned("refresh", grant?.id ?? "")).length).toBeLessThanOrEqual(3);
});
