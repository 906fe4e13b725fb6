import { readAccess } from "./access.ts";
import { createExecutionNamespaces } from "./execution-namespaces.ts";
import { permitOf } from "./permit.ts";
import { viewFor } from "./view.ts";

/**
 * All that is loaded where the first caller with roles comes, and nothing of it before. It is one module, since each that is
 * loaded by itself would cut what a start loads into more files.
 */
export const onFirstUse = { readAccess, createExecutionNamespaces, permitOf, viewFor };
