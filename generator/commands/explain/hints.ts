import { servicesOf, type BehaviourModel, type ToolModel } from "../../model.ts";

/** MCP's hints of a tool, each with its reason. They are those of its strongest action. */
export function explainHints({ behaviour }: ToolModel): readonly string[] {
  const all = (behaviour.kind === "choice" ? behaviour.actions : [{ name: "it", behaviour }]) as readonly {
    readonly name: string;
    readonly behaviour: BehaviourModel;
  }[];
  const named = (fits: (it: BehaviourModel) => boolean): readonly string[] =>
    all.filter((it) => fits(it.behaviour)).map((it) => it.name);
  const changing = named((it) => it.effect !== "read");
  const destroying = named((it) => it.effect === "destructive");
  const once = named((it) => !it.idempotent);
  const reads = changing.length === 0;
  const elsewhere = [...new Set(all.flatMap((it) => servicesOf(it.behaviour)))].sort();
  return [
    hint("readOnlyHint", reads, reads ? "nothing is changed" : `${listed(changing)} can change something`),
    hint(
      "destructiveHint",
      destroying.length > 0,
      destroying.length > 0
        ? `what ${listed(destroying)} does cannot be taken back`
        : "all can be taken back",
    ),
    hint(
      "idempotentHint",
      once.length === 0,
      once.length === 0
        ? "doing it twice is doing it once"
        : `the method of ${listed(once)} is not GET, PUT or DELETE`,
    ),
    hint(
      "openWorldHint",
      !reads || elsewhere.length > 0,
      elsewhere.length > 0
        ? `${listed(elsewhere)} ${elsewhere.length > 1 ? "lie" : "lies"} outside of Kestra`
        : reads
          ? "reading stays within Kestra"
          : "what changes Kestra may start flows, which reach anything",
    ),
  ];
}

function hint(name: string, value: boolean, why: string): string {
  return `${name} ${value}: ${why}`;
}

function listed(names: readonly string[]): string {
  return names.join(", ");
}
