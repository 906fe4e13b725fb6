import { describe, expect, it } from "vitest";
import { briefRows, namedLabels, shortDate, sizeOfBrief } from "../../../runtime/json/brief-rows.ts";

const room = () => true;
const ids = ["a", "b", "c", "d"];

describe("briefRows", () => {
  it("says once what more than half of the rows have, and leaves it in the others", () => {
    const rows = ids.map((id, i) => ({ id, type: i === 1 ? "Flow" : "Schedule", state: `${i % 2}` }));
    expect(briefRows(rows, { once: ["type", "state"] }, room)).toEqual({
      each: { type: "Schedule" },
      rows: [
        { id: "a", state: "0" },
        { id: "b", type: "Flow", state: "1" },
        { id: "c", state: "0" },
        { id: "d", state: "1" },
      ],
    });
  });

  it("says nothing once of which a row has none, or which two rows have", () => {
    const rows = [{ id: "a", type: "x" }, { id: "b", type: "x" }, { id: "c", type: "x" }, { id: "d" }];
    expect(briefRows(rows, { once: ["type"] }, room)).toEqual({ rows });
    expect(briefRows(rows.slice(0, 2), { once: ["type"] }, room)).toEqual({ rows: rows.slice(0, 2) });
    const nothing = rows.map((row) => ({ ...row, type: row.id === "d" ? null : "x" }));
    expect(briefRows(nothing, { once: ["type"] }, room)).toEqual({ rows: nothing });
  });

  it("does not repeat in a row what the row before it says, and tells of which keys", () => {
    const rows = ["x", "x", "y", "x"].map((of, i) => ({ of, by: `${i}`, n: i }));
    expect(briefRows(rows, { runs: ["of", "by"] }, room)).toEqual({
      absentAsBefore: ["of"],
      rows: [
        { of: "x", by: "0", n: 0 },
        { by: "1", n: 1 },
        { of: "y", by: "2", n: 2 },
        { of: "x", by: "3", n: 3 },
      ],
    });
  });

  it("never makes what has no value look as in the row before", () => {
    const brief = { runs: ["of"] };
    const some = [{ of: "x" }, {}, { of: "x" }, { of: "x" }];
    expect(briefRows(some, brief, room)).toEqual({ rows: some });
    const two = [{ of: "x" }, { of: "x" }];
    expect(briefRows(two, brief, room)).toEqual({ rows: two });
  });

  it("lets `each` hold for a row whose key may be said once, too", () => {
    const rows = ["x", "y", "x", "x"].map((of, n) => ({ of, n }));
    expect(briefRows(rows, { once: ["of"], runs: ["of"] }, room)).toEqual({
      each: { of: "x" },
      rows: [{ n: 0 }, { of: "y", n: 1 }, { n: 2 }, { n: 3 }],
    });
  });

  it("leaves out Kestra's own labels, but for those that name another execution or were asked for", () => {
    const labels = [
      { key: "team", value: "data" },
      { key: "system.from", value: "api" },
      { key: "system.correlationId", value: "a" },
    ];
    const brief = { filled: ["labels"] };
    const found = briefRows(
      [
        { id: "a", labels },
        { id: "b", labels },
      ],
      brief,
      room,
    ).rows;
    expect(found).toEqual([
      { id: "a", labels: labels.slice(0, 1) },
      { id: "b", labels: [labels[0], labels[2]] },
    ]);
    expect(briefRows([{ id: "a", labels: labels.slice(1) }], brief, room).rows).toEqual([{ id: "a" }]);
    const asked = namedLabels({ labels: { "system.from": "api" } });
    expect(briefRows([{ id: "a", labels }], brief, room, asked).rows).toEqual([
      { id: "a", labels: labels.slice(0, 2) },
    ]);
  });

  it("shortens the dates that it is told of alone", () => {
    const at = "2026-05-01T10:00:00.123456789Z";
    const [row] = briefRows(
      [{ state: { startDate: at }, message: at }],
      { dates: ["state.startDate"] },
      room,
    ).rows;
    expect(row).toEqual({ state: { startDate: "2026-05-01T10:00:00.123Z" }, message: at });
  });

  it("tells seconds, and once what may be said once, where there is no room otherwise", () => {
    const rows = ids.map((id) => ({
      id,
      date: "2026-05-01T10:00:00.123456Z",
      inputs: { a: "x".repeat(100) },
    }));
    const brief = { dates: ["date"], crowded: ["inputs"] };
    const wide = briefRows(rows, brief, room);
    expect(wide.each).toBeUndefined();
    expect(wide.datesTo).toBeUndefined();
    const close = briefRows(rows, brief, (told) => sizeOfBrief(told) < sizeOfBrief(wide));
    expect(close.each).toEqual({ inputs: rows[0]?.inputs });
    expect(close.datesTo).toBe("second");
    expect(close.rows[0]).toEqual({ id: "a", date: "2026-05-01T10:00:00Z" });
    expect(sizeOfBrief(close)).toBeLessThan(sizeOfBrief(wide));
  });

  it("leaves out what only a call for all gives", () => {
    expect(briefRows([{ id: "a", seconds: 1 }], { full: ["seconds"] }, room).rows).toEqual([{ id: "a" }]);
  });

  it("leaves what is no row as it is", () => {
    expect(briefRows(["a", null, 1], { once: ["id"], runs: ["id"] }, room)).toEqual({ rows: ["a", null, 1] });
  });
});

describe("shortDate", () => {
  it.each([
    ["2026-05-01T10:00:00.999999Z", "2026-05-01T10:00:00.999Z"],
    ["2026-05-01T10:00:00.1234+02:00", "2026-05-01T10:00:00.123+02:00"],
    ["2026-05-01T10:00:00.12Z", "2026-05-01T10:00:00.12Z"],
    ["2026-05-01T10:00:00Z", "2026-05-01T10:00:00Z"],
    ["not 2026-05-01T10:00:00.123456Z", "not 2026-05-01T10:00:00.123456Z"],
  ])("%s is %s", (given, told) => {
    expect(shortDate(given)).toBe(told);
  });
});
