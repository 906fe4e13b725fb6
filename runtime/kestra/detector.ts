import type { Signal } from "../abort.ts";
import type { Connection } from "../network/connection.ts";
import { configs, instanceOf, loginConfigs } from "./detect.ts";
import { aborted, inTime, within } from "../deadline.ts";
import { KestraError } from "../errors.ts";
import type { Http } from "../http-client/http-client.ts";
import { limits } from "../limits.ts";
import { configuredLine, type Release } from "./release.ts";
import type { RequestPlan } from "../http-client/request-plan.ts";
import { foreign, say } from "../text/said.ts";
import { addressSaid } from "../network/said-place.ts";
import { nameOf } from "../http-client/wire.ts";
import type { Answer } from "../http-client/answer.ts";
import type { Known, Instance } from "./instance.ts";

/** Finds out which Kestra answers, in the background, and keeps what it found. */
export interface Detector {
  /** What is known now. */
  readonly known: Known;
  /** Why the last attempt found nothing. */
  readonly failure: KestraError | undefined;
  /** Starts an attempt where nothing is known and none is under way; after a failure tries again, ever more rarely. */
  start(): void;
  /** Waits until the attempt under way is over, `ms` milliseconds at most. Never throws. */
  settle(ms: number): Promise<void>;
  /** The instance; asks again where it is not known. @throws KestraError where no supported Kestra answers */
  instance(signal: Signal): Promise<Instance>;
  /** Has the next call ask again: the connection broke, as in an upgrade. Until then the list stays as it is. */
  doubt(): void;
  stop(): void;
}

/** Makes a detector. @throws ConfigurationError where the configured release is older than every line */
export type DetectorMaker = (options: DetectorOptions) => Detector;

export interface DetectorOptions {
  readonly connection: Connection;
  readonly http: Http;
  readonly lines: readonly string[];
  /** The release that the operator says it is: it decides the line, and no call waits. */
  readonly release?: Release | undefined;
  /** Called when what is known has changed, or an attempt has failed. */
  readonly onChange?: () => void;
  /** Milliseconds before the first further attempt. */
  readonly firstPause?: number;
  /** Milliseconds after which a call has it asked again in the background: Kestra may be upgraded while nobody calls. */
  readonly freshFor?: number;
}

const longestPause = 60_000;

/** @throws ConfigurationError where the configured release is older than every line */
export function createDetector(options: DetectorOptions): Detector {
  const { connection, http, lines, onChange, firstPause = 1000, freshFor = 300_000 } = options;
  const stopped = new AbortController();
  const forced = options.release && configuredLine(options.release, lines);
  let found: Instance | undefined;
  /** In seconds: Node has that clock at hand, and loads another one for `performance`, which a start would wait for. */
  let foundAt = 0;
  let stale = false;
  let failure: KestraError | undefined;
  let attempt: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let pause = firstPause;

  // One that does not end in its time is an error: nobody would ever ask again.
  const asked = (plan: RequestPlan): Promise<Answer> =>
    inTime(
      http.send(plan, { retry: false, signal: stopped.signal }),
      connection.timeout + limits.detectionGrace,
      () => {
        const name = nameOf(plan, connection.tenant);
        throw new KestraError(say`Kestra at ${connection.baseUrl} did not answer ${name}.`, 0);
      },
    );

  const ask = async () => {
    try {
      const answer = await asked(configs);
      const login = answer.status === 401 ? await asked(loginConfigs) : undefined;
      found = instanceOf(answer, connection, lines, login);
      foundAt = process.uptime();
      stale = false;
      failure = undefined;
      pause = firstPause;
    } catch (error) {
      if (stopped.signal.aborted) return;
      failure =
        error instanceof KestraError ? error : new KestraError(foreign(String(error)), 0, { cause: error });
      // Wrong credentials stay wrong, and Kestra locks a login that fails again and again: only a call tries once more.
      if (failure.status !== 401 && failure.status !== 403) timer = setTimeout(start, pause).unref();
      pause = Math.min(pause * 2, longestPause);
    }
    attempt = undefined;
    onChange?.();
  };
  const start = () => {
    clearTimeout(timer);
    if ((found === undefined || stale) && !stopped.signal.aborted) attempt ??= ask();
  };
  const known = (): Known => (forced === undefined ? (found ?? {}) : { ...found, line: forced });

  return {
    get known() {
      return known();
    },
    get failure() {
      return failure;
    },
    start,
    async settle(ms) {
      if (attempt !== undefined) await within(attempt, ms);
    },
    async instance(signal) {
      if (forced !== undefined) return { ...found, line: forced };
      start();
      if (found !== undefined && !stale) {
        if (1000 * (process.uptime() - foundAt) > freshFor) attempt ??= ask();
        return found;
      }
      if (attempt !== undefined) await Promise.race([attempt, aborted(signal)]);
      signal.throwIfAborted();
      if (found !== undefined && !stale) return found;
      throw (
        failure ??
        new KestraError(
          say`Kestra at ${addressSaid(connection.baseUrl)} is not known: the server is stopping.`,
          0,
        )
      );
    },
    doubt() {
      stale = true;
    },
    stop() {
      stopped.abort();
      clearTimeout(timer);
    },
  };
}
