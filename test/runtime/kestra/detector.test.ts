import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createDetector } from "../../../runtime/kestra/detector.ts";
import { KestraError } from "../../../runtime/errors.ts";
import { say } from "../../../runtime/text/said.ts";
import type { Answer } from "../../../runtime/http-client/answer.ts";

const connection = {
  baseUrl: "http://kestra.example.com",
  tenant: "main",
  credentials: { kind: "none" },
  timeout: 1000,
  headers: {},
} as const;
const signal = new AbortController().signal;

/** A Kestra that says these versions in turn, the last one ever after; nothing at all for an empty one. */
function detecting(versions: readonly string[], freshFor: number) {
  let asked = 0;
  const http = {
    send(): Promise<Answer> {
      const version = versions[Math.min(asked++, versions.length - 1)] ?? "";
      if (version === "") return Promise.reject(new KestraError(say`Kestra did not answer.`, 0));
      const text = JSON.stringify({ version, edition: "OSS" });
      return Promise.resolve({ status: 200, mediaType: "application/json", text });
    },
    close: () => undefined,
  };
  const detector = createDetector({ connection, http, lines: ["1.0", "1.3", "2.0"], freshFor });
  return { detector, asked: () => asked };
}

const longAgo = -1;
const lineOf = async ({ detector }: ReturnType<typeof detecting>) => (await detector.instance(signal)).line;

describe("a detector", () => {
  it("asks again in the background after some time, and no call waits for it", async () => {
    const old = detecting(["1.3.25", "2.0.1"], longAgo);
    expect(await lineOf(old)).toBe("1.3");
    expect(await lineOf(old)).toBe("1.3");
    await old.detector.settle(1000);
    expect(await lineOf(old)).toBe("2.0");
    old.detector.stop();
  });

  it("keeps what it knows where nobody answers then", async () => {
    const gone = detecting(["1.3.25", ""], longAgo);
    expect(await lineOf(gone)).toBe("1.3");
    expect(await lineOf(gone)).toBe("1.3");
    await gone.detector.settle(1000);
    expect(await lineOf(gone)).toBe("1.3");
    gone.detector.stop();
  });

  it("asks no more while what it knows is fresh", async () => {
    const fresh = detecting(["1.3.25", "2.0.1"], 60_000);
    for (let call = 0; call < 3; call++) expect(await lineOf(fresh)).toBe("1.3");
    expect(fresh.asked()).toBe(1);
    fresh.detector.stop();
  });

  it("asks again where an attempt never ended", async () => {
    let asked = 0;
    const send = () => {
      asked++;
      return asked > 1 ? Promise.reject(new KestraError(say`gone`, 0)) : new Promise<Answer>(() => undefined);
    };
    const http = { send, close: () => undefined };
    const detector = createDetector({ connection: { ...connection, timeout: 1 }, http, lines: ["1.0"] });
    await expect(detector.instance(signal)).rejects.toThrow("did not answer GET /api/v1/configs");
    await expect(detector.instance(signal)).rejects.toThrow("gone");
    detector.stop();
  });

  it.each([
    [503, 2],
    [401, 1],
    [403, 1],
  ])(
    "after %i it has asked %i times: credentials that are refused again and again lock a login",
    async (status, times) => {
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      onTestFinished(() => {
        vi.useRealTimers();
      });
      let asked = 0;
      let changes = 0;
      const send = (): Promise<Answer> => {
        asked++;
        if (asked === 1) return Promise.reject(new KestraError(say`refused`, status));
        const text = JSON.stringify({ version: "1.3.25", edition: "OSS" });
        return Promise.resolve({ status: 200, mediaType: "application/json", text });
      };
      const http = { send, close: () => undefined };
      const onChange = () => changes++;
      const detector = createDetector({ connection, http, lines: ["1.0", "1.3"], onChange });
      await expect(detector.instance(signal)).rejects.toThrow("refused");
      await vi.advanceTimersByTimeAsync(600_000);
      expect(asked).toBe(times);
      expect(changes).toBe(times);
      expect(detector.known.line).toBe(times === 2 ? "1.3" : undefined);
      expect((await detector.instance(signal)).line).toBe("1.3");
      detector.stop();
    },
  );
});
