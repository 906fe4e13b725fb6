import { createHash } from "node:crypto";
import { html, html as css } from "./html.ts";

const look = css`
  :root {
    color-scheme: light dark;
    --ink: #1c1b22;
    --dim: #5b5b66;
    --paper: #ffffff;
    --ground: #f4f3f8;
    --line: #cfcdd9;
    --accent: #5b21b6;
    --on-accent: #ffffff;
    --warn: #7a4b00;
    --warn-ground: #fff4dc;
  }
  @media (prefers-color-scheme: dark) {
    :root {
      --ink: #ececf1;
      --dim: #b0afbc;
      --paper: #201f27;
      --ground: #141319;
      --line: #4a4857;
      --accent: #b79bff;
      --on-accent: #17141f;
      --warn: #ffd58a;
      --warn-ground: #3a2c0d;
    }
  }
  * {
    box-sizing: border-box;
  }
  body {
    margin: 0;
    background: var(--ground);
    color: var(--ink);
    font:
      1rem/1.5 system-ui,
      sans-serif;
  }
  main {
    max-width: 38rem;
    margin: 2rem auto;
    padding: 1.5rem;
    background: var(--paper);
    border: 1px solid var(--line);
    border-radius: 0.75rem;
    overflow-wrap: anywhere;
  }
  @media (max-width: 40rem) {
    main {
      margin: 0;
      border: 0;
      border-radius: 0;
      min-height: 100vh;
    }
  }
  h1 {
    margin: 0 0 1rem;
    font-size: 1.5rem;
    line-height: 1.25;
  }
  h2 {
    margin: 2rem 0 0.5rem;
    font-size: 1.15rem;
  }
  p,
  ul,
  dl {
    margin: 0 0 1rem;
  }
  small,
  .dim {
    color: var(--dim);
    font-size: 0.9rem;
  }
  a {
    color: var(--accent);
  }
  dl {
    display: grid;
    grid-template-columns: max-content 1fr;
    gap: 0.25rem 1rem;
  }
  @media (max-width: 30rem) {
    dl {
      grid-template-columns: 1fr;
      gap: 0;
    }
    dd {
      margin-bottom: 0.5rem;
    }
  }
  dt {
    color: var(--dim);
  }
  dd {
    margin: 0;
  }
  fieldset {
    margin: 0 0 1rem;
    padding: 0.75rem 1rem;
    border: 1px solid var(--line);
    border-radius: 0.5rem;
  }
  legend {
    padding: 0 0.4rem;
    font-weight: 600;
  }
  .choice {
    display: grid;
    grid-template-columns: 1.5rem 1fr;
    gap: 0.25rem 0.5rem;
    margin: 0.6rem 0;
  }
  .choice input {
    width: 1.15rem;
    height: 1.15rem;
    margin: 0.2rem 0 0;
    accent-color: var(--accent);
  }
  .field {
    margin: 0 0 1rem;
  }
  .field label {
    display: block;
    font-weight: 600;
  }
  .field input {
    width: 100%;
    padding: 0.6rem;
    font: inherit;
    color: inherit;
    background: transparent;
    border: 1px solid var(--dim);
    border-radius: 0.4rem;
  }
  .secret {
    -webkit-text-security: disc;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
    margin: 1.25rem 0 0;
  }
  button {
    min-height: 2.75rem;
    padding: 0.5rem 1.25rem;
    font: inherit;
    font-weight: 600;
    cursor: pointer;
    border-radius: 0.4rem;
    color: var(--ink);
    background: transparent;
    border: 1px solid var(--dim);
  }
  button.main {
    color: var(--on-accent);
    background: var(--accent);
    border-color: var(--accent);
  }
  :focus-visible {
    outline: 3px solid var(--accent);
    outline-offset: 2px;
  }
  .warning,
  .notice {
    margin: 0 0 1rem;
    padding: 0.75rem 1rem;
    border-radius: 0.5rem;
    border: 1px solid currentcolor;
  }
  .warning {
    color: var(--warn);
    background: var(--warn-ground);
  }
  .grant {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
    justify-content: space-between;
    padding: 0.75rem 0;
    border-top: 1px solid var(--line);
  }
  .grants {
    list-style: none;
    padding: 0;
  }
`;

/** All of the look, in one element: pages load nothing. */
export const styleElement = html`<style>
  ${look}
</style>`;

/** What a content security policy allows that element by: all between its tags. */
export const styleHash = `'sha256-${createHash("sha256").update(inner(styleElement.markup)).digest("base64")}'`;

function inner(element: string): string {
  return element.slice(element.indexOf(">") + 1, element.lastIndexOf("<"));
}
