/** A page that a browser shows, or the address of another program to which it was sent. */
export interface Shown {
  readonly url: URL;
  /** 0 where nothing was asked: the address is not for this browser. */
  readonly status: number;
  readonly headers: Headers;
  readonly html: string;
  readonly forms: readonly Form[];
}

export interface Form {
  readonly method: string;
  readonly action: URL;
  /** As the page has them: hidden ones, texts, and checkboxes that are ticked. */
  readonly fields: readonly (readonly [string, string])[];
  /** Buttons with a name are sent where they are pressed: `fields` of `submit` says them. */
  readonly buttons: readonly (readonly [string, string])[];
}

/** What to put in fields, besides what the page has in them; null leaves one out, a list says all of its values. */
export type Filled = Readonly<Record<string, string | readonly string[] | null>>;

/** A browser without a window, that keeps cookies and follows redirects, `<meta http-equiv=refresh>` included. */
export interface Browser {
  open(url: string | URL): Promise<Shown>;
  /** Sends a form of a page. @param which the place of the form in the page; absent: the first */
  submit(page: Shown, filled?: Filled, which?: number): Promise<Shown>;
  /** By host and name. */
  readonly cookies: Map<string, string>;
}

/** @param isForOthers whether an address is that of another program, such as a client that waits for a code */
export function createBrowser(isForOthers: (url: URL) => boolean = () => false): Browser {
  const cookies = new Map<string, string>();
  const go = async (url: URL, init: RequestInit = {}, hops = 0): Promise<Shown> => {
    if (!/^https?:$/.test(url.protocol) || isForOthers(url))
      return { url, status: 0, headers: new Headers(), html: "", forms: [] };
    if (hops > 20) throw new Error(`${url.href} leads round and round.`);
    const own = [...cookies].filter(([key]) => key.startsWith(`${url.hostname} `));
    const cookie = own.map(([key, value]) => `${key.slice(url.hostname.length + 1)}=${value}`).join("; ");
    const headers = { ...(cookie === "" ? {} : { cookie }), ...(init.headers as Record<string, string>) };
    const answer = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const line of answer.headers.getSetCookie()) keep(url, line);
    const html = await answer.text();
    const [, refresh] = /<meta http-equiv="?refresh"? content="0; ?url=([^"]*)"/i.exec(html) ?? [];
    const next = answer.headers.get("location") ?? (refresh === undefined ? undefined : unescaped(refresh));
    if (next !== undefined) return go(new URL(next, url), {}, hops + 1);
    return { url, status: answer.status, headers: answer.headers, html, forms: formsOf(html, url) };
  };
  const keep = (url: URL, line: string): void => {
    const [, name = "", value = "", rest = ""] = /^([^=]*)=([^;]*)(.*)$/s.exec(line) ?? [];
    // As browsers do it: what is for https alone is neither set nor sent over http, but to this machine.
    const isSafe = url.protocol === "https:" || /^(localhost|127\.0\.0\.1|\[::1\])$/.test(url.hostname);
    if (/;\s*secure/i.test(rest) && !isSafe) return;
    const isOver = value === "" || /max-age=0\b/i.test(rest) || /expires=thu, 01 jan 1970/i.test(rest);
    if (isOver) cookies.delete(`${url.hostname} ${name}`);
    else cookies.set(`${url.hostname} ${name}`, value);
  };
  return {
    cookies,
    open: (url) => go(new URL(url)),
    submit(page, filled = {}, which = 0) {
      const form = page.forms[which];
      if (form === undefined) throw new Error(`${page.url.href} (${page.status}) has no form: ${page.html}`);
      const kept = form.fields.filter(([name]) => !Object.hasOwn(filled, name));
      const added = Object.entries(filled).flatMap(([name, values]) =>
        [values ?? []].flat().map((value): [string, string] => [name, value]),
      );
      const body = new URLSearchParams(
        [...kept, ...added].map(([name, value]): [string, string] => [name, value]),
      );
      if (form.method === "get") return go(new URL(`?${body.toString()}`, form.action));
      // As Chrome does it (the Fetch standard's "append a request Origin header").
      const isTold = page.headers.get("referrer-policy") !== "no-referrer";
      const origin = isTold ? page.url.origin : "null";
      return go(form.action, { method: "POST", body, headers: { origin } });
    },
  };
}

function formsOf(html: string, url: URL): readonly Form[] {
  return [...html.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].map(([, tag = "", inner = ""]): Form => {
    const own = attributes(tag);
    const inputs = [...inner.matchAll(/<input\b([^>]*)>/g)].map(([, input = ""]) => attributes(input));
    const chosen = inputs.filter(
      ({ type = "text", checked }) => !/^(checkbox|radio|submit)$/.test(type) || checked !== undefined,
    );
    const buttons = [...inner.matchAll(/<button\b([^>]*)>/g)].map(([, button = ""]) => attributes(button));
    return {
      method: (own.method ?? "get").toLowerCase(),
      action: new URL(own.action ?? url.href, url),
      fields: named(chosen),
      buttons: named(buttons),
    };
  });
}

function named(tags: readonly Readonly<Record<string, string>>[]): readonly (readonly [string, string])[] {
  return tags.flatMap(({ name, type = "text", value = type === "checkbox" ? "on" : "" }) =>
    name === undefined ? [] : [[name, value] as const],
  );
}

function attributes(tag: string): Readonly<Record<string, string>> {
  const all = tag.matchAll(/([\w-]+)(?:="([^"]*)")?/g);
  return Object.fromEntries([...all].map(([, name = "", value = ""]) => [name, unescaped(value)]));
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

function unescaped(text: string): string {
  return text.replace(/&(?:#(\d+)|(\w+));/g, (whole, code: string | undefined, name: string) =>
    code === undefined ? (entities[name] ?? whole) : String.fromCodePoint(Number(code)),
  );
}
