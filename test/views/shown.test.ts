import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { html as executionPage } from "../../generated/views/show_execution-page.ts";
import { html as flowPage } from "../../generated/views/show_flow-page.ts";
import { missing } from "../support/chromium.ts";
import { skipped } from "../support/skipped.ts";
import { openHost, type ViewHost } from "./host/open.ts";
import { failed, many, running } from "./results/executions.ts";
import { flow } from "./results/flow.ts";
import { hostile, hostileFlow } from "./results/hostile.ts";
import { resultOf } from "./results/result.ts";

/** A colour scheme as a client may give one. */
const variables = {
  "--color-background-primary": "rgb(250, 244, 230)",
  "--color-text-primary": "rgb(40, 30, 10)",
};

/** Where people look at what views look like. With UPDATE_SCREENSHOTS they are taken anew. */
const screenshots = join(import.meta.dirname, "screenshots");

/** The first text of what a CSS selector finds in the view. */
const textOf = (selector: string) => `document.querySelector(${JSON.stringify(selector)})?.textContent ?? ""`;

describe.skipIf(missing !== "")(`in Chromium, under the strictest policy, a view${skipped(missing)}`, () => {
  let host: ViewHost;
  beforeAll(async () => {
    host = await openHost();
  });
  afterAll(() => host.close());

  const views = [
    { name: "execution", html: executionPage, output: failed, says: "no answer from the warehouse" },
    { name: "running", html: executionPage, output: running, says: "approve" },
    { name: "flow", html: flowPage, output: flow, says: "every_morning" },
  ];
  const ways = (["light", "dark"] as const).flatMap((theme) => [900, 340].map((width) => ({ theme, width })));

  it.each(views.flatMap((view) => ways.map((way) => ({ ...view, ...way }))))(
    "$name draws in $theme, $width pixels wide, and breaks no rule",
    async ({ name, html, output, says, theme, width }) => {
      const preferred = { reducedMotion: true };
      await host.show({ html, theme, width, preferred, result: () => resultOf(output) });
      const drawn = await host.chromium.untilInside<string>("document.body.textContent");
      expect(drawn).toContain(says);
      // It fits: nothing but a diagram is ever wider than the frame.
      expect(await host.chromium.untilInside("document.documentElement.scrollWidth")).toBeLessThanOrEqual(
        width,
      );
      const back = await host.chromium.untilInside("getComputedStyle(document.body).backgroundColor");
      expect(back).toBe(theme === "dark" ? "rgb(18, 23, 31)" : "rgb(255, 255, 255)");
      expect(host.complaints()).toEqual([]);
      expect(host.asked()).toEqual([]);
      const picture = await host.chromium.picture();
      const path = join(screenshots, `${name}-${theme}-${width}.png`);
      if (process.env.UPDATE_SCREENSHOTS) await writeFile(path, picture);
      expect(existsSync(path), `${path}: take it with UPDATE_SCREENSHOTS=1`).toBe(true);
    },
  );

  it.each(views)("$name tells texts apart from what is behind them", async ({ html, output }) => {
    for (const theme of ["light", "dark"] as const) {
      await host.show({ html, theme, result: () => resultOf(output) });
      expect(JSON.parse(await host.chromium.untilInside<string>(faintTexts))).toEqual([]);
    }
  });

  it("tells the client how tall it is, and follows its theme, colours and width", async () => {
    await host.show({ html: executionPage, variables, result: () => resultOf(failed) });
    const { chromium } = host;
    expect(await chromium.untilInside("getComputedStyle(document.body).backgroundColor")).toBe(
      variables["--color-background-primary"],
    );
    const tall = await chromium.until<number>("seen.sizes.at(-1).height");
    expect(tall).toBe(await chromium.untilInside("document.body.scrollHeight"));
    await chromium.until("bridge.setHostContext({ theme: 'dark' }), true");
    await chromium.untilInside("document.documentElement.dataset.theme === 'dark'");
    await chromium.until("document.querySelector('iframe').style.width = '340px'");
    await chromium.until(`seen.sizes.at(-1).height > ${tall}`);
  });

  it.each(["light", "dark"] as const)("without a theme looks as the system does: %s", async (colors) => {
    await host.show({
      html: flowPage,
      preferred: { colors, reducedMotion: true },
      result: () => resultOf(flow),
    });
    await host.chromium.untilInside("delete document.documentElement.dataset.theme");
    const back = await host.chromium.untilInside("getComputedStyle(document.body).backgroundColor");
    expect(back).toBe(colors === "dark" ? "rgb(18, 23, 31)" : "rgb(255, 255, 255)");
  });

  it.each([
    ["an execution", executionPage, hostile],
    ["a flow", flowPage, hostileFlow],
  ])("takes hostile names of %s for names", async (_, html, output) => {
    await host.show({ html, result: () => resultOf(output) });
    const text = await host.chromium.untilInside<string>("document.body.textContent");
    expect(text).toContain("<img src=x onerror=alert(1)>");
    const elements = "document.querySelectorAll('main img, main script, main a, main iframe').length === 0";
    expect(await host.chromium.untilInside(elements)).toBe(true);
    expect(await host.chromium.untilInside("window.hacked === undefined")).toBe(true);
    // An address that is no page of Kestra is no link.
    expect(
      await host.chromium.untilInside("[...document.querySelectorAll('header button')].length === 0"),
    ).toBe(true);
    expect(host.complaints()).toEqual([]);
  });

  it("opens Kestra's page by the client, where that opens links", async () => {
    await host.show({ html: executionPage, result: () => resultOf(failed) });
    await host.chromium.untilInside("document.querySelector('header button').click(), true");
    expect(await host.chromium.until("seen.links[0]")).toBe(failed.url);
    await host.show({ html: executionPage, capabilities: {}, result: () => resultOf(failed) });
    expect(await host.chromium.untilInside("document.querySelector('header button') === null")).toBe(true);
  });

  it("is folded and unfolded by the keyboard, and keeps the focus", async () => {
    const { chromium } = host;
    await host.show({ html: executionPage, result: () => resultOf(failed) });
    const rows = "document.querySelectorAll('.row').length";
    const before = await chromium.untilInside<number>(rows);
    await chromium.until("document.querySelector('iframe').focus(), true");
    await chromium.untilInside("document.querySelector('.fold').focus(), true");
    await chromium.press("Enter");
    // What only warned is shown all the same.
    await chromium.untilInside(`${rows} === ${before - 3}`);
    expect(await chromium.untilInside("document.activeElement.getAttribute('aria-expanded')")).toBe("false");
    await chromium.press("Enter");
    await chromium.untilInside(`${rows} === ${before}`);
    await host.show({ html: flowPage, result: () => resultOf(flow) });
    const boxes = "document.querySelectorAll('.box').length";
    const all = await chromium.untilInside<number>(boxes);
    await chromium.until("document.querySelector('iframe').focus(), true");
    await chromium.untilInside("document.querySelector('g[role=button]').focus(), true");
    await chromium.press("Enter");
    await chromium.untilInside(`${boxes} === ${all - 4}`);
    expect(await chromium.untilInside(textOf("g[role=button]"))).toContain("is_full (4)");
  });

  it("draws 500 task runs at once, folded, with those that failed", async () => {
    const { chromium } = host;
    const began = performance.now();
    await host.show({ html: executionPage, result: () => resultOf(many(500)) });
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(await chromium.untilInside<number>("document.querySelectorAll('.row').length")).toBe(3);
    await chromium.untilInside("document.querySelector('.fold').click(), true");
    await chromium.untilInside("document.querySelectorAll('.row').length === 501");
    expect(host.complaints()).toEqual([]);
  });

  it("says what went wrong where there is nothing to draw", async () => {
    const text = "No such execution. Look with `list_executions`.";
    await host.show({
      html: executionPage,
      result: () => ({ content: [{ type: "text", text }], isError: true }),
    });
    expect(await host.chromium.untilInside(textOf("main"))).toBe(text);
  });
});

/** Texts of the view whose colour is less than 4.5 times as bright or dark as what is behind them. */
const faintTexts = `(() => {
  const light = (color) => {
    const [r, g, b] = color.match(/[\\d.]+/g).map((one) => {
      const share = Number(one) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let one = element; one !== null; one = one.parentElement) {
      const { backgroundColor } = getComputedStyle(one);
      if (!/rgba\\(.*, 0\\)/.test(backgroundColor)) return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };
  const faint = [...document.querySelectorAll("main *")].filter((element) => {
    if (![...element.childNodes].some((one) => one.nodeType === 3 && one.data.trim() !== "")) return false;
    const { color, fill } = getComputedStyle(element);
    const [a, b] = [light(element instanceof SVGElement ? fill : color), light(behind(element))].sort();
    return (b + 0.05) / (a + 0.05) < 4.5;
  });
  return JSON.stringify(faint.map((one) => one.className + " " + one.textContent));
})()`;
