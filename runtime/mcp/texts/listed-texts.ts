import type { Principal } from "../../auth/principal.ts";
import { viewOf } from "../../access/view-of.ts";
import type { Session } from "../session.ts";
import { whyHidden } from "./prompt-parts.ts";
import { shownIn } from "./shown-tools.ts";
import { textsOf } from "./texts-of.ts";

/** What tells a list of prompts, or of resources, from another one, as a caller is shown it now. */
export async function listedTexts(
  list: "prompts" | "resources",
  session: Session,
  principal: Principal,
): Promise<string> {
  const { prompts, templates } = await textsOf({ session });
  const tools = await shownIn(session, principal);
  if (list === "prompts")
    return JSON.stringify(
      prompts.filter((one) => whyHidden(one, tools) === undefined).map(({ name }) => name),
    );
  const { selection } = await viewOf(session, principal);
  const shown = templates.filter((one) => tools.lacksCall(one) === undefined);
  return JSON.stringify([
    selection.resources.map(({ uri }) => uri),
    shown.map(({ uriTemplate }) => uriTemplate),
  ]);
}
