import { expect, it } from "vitest";
import { executionProgress } from "../../specs/steps/execution-progress.ts";

const settled = () => new Promise((resolve) => setTimeout(resolve));

function watched(lastLog: () => Promise<{ results: { message?: string }[] }>, isWatched = true) {
  const told: (string | undefined)[] = [];
  let time = 0;
  const context = {
    now: () => new Date(time),
    isWatched,
    mask: (text: string) => text.replaceAll("s3cret", "***"),
    progress: (_done: number, _total?: number, message?: string) => told.push(message),
  };
  let asked = 0;
  const progress = executionProgress(context, "CREATED", () => {
    asked++;
    return lastLog();
  });
  const pass = (seconds: number) => (time += seconds * 1000);
  return { told, progress, pass, asked: () => asked };
}

it("is the state, how long it was waited for, and what was logged last, at once and again when that is known", async () => {
  const { told, progress, pass } = watched(() =>
    Promise.resolve({ results: [{ message: "Waiting for PT12S\nmore of s3cret" }] }),
  );
  progress.tell();
  progress.see({ data: { state: { current: "RUNNING" } } });
  await settled();
  pass(5);
  progress.see({ data: "no object" });
  progress.tell();
  await settled();
  expect(told).toEqual([
    "CREATED, 0 s",
    "RUNNING, 0 s: Waiting for PT12S",
    "RUNNING, 5 s: Waiting for PT12S",
  ]);
});

it("does not wait for a log that does not come, and asks for it once", async () => {
  const { told, progress, pass, asked } = watched(() => new Promise(() => undefined));
  for (const seconds of [0, 5, 5]) {
    pass(seconds);
    progress.tell();
  }
  await settled();
  expect(told).toEqual(["CREATED, 0 s", "CREATED, 5 s", "CREATED, 10 s"]);
  expect(asked()).toBe(1);
});

it("leaves out a log that cannot be read, and takes secrets out of one that can", async () => {
  const broken = watched(() => Promise.reject(new Error("gone")));
  broken.progress.tell();
  await settled();
  expect(broken.told).toEqual(["CREATED, 0 s"]);
  const secret = watched(() => Promise.resolve({ results: [{ message: "login s3cret" }] }));
  secret.progress.tell();
  await settled();
  expect(secret.told.at(-1)).toBe("CREATED, 0 s: login ***");
});

it("asks and tells nothing where nobody watches", async () => {
  const { told, progress, asked } = watched(() => Promise.resolve({ results: [] }), false);
  progress.tell();
  await settled();
  expect([told, asked()]).toEqual([[], 0]);
});
