import { html, type Html } from "./html.ts";

/** Of the part of the account page where users give their own credentials for Kestra. */
export interface CredentialsView {
  readonly action: string;
  readonly csrf: string;
  /** Where they are used. */
  readonly kestra: string;
  /** What is kept, in words such as `an API token, checked on 2026-11-28`; absent: nothing. */
  readonly kept?: string;
  /** Why what was just sent is not kept. */
  readonly refused?: string;
}

/** What keeps password managers, which know a login of this host, from filling in a field. */
const untouched = html`autocomplete="off" autocapitalize="none" spellcheck="false" data-1p-ignore
data-lpignore="true" data-bwignore`;

/**
 * A form that is posted to `action` with `csrf`, `do` = `set-credentials`, and either `kestra_token` or `kestra_user` with
 * `kestra_secret`; and one with `do` = `remove-credentials` where some are kept.
 */
export function credentialsForm({ action, csrf, kestra, kept, refused }: CredentialsView): Html {
  const field = (name: string, label: string, isSecret: boolean): Html =>
    html`<div class="field">
      <label for="${name}">${label}</label>
      <input type="text" id="${name}" name="${name}" ${isSecret ? html` class="secret"` : ""} ${untouched} />
    </div> `;
  return html`<h2>Your credentials for Kestra</h2>
    <p>
      ${kept === undefined ? "None are kept: what you do by this server needs some." : html`Kept: ${kept}.`}
    </p>
    ${refused === undefined ? "" : html`<p class="warning" role="alert">${refused}</p> `}
    <form method="post" action="${action}">
      <input type="hidden" name="csrf" value="${csrf}" />
      <input type="hidden" name="do" value="set-credentials" />
      ${field("kestra_token", "API token (Enterprise Edition)", true)}
      <p class="dim">Or, without one:</p>
      ${field("kestra_user", "User of Kestra", false)}${field("kestra_secret", "Its password", true)}
      <p class="dim">
        They are tried at ${kestra}, kept encrypted, and used for your calls alone. No application and no
        model sees them.
      </p>
      <div class="buttons"><button class="main">Try and keep</button></div>
    </form>
    ${
      kept === undefined
        ? ""
        : html`<form method="post" action="${action}">
            <input type="hidden" name="csrf" value="${csrf}" />
            <input type="hidden" name="do" value="remove-credentials" />
            <div class="buttons"><button>Remove them</button></div>
          </form>`
    }`;
}
