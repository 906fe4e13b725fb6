import { compareRevisions } from "../../generated/flow/compare_revisions.ts";
import { chosenRevisions, type Revision } from "../steps/flow/chosen-revisions.ts";
import { revisionDiff } from "../steps/flow/revision-diff.ts";

/** Steps, because texts are compared, and which are meant follows from which there are. */
export const tool = compareRevisions(async (input, kestra) => {
  const { namespace, flow_id } = input;
  const { results } = await kestra.revisions({ namespace, flow_id });
  const { base, revision, note } = chosenRevisions(results, input);
  const compared = await revisionDiff(base, revision);
  return {
    namespace,
    flowId: flow_id,
    base: toldOf(base),
    revision: toldOf(revision),
    ...compared,
    message: [compared.message, note, untold(revision)].filter(Boolean).join(" "),
  };
});

function toldOf({ revision, updated, disabled }: Revision) {
  return { revision, updated, ...(disabled === true ? { disabled } : {}) };
}

function untold({ updated }: Revision): string | undefined {
  return updated ? undefined : "When they were saved this Kestra does not tell.";
}
