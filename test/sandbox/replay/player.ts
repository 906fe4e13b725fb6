import { fastClock, type ManualClock } from "../../../sandbox/values/clock.ts";
import { startSandbox } from "../../../sandbox/server.ts";
import { client, type Client } from "../client.ts";
import { compare, type ActualResponse, type Difference } from "./comparer.ts";
import { pairing, type Pairing } from "./pairing.ts";
import {
  at,
  type Exchange,
  type Json,
  type Line,
  type RecordedRequest,
  type Scenario,
  type Until,
} from "./recording.ts";

/** What became of one exchange. */
export interface Played {
  readonly name: string;
  readonly differences: readonly Difference[];
  /** Absent where the request needs an answer that never came. */
  readonly answer?: ActualResponse;
}

/** Milliseconds that pass between two requests at least: about what a real server takes for one. */
const pace = 80;

/** Milliseconds between the looks at something that is waited for: often at first, then for minutes. */
const looks = [...Array.from({ length: 60 }, () => 50), ...Array.from({ length: 60 }, () => 2000)];

const login = { username: "someone@kestra.io", password: "Replay-only1" };

/** Keys of instants that may lie ahead of an answer. */
const ahead = /"(scheduleDate|expirationDate|nextExecutionDate|nextEvaluationDate)":"[^"]*"/g;

/**
 * How long a server ran before its first answer, in milliseconds. Its scheduler looks at the triggers once a second from then on: so
 * it does between the same requests as it did in the recording, as far as one number can do that.
 */
const leads: Readonly<Record<Line, number>> = { "1.0": 300, "1.3": 500, "2.0": 900 };

/** A little before the first instant that a scenario tells of: its requests hold dates of that day. */
function startOf(line: Line, scenario: Scenario): Date {
  for (const { response } of scenario.exchanges) {
    const found = JSON.stringify(response)
      .replaceAll(ahead, "")
      .match(/20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g);
    const times = (found ?? [])
      .map((text) => Date.parse(text))
      .filter((time) => time > Date.parse("2026-10-01"));
    if (times.length > 0) return new Date(Math.min(...times) - leads[line]);
  }
  return new Date("2026-11-20T20:00:00Z");
}

/** When an exchange took place at the earliest: the last instant that its answer tells of, in milliseconds since 1970. */
function momentOf({ request, response }: Exchange): number {
  // A stream begins long before its last event.
  if (response.headers["content-type"] === "text/event-stream") return 0;
  const told = JSON.stringify(response.body).replaceAll(ahead, "");
  // Most dates of a trigger are those of its schedule.
  const dated = request.path.includes("/triggers")
    ? /(?<="updated(?:At|Date)":")20\d\d-[^"]*Z(?=")/g
    : /(?<=Date":"|date":"|timestamp":"|updated":")20\d\d-[^"]*Z(?=")/g;
  const instants = told.match(dated) ?? [];
  return Math.max(0, ...instants.map((text) => Date.parse(text)));
}

function holds(answer: ActualResponse, until: Until): boolean {
  const value = at(answer.body, until.path);
  if (until.in !== undefined) return until.in.some((it) => it === value);
  if (until.atLeast !== undefined) return typeof value === "number" && value >= until.atLeast;
  return (value !== undefined && value !== null) === (until.exists ?? true);
}

/** Replaces values of the recording by those of this run, the longest first. */
function substituted(value: Json, replacements: readonly (readonly [string, string])[]): Json {
  let text = JSON.stringify(value);
  for (const [from, to] of replacements.toSorted(([a], [b]) => b.length - a.length)) {
    text = text.replaceAll(JSON.stringify(from).slice(1, -1), JSON.stringify(to).slice(1, -1));
    text = text.replaceAll(encodeURIComponent(from), encodeURIComponent(to));
  }
  return JSON.parse(text) as Json;
}

interface Play {
  readonly scenario: Scenario;
  readonly sender: Client;
  readonly clock: ManualClock;
  readonly pairs: Pairing;
  readonly answers: Map<string, ActualResponse>;
}

/** `sent 1.6 seconds later`, `get it five seconds later`; a time to live that is over by the time of the answer. */
function pauseBefore({ scenario }: Play, { name, note = "", request, response }: Exchange): number {
  const found = /sent ([\d.]+) seconds later/.exec(note)?.[1];
  if (found !== undefined) return Number(found) * 1000;
  if (name.endsWith(" five seconds later")) return 5000;
  if (response.status !== 410) return 0;
  const lives = scenario.exchanges
    .filter((it) => it.request.path === request.path)
    .flatMap((it) => /^PT(\d+)S$/.exec(it.request.headers?.["ttl"] ?? "")?.[1] ?? []);
  return 1000 * Math.max(0, ...lives.map(Number));
}

/** The request with what it has of earlier answers; undefined where those are missing. */
function requestOf({ scenario, answers, pairs }: Play, exchange: Exchange): RecordedRequest | undefined {
  const replacements: (readonly [string, string])[] = [];
  for (const source of Object.values(exchange.uses ?? {})) {
    const [name = "", path = ""] = source.split(/\.response\.body\.(.*)/s);
    const recorded = at(scenario.exchanges.find((it) => it.name === name)?.response.body, path);
    const actual = at(answers.get(name)?.body, path);
    if (typeof recorded !== "string" || typeof actual !== "string") return undefined;
    replacements.push([recorded, actual]);
  }
  const request = exchange.request as unknown as Json;
  for (const [id] of JSON.stringify(request).matchAll(/\b[0-9A-Za-z]{20,22}\b/g)) {
    const partner = pairs.partner(id);
    if (partner !== undefined) replacements.push([id, partner]);
  }
  return substituted(request, replacements) as unknown as RecordedRequest;
}

async function sendUntil(
  { sender, clock }: Play,
  request: RecordedRequest,
  { until, response }: Exchange,
): Promise<ActualResponse> {
  let answer = await sender.send(request);
  // What was not so in the end when it was recorded was given up then.
  if (until === undefined || !holds(response, until)) return answer;
  for (const wait of looks) {
    if (holds(answer, until)) break;
    clock.advance(wait);
    answer = await sender.send(request);
  }
  return answer;
}

async function playOne(play: Play, exchange: Exchange): Promise<Played> {
  const request = requestOf(play, exchange);
  if (request === undefined) {
    return {
      name: exchange.name,
      differences: [{ path: "uses", recorded: "an earlier answer", actual: undefined }],
    };
  }
  const late = momentOf(exchange) - play.clock.now().getTime();
  play.clock.advance(Math.max(pace, late, pauseBefore(play, exchange)));
  const answer = await sendUntil(play, request, exchange);
  play.answers.set(exchange.name, answer);
  const sorted = (exchange.request.query ?? "").includes("sort=");
  // An answer that differs teaches no ids.
  const attempt = play.pairs.attempt();
  const differences = compare(exchange.response, answer, { pairs: attempt.pairing, sorted });
  if (differences.length === 0) attempt.keep();
  return { name: exchange.name, differences, answer };
}

/** Numbers that look random and are the same each time: an order by id must not change from run to run. */
function seeded(): (limit: number) => number {
  let state = 1;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Plays a scenario against a fresh sandbox of its line. */
export async function play(line: Line, scenario: Scenario): Promise<readonly Played[]> {
  const clock = fastClock(startOf(line, scenario));
  const sandbox = await startSandbox({
    line,
    ...login,
    clock,
    random: seeded(),
    publicUrl: "http://localhost:8080",
  });
  const sender = client(sandbox.url, login);
  const playing: Play = { scenario, sender, clock, pairs: pairing(), answers: new Map() };
  const played: Played[] = [];
  try {
    for (const exchange of scenario.exchanges) played.push(await playOne(playing, exchange));
  } finally {
    sender.close();
    await sandbox.close();
  }
  return played;
}
