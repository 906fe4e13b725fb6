import { compareRevisions } from "../../generated/flow/compare_revisions.ts";
import { chosenRevisions, type Revision } from "../steps/flow/chosen-revisions.ts";
import { authorsOf } from "../steps/flow/revision-authors.ts";
import { revisionDiff } from "../steps/flow/revision-diff.ts";

/** Steps, because texts are compared, which are meant follows from which there are, and who saved them is told elsewhere. */
export const tool = compareRevisions(async (input, kestra, { instance }) => {
  const { namespace, flow_id } = input;
  const { results } = await kestra.revisions({ namespace, flow_id });
  const { base, revision, note } = chosenRevisions(results, input);
  const [compared, authors] = await Promise.all([
    revisionDiff(base, revision),
    authorsOf({ namespace, flow_id }, [base, revision], kestra, instance.edition === "ee"),
  ]);
  return {
    namespace,
    flowId: flow_id,
    base: toldOf(base, authors.by),
    revision: toldOf(revision, authors.by),
    ...compared,
    message: [compared.message, note, untold(revision), authors.message].filter(Boolean).join(" "),
  };
});

function toldOf({ revision, updated, disabled }: Revision, authors: ReadonlyMap<number, string>) {
  const by = authors.get(revision);
  return {
    revision,
    updated,
    ...(by === undefined ? {} : { by }),
    ...(disabled === true ? { disabled } : {}),
  };
}

function untold({ updated }: Revision): string | undefined {
  return updated ? undefined : "When they were saved this Kestra does not tell.";
}
