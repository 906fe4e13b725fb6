import { describe, expect, it } from "vitest";
import { ContractError, KestraError } from "../../../../runtime/errors.ts";
import { followed, whyNotEnded, type Follow } from "../../../../specs/steps/execution/followed-execution.ts";
import { say } from "../../../../runtime/text/said.ts";
import type { StreamEvent } from "../../../../runtime/http-client/answer.ts";

interface Read {
  readonly state: { readonly current: string };
}

const inState = (current: string): Read => ({ state: { current } });
const event = (state: string): StreamEvent => ({
  id: "progress",
  data: { id: "5xYz", state: { current: state } },
});

/** What each request gives in turn: the states that a stream tells, how it ended, the state that is read after it. */
interface Script {
  readonly streams: readonly (readonly [states: readonly string[], ended: boolean] | Error)[];
  readonly reads: readonly (string | Error)[];
}

async function play(first: string, { streams, reads }: Script) {
  const done: string[] = [];
  let [stream, reading] = [0, 0];
  const kestra: Follow<Read> = {
    follow: ({ enough }) => {
      done.push("follow");
      const next = streams[stream++];
      if (next === undefined) throw new TypeError("Not expected: follow");
      if (next instanceof Error) return Promise.reject(next);
      const [states, ended] = next;
      const stop = states.findIndex((state) => enough(event(state)));
      const told = stop === -1 ? states : states.slice(0, stop + 1);
      return Promise.resolve({
        events: [{}, ...told.map((state) => ({ state }))],
        ended: ended && stop === -1,
      });
    },
    read: () => {
      done.push("read");
      const next = reads[reading++];
      if (next === undefined) throw new TypeError("Not expected: read");
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(inState(next));
    },
    sleep: (milliseconds) => {
      done.push(`sleep ${milliseconds}`);
      return Promise.resolve();
    },
  };
  const { execution, trouble, ...rest } = await followed(inState(first), kestra);
  const said = trouble === undefined ? undefined : String(trouble);
  return { state: execution.state.current, trouble: said, ...rest, done };
}

describe("an execution is followed", () => {
  it.each(["SUCCESS", "FAILED", "KILLED", "PAUSED", "BREAKPOINT"])(
    "not at all where it is %s",
    async (state) => {
      expect(await play(state, { streams: [], reads: [] })).toMatchObject({ state, done: [] });
    },
  );

  it("to the end that its stream tells", async () => {
    const script: Script = { streams: [[["CREATED", "RUNNING", "SUCCESS"], true]], reads: ["SUCCESS"] };
    expect(await play("CREATED", script)).toMatchObject({ state: "SUCCESS", done: ["follow", "read"] });
  });

  it.each(["PAUSED", "BREAKPOINT", "KILLED"])(
    "until it is %s, whose stream Kestra may never end",
    async (state) => {
      const script: Script = { streams: [[["RUNNING", state, "RUNNING"], true]], reads: [state] };
      expect(await play("RUNNING", script)).toMatchObject({ state, done: ["follow", "read"] });
    },
  );

  it("further where its pause is over by the time it is read", async () => {
    const script: Script = {
      streams: [
        [["PAUSED"], true],
        [["RUNNING", "SUCCESS"], true],
      ],
      reads: ["RUNNING", "SUCCESS"],
    };
    expect((await play("RUNNING", script)).state).toBe("SUCCESS");
  });

  it("no longer than there is time", async () => {
    const script: Script = { streams: [[["RUNNING"], false]], reads: ["RUNNING"] };
    expect(await play("RUNNING", script)).toEqual({
      state: "RUNNING",
      trouble: undefined,
      done: ["follow", "read"],
    });
    const silent: Script = { streams: [[[], false]], reads: ["SUCCESS"] };
    expect((await play("RUNNING", silent)).state).toBe("SUCCESS");
  });

  it("again, after a pause that grows, where its stream is closed before the end", async () => {
    const script: Script = {
      streams: [
        [["RUNNING"], true],
        [[], true],
        [["RUNNING", "SUCCESS"], true],
      ],
      reads: ["RUNNING", "RUNNING", "SUCCESS"],
    };
    const { state, done } = await play("RUNNING", script);
    expect(state).toBe("SUCCESS");
    expect(done).toEqual(["follow", "read", "sleep 500", "follow", "read", "sleep 1000", "follow", "read"]);
  });

  it("not for ever where its stream is always closed", async () => {
    const script: Script = {
      streams: Array<Script["streams"][number]>(100).fill([[], true]),
      reads: Array<string>(100).fill("RUNNING"),
    };
    const { state, done } = await play("RUNNING", script);
    expect(state).toBe("RUNNING");
    expect(done.filter((it) => it === "follow")).toHaveLength(50);
    expect(done.at(-1)).toBe("read");
  });

  it("and read again, a little, where Kestra's store is behind its stream", async () => {
    const once: Script = { streams: [[["SUCCESS"], true]], reads: ["RUNNING", "SUCCESS"] };
    expect(await play("RUNNING", once)).toMatchObject({
      state: "SUCCESS",
      done: ["follow", "read", "sleep 500", "read"],
    });
    const ever: Script = { streams: [[["SUCCESS"], true]], reads: Array<string>(10).fill("RUNNING") };
    expect((await play("RUNNING", ever)).done.filter((it) => it === "read")).toHaveLength(8);
    expect(await play("RUNNING", ever)).toMatchObject({ state: "RUNNING", told: "SUCCESS" });
  });
});

describe("what cannot be reached", () => {
  it.each([new KestraError(say`Kestra did not answer.`, 0), new ContractError(say`no events`)])(
    "is told with the execution as it was last known: %s",
    async (error) => {
      const atOnce: Script = { streams: [error], reads: [] };
      expect(await play("CREATED", atOnce)).toMatchObject({ state: "CREATED", trouble: error.said });
      const later: Script = {
        streams: [
          [["RUNNING"], true],
          [["RUNNING"], true],
        ],
        reads: ["RUNNING", error],
      };
      expect(await play("CREATED", later)).toMatchObject({ state: "RUNNING", trouble: error.said });
    },
  );

  it("hides no bug and no cancellation", async () => {
    for (const error of [new TypeError("bug"), new DOMException("cancelled", "AbortError")])
      await expect(play("RUNNING", { streams: [error as Error], reads: [] })).rejects.toThrow(error.message);
  });
});

describe("why an execution has not ended", () => {
  it.each([
    ["SUCCESS", undefined],
    ["KILLED", undefined],
    ["PAUSED", /is PAUSED: `resume_execution`/],
    ["BREAKPOINT", /breakpoint: `resume_execution`/],
    ["RUNNING", /still RUNNING\. It goes on: `follow_execution_logs` .* `manage_executions`/],
    ["QUEUED", /still QUEUED/],
  ])("%s: %s", (state, expected) => {
    const said = whyNotEnded(state, {});
    if (expected === undefined) expect(said).toBeUndefined();
    else expect(String(said)).toMatch(expected);
  });

  it("says that it ended where only the stream knows", () => {
    expect(String(whyNotEnded("RUNNING", { told: "SUCCESS" }))).toMatch(
      /ended as SUCCESS.*`manage_executions`/,
    );
    expect(whyNotEnded("SUCCESS", { told: "SUCCESS" })).toBeUndefined();
  });

  it("says what went wrong", () => {
    expect(String(whyNotEnded("RUNNING", { trouble: say`Kestra is gone.` }))).toContain(
      "could not be followed any longer: Kestra is gone.",
    );
  });
});
