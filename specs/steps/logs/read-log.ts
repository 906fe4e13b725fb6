import type { Reading } from "../../../runtime/tool/definition.ts";
import {
  aboveTrace,
  type LogLevel,
  textWithoutTraces,
  withoutTraceLines,
} from "../../functions/log-lines.ts";

/**
 * Reads a log as one text, without lines at TRACE unless they are asked for. One that is so large that only a part of it is
 * kept is read again without them: there a part must stay as it came.
 */
export async function readLog(
  min_level: LogLevel | undefined,
  read: (level: LogLevel | undefined, reading: Reading) => Promise<{ readonly result: string }>,
): Promise<{ result: string; truncated?: string }> {
  const seen = { part: false };
  const onPart = () => {
    seen.part = true;
  };
  const { result } = await read(min_level, { onPart });
  if (min_level === "TRACE" || (min_level !== undefined && seen.part)) return { result };
  if (!seen.part) return textWithoutTraces(result);
  return { ...(await read(aboveTrace, {})), truncated: withoutTraceLines };
}
