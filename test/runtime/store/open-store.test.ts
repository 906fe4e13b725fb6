import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { StoreError } from "../../../runtime/errors.ts";
import { createMemoryStore } from "../../../runtime/store/memory-store.ts";
import { requireSqlite } from "../../../runtime/store/sql/node-sqlite.ts";
import { openStore, swept, sweepTime } from "../../../runtime/store/open-store.ts";
import { own } from "../../../runtime/text/said.ts";

test("a store that nobody named is no store", async () => {
  await expect(openStore({}, Date.now)).rejects.toThrow(/^KESTRA_MCP_STORE is not set/);
});

test.each(["v20.20.2", "v22.12.0", "v23.3.0", "v18.0.0"])("a file needs a newer Node than %s", (version) => {
  expect(() => {
    requireSqlite(version);
  }).toThrow(
    new RegExp(`KESTRA_MCP_STORE names a file, which needs Node 22.13 or newer, and this is ${version}`),
  );
});

test.each(["v22.13.0", "v22.23.3", "v23.4.0", "v24.0.0", "v30.1.0"])(
  "a file may be kept by Node %s",
  (version) => {
    requireSqlite(version);
  },
);

describe("a store that is swept", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "Date"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("loses what is expired by itself, until it is closed", async () => {
    const store = createMemoryStore(Date.now);
    const sweep = vi.spyOn(store, "sweep");
    const kept = swept(store, () => undefined);
    await kept.put("code", { id: "a", body: {}, expires: Date.now() + 1 });
    await vi.advanceTimersByTimeAsync(sweepTime);
    expect(await sweep.mock.results[0]?.value).toBe(1);
    await kept.close();
    await vi.advanceTimersByTimeAsync(3 * sweepTime);
    expect(sweep).toHaveBeenCalledTimes(1);
  });

  test("tells why it could not, and does it the next time", async () => {
    const store = createMemoryStore(Date.now);
    const away = new StoreError(own("It is away."));
    const sweep = vi.spyOn(store, "sweep").mockRejectedValueOnce(away);
    const failed = vi.fn();
    const kept = swept(store, failed);
    await vi.advanceTimersByTimeAsync(2 * sweepTime);
    expect(failed.mock.calls).toEqual([[away]]);
    expect(sweep).toHaveBeenCalledTimes(2);
    await kept.close();
  });
});
