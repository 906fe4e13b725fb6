import { rolesNamed, type Permission } from "../auth/permission.ts";
import { compiledTools } from "../catalog/compiled-tools.ts";
import { granted, type Selection } from "../catalog/select.ts";
import type { ToolSource } from "../catalog/tool-source.ts";
import { limits } from "../limits.ts";
import { isChoice, type ToolDefinition } from "../tool/definition.ts";
import { rolesName } from "../tool/made/made.ts";
import { covers, mayUse } from "./reach.ts";
import type { Asked } from "../tool/permit.ts";
import { notGranted } from "./refusals.ts";

/** What one caller sees, and where its tools come from. */
export interface SeenTools {
  readonly selection: Selection;
  readonly tools: ToolSource;
}

const made = new WeakMap<Selection, Map<string, SeenTools>>();

/** What a permission leaves of a selection: the same object for all who may do the same. */
export function viewFor(selection: Selection, permission: Permission): SeenTools {
  const views = made.get(selection) ?? new Map<string, SeenTools>();
  made.set(selection, views);
  const view = views.get(permission.text) ?? create(selection, permission);
  views.delete(permission.text);
  views.set(permission.text, view);
  for (const oldest of views.keys()) {
    if (views.size <= limits.views) break;
    views.delete(oldest);
  }
  return view;
}

function create(selection: Selection, permission: Permission): SeenTools {
  const left = granted(selection, {
    may: (tool, behaviour, action) => mayUse(permission.grants, { ...rolesName(tool), action, behaviour }),
    why: (tool, behaviour, action) =>
      notGranted(
        permission,
        behaviour === undefined ? askedOf(tool) : [{ ...rolesName(tool), action, behaviour }],
      ),
    sees: (namespace) =>
      permission.grants.some(({ namespaces }) => covers(namespaces ?? "everywhere", namespace)),
    from: rolesNamed(permission.roles),
  });
  return { selection: left, tools: compiledTools(left) };
}

/** All that a tool does. */
function askedOf(tool: ToolDefinition): readonly Asked[] {
  const { behaviour } = tool;
  const named = rolesName(tool);
  return isChoice(behaviour)
    ? Object.entries(behaviour.actions).map(([action, one]) => ({ ...named, action, behaviour: one }))
    : [{ ...named, behaviour }];
}
