import { describe, expect, it } from "vitest";
import { filtered } from "../../../runtime/compiled/filters.ts";
import { InputError } from "../../../runtime/errors.ts";

const fields = {
  state: ["EQUALS", "IN", "NOT_EQUALS", "NOT_IN"],
  namespace: ["EQUALS", "PREFIX", "REGEX", "NOT_IN", "STARTS_WITH"],
  flowId: ["EQUALS", "CONTAINS", "IN"],
  labels: ["EQUALS", "NOT_EQUALS"],
  level: ["EQUALS"],
  q: ["EQUALS"],
  nextExecutionDate: ["LESS_THAN"],
};
const send = (values: readonly string[] | undefined, query = {}) =>
  filtered(query, values, "filters", fields);

describe("filters", () => {
  it.each([
    ["state[NOT_IN]=FAILED,KILLED", { "filters[state][NOT_IN]": "FAILED,KILLED" }],
    [" state [not_in] = failed, killed ", { "filters[state][NOT_IN]": "FAILED,KILLED" }],
    ["filters[state][IN]=[FAILED]", { "filters[state][IN]": "FAILED" }],
    ["namespace[REGEX]=^a[.]b=c$", { "filters[namespace][REGEX]": "^a[.]b=c$" }],
    ["labels[NOT_EQUALS][system.x]=a=b", { "filters[labels][NOT_EQUALS][system.x]": "a=b" }],
    ["flowId[IN]=50%,a+b", { "filters[flowId][IN]": "50%25,a%2Bb" }],
    ["flowId[CONTAINS]=50%", { "filters[flowId][CONTAINS]": "50%" }],
    [
      "nextExecutionDate[LESS_THAN]=2026-05-01",
      { "filters[nextExecutionDate][LESS_THAN]": "2026-05-01T00:00:00Z" },
    ],
  ])("%j is sent as %j", (written, sent) => {
    expect(send([written])).toEqual(sent);
  });

  it("stand beside the others, both where they are of one kind", () => {
    const query = {
      "filters[state][IN]": "FAILED,KILLED",
      "filters[namespace][PREFIX]": "a",
      page: 1,
      sort: undefined,
    };
    expect(send(undefined, query)).toEqual(query);
    expect(
      send(["state[IN]=KILLED,PAUSED", "namespace[NOT_IN]=a.b", "q[EQUALS]=x", "q[EQUALS]=y"], query),
    ).toEqual({
      ...query,
      "filters[state][IN]": ["FAILED,KILLED", "KILLED,PAUSED"],
      "filters[namespace][NOT_IN]": "a.b",
      "filters[q][EQUALS]": ["x", "y"],
    });
  });

  it.each([
    [
      "state=FAILED",
      '"state=FAILED" is no filter. Write field[OPERATION]=value, such as state[NOT_IN]=FAILED,KILLED.',
    ],
    [
      "states[IN]=FAILED",
      "on this Kestra the search takes no states, but state, namespace, flowId, labels, level, q, nextExecutionDate. Did you mean state?",
    ],
    ["__proto__[IN]=a", "the search takes no __proto__"],
    ["state[CONTAINS]=FAIL", "on this Kestra state takes EQUALS, IN, NOT_EQUALS, NOT_IN, not CONTAINS."],
    ["flowId[IS_NULL]=true", "Kestra has no filter for what is missing"],
    ["flowId[EQUALS]=", "has no value. Kestra has no filter for what is missing"],
    ["flowId[IN]=[]", "has no value. Kestra has no filter for what is missing"],
    ["flowId[IN]=, ,", "has no value"],
    ["labels[EQUALS]=env:prod", "a filter of labels names one: labels[EQUALS][key]=value."],
    ["flowId[EQUALS][a]=b", "only labels have a key"],
    ["nextExecutionDate[LESS_THAN]=soon", "nextExecutionDate must be an ISO 8601 date-time"],
  ])("%j is refused: %s", (written, reason) => {
    expect(() => send([written])).toThrow(InputError);
    expect(() => send([written])).toThrow(reason);
  });

  it("are a bounded number", () => {
    expect(() => send(Array.from({ length: 21 }, () => "q[EQUALS]=x"))).toThrow("at most 20");
  });

  it.each([
    [["state[NOT_IN]=FAILED"], { "filters[state][IN]": "FAILED" }, "IN FAILED and NOT_IN FAILED"],
    [["state[EQUALS]=KILLED"], { "filters[state][IN]": "FAILED" }, "asked of state"],
    [["namespace[EQUALS]=b"], { "filters[namespace][PREFIX]": "a" }, "PREFIX a and EQUALS b"],
    [["flowId[EQUALS]=a", "flowId[CONTAINS]=b"], {}, "asked of flowId"],
    [["labels[NOT_EQUALS][env]=prod"], { "filters[labels][EQUALS][env]": "prod" }, "asked of labels[env]"],
  ])("%j with %j find nothing, which is said", (values, query, reason) => {
    expect(() => send(values, query)).toThrow(/nothing fits all that is asked of/);
    expect(() => send(values, query)).toThrow(reason);
  });

  it("an element of a list is itself, however it is escaped", () => {
    expect(send(["flowId[EQUALS]=50%+", "flowId[IN]=a,50%+"])).toMatchObject({
      "filters[flowId][IN]": "a,50%25%2B",
    });
  });

  it("a part of a name may count in another case", () => {
    const parts = ["flowId[EQUALS]=Load", "flowId[CONTAINS]=LOA"];
    expect(send(parts, { "filters[flowId][STARTS_WITH]": "load" })).toMatchObject({
      "filters[flowId][CONTAINS]": "LOA",
    });
  });

  it("a level is the least one, so that two of them may fit", () => {
    expect(send(["level[EQUALS]=warn"], { "filters[level][EQUALS]": "DEBUG" })).toEqual({
      "filters[level][EQUALS]": ["DEBUG", "WARN"],
    });
  });

  it("of a label Kestra reads one value", () => {
    const both = ["labels[NOT_EQUALS][env]=prod", "labels[NOT_EQUALS][env]=test"];
    expect(() => send(both)).toThrow("only once");
  });
});
