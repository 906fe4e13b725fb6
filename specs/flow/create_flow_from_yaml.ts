import { createFlowFromYaml } from "../../generated/flow/create_flow_from_yaml.ts";
import { saveFlow } from "../steps/save-flow.ts";

/** Steps, because creating and updating are two requests, and an update of a missing flow must never be sent. */
export const tool = createFlowFromYaml(({ yaml_definition }, kestra) => saveFlow(yaml_definition, kestra));
