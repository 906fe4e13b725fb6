import { changesOf, type ListDifference, type SurfaceDifference, type ToolDifference } from "./compare.ts";

/**
 * The difference as Markdown for a pull request: nothing in it depends on the clock or the machine.
 * @param base how whoever asked named the base
 */
export function surfaceMarkdown(difference: SurfaceDifference, base: string): string {
  const { tools, lists } = difference;
  const changes = changesOf(difference);
  const broken = tools.filter((it) => it.changes.some((change) => change.breaking));
  const others = tools.filter((it) => !broken.includes(it));
  const sections = [
    `# What clients see, against ${base.replaceAll("`", "'")}`,
    headline(changes.filter((it) => it.breaking).length, changes.length, tools.length),
    table(lists),
    ...section("Breaking", broken),
    ...section("Not breaking", others),
  ];
  return `${sections.join("\n\n")}\n`;
}

function headline(breaking: number, all: number, tools: number): string {
  if (all === 0) return "Nothing changed.";
  const rest = `${count(all, "change")} in ${count(tools, "tool")}`;
  return breaking === 0 ? `${rest}, none breaking.` : `**${breaking} breaking** of ${rest}.`;
}

function table(lists: readonly ListDifference[]): string {
  const rows = lists.map(
    ({ name, before, after }) =>
      `| ${name} | ${step(before.tools, after.tools)} | ${step(before.tokens, after.tokens)} |`,
  );
  return ["| list | tools | tokens |", "| --- | --- | --- |", ...rows].join("\n");
}

function section(title: string, tools: readonly ToolDifference[]): readonly string[] {
  return tools.length === 0 ? [] : [`## ${title}`, ...tools.map(entry)];
}

function entry({ name, tokens, changes }: ToolDifference): string {
  const cost = step(tokens.before ?? 0, tokens.after ?? 0);
  const lines = changes.map((it) => `- ${it.breaking ? "**Breaking.** " : ""}${oneLine(it.text)}`);
  return [`### \`${name.replaceAll("`", "'")}\`: ${cost} tokens`, "", ...lines].join("\n");
}

/** `9,812`, or `9,812 → 9,950 (+138)`. */
function step(before: number, after: number): string {
  if (before === after) return grouped(before);
  const sign = after > before ? "+" : "−";
  return `${grouped(before)} → ${grouped(after)} (${sign}${grouped(Math.abs(after - before))})`;
}

/** Groups digits by hand: what a locale makes of a number is the machine's matter. */
function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/gu, ",");
}

function count(n: number, noun: string): string {
  return `${grouped(n)} ${noun}${n === 1 ? "" : "s"}`;
}

/** A text of another server is one line here, whatever it holds, and no markup. */
function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/gu, " ").replace(/<(?=[a-z!/])/giu, "&lt;");
}
