import { onTestFinished } from "vitest";
import { readConfig } from "../../../runtime/config/config.ts";
import type { Environment } from "../../../runtime/environment.ts";
import { openOperation, type WatchedOperation } from "../../../runtime/operation/operation.ts";
import type { Store } from "../../../runtime/store/store.ts";

/** What an operator watches by, closed when the test ends; and what was written to stderr and told. */
export async function watched(
  env: Environment,
  store?: Store,
): Promise<WatchedOperation & { readonly err: string[]; readonly told: string[] }> {
  const [err, told]: [string[], string[]] = [[], []];
  const operation = await openOperation(readConfig(env).endpoint, {
    version: "9.9.9",
    store,
    err: (text) => void err.push(text),
    warn: (sentence) => void told.push(sentence),
    now: () => new Date(),
  });
  onTestFinished(() => operation.close());
  return { ...operation, err, told };
}
