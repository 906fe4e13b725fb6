import { holesIn } from "../../runtime/catalog/holes.ts";
import { limits } from "../../runtime/limits.ts";
import type { PromptDefinition, Texts } from "../../runtime/catalog/texts.ts";
import type { SourceFile } from "../diagnostics/source-file.ts";
import { bullets, code, link, notice, page, table, text } from "./markdown.ts";

/** `docs/prompts.md`: prompts, resources and completions, and how an operator adds prompts. */
export function textsPage({ prompts, templates, completions }: Texts): SourceFile {
  return {
    path: "docs/prompts.md",
    text: page([
      notice("specs/ and generator/docs/texts-page.ts"),
      "# Prompts and resources",
      `A prompt is a text that a user picks in a client, with what the server fetched for it. A resource is what a client reads by its address. Both are made by calls of tools that only read, as the user: with the user's roles and Kestra's rights, counted, masked and bounded as any call. What needs a tool that is hidden is hidden with it.`,
      "## Prompts",
      ...prompts.flatMap(promptParts),
      "## Resources",
      `There are templates of addresses, and no list of what there is: ${code("resources/list")} is empty. A resource has at most ${limits.resource.toLocaleString("en-US")} bytes. Where several connections are saved, ${code("?connection=NAME")} at the end of an address says which one it is of.`,
      table(
        ["address", "what it holds", "read by"],
        templates.map((one) => [code(one.uriTemplate), text(one.description), callText(one.tool, one.with)]),
      ),
      "## Completions",
      `While a user types, at most 100 values are offered, of what the user may see; none where they cannot be found quickly.`,
      table(
        ["completions", "come from"],
        Object.entries(completions).map(([name, lookups]) => [
          code(name),
          lookups
            .map(({ tool, with: given, when }) =>
              when === undefined ? callText(tool, given) : `with ${when.map(code).join(" and ")} ${callText(tool, given)}`,
            )
            .join("; else "),
        ]),
      ),
      "## Prompts of your own",
      `${code("KESTRA_MCP_PROMPTS_FILE")} names a YAML file of them (${link("Environment", "environment.md")}); its schema is ${code("schemas/prompts.schema.json")} of the package. It is read at the start. A mistake in it stops the start, and is told with its line and column.`,
      `${link("docs/examples/prompts.yaml", "examples/prompts.yaml")} is such a file.`,
      bullets([
        `${code("arguments")}: what a user is asked for, always a text. One that is ${code("optional")} may be left empty; ${code("default")} is what it is then; ${code("complete")} names completions of the table above.`,
        `${code("calls")}: tools that only read, with their arguments. A hole ${code("{{argument}}")} in a text is filled; nothing after the colon is the hole of the same name; an optional argument of the tool whose hole nobody fills is left out. ${code("pick")} lists what of the output is shown: keys, with dots between one and those below it.`,
        `${code("messages")}: parts that ${code("user")} or ${code("assistant")} says. ${code("{{argument}}")} and ${code("{{call.text}}")} are holes; what is written with spaces, as Pebble is, stays as it is. What a call gave stands between ${code("<data>")} and ${code("</data>")}, and the model is told that it is no instruction. What goes wrong with a call is told first. Where Kestra has no such thing as an argument with completions names, the prompt is refused.`,
        `${code("when")} and ${code("unless")}: arguments that must be given, or must not, for a call or a part.`,
        `Tools that a text names in backticks must exist; where one of them is hidden, the prompt is hidden, or only that part where it is ${code("optional: true")}.`,
      ]),
    ]),
  };
}

function promptParts({ name, title, description, arguments: taken, calls, messages }: PromptDefinition): readonly string[] {
  const needed = messages.filter(({ optional }) => optional !== true);
  const shown = needed.flatMap(({ text: said }) => holesIn(said).flatMap(({ name: hole }) => calls[hole]?.tool ?? []));
  const tools = [...new Set([...shown, ...needed.flatMap(({ names }) => names)])];
  return [
    `### ${code(name)}`,
    `${text(title)}. ${text(description)} Needs ${tools.map(code).join(", ")}.`,
    table(
      ["argument", "what it is", "required", "default", "completions"],
      taken.map((one) => [
        code(one.name),
        text(one.description),
        one.required ? "yes" : "no",
        one.default === undefined ? "" : code(one.default),
        one.complete === undefined ? "" : code(one.complete),
      ]),
    ),
  ];
}

function callText(tool: string, given: Readonly<Record<string, unknown>>): string {
  const { action } = given;
  return typeof action === "string" ? `${code(tool)} (${code(action)})` : code(tool);
}
