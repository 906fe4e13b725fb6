import { anonymousOf } from "../network/connection.ts";
import { createDetector, type Detector, type DetectorMaker, type DetectorOptions } from "./detector.ts";
import { within } from "../deadline.ts";
import type { KestraError } from "../errors.ts";
import { createHttp } from "../http-client/http-client.ts";
import { configuredLine } from "./release.ts";
import type { Known, Instance } from "./instance.ts";

/** What a Kestra tells anybody, asked once for all who are there. */
interface Public {
  readonly detector: Detector;
  readonly listeners: Set<() => void>;
  close(): void;
}

/**
 * Detectors that share what does not depend on who asks. A Kestra is first asked without credentials, once for all
 * callers of its base URL; only where it does not tell that to anybody, as releases after 2.0, each caller asks with its
 * own, and keeps the answer for itself. What is shared lasts as long as one of its callers.
 */
export function createInstances(): DetectorMaker {
  const instances = new Map<string, Public>();
  return (options) => {
    const { baseUrl } = options.connection;
    const shared = instances.get(baseUrl) ?? openPublic(options);
    instances.set(baseUrl, shared);
    return callerDetector(options, shared, () => {
      if (shared.listeners.size > 0) return;
      instances.delete(baseUrl);
      shared.close();
    });
  };
}

function openPublic({ connection, lines, firstPause }: DetectorOptions): Public {
  const listeners = new Set<() => void>();
  const anonymous = anonymousOf(connection);
  const http = createHttp(anonymous);
  const onChange = () => {
    for (const listener of [...listeners]) listener();
  };
  const detector = createDetector({
    connection: anonymous,
    http,
    lines,
    onChange,
    ...(firstPause === undefined ? {} : { firstPause }),
  });
  const close = () => {
    detector.stop();
    http.close();
  };
  return { detector, listeners, close };
}

/** @param left called when the caller has gone */
function callerDetector(options: DetectorOptions, shared: Public, left: () => void): Detector {
  const { lines, release, onChange } = options;
  const open = shared.detector;
  const forced = release && configuredLine(release, lines);
  let started = false;
  let seen: string | undefined;

  const known = (): Known => {
    const found = isClosed(open) ? own.known : open.known;
    return forced === undefined ? found : { ...found, line: forced };
  };
  const failure = (): KestraError | undefined => (isClosed(open) ? own.failure : open.failure);
  const look = () => {
    const { line, edition, version, isSetUp } = known();
    const view = JSON.stringify([line, edition, version, isSetUp, failure()?.message]);
    if (view === seen) return;
    seen = view;
    onChange?.();
  };
  const own = createDetector({ ...options, onChange: look });
  const start = () => {
    started = true;
    if (isClosed(open)) own.start();
    else open.start();
  };
  const listener = () => {
    if (started && isClosed(open)) own.start();
    // Until then there is nothing that this caller was told.
    if (!isClosed(open) || own.known.line !== undefined || own.failure !== undefined) look();
  };
  shared.listeners.add(listener);

  return {
    get known() {
      return known();
    },
    get failure() {
      return failure();
    },
    start,
    async settle(ms) {
      const settled = async () => {
        await open.settle(ms);
        await own.settle(ms);
      };
      await within(settled(), ms);
    },
    async instance(signal): Promise<Instance> {
      if (forced !== undefined) return { ...known(), line: forced };
      started = true;
      if (!isClosed(open)) {
        try {
          const instance = await open.instance(signal);
          if (instance.version !== undefined) return instance;
        } catch (error) {
          signal.throwIfAborted();
          if (!isClosed(open)) throw error;
        }
      }
      return own.instance(signal);
    },
    doubt() {
      open.doubt();
      own.doubt();
    },
    stop() {
      own.stop();
      if (shared.listeners.delete(listener)) left();
    },
  };
}

/** True where a Kestra, or what stands before it, wants to know who asks. */
function isClosed({ known, failure }: Detector): boolean {
  if (failure !== undefined) {
    const { status } = failure;
    return status === 401 || status === 403 || (status >= 300 && status < 400);
  }
  return known.line !== undefined && known.version === undefined;
}
