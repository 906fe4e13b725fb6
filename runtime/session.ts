import type { Config } from "./config.ts";
import type { Connection } from "./connection.ts";
import { createDetector, type Detector } from "./detector.ts";
import { createHttp, type Http } from "./http.ts";
import type { Log } from "./log.ts";
import { shownOf, select, type Compiled, type Selection } from "./select.ts";
import { masker } from "./secrets.ts";
import type { ToolDefinition } from "./tool-definition.ts";

/** One user's way to one Kestra: what all of that user's calls share. */
export interface Session {
  readonly config: Config;
  /** The configured one, with what the program adds. */
  readonly connection: Connection;
  readonly selection: Selection;
  readonly http: Http;
  readonly detector: Detector;
  readonly log: Log;
  readonly mask: (text: string) => string;
  /** The tools that the instance can answer, as far as is known of it. */
  shown(): readonly ToolDefinition[];
  /** Calls back when what is shown may have changed. */
  onChange(listener: () => void): void;
  close(): void;
}

/** Opens no connection yet. @throws ConfigurationError for a word that selects nothing, for a release that is too old */
export function createSession(compiled: Compiled, config: Config, log: Log): Session {
  const { release } = config;
  const userAgent = { "User-Agent": `kestra-mcp/${compiled.version}` };
  const connection = { ...config.connection, headers: { ...userAgent, ...config.connection.headers } };
  const selection = select(compiled, config);
  const http = createHttp(connection);
  const listeners: (() => void)[] = [];
  const detector = createDetector({
    connection,
    http,
    lines: compiled.lines,
    release,
    onChange() {
      tell(detector, log);
      for (const listener of listeners) listener();
    },
  });
  return {
    config,
    connection,
    selection,
    http,
    detector,
    log,
    mask: masker(connection.credentials),
    shown: () => selection.selected.flatMap((one) => shownOf(one, detector.known) ?? []),
    onChange(listener) {
      listeners.push(listener);
    },
    close() {
      detector.stop();
      http.close();
    },
  };
}

function tell({ known, failure }: Detector, log: Log): void {
  if (failure !== undefined) log("warning", failure.message);
  else
    log(
      "info",
      `Kestra ${known.version ?? "of an unknown release"}: speaking ${known.line ?? "nothing yet"}.`,
    );
}
