import { scopes as all } from "../../auth/scopes.ts";
import { scopeWords } from "./consent.ts";
import { html, type Html } from "./html.ts";
import type { AccountView, GrantView, Page } from "./page.ts";

/** What a user gave, and may take back. */
export function accountPage({ action, csrf, server, who, grants, notice, sections }: AccountView): Page {
  const hidden = (what: string): Html =>
    html`<input type="hidden" name="csrf" value="${csrf}" />
      <input type="hidden" name="do" value="${what}" />`;
  const rows = grants.map(
    (grant) =>
      html`<li class="grant">
        <div>
          <strong>${grant.application}</strong><br /><small
            >${mayOf(grant)}; since ${dayOf(grant.born)}</small
          >
        </div>
        <form method="post" action="${action}">
          ${hidden("end-grant")}
          <input type="hidden" name="grant" value="${grant.id}" />
          <button aria-label="End the access of ${grant.application}">End</button>
        </form>
      </li> `,
  );
  return {
    status: 200,
    title: "Your account",
    body: html`<p>You are <strong>${who}</strong> at ${server}.</p>
      ${notice === undefined ? "" : html`<p class="notice" role="status">${notice}</p> `}${sections}
      <h2>Applications with access</h2>
      ${
        rows.length === 0
          ? html`<p>None.</p>`
          : html`<ul class="grants">
              ${rows}
            </ul>`
      }
      <form method="post" action="${action}">
        ${hidden("log-out")}
        <div class="buttons"><button>Log out of this page</button></div>
      </form>`,
  };
}

function mayOf({ scopes }: GrantView): string {
  const titles = all
    .filter((one) => scopes.includes(one))
    .map((scope) => scopeWords[scope].title.toLowerCase());
  return titles.length === 0 ? "may do nothing" : `may ${titles.join(", ")}`;
}

/** In UTC: a server knows no user's time. */
function dayOf(born: number): Html {
  const day = new Date(born).toISOString().slice(0, 10);
  return html`<time datetime="${day}">${day}</time>`;
}
