import { html, name, type Content } from "./element.ts";
import type { Host } from "./host.ts";

/** What stands at the top of a page: what it is about, and the way to Kestra's own page. */
export function header(
  { namespace, flowId }: { readonly namespace: string; readonly flowId: string },
  url: string | null | undefined,
  host: Host,
  ...facts: readonly Content[]
): HTMLElement {
  return html(
    "header",
    {},
    html("h1", {}, name(namespace, "where"), html("span", { class: "where" }, " / "), name(flowId)),
    html("p", { class: "facts" }, ...facts, link(url, host)),
  );
}

function link(url: string | null | undefined, { openLink }: Host): Content {
  if (!url || openLink === undefined || !/^https?:\/\//.test(url)) return undefined;
  const button = html("button", { type: "button", "data-key": "open" }, "Open in Kestra");
  button.addEventListener("click", () => {
    openLink(url);
  });
  return button;
}

/** What is not known, or left out. */
export function notes(...texts: readonly (string | null | undefined)[]): Content {
  const told = texts.filter((text) => text);
  return told.length > 0 && html("ul", { class: "notes" }, ...told.map((text) => html("li", {}, text ?? "")));
}
