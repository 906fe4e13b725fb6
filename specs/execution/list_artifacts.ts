import { listArtifacts } from "../../generated/execution/list_artifacts.ts";
import { listedArtifacts } from "../steps/artifacts/listed-artifacts.ts";
import { outputCalls } from "../steps/artifacts/output-calls.ts";

/** Steps, because outputs of 2.0 and sizes of files are a request each, of which a bounded number goes out side by side. */
export const tool = listArtifacts(async ({ execution_id, task_id, offset }, kestra, { instance, mask }) =>
  listedArtifacts(
    {
      ...outputCalls(kestra, execution_id, instance.line),
      metrics: () => kestra.metrics({ execution_id, task_id }),
      size: (uri) => kestra.size({ execution_id, uri }),
    },
    { task_id, offset, mask },
  ),
);
