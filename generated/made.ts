// Generated from specs by `npm run generate`. Do not edit.

import { madeWith } from "../runtime/compiled/catalog.ts";
import { tool as listFlowTools } from "../specs/flows/list_flow_tools.ts";
import { tool as runFlowTool } from "../specs/flows/run_flow_tool.ts";
import told from "./made.json" with { type: "json" };

/** What tools are made with of what an instance has, by their toolset. */
export const made = { flows: madeWith(told, { list: listFlowTools, run: runFlowTool }) };
