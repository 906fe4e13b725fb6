import { heldOn } from "../../../generator/spec/by-line.ts";
import { sentList } from "../../../generator/resolve/sent.ts";
import type { SentGrammar } from "../../../generator/spec/spec.ts";
import { catalog } from "../../../generated/catalog.ts";
import { lines } from "../../../generated/releases.ts";
import { choose } from "../../../runtime/tool/choose.ts";
import { lazy } from "../../../runtime/lazy.ts";
import type { Json } from "../../../runtime/json.ts";
import type { Behaviour, ToolDefinition } from "../../../runtime/tool/definition.ts";
import { makers } from "./makers.ts";
import { examplesOf, readSpecs } from "./specs.ts";

/** An example of a spec, on one line that it holds on, with the compiled tool that it is of. */
export interface Example {
  readonly tool: ToolDefinition;
  readonly behaviour: Behaviour;
  readonly ask: string;
  readonly call: Readonly<Record<string, Json>>;
  readonly line: string;
  readonly sends: readonly SentGrammar[];
}

/** Every example of every spec, on each line that its behaviour has. */
export const readExamples = lazy((): readonly Example[] =>
  readSpecs().flatMap((spec) => {
    const tool = [...catalog, ...makers].find(({ name }) => name === spec.name);
    if (tool === undefined) throw new Error(`${spec.name} is not in the catalog.`);
    return examplesOf(spec).flatMap(({ ask, call, sends }) => {
      const { behaviour } = choose(tool, call);
      return (behaviour.lines ?? lines).flatMap((line) => {
        const held = heldOn(sends, line, []).value;
        return held === null ? [] : [{ tool, behaviour, ask, call, line, sends: sentList(held) }];
      });
    });
  }),
);
