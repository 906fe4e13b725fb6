import { median, row, type Aim, type Row, type Unit } from "./report/row.ts";
import { revisions } from "./start/cold-start.ts";
import { throughput, type Throughput } from "./throughput.ts";

const runs = 3;
const calls = 2000;

/** The rows of calls over HTTP, next to a bare proxy that makes the same requests: of answers with nothing in them, and of large ones. */
export async function throughputRows(entry: string): Promise<readonly Row[]> {
  return [
    ...(await rowsOf("HTTP", () => throughput(entry, [1, 16, 256], calls))),
    ...(await rowsOf("HTTP with 10 KB of Kestra's", () => throughput(entry, [16, 256], calls, 24))),
  ];
}

async function rowsOf(what: string, measure: () => Promise<readonly Throughput[]>): Promise<readonly Row[]> {
  const all: Throughput[] = [];
  for (let run = 0; run < runs; run++) all.push(...(await measure()));
  const widths = [...new Set(all.map(({ callers }) => callers))];
  return widths.flatMap((callers) => {
    const of = all.filter((one) => one.callers === callers);
    const rowOf = (measure: string, unit: Unit, read: (one: Throughput) => number, aim?: Aim) =>
      row(
        `${what}, ${callers === 1 ? "1 caller" : `${callers} callers`}, ${measure}`,
        unit,
        of.map(read),
        aim,
      );
    return [
      rowOf("calls/s of a bare proxy", "calls/s", ({ proxy }) => proxy.perSecond),
      ...revisions.flatMap((revision) => {
        const ours = (one: Throughput) => (revision === "2025-11-25" ? one.revision2025 : one.revision2026);
        return [
          rowOf(`calls/s, ${revision}`, "calls/s", (one) => ours(one).perSecond),
          rowOf(`time of a call, ${revision}`, "ms", (one) => median(ours(one).times)),
          rowOf(`time of the processor of a call, ${revision}`, "ms", (one) => ours(one).processor),
          // Of one caller it matters how long it waits.
          callers === 1
            ? rowOf(
                `time of a call as a multiple of a bare proxy's, ${revision}`,
                "ratio",
                (one) => one.proxy.perSecond / ours(one).perSecond,
              )
            : rowOf(
                `calls/s as a share of a bare proxy's, ${revision}`,
                "ratio",
                (one) => ours(one).perSecond / one.proxy.perSecond,
                { atLeast: 0.6 },
              ),
        ];
      }),
    ];
  });
}
