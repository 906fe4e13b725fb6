import { call } from "./commands/call.ts";
import { callValues } from "./commands/call-values.ts";
import { describe } from "./commands/describe.ts";
import { dryRun } from "./commands/dry-run.ts";
import { list } from "./commands/list.ts";
import { lastingSandbox, openSandbox } from "./commands/sandbox.ts";
import { doctor } from "./doctor.ts";
import { help } from "./help/help.ts";

/** All that is loaded where a person types a command, and nothing of it before. */
export const byHand = { call, callValues, describe, doctor, dryRun, help, lastingSandbox, list, openSandbox };
