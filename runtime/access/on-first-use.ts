import { askByPage } from "./caller/ask-by-page.ts";
import { callerFacts } from "./caller/caller-facts.ts";
import { readAccess } from "./access.ts";
import { calledNamespaces } from "./called-namespaces.ts";
import { createExecutionNamespaces } from "./execution-namespaces.ts";
import { narrowedBy } from "./narrowed-plan.ts";
import { permitOf } from "./permit.ts";
import { tellDenied, tellHidden } from "./denied.ts";
import { viewFor } from "./view.ts";

/**
 * All that is loaded where the first caller with roles, or over HTTP, calls, and nothing of it before. It is one module, since each that is
 * loaded by itself would cut what a start loads into more files.
 */
export const onFirstUse = {
  askByPage,
  callerFacts,
  readAccess,
  calledNamespaces,
  createExecutionNamespaces,
  narrowedBy,
  permitOf,
  tellDenied,
  tellHidden,
  viewFor,
};
