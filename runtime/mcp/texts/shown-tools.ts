import type { MethodContext } from "../handler.ts";
import { listedSession, shownTo } from "../methods.ts";
import type { Principal } from "../../auth/principal.ts";
import type { Session } from "../session.ts";
import type { ReadCall } from "../../catalog/texts.ts";
import { isChoice, type ToolDefinition } from "../../tool/definition.ts";
import { viewOf } from "../../access/view-of.ts";

/** The tools that a caller is shown, as what is made of them asks. */
export interface ShownTools {
  /** Why a tool is not there, in a sentence without its end; undefined where it is. */
  readonly lacks: (name: string) => string | undefined;
  /** Likewise of a call, whose action may be hidden alone. */
  readonly lacksCall: (call: ReadCall) => string | undefined;
}

/** Looks once at what a caller is shown, as `tools/list` does. */
export async function shownTools(context: MethodContext): Promise<ShownTools> {
  return shownIn(await listedSession(context), context.principal);
}

/** The same, as far as is known of the instance now. */
export async function shownIn(session: Session, principal: Principal): Promise<ShownTools> {
  const shown = new Map<string, ToolDefinition>();
  for (const tool of await shownTo(session, { principal })) shown.set(tool.name, tool);
  const { tools } = await viewOf(session, principal);
  const lacks = (name: string) => {
    if (shown.has(name)) return undefined;
    const found = tools.find(name);
    return `${name} is hidden: ${"hidden" in found ? found.hidden : "this Kestra has nothing for it"}`;
  };
  return {
    lacks,
    lacksCall({ tool: name, with: given }) {
      const tool = shown.get(name);
      if (tool === undefined || !isChoice(tool.behaviour)) return lacks(name);
      const { by, default: preset, actions } = tool.behaviour;
      const action = given[by] ?? preset;
      return typeof action === "string" && Object.hasOwn(actions, action)
        ? undefined
        : `${name} is hidden for ${by} ${JSON.stringify(action)}`;
    },
  };
}
