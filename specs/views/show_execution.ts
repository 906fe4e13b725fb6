import type { Output } from "../../generated/views/show_execution.ts";
import { html, name, put, putMessage } from "./page/element.ts";
import { folding } from "./page/folding.ts";
import { gantt } from "./page/gantt.ts";
import { header, notes } from "./page/header.ts";
import { show, type Host } from "./page/host.ts";
import { stateChip } from "./page/state.ts";
import { dateText, lengthText } from "./page/time.ts";

let redraw = (): void => undefined;
const folds = folding(() => {
  redraw();
});

function draw(output: Output, host: Host): void {
  redraw = () => {
    draw(output, host);
  };
  const { state, isEnded, seconds, startDate, executionId, failure } = output;
  const whole = seconds ?? 0;
  put(
    header(
      output,
      output.url,
      host,
      stateChip(state),
      html("span", {}, `${isEnded ? "took" : "for"} ${lengthText(whole)}`),
      startDate ? html("span", {}, dateText(startDate, host)) : undefined,
      html("code", {}, executionId),
      !isEnded && host.isAsking && html("span", { class: "live" }, "live"),
    ),
    failure ? failed(failure, host) : undefined,
    !isEnded && html("p", { class: "summary", role: "status" }, output.summary),
    gantt(output, whole, folds),
    notes(...(output.unknown ?? []), output.truncated),
  );
}

function failed({ taskId, message, lines }: NonNullable<Output["failure"]>, host: Host): HTMLElement {
  const hasAttempts = lines.some(({ attempt }) => (attempt ?? 0) > 0);
  return html(
    "section",
    { class: "failure", "aria-label": "What failed" },
    html("p", {}, taskId ? name(taskId) : undefined, taskId ? ": " : undefined, html("bdi", {}, message)),
    lines.length > 0 &&
      html(
        "ol",
        { class: "log", tabindex: "0", "aria-label": "Log", "data-key": "log" },
        ...lines.map(({ time, level, message: text, attempt }) =>
          html(
            "li",
            {},
            html("span", { class: "time" }, dateText(time, host)),
            html("span", { class: level === "ERROR" ? "bad" : "warns" }, level),
            hasAttempts && attempt != null && html("span", { class: "time" }, `attempt ${attempt + 1}`),
            html("bdi", {}, text),
          ),
        ),
      ),
  );
}

void show<Output>({
  tool: "show_execution",
  draw,
  tell: putMessage,
  isLive: ({ isEnded }) => !isEnded,
});
