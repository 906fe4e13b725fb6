import { getArtifact } from "../../generated/execution/get_artifact.ts";
import { readArtifact, savedArtifact } from "../steps/artifacts/artifact.ts";
import { outputCalls } from "../steps/artifacts/output-calls.ts";

/**
 * Steps, because what is meant is an output or the file that it names, which only its value tells, and because 2.0 has
 * requests of their own for outputs.
 */
export const tool = getArtifact({
  get: async (input, kestra, { instance, isWhole }) => {
    const { execution_id } = input;
    return readArtifact(input, {
      ...outputCalls(kestra, execution_id, instance.line),
      file: (uri) => ({
        size: () => kestra.size({ execution_id, uri }),
        file: () => kestra.file({ execution_id, uri }),
        ...(isWhole !== true && { preview: (rows) => kestra.preview({ execution_id, uri, rows }) }),
      }),
    });
  },
  save: async (input, kestra, { instance, downloads }) => {
    const { execution_id } = input;
    const file = await savedArtifact(input, {
      ...outputCalls(kestra, execution_id, instance.line),
      file: (uri) => ({
        size: () => kestra.size({ execution_id, uri }),
        file: () => kestra.file({ execution_id, uri }),
      }),
    });
    return { executionId: execution_id, ...(await downloads.save(file, "file_name")) };
  },
});
