import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { InputError } from "../../../runtime/errors.ts";
import { yamlKey } from "../../../runtime/yaml/key.ts";

/*
 * Reads hostile YAML in a process of its own, as a crash of it is what is looked for. Prints `{ read, slowest, usual }`:
 * how many were read, and the times of the slowest and of parsing JSON of that size, in milliseconds of the processor.
 */

const most = 64 * 1024;

const piece = fc.oneof(
  fc.constantFrom(..."[]{}:,-?&*!|>'\"%@`#\\ \t\n\r~\0\ufeff\u2028\ud83dé".split("")),
  fc.constantFrom(
    "- ",
    "? ",
    ": ",
    "a: ",
    "&a ",
    "*a ",
    "!a ",
    "!<",
    "---\n",
    "...\n",
    "<<: *a\n",
    "{a: ",
    "[a, ",
    "é: ",
  ),
  fc.constantFrom(
    "id: a\n",
    "namespace: b\n",
    "|\n",
    ">+9\n",
    "'a\n",
    '"a\\\n',
    " #",
    "\n  ",
    "\r\n\t",
    "\\x4",
    "a".repeat(200),
  ),
  fc.string({ unit: "binary", maxLength: 5 }),
);
const block = fc.tuple(
  fc.array(piece, { minLength: 1, maxLength: 6 }),
  fc.constantFrom(1, 1, 3, 100, 1000, most),
);
const text = fc.array(block, { minLength: 1, maxLength: 6 }).map((blocks) => {
  const room = Math.ceil(most / blocks.length);
  return blocks
    .map(([pieces, times]) => {
      const one = pieces.join("");
      return one.repeat(Math.max(1, Math.min(times, Math.floor(room / one.length))));
    })
    .join("")
    .slice(0, most);
});

/** Of the processor, so that others who are busy count for nothing; the least of three, so that a clean-up does neither. */
async function timeOf(source: string): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < 3; i++) {
    const { user, system } = process.cpuUsage();
    await yamlKey(source, "flow").catch((error: unknown) => {
      if (!(error instanceof InputError)) throw error;
    });
    const spent = process.cpuUsage({ user, system });
    times.push((spent.user + spent.system) / 1000);
    // Most are read at once.
    if (times[0] !== undefined && times[0] < 5) break;
  }
  return Math.min(...times);
}

/** What V8 itself needs for JSON of that size: the measure of this machine, as busy as it is. */
const sample = JSON.stringify(Array.from({ length: 1300 }, (_, id) => ({ id, type: "b", list: [1, "two"] })));
const parsing = 40;
for (let i = 0; i < parsing; i++) JSON.parse(sample);
const { user, system } = process.cpuUsage();
for (let i = 0; i < parsing; i++) JSON.parse(sample);
const spent = process.cpuUsage({ user, system });
const usual = (spent.user + spent.system) / 1000 / parsing;

const known = [
  `${"[".repeat(1000)}\n---\né: ${"[".repeat(1000)}`,
  "- ".repeat(2500),
  `${"[".repeat(1000)}\n---\n`.repeat(20),
  "!a ".repeat(most / 3),
  "&a ".repeat(most / 3),
];
const seed = Number(process.argv[2]);
const texts = [...known, ...fc.sample(text, { seed, numRuns: Number(process.argv[3]) })];
let slowest = 0;
for (const [i, one] of texts.entries()) {
  slowest = Math.max(slowest, await timeOf(one));
  // The others would only take long.
  if (slowest > 1000 * usual) break;
  if (i % 50 === 0) await sleep(0);
}
process.stdout.write(JSON.stringify({ read: texts.length, slowest, usual }));
