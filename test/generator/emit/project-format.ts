import { readFileSync } from "node:fs";
import { join } from "node:path";
import { formatter } from "../../../generator/workspace/format.ts";

const root = join(import.meta.dirname, "../../..");

/** The project's own formatter. */
export const format = formatter(JSON.parse(readFileSync(join(root, ".prettierrc.json"), "utf8")) as object);
