import { logLevels } from "../../log.ts";
import { meaning } from "./reader.ts";

/** The levels of Python's logging, which the official server takes. */
export const logLevel = meaning(
  {
    NOTSET: "debug",
    DEBUG: "debug",
    INFO: "info",
    WARN: "warning",
    WARNING: "warning",
    ERROR: "error",
    FATAL: "critical",
    CRITICAL: "critical",
  } as const,
  logLevels.map((level) => level.toUpperCase()),
);
