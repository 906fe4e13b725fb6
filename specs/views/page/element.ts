/** What stands in an element; a text stands as it is, whatever it says. */
export type Content = Node | string | undefined | false;

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element of HTML. Attributes that are undefined or false are left out. */
export function html<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...content: readonly Content[]
): HTMLElementTagNameMap[Tag] {
  return filled(document.createElement(tag), attributes, content);
}

/** An element of SVG, likewise. */
export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...content: readonly Content[]
): SVGElementTagNameMap[Tag] {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, content);
}

function filled<Made extends Element>(
  element: Made,
  attributes: Attributes,
  content: readonly Content[],
): Made {
  for (const [name, value] of Object.entries(attributes))
    if (value !== undefined && value !== false)
      element.setAttribute(name, value === true ? "" : String(value));
  for (const one of content) if (one !== undefined && one !== false) element.append(one);
  return element;
}

/** A name that somebody else gave: whichever way its letters run, it turns nothing around it. */
export function name(text: string, kind = "name"): HTMLElement {
  return html("bdi", { class: kind }, text);
}

/** Puts the page's content in place of what is there; what had the focus has it again. */
export function put(...content: readonly Content[]): void {
  const page = document.getElementById("page");
  if (page === null) return;
  const focused = document.activeElement?.getAttribute("data-key");
  const { scrollLeft = 0 } = page.querySelector(".scroll") ?? {};
  page.replaceChildren(...content.filter((one) => one !== undefined && one !== false));
  const scroll = page.querySelector(".scroll");
  if (scroll !== null) scroll.scrollLeft = scrollLeft;
  if (focused === null || focused === undefined) return;
  const again = [...page.querySelectorAll<HTMLElement>("[data-key]")];
  again.find((one) => one.dataset.key === focused)?.focus();
}

/** What stands there where nothing can be drawn. */
export function putMessage(message: string): void {
  put(html("p", { class: "message", role: "status" }, message));
}
