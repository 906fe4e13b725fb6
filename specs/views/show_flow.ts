import type { Output } from "../../generated/views/show_flow.ts";
import { diagram } from "./page/diagram.ts";
import { html, put, putMessage } from "./page/element.ts";
import { header, notes } from "./page/header.ts";
import { show, type Host } from "./page/host.ts";
import { stateChip } from "./page/state.ts";
import { dateText, lengthText } from "./page/time.ts";

/** From so many tasks on, what is in tasks is folded at first. */
const many = 80;

const turned = new Map<string, boolean>();
let redraw = (): void => undefined;

function draw(output: Output, host: Host): void {
  redraw = () => {
    draw(output, host);
  };
  const { revision, isSetToRun, tasks, executions } = output;
  const isFolded = (key: string): boolean => turned.get(key) ?? tasks.length > many;
  const folds = {
    isFolded,
    turn: (key: string) => {
      turned.set(key, !isFolded(key));
      redraw();
    },
  };
  const width = document.documentElement.clientWidth - 24;
  put(
    header(
      output,
      output.url,
      host,
      html(
        "span",
        { class: `chip ${isSetToRun ? "good" : "quiet"}` },
        isSetToRun ? "✓ Set to run" : "· Not set to run",
      ),
      revision ? html("span", {}, `revision ${revision}`) : undefined,
    ),
    html("p", { class: "summary", role: "status" }, output.summary),
    html(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Diagram", "data-key": "diagram" },
      diagram(output, { width, folds, dates: host }),
    ),
    executions.length > 0 &&
      html(
        "ul",
        { class: "last", "aria-label": "Last executions" },
        ...executions.map((one) => last(one, host)),
      ),
    notes(...(output.unknown ?? []), output.truncated),
  );
}

function last({ state, startDate, seconds, id }: Output["executions"][number], host: Host): HTMLElement {
  const told = `${startDate ? dateText(startDate, host) : id}${seconds == null ? "" : `, ${lengthText(seconds)}`}`;
  return html("li", {}, stateChip(state), ` ${told}`);
}

addEventListener("resize", () => {
  redraw();
});

void show<Output>({
  tool: "show_flow",
  draw,
  tell: putMessage,
  isLive: ({ executions: [newest] }) =>
    newest !== undefined &&
    /^(CREATED|QUEUED|SUBMITTED|RUNNING|RETRYING|RESTARTED|KILLING|PAUSED)$/.test(newest.state),
});
