import { describe, expect, it } from "vitest";
import { KestraError } from "../../../../runtime/errors.ts";
import { found } from "../../../../specs/steps/execution/found-execution.ts";
import { say } from "../../../../runtime/text/said.ts";

const missing = new KestraError(say`Not Found`, 404);

/** Looks that give these in turn, the last one ever after. */
function looks(answers: readonly (string | Error)[]) {
  let [asked, slept] = [0, 0];
  return {
    look: () => {
      const answer = answers[Math.min(asked++, answers.length - 1)] ?? "";
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
    sleep: () =>
      Promise.resolve().then(() => {
        slept++;
      }),
    count: () => [asked, slept],
  };
}

describe("an execution that was just started", () => {
  it("is found at once, or a little later", async () => {
    const there = looks(["there"]);
    expect(await found(there.look, there.sleep)).toBe("there");
    expect(there.count()).toEqual([1, 0]);
    const late = looks([missing, "none", "there"]);
    expect(await found(late.look, late.sleep, (answer) => answer === "none")).toBe("there");
    expect(late.count()).toEqual([3, 2]);
  });

  it("is missing after some looks", async () => {
    const never = looks([missing]);
    await expect(found(never.look, never.sleep)).rejects.toBe(missing);
    expect(never.count()).toEqual([4, 3]);
    const none = looks(["none"]);
    expect(await found(none.look, none.sleep, (answer) => answer === "none")).toBe("none");
  });

  it("is looked for once where something else is wrong, or nothing can be waited for", async () => {
    const refused = looks([new KestraError(say`Unauthorized`, 401)]);
    await expect(found(refused.look, refused.sleep)).rejects.toThrow("Unauthorized");
    expect(refused.count()).toEqual([1, 0]);
    const hurried = looks([missing]);
    await expect(found(hurried.look, undefined)).rejects.toBe(missing);
    expect(hurried.count()).toEqual([1, 0]);
  });
});
