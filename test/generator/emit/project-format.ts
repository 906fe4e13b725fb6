import { readFileSync } from "node:fs";
import { join } from "node:path";
import { formatter } from "../../../generator/workspace/format.ts";

const root = join(import.meta.dirname, "../../..");

/** The project's own formatter. */
export const format = formatter(readFileSync(join(root, ".oxfmtrc.json"), "utf8"));
