import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { documentOf } from "../../../runtime/oauth/pages/document.ts";
import { credentialsForm } from "../../../runtime/oauth/pages/credentials-form.ts";
import { html, Html } from "../../../runtime/oauth/pages/html.ts";
import type { Page } from "../../../runtime/oauth/pages/page.ts";
import { pages } from "../../../runtime/oauth/pages/pages.ts";
import { styleHash } from "../../../runtime/oauth/pages/style.ts";
import { visible } from "../../../runtime/text/visible.ts";
import { examples } from "./examples.ts";

const expected = join(import.meta.dirname, "expected");

/** The style is the same in all. */
function shown(page: Page): string {
  return documentOf(page).replace(/<style>.*<\/style>/s, "<style>…</style>");
}

test.each(Object.keys(examples))("The page %s is as it was looked at", (name) => {
  const file = join(expected, `${name}.html`);
  const page = examples[name] as Page;
  const text = shown(page);
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, text);
  expect(existsSync(file), "it is missing; UPDATE_GOLDEN=1 writes it").toBe(true);
  expect(text).toBe(readFileSync(file, "utf8"));
});

test("There is no page of another name", () => {
  expect(readdirSync(expected).sort()).toEqual(
    Object.keys(examples)
      .map((name) => `${name}.html`)
      .sort(),
  );
});

test.each(Object.entries(examples))("The page %s can be read by everybody", (_, page) => {
  const text = documentOf(page);
  expect(text.match(/<h1>/g)).toHaveLength(1);
  expect(text).toContain('<html lang="en">');
  expect(text).toContain('name="viewport"');
  expect(text).not.toMatch(/<script|\son\w+=|<img|<link|\sstyle=|javascript:|undefined|\[object/i);
  const inputs = [...text.matchAll(/<input\b([^>]*)>/g)].map(([, tag = ""]) => tag);
  for (const tag of inputs.filter((it) => !it.includes('type="hidden"'))) {
    const [, id = ""] = /\sid="([^"]*)"/.exec(tag) ?? [];
    expect(text, tag).toContain(`<label for="${id}"`);
  }
  const names = inputs.map((tag) => /\sname="([^"]*)"/.exec(tag)?.[1]);
  expect(names.filter((name) => /^(login|user|username|email|pass(word)?)$/.test(name ?? ""))).toEqual([]);
  for (const form of text.match(/<form\b.*?<\/form>/gs) ?? [])
    expect(form).toMatch(/method="post".*name="csrf" value="the-csrf-token"/s);
});

/** All of a document but texts and the values of attributes. */
function structure(text: string): string {
  return [...text.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replaceAll(/"[^"]*"/g, '""')).join("");
}

/** Every page, with a text of somebody else in each place that takes one. */
function everywhere(text: string): readonly Page[] {
  const application = { name: text, isOperators: false, redirectHost: text, isLoopback: false };
  const scopes = [{ scope: "kestra.read", isAsked: true } as const];
  const consent = { action: text, login: text, csrf: text, server: text, scopes };
  const grants = [{ id: text, application: text, scopes: [text], born: 0 }];
  const section = credentialsForm({ action: text, csrf: text, kestra: text, kept: text, refused: text });
  return [
    pages.consent({ ...consent, application }),
    pages.consent({ ...consent, application: { ...application, metadataHost: text, isLoopback: true } }),
    pages.consent({ ...consent, application: { ...application, isOperators: true } }),
    pages.error(400, text, text),
    pages.noRole({ who: text, reason: text, back: `https://a.example/#${encodeURIComponent(text)}` }),
    pages.account({
      action: text,
      csrf: text,
      server: text,
      who: text,
      grants,
      notice: text,
      sections: [section],
    }),
  ];
}

const texts = fc.oneof(
  fc.string({ unit: "binary", minLength: 1 }),
  fc
    .array(
      fc.constantFrom(
        "<",
        ">",
        '"',
        "'",
        "`",
        "&",
        "</p>",
        "<script>",
        "&lt;",
        "x",
        " ",
        "-->",
        "\u202e",
        "\n",
      ),
      {
        minLength: 1,
      },
    )
    .map((parts) => parts.join("")),
);

test("No text gets out of its place, and each is shown as it is", () => {
  // A text that ends in a colon is taken for a scheme, of which the page warns.
  const usual = texts.filter((text) => !text.endsWith(":") && text.isWellFormed());
  const plain = everywhere("x").map((page) => structure(documentOf(page)));
  fc.assert(
    fc.property(usual, (text) => {
      const documents = everywhere(text).map(documentOf);
      expect(documents.map(structure)).toEqual(plain);
      expect(html`${text}`.markup.replaceAll(/&(?:#(\d+)|(\w+));/g, unescape)).toBe(visible(text));
    }),
  );
});

function unescape(_: string, code: string | undefined, name: string): string {
  const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };
  return code === undefined ? (named[name] ?? "?") : String.fromCodePoint(Number(code));
}

test("Markup is made by a template alone, and is no text", () => {
  const made = html`<b>${"<i>"}${html`<br />`}${["&", 1, undefined]}</b>`;
  expect(made.markup).toBe("<b>&lt;i&gt;<br />&amp;1</b>");
  expect(made).toBeInstanceOf(Html);
  // What looks like markup is none.
  const forged = { markup: "<script>" } as unknown as Html;
  expect(() => html`${forged}`).toThrow();
});

test("A name that hides something shows what it hides", () => {
  const text = documentOf(examples["consent-lying"] as Page);
  expect(text).toContain("\\u{202e}gnp.exe\\u{200b}\\n&amp; &quot;co&#39;&#96;");
  expect(text).not.toMatch(/[\u202e\u200b]/);
});

test("A name that tells a story is cut off", () => {
  const application = { name: "x".repeat(1000), isOperators: false, redirectHost: "a", isLoopback: false };
  const view = { action: "", login: "", csrf: "", server: "", scopes: [], application };
  expect(documentOf(pages.consent(view))).toMatch(/[^x]x{80}…/);
});

test.each(["javascript:alert(1)", " javascript:alert(1)", "data:text/html,x", "vbscript:x", "not a URL"])(
  "No link leads to %s",
  (url) => {
    expect(() => pages.forward(url)).toThrow("That is no address to send a browser to.");
    expect(() => pages.noRole({ back: url })).toThrow("That is no address to send a browser to.");
  },
);

test("A page goes on by a meta refresh, to the address as it is", () => {
  const text = documentOf(pages.forward('https://a.example/b?c="d"&e=<f>;\'g'));
  const [, content = ""] = /<meta http-equiv="refresh" content="([^"]*)"/.exec(text) ?? [];
  expect(content.replaceAll(/&(?:#(\d+)|(\w+));/g, unescape)).toBe(
    '0; url=https://a.example/b?c="d"&e=<f>;\'g',
  );
});

test("A browser that holds a page to its policy lets its style in", () => {
  const [, style = ""] = /<style>(.*)<\/style>/s.exec(documentOf(pages.error(400, "", ""))) ?? [];
  expect(style.length).toBeGreaterThan(1000);
  expect(styleHash).toBe(`'sha256-${createHash("sha256").update(style).digest("base64")}'`);
});

test("A page loads and runs nothing, is shown in no frame and kept by nobody", () => {
  expect(pages.headers).toEqual({
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": `default-src 'none'; style-src ${styleHash}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
  });
});
