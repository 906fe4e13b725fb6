/**
 * All that is loaded where the first caller with roles comes, and nothing of it before. It is one module, since each that is
 * loaded by itself would cut what a start loads into more files.
 */
export { readAccess } from "./access.ts";
export { createExecutionNamespaces } from "./execution-namespaces.ts";
export { permitOf } from "./permit.ts";
export { viewFor } from "./view.ts";
