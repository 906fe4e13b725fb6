import { expect, it } from "vitest";
import { briefExecution } from "../../../specs/functions/brief-execution.ts";

const date = "2026-05-01T10:00:00.123456Z";
const short = "2026-05-01T10:00:00.123Z";
const state = { current: "SUCCESS", histories: [{ state: "CREATED", date }], startDate: date, endDate: date };

it("tells an execution without what says nothing, and keeps whatever is the user's", () => {
  const execution = {
    id: "5xYz",
    state,
    inputs: { at: date, list: [] },
    outputs: {},
    labels: [
      { key: "team", value: "data" },
      { key: "system.correlationId", value: "5xYz" },
    ],
    originalId: "5xYz",
    deleted: false,
    metadata: { attemptNumber: 1, originalCreatedDate: date },
    taskRunList: [{ id: "6aBc", taskId: "load", state, outputs: { at: date }, attempts: [{ state }] }],
  };
  expect(JSON.parse(JSON.stringify(briefExecution(execution)))).toEqual({
    id: "5xYz",
    state: { ...state, histories: [{ state: "CREATED", date: short }], startDate: short, endDate: short },
    inputs: execution.inputs,
    labels: execution.labels.slice(0, 1),
    taskRunList: [
      {
        id: "6aBc",
        taskId: "load",
        state: { current: "SUCCESS", startDate: short, endDate: short },
        outputs: { at: date },
        attempts: [{ state: { current: "SUCCESS" } }],
      },
    ],
  });
});

it("keeps what says something: another origin, a retry, and when each attempt was", () => {
  const execution = {
    id: "5xYz",
    state,
    labels: [{ key: "system.correlationId", value: "6aBc" }],
    originalId: "6aBc",
    deleted: true,
    metadata: { attemptNumber: 2 },
    taskRunList: [{ state, attempts: [{ state }, { state }] }],
  };
  const told = briefExecution(execution);
  expect(told).toMatchObject({
    labels: execution.labels,
    originalId: "6aBc",
    deleted: true,
    metadata: { attemptNumber: 2 },
  });
  expect(told.taskRunList[0]?.attempts[1]).toEqual({
    state: { current: "SUCCESS", startDate: short, endDate: short },
  });
});

it("leaves what has no such keys as it is", () => {
  const odd = { id: "5xYz", state: "SUCCESS", taskRunList: ["x"], labels: null };
  expect(briefExecution(odd)).toEqual(odd);
});
