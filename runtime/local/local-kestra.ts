import { join } from "node:path";
import { aborted } from "../deadline.ts";
import { InputError, KestraError } from "../errors.ts";
import type { Instance } from "../kestra/instance.ts";
import { newestLine, parseRelease } from "../kestra/release.ts";
import { own, say, shortened } from "../text/said.ts";
import type { LocalCall, LocalKestra, LocalStarted, LocalWish } from "../tool/local-kestra.ts";
import { answeringAt, type Answering } from "./answering.ts";
import { dockerWay } from "./docker.ts";
import { isTaken } from "./port.ts";
import type { Processes } from "./processes.ts";
import { programWay } from "./program.ts";
import { createUsers, madeUser } from "./users.ts";
import type { LocalState, Way } from "./way.ts";
import { nodeSignal } from "../abort.ts";

/** What a local Kestra is started with. */
export interface LocalOptions {
  readonly processes: Processes;
  /** A jar or an executable; absent: Docker. */
  readonly program: string | undefined;
  /** For its data, its log, and the users that were made; absent: nothing can be started. */
  readonly folder: string | undefined;
  readonly lines: readonly string[];
  readonly now: () => number;
  /** Waits a little, or until the signal aborts. */
  readonly sleep: (signal: AbortSignal) => Promise<void>;
}

const usualPort = 8080;

/** What a call does after it has waited, in milliseconds. */
const margin = 3000;

export function createLocalKestra(options: LocalOptions): LocalKestra {
  const { processes, program, folder, lines, now, sleep } = options;
  const way = (): Way => {
    made ??= inTurn(
      program === undefined ? dockerWay(processes, newestLine(lines)) : atHome(folder, program),
    );
    return made;
  };
  const atHome = (home: string | undefined, path: string) => {
    if (home === undefined) throw new InputError(say`There is no home folder (HOME) for its data.`);
    return programWay(processes, path, home, sleep);
  };
  let made: Way | undefined;

  /** Aborts when the call may not wait any longer. */
  const limitOf = ({ signal, until }: OwnCall): AbortSignal =>
    until === undefined
      ? signal
      : AbortSignal.any([signal, AbortSignal.timeout(Math.max(0, until - now() - margin))]);

  return {
    async start(wish, asked) {
      const call = atNode(asked);
      refuse(wish, program);
      const limit = limitOf(call);
      const before = await way().state(call.signal);
      refuseMove(wish, before);
      const port = wish.port ?? before.port ?? usualPort;
      const url = `http://127.0.0.1:${port}`;
      const release = wish.release ?? before.release;
      const isMeant = port === before.port && (wish.release ?? before.release) === before.release;
      const kestra = answeringAt(url, lines);
      try {
        if (!(before.running && isMeant)) {
          const isOurs = before.running && port === before.port;
          const other = isOurs ? undefined : await foreignAt(port, kestra, call.signal);
          if (other !== undefined) return { action: "connected", url, by: "somebody else", ...told(other) };
          const { signal, tell } = call;
          const goesOn = await way().start({ port, release, signal, tell, over: aborted(limit) });
          const by = (await way().state(call.signal)).by;
          if (goesOn !== undefined) return { action: "started", url, by, ready: false, message: goesOn };
        }
        const action = before.running && isMeant ? "connected" : before.exists ? "restarted" : "started";
        const { by } = await way().state(call.signal);
        const instance = await answered(kestra, way(), call, limit);
        if (instance === undefined)
          return {
            action,
            url,
            by,
            ready: false,
            message: "It is still starting, which goes on: call this again.",
          };
        return {
          action,
          url,
          by,
          ...told(instance),
          ...(await userOf(instance, wish, release, kestra, call.signal)),
        };
      } finally {
        kestra.close();
      }
    },
    async stop(asked) {
      const call = atNode(asked);
      const { exists, running, by } = await way().state(call.signal);
      if (!running)
        return { stopped: false, message: exists ? `${by} is not running.` : "None was started here." };
      await way().stop(limitOf(call));
      return { stopped: true, message: `${by} was stopped. Its data stay.` };
    },
  };

  /** Another Kestra on the port. @throws InputError where something else is there */
  async function foreignAt(
    port: number,
    kestra: Answering,
    signal: AbortSignal,
  ): Promise<Instance | undefined> {
    if (!(await isTaken(port))) return undefined;
    const instance = await kestra.ask(signal).catch((error: unknown) => {
      if (error instanceof KestraError) return undefined;
      throw error;
    });
    if (instance === undefined)
      throw new InputError(say`Port ${port} is taken by something that is no Kestra: give another port.`);
    return instance;
  }

  /** What answers; undefined where the call may not wait any longer. @throws KestraError where it ended */
  async function answered(
    kestra: Answering,
    its: Way,
    { signal, tell }: OwnCall,
    limit: AbortSignal,
  ): Promise<Instance | undefined> {
    for (;;) {
      const instance = await kestra.ask(signal);
      if (instance !== undefined || limit.aborted) return instance;
      if (!(await its.state(signal)).running) {
        const log = await its.log(signal);
        throw new KestraError(
          say`Kestra ended while it started. The end of its log: ${shortened(log, 2000, "…")}`,
          0,
        );
      }
      tell("Kestra is starting.");
      await sleep(limit);
    }
  }

  /** Who may log in: the one that was made or given now, or that was made before. */
  async function userOf(
    { isSetUp }: Instance,
    { username, password }: LocalWish,
    release: string | undefined,
    kestra: Answering,
    signal: AbortSignal,
  ): Promise<Partial<LocalStarted>> {
    const users = folder === undefined ? undefined : createUsers(folder);
    const data = way().dataOf(release);
    if (isSetUp !== false) {
      const kept = await users?.of(data);
      const isOther = username !== undefined && (username !== kept?.username || password !== kept.password);
      const message = `Its user was set up before${isOther ? ": the one that was given is not used." : "."}`;
      return { ...kept, ...((kept === undefined || isOther) && { message }) };
    }
    const given = username !== undefined && password !== undefined ? { username, password } : undefined;
    const user = given ?? madeUser();
    const why = await kestra.setUp(user.username, user.password, signal);
    if (why !== undefined) throw new InputError(say`Kestra runs, and does not take that user: ${why}`);
    if (given !== undefined) return { username: given.username };
    await users?.keep(data, user);
    return user;
  }
}

function told({ version }: Instance) {
  return { ready: true, ...(version !== undefined && { version }) };
}

function refuse({ release, username, password }: LocalWish, program: string | undefined): void {
  if ((username === undefined) !== (password === undefined))
    throw new InputError(say`username and password go together.`);
  if (release === undefined) return;
  if (program !== undefined)
    throw new InputError(say`release is for Docker, and ${own("KESTRA_MCP_LOCAL")} names what is run.`);
  if (parseRelease(release) === undefined || !/^\d+\.\d+(\.\d+)?$/.test(release))
    throw new InputError(say`release must be one such as 1.3 or 1.3.25.`);
}

/** What runs is moved by nobody but who stops it: others may be at work there. */
function refuseMove({ port }: LocalWish, { running, port: its }: LocalState): void {
  if (!running || port === undefined || port === its) return;
  throw new InputError(say`Kestra runs on port ${String(its)} already: stop it first, or give no port.`);
}

/** The same, that starts one after the other: of two at once the second finds what the first one started. */
function inTurn(way: Way): Way {
  let before: Promise<unknown> = Promise.resolve();
  return {
    ...way,
    start(wish) {
      const next = before.then(() => way.start(wish));
      before = next.catch(() => undefined);
      return next;
    },
  };
}

/** Where what it needs is kept. */
export function localFolder(home: string): string {
  return join(home, ".kestra-mcp", "local");
}

/** A call as Node's own functions take its signal. */
interface OwnCall extends LocalCall {
  readonly signal: AbortSignal;
}

function atNode(call: LocalCall): OwnCall {
  return { ...call, signal: nodeSignal(call.signal) };
}
