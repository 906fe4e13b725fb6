import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Compiled } from "../../../../runtime/catalog/select.ts";
import { kestraMcp } from "../../../runtime/support/command-line.ts";

/** One that is removed when the test ends. */
export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "oauth-road-"));
  onTestFinished(() => {
    rmSync(made, { recursive: true });
  });
  return made;
}

/**
 * Starts the program as an operator does.
 * @param tools others than those of the tests
 * @returns what stops it, and what it printed
 */
export async function started(env: Readonly<Record<string, string>>, tools?: Compiled) {
  const stop = new AbortController();
  let err = "";
  let listening: () => void = () => undefined;
  const isUp = new Promise<void>((resolve) => (listening = resolve));
  const ended = kestraMcp(["serve", "--transport", "http"], env, {
    signal: stop.signal,
    ...(tools !== undefined && { compiled: tools }),
    err: (text) => {
      err += text;
      if (text.includes("Listening on")) listening();
    },
  });
  await Promise.race([isUp, ended]);
  const end = async () => {
    stop.abort();
    await ended;
  };
  onTestFinished(end);
  return { end, err: () => err };
}
