import { html } from "./element.ts";

/** Which branches of a page are folded: as their keys say, until somebody turns one. */
export interface Folding {
  isFolded(key: string, atFirst: boolean): boolean;
  /** What folds a branch, and unfolds it. @param what it is, for those who hear it */
  button(key: string, isFolded: boolean, what: string): HTMLButtonElement;
}

/** @param redraw called when a branch was turned */
export function folding(redraw: () => void): Folding {
  const turned = new Map<string, boolean>();
  return {
    isFolded: (key, atFirst) => turned.get(key) ?? atFirst,
    button(key, isFolded, what) {
      const button = html(
        "button",
        {
          type: "button",
          class: "fold",
          "aria-expanded": String(!isFolded),
          "aria-label": what,
          "data-key": key,
        },
        isFolded ? "▸" : "▾",
      );
      button.addEventListener("click", () => {
        turned.set(key, !isFolded);
        redraw();
      });
      return button;
    },
  };
}
