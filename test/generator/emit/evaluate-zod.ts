import * as z from "zod";
import type { ZodSource } from "../../../generator/emit/code/zod-source.ts";
import * as helpers from "../../../runtime/compiled/zod-json.ts";

/** The zod schema that a printed expression makes. */
export function evaluateZod({ text, helpers: used }: ZodSource): z.ZodType {
  const values = used.map((name) => helpers[name]);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what was printed is what is tested
  const make = new Function("z", ...used, `return ${text};`) as (...given: unknown[]) => z.ZodType;
  return make(z, ...values);
}
